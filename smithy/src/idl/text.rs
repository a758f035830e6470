//! What the texts of strings and comments mean.

use std::borrow::Cow;

use super::lexer;

/// The value of a string or a text block, given with its quotes (Smithy 2.0, "Quoted text", "Text blocks").
///
/// An unpaired half of a surrogate pair becomes U+FFFD.
pub fn string_value(token: &str) -> Cow<'_, str> {
    let unified = match token.contains('\r') {
        true => Cow::Owned(token.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(token),
    };
    if unified.starts_with("\"\"\"") && unified.len() >= 6 {
        let inside = unified.get(3..unified.len() - 3).unwrap_or_default();
        // The rest of the first line is not part of the text.
        let content = inside.split_once('\n').map_or("", |(_, content)| content);
        return Cow::Owned(unescape(&dedented(content)));
    }
    let quotes = 1..unified.len().saturating_sub(1);
    match unified {
        Cow::Borrowed(text) if !text.contains('\\') => Cow::Borrowed(text.get(quotes).unwrap_or_default()),
        text => Cow::Owned(unescape(text.get(quotes).unwrap_or_default())),
    }
}

/// The text of one documentation comment: without `///`, one space after it, and the line break (Smithy 2.0,
/// "Documentation comment").
pub fn doc_line(token: &str) -> &str {
    let text = token.strip_prefix("///").unwrap_or(token);
    text.strip_prefix(' ').unwrap_or(text).trim_end_matches(['\n', '\r'])
}

/// A text block without incidental white space (Smithy 2.0, "Incidental white space removal").
pub(crate) fn dedented(content: &str) -> String {
    let last = content.matches('\n').count();
    let counts = content.split('\n').enumerate().filter(|(index, line)| *index == last || !line.trim().is_empty());
    let indentation = counts.map(|(_, line)| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let mut out = String::with_capacity(content.len());
    for (index, line) in content.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        out.push_str(line.get(indentation..).unwrap_or_default().trim_end_matches(' '));
    }
    out
}

/// Replaces escapes; those that are not valid stay.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let length = match escape.as_bytes().get(1) {
            Some(b'u') => unicode(escape, &mut out),
            Some(byte) => match simple(*byte) {
                Some(meant) => {
                    out.push_str(meant);
                    2
                }
                None => keep(&mut out),
            },
            None => keep(&mut out),
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn keep(out: &mut String) -> usize {
    out.push('\\');
    1
}

/// What a backslash and this byte mean.
fn simple(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'"' => "\"",
        b'\\' => "\\",
        b'/' => "/",
        b'b' => "\u{8}",
        b'f' => "\u{c}",
        b'n' => "\n",
        b'r' => "\r",
        b't' => "\t",
        // An escaped line break joins two lines.
        b'\n' => "",
        _ => return None,
    })
}

/// Appends what `\uXXXX` means, or two of these that are one character; returns how much text that was.
fn unicode(escape: &str, out: &mut String) -> usize {
    let Some(first) = code_unit(escape) else {
        return keep(out);
    };
    if let Some(character) = char::from_u32(first) {
        out.push(character);
        return 6;
    }
    let second = escape.get(6..).and_then(code_unit);
    let pair = second.filter(|second| (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(second));
    let Some(second) = pair else {
        out.push(char::REPLACEMENT_CHARACTER);
        return 6;
    };
    let character = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
    out.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    12
}

/// The number of an escape `\uXXXX` that the text begins with.
fn code_unit(text: &str) -> Option<u32> {
    let (length, is_valid) = lexer::escape(text.strip_prefix("\\u").map(|_| text)?.as_bytes());
    if !is_valid {
        return None;
    }
    u32::from_str_radix(text.get(2..length)?, 16).ok()
}
