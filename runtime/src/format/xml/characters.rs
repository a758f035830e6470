//! Characters and references (XML 1.0, sections 2.2, 2.11, 3.3.3 and 4.1).

use std::borrow::Cow;

/// Whether XML can hold a character, by a reference or as it is.
pub(super) fn is_legal(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether XML can hold all characters of a text. Compilers compare many bytes at once in a loop without an early end.
pub(super) fn are_legal(text: &str) -> bool {
    let is_byte = |byte: u8| byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r');
    text.bytes().fold(true, |are, byte| are & is_byte(byte)) && (text.is_ascii() || text.chars().all(is_legal))
}

/// The character that a reference stands for, by what is between `&` and `;`.
///
/// # Errors
///
/// An entity that is not predefined, or a number that is not a legal character.
pub(super) fn referenced(name: &str) -> Result<char, &'static str> {
    const NO_CHARACTER: &str = "a character reference is not valid";
    let number = |digits: &str, radix: u32| {
        let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
        let code = if is_number { u32::from_str_radix(digits, radix).ok() } else { None };
        code.and_then(char::from_u32).filter(|char| is_legal(*char)).ok_or(NO_CHARACTER)
    };
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => match name.strip_prefix('#') {
            Some(digits) => match digits.strip_prefix('x') {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            },
            None => Err("an entity is not declared"),
        },
    }
}

/// A text whose lines end as XML has it: with a line feed.
pub(super) fn lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text }
}

/// The value of an attribute, by what is between its quotes.
///
/// # Errors
///
/// A `<`, or a reference that names no character.
pub(super) fn attribute(raw: Cow<'_, str>) -> Result<Cow<'_, str>, &'static str> {
    if !raw.contains(['&', '<', '\t', '\n', '\r']) {
        return Ok(raw);
    }
    let mut value = String::with_capacity(raw.len());
    let text = lines(raw);
    let mut rest = &*text;
    while let Some(at) = rest.find(['&', '<', '\t', '\n']) {
        value.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'<' => return Err("an attribute contains `<`"),
            b'&' => {
                let (name, after) = rest[at + 1..].split_once(';').ok_or("a reference has no closing semicolon")?;
                value.push(referenced(name)?);
                rest = after;
            }
            _ => {
                value.push(' ');
                rest = &rest[at + 1..];
            }
        }
    }
    value.push_str(rest);
    Ok(value.into())
}

/// Appends a text, such that it is read as it is: references stand for what means something, and for what readers take
/// for the end of a line.
///
/// # Errors
///
/// A character that XML cannot hold.
pub(super) fn push_escaped(text: &str, is_attribute: bool, out: &mut String) -> Result<(), &'static str> {
    let mut plain = 0;
    for (at, char) in text.char_indices() {
        let reference = match char {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' if is_attribute => "&quot;",
            '\t' if is_attribute => "&#x9;",
            '\n' => "&#xA;",
            '\r' => "&#xD;",
            '\u{85}' => "&#x85;",
            '\u{2028}' => "&#x2028;",
            _ if is_legal(char) => continue,
            _ => return Err("the text has a character that is not allowed in XML"),
        };
        out.push_str(&text[plain..at]);
        out.push_str(reference);
        plain = at + char.len_utf8();
    }
    out.push_str(&text[plain..]);
    Ok(())
}
