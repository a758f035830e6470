//! Makes random patterns that both engines read in the same way.

use super::texts::Random;

/// What takes one character. Letters, digits, their neighbours in classes, and characters of two, three and four bytes.
const CHARS: &[&str] = &[
    "a",
    "b",
    "8",
    "_",
    "-",
    "é",
    "中",
    "😀",
    ".",
    r"\d",
    r"\D",
    r"\w",
    r"\W",
    r"\.",
    r"\u00e9",
    "[ab]",
    "[^a]",
    "[a-c8]",
    "[^é]",
    "[à-ü]",
    r"[\w-]",
    r"[^\d]",
    "[中😀a]",
    r"[\s\S]",
    r"\n",
    r"\t",
];

const PLACES: &[&str] = &["^", "$", r"\b", r"\B", r"\B"];

const COUNTS: &[&str] = &["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "*?", "+?", "{0}"];

const FEW: &[&str] = &["", "", "?"];

/// A pattern of a few parts.
pub(crate) fn pattern(random: &mut Random) -> String {
    let mut text = String::new();
    let anchored = random.below(4);
    if anchored == 0 {
        text.push('^');
    }
    alternatives(random, 3, &mut text);
    if anchored == 0 && random.below(2) == 0 {
        text.push('$');
    }
    text
}

fn alternatives(random: &mut Random, depth: usize, text: &mut String) {
    let branches = if random.below(3) == 0 { 2 + random.below(2) } else { 1 };
    for branch in 0..branches {
        if branch > 0 {
            text.push('|');
        }
        for _ in 0..random.below(4) {
            part(random, depth, text);
        }
    }
}

fn part(random: &mut Random, depth: usize, text: &mut String) {
    match random.below(12) {
        0 | 1 => text.push_str(random.choose(PLACES)),
        2 if depth > 0 => {
            text.push_str(random.choose(&["(", "(?:", "(?:"]));
            alternatives(random, depth - 1, text);
            text.push(')');
            text.push_str(random.choose(FEW));
        }
        // The other engine does not come back from some repetitions within repetitions, or of what may be empty.
        3 if depth > 0 => {
            text.push_str("(?:");
            text.push_str(random.choose(CHARS));
            text.push_str("(?:");
            alternatives(random, 0, text);
            text.push_str("))");
            count(random, text);
        }
        4 if depth > 0 && random.below(3) == 0 => {
            text.push_str(random.choose(&["(?=", "(?!", "(?<=", "(?<!"]));
            alternatives(random, 0, text);
            text.push(')');
        }
        _ => {
            text.push_str(random.choose(CHARS));
            count(random, text);
        }
    }
}

fn count(random: &mut Random, text: &mut String) {
    if random.below(3) == 0 {
        text.push_str(random.choose(COUNTS));
    }
}
