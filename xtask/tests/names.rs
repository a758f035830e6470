//! `cargo xtask names`, up to the generated crates.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;

use xtask::{Console, Outcome, names};

fn run(only: &[&str], out: &Path) -> (Outcome, String) {
    let options = names::Options {
        only: only.iter().map(|place| (*place).to_owned()).collect(),
        out: Some(out.to_owned()),
        generate_only: true,
        ..names::Options::default()
    };
    let (mut said, mut err) = (Vec::new(), Vec::new());
    let mut console = Console::new(&mut said, &mut err);
    let outcome = names::run(&options, &mut console).unwrap();
    (outcome, String::from_utf8(err).unwrap())
}

#[test]
fn places_have_the_names_of_generated_code_and_of_rust() {
    let out = tempfile::tempdir().unwrap();
    assert_eq!(run(&["value", "member"], out.path()), (Outcome::Done, String::new()));
    for (file, names) in [
        // A trait of the runtime, a constant in capitals, a keyword, and what looks like an associated type.
        ("zq_value/types.rs", ["    CalledOn,", "    SPEC,", "    Async,", "    Err,"]),
        // A variable of generated functions, a keyword, one without a raw form, and one that differs in underscores.
        ("zq_member/types.rs", ["    pub report: ", "    pub r#async: ", "    pub self_: ", "    pub foo_bar_: "]),
    ] {
        let text = fs::read_to_string(out.path().join("types/src").join(file)).unwrap();
        for name in names {
            assert!(text.contains(name), "no `{name}` in {file}");
        }
    }
}

#[test]
fn unknown_places_are_refused() {
    let out = tempfile::tempdir().unwrap();
    let (outcome, err) = run(&["valeu"], out.path());
    assert_eq!(outcome, Outcome::Misused);
    assert!(err.starts_with("error: `valeu` is not a kind of place; the kinds are structure, "), "{err}");
}
