//! Splits a text into tokens.

use super::Kind;

/// A token: its kind and where it ends. It begins where the one before it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// The token that begins at an offset, which must not be within a character.
pub(super) fn token(text: &str, start: u32) -> Token {
    let rest = text.as_bytes().get(start as usize..).unwrap_or_default();
    let (kind, length) = scan(rest);
    // The parser refuses texts of more than 4 GiB.
    Token { kind, start, end: start + length as u32 }
}

fn scan(rest: &[u8]) -> (Kind, usize) {
    let Some(first) = rest.first() else {
        return (Kind::EndOfFile, 0);
    };
    let one = |kind| (kind, 1);
    match first {
        b' ' | b'\t' => (Kind::Space, count(rest, |byte| matches!(byte, b' ' | b'\t'))),
        b'\n' => one(Kind::Newline),
        b'\r' => (Kind::Newline, if rest.get(1) == Some(&b'\n') { 2 } else { 1 }),
        b',' => one(Kind::Comma),
        b'@' => one(Kind::At),
        b'$' => one(Kind::Dollar),
        b'.' => one(Kind::Dot),
        b':' if rest.get(1) == Some(&b'=') => (Kind::Walrus, 2),
        b':' => one(Kind::Colon),
        b'=' => one(Kind::Equal),
        b'#' => one(Kind::Pound),
        b'{' => one(Kind::LeftBrace),
        b'}' => one(Kind::RightBrace),
        b'[' => one(Kind::LeftBracket),
        b']' => one(Kind::RightBracket),
        b'(' => one(Kind::LeftParen),
        b')' => one(Kind::RightParen),
        b'/' if rest.get(1) == Some(&b'/') => comment(rest),
        b'"' => quoted(rest),
        b'-' | b'0'..=b'9' => number(rest),
        b'_' | b'a'..=b'z' | b'A'..=b'Z' => identifier(rest),
        // All bytes of one character.
        _ => (Kind::BadToken, 1 + count(rest.get(1..).unwrap_or_default(), |byte| byte & 0xc0 == 0x80)),
    }
}

fn count(bytes: &[u8], is_meant: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| !is_meant(*byte)).unwrap_or(bytes.len())
}

fn comment(rest: &[u8]) -> (Kind, usize) {
    let kind = if rest.get(2) == Some(&b'/') { Kind::DocComment } else { Kind::Comment };
    let line = count(rest, |byte| !matches!(byte, b'\n' | b'\r'));
    let newline = match rest.get(line..) {
        Some([b'\r', b'\n', ..]) => 2,
        Some([_, ..]) => 1,
        _ => 0,
    };
    (kind, line + newline)
}

fn identifier(rest: &[u8]) -> (Kind, usize) {
    let underscores = count(rest, |byte| byte == b'_');
    let length = count(rest, |byte| byte == b'_' || byte.is_ascii_alphanumeric());
    // Underscores alone are not a name.
    (if length > underscores { Kind::Identifier } else { Kind::BadToken }, length)
}

fn number(rest: &[u8]) -> (Kind, usize) {
    let digits = |from: usize| count(rest.get(from..).unwrap_or_default(), |byte| byte.is_ascii_digit());
    let mut at = usize::from(rest.first() == Some(&b'-'));
    let whole = digits(at);
    let has_leading_zero = whole > 1 && rest.get(at) == Some(&b'0');
    at += whole;
    if whole == 0 || has_leading_zero {
        return (Kind::BadToken, at);
    }
    if rest.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        at += 1 + fraction;
        if fraction == 0 {
            return (Kind::BadToken, at);
        }
    }
    if matches!(rest.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(rest.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at);
        at += exponent;
        if exponent == 0 {
            return (Kind::BadToken, at);
        }
    }
    (Kind::Number, at)
}

fn quoted(rest: &[u8]) -> (Kind, usize) {
    let is_block = rest.starts_with(b"\"\"\"");
    let quotes: &[u8] = if is_block { b"\"\"\"" } else { b"\"" };
    let mut at = quotes.len();
    let mut is_good = !is_block || opens_well(rest.get(at..).unwrap_or_default());
    loop {
        let inside = rest.get(at..).unwrap_or_default();
        // What needs a closer look: quotes, escapes and control characters.
        at += count(inside, |byte| {
            byte >= b' ' && byte != b'"' && byte != b'\\' || matches!(byte, b'\n' | b'\r' | b'\t')
        });
        let inside = rest.get(at..).unwrap_or_default();
        match inside {
            [] => return (Kind::BadToken, at),
            [b'"', ..] if inside.starts_with(quotes) => break,
            [b'"', ..] => at += 1,
            [b'\\', ..] => {
                let (length, is_known) = escape(inside);
                is_good &= is_known;
                at += length;
            }
            _ => {
                is_good = false;
                at += 1;
            }
        }
    }
    let kind = if is_block { Kind::TextBlock } else { Kind::QuotedText };
    (if is_good { kind } else { Kind::BadToken }, at + quotes.len())
}

/// Whether the three quotes of a text block are followed by nothing but spaces on their line.
fn opens_well(inside: &[u8]) -> bool {
    let spaces = count(inside, |byte| matches!(byte, b' ' | b'\t'));
    matches!(inside.get(spaces), Some(b'\n' | b'\r'))
}

/// How long an escape is, and whether it is one (Smithy 2.0, "String escape characters").
pub(super) fn escape(inside: &[u8]) -> (usize, bool) {
    match inside.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' | b'\n') => (2, true),
        Some(b'\r') => (if inside.get(2) == Some(&b'\n') { 3 } else { 2 }, true),
        Some(b'u') => {
            let digits = count(inside.get(2..).unwrap_or_default(), |byte| byte.is_ascii_hexdigit()).min(4);
            (2 + digits, digits == 4)
        }
        Some(_) => (1, false),
        None => (1, false),
    }
}
