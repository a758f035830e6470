//! Traits of the standard library go to the types that can have them.

use std::hash::Hash;

use traits::derived::types::*;

fn copy<T: Copy>() {}
fn default<T: Default>() -> T {
    T::default()
}
fn hash_and_order<T: Hash + Ord>() {}
fn partial_order<T: PartialOrd>() {}

#[test]
fn types_have_the_traits_that_they_can_have() {
    copy::<Plain>();
    copy::<Level>();
    hash_and_order::<Plain>();
    hash_and_order::<Mark>();
    hash_and_order::<Blank>();
    hash_and_order::<Preset>();
    hash_and_order::<Spoiled>();
    hash_and_order::<Tree>();
    hash_and_order::<Color>();
    hash_and_order::<Level>();
    partial_order::<Measured>();
    assert_eq!(default::<Plain>(), Plain::new(0));
    assert_eq!(default::<Blank>(), Blank::new("", Vec::new()));
    assert_eq!(default::<Measured>(), Measured::new(0.0));
    assert_eq!(default::<Mark>(), Mark::new());
    assert_eq!(default::<Tree>(), Tree::new());
    assert_eq!(default::<PutInput>(), PutInput::new());
}
