//! Shows how two texts differ, for people.

use std::fmt::Write as _;

/// How many equal lines are shown around the different ones.
const CONTEXT: usize = 2;

/// The lines in which the texts differ, `-` expected and `+` found, with some lines around them.
///
/// Everything between the first and the last difference counts as different, which is enough for values that differ in
/// one place, as most do.
pub(crate) fn diff(expected: &str, actual: &str) -> String {
    let expected: Vec<&str> = expected.lines().collect();
    let actual: Vec<&str> = actual.lines().collect();
    let shorter = expected.len().min(actual.len());
    let pairs = || expected.iter().zip(&actual);
    let head = pairs().take_while(|(a, b)| a == b).count();
    let from_end = expected.iter().rev().zip(actual.iter().rev());
    let tail = from_end.take(shorter - head).take_while(|(a, b)| a == b).count();
    let mut text = String::new();
    let mut show = |sign: char, lines: &[&str]| {
        for line in lines {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{sign} {line}");
        }
    };
    let (expected_end, actual_end) = (expected.len() - tail, actual.len() - tail);
    show(' ', &expected[head.saturating_sub(CONTEXT)..head]);
    show('-', &expected[head..expected_end]);
    show('+', &actual[head..actual_end]);
    show(' ', &expected[expected_end..(expected_end + CONTEXT).min(expected.len())]);
    text
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn shows_what_differs() {
        let cases = [
            ("a\nb\nc\nd\ne", "a\nb\nc\nd\ne", "  d\n  e\n"),
            ("a\nb\nc\nd\ne\nf\ng", "a\nb\nc\nX\nY\ne\nf\ng", "  b\n  c\n- d\n+ X\n+ Y\n  e\n  f\n"),
            ("a", "a\na", "  a\n+ a\n"),
            ("a\na", "a", "  a\n- a\n"),
            ("", "x", "+ x\n"),
        ];
        for (expected, actual, shown) in cases {
            assert_eq!(diff(expected, actual), shown, "{expected:?} {actual:?}");
        }
    }
}
