//! Looks up `\p{…}`: the POSIX classes as Java names them, and Unicode's properties.

use regex_syntax::hir::{Class, HirKind};

use super::super::set::CharSet;

/// The POSIX classes, all ASCII (java.util.regex.Pattern, "POSIX character classes").
const POSIX: &[(&str, &[(u32, u32)])] = &[
    ("Lower", &[(0x61, 0x7A)]),
    ("Upper", &[(0x41, 0x5A)]),
    ("ASCII", &[(0x00, 0x7F)]),
    ("Alpha", &[(0x41, 0x5A), (0x61, 0x7A)]),
    ("Digit", &[(0x30, 0x39)]),
    ("Alnum", &[(0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A)]),
    ("Punct", &[(0x21, 0x2F), (0x3A, 0x40), (0x5B, 0x60), (0x7B, 0x7E)]),
    ("Graph", &[(0x21, 0x7E)]),
    ("Print", &[(0x20, 0x7E)]),
    ("Blank", &[(0x09, 0x09), (0x20, 0x20)]),
    ("Cntrl", &[(0x00, 0x1F), (0x7F, 0x7F)]),
    ("XDigit", &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)]),
    ("Space", &[(0x09, 0x0D), (0x20, 0x20)]),
];

/// The set that a name inside `\p{…}` stands for.
pub(super) fn lookup(name: &str) -> Option<CharSet> {
    if let Some((_, ranges)) = POSIX.iter().find(|(posix, _)| *posix == name) {
        return Some(CharSet::new(ranges.iter().copied()));
    }
    match name {
        "Any" => return Some(CharSet::any()),
        "L1" => return Some(CharSet::new([(0, 0xFF)])),
        _ => {}
    }
    // Java's prefix `Is` may stand before any of them.
    let name = name.strip_prefix("Is").unwrap_or(name);
    if name.is_empty() || !name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '=')) {
        return None;
    }
    let spelling = format!(r"\p{{{name}}}");
    match regex_syntax::parse(&spelling).ok()?.into_kind() {
        HirKind::Class(Class::Unicode(class)) => Some(CharSet::from(class).spelled(spelling)),
        _ => None,
    }
}

/// The set of a POSIX class as brackets name it: `alnum` in `[[:alnum:]]`.
pub(super) fn posix(name: &str) -> Option<CharSet> {
    let (_, ranges) = POSIX.iter().find(|(posix, _)| posix.eq_ignore_ascii_case(name))?;
    Some(CharSet::new(ranges.iter().copied()))
}

/// The set or, for `\P`, everything else.
pub(super) fn signed(set: CharSet, negated: bool) -> CharSet {
    if !negated {
        return set;
    }
    match set.spelling() {
        Some(spelling) => set.complement().spelled(spelling.replacen('p', "P", 1)),
        None => set.complement(),
    }
}
