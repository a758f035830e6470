//! Validators of shapes, their members and their constraints.

mod bounds;
mod enum_shape;
mod enum_trait;
mod id_conflict;
mod json_name;
mod media_type;
pub(in crate::validate) mod pattern_trait;
mod recursion;
pub(in crate::validate) mod target;
mod union;

use std::collections::HashMap;
use std::hash::Hash;

use crate::validate::Validator;

pub(in crate::validate) const VALIDATORS: &[Validator] = &[
    enum_shape::validate,
    enum_trait::validate,
    union::validate,
    json_name::validate,
    id_conflict::validate,
    recursion::validate,
    bounds::ranges,
    bounds::lengths,
    pattern_trait::validate,
    media_type::validate,
];

/// Each item whose key an earlier item has, together with the first such item.
fn repeated<K: Eq + Hash, T: Copy>(items: impl Iterator<Item = (K, T)>) -> Vec<(T, T)> {
    let mut seen: HashMap<K, T> = HashMap::new();
    let mut pairs = Vec::new();
    for (key, item) in items {
        match seen.get(&key) {
            Some(first) => pairs.push((*first, item)),
            None => drop(seen.insert(key, item)),
        }
    }
    pairs
}

/// Whether the name of a value of an enum has the form that is recommended: upper case, with `_` between words.
fn is_recommended(name: &str) -> bool {
    let rest = name.trim_start_matches(|char: char| char.is_ascii_uppercase());
    let is_rest = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    rest.len() < name.len() && rest.bytes().all(is_rest)
}
