//! Fails when the generated code is not what the models say.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use xtask::codegen::{Options, run};
use xtask::{Console, Outcome};

#[test]
fn generated_code_is_up_to_date() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console { out: &mut out, err: &mut err, color: false };
    let options = Options { check: true, ..Options::default() };
    let outcome = run(&options, &mut console).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert_eq!(outcome, Outcome::Done, "\n{}{}", text(out), text(err));
}
