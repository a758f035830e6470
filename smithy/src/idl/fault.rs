//! What is wrong with a text.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use super::Kind;
use super::lexer;

/// A part of a text that the grammar does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whether the text still means something, so that this is a warning: a documentation comment that documents
    /// nothing.
    pub is_warning: bool,
    /// Where it is, in bytes: empty at the end of the file.
    pub range: Range<usize>,
    /// What was expected and what was found, in one line.
    pub message: String,
    /// Another place that belongs to it, and what is there.
    pub related: Option<(Range<usize>, &'static str)>,
    /// What to do about it.
    pub help: Option<Cow<'static, str>>,
}

impl Fault {
    /// An error.
    pub(super) fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        Self { is_warning: false, range, message: message.into(), related: None, help: None }
    }

    /// Something else was expected than the token that was found.
    pub(super) fn unexpected(text: &str, token: lexer::Token, expected: &str) -> Self {
        if token.kind == Kind::BadToken {
            return Self::bad_token(text, token);
        }
        let range = token.start as usize..token.end as usize;
        Self::new(range, format!("expected {expected}, found {}", describe(text, token)))
    }

    /// What is wrong with characters that make no token.
    fn bad_token(text: &str, token: lexer::Token) -> Self {
        let range = token.start as usize..token.end as usize;
        let found = text.get(range.clone()).unwrap_or_default();
        match found.as_bytes().first() {
            Some(b'"') => Self::bad_string(text, range, found),
            Some(b'-' | b'0'..=b'9') => Self::bad_number(range, found),
            Some(b'_') => Self {
                help: Some("a name needs a letter or digit after its underscores".into()),
                ..Self::new(range.end..range.end, "expected a letter or a digit to follow `_`")
            },
            Some(b'/') => {
                Self { help: Some("comments begin with `//`".into()), ..Self::new(range, "unexpected character `/`") }
            }
            Some(b';') => Self {
                help: Some("statements and members end with the line".into()),
                ..Self::new(range, "unexpected character `;`")
            },
            Some(b'\'') => Self {
                help: Some("strings stand between double quotes".into()),
                ..Self::new(range, "unexpected character `'`")
            },
            _ => Self::new(range, format!("unexpected character `{}`", found.escape_debug())),
        }
    }

    fn bad_number(range: Range<usize>, found: &str) -> Self {
        if found.trim_start_matches('-').starts_with('0') && found.ends_with(|last: char| last.is_ascii_digit()) {
            return Self::new(range, format!("`{found}` is not a valid number: it must not begin with `0`"));
        }
        let after = match found.as_bytes().last() {
            Some(b'.') => "the decimal point",
            Some(b'e' | b'E') => "the `e` of the exponent",
            Some(b'+') => "the `+`",
            _ => "the `-`",
        };
        Self::new(range, format!("`{found}` is not a valid number: expected a digit after {after}"))
    }

    fn bad_string(text: &str, range: Range<usize>, found: &str) -> Self {
        let is_block = found.starts_with("\"\"\"");
        let quotes = if is_block { "\"\"\"" } else { "\"" };
        let inside = found.get(quotes.len()..).unwrap_or_default();
        if range.end == text.len() && !is_closed(inside, quotes) {
            let end = text.len();
            return Self {
                related: Some((range.start..range.start + quotes.len(), "it begins here")),
                ..Self::new(end..end, format!("expected `{quotes}`, found the end of the file: a string does not end"))
            };
        }
        if is_block && !inside.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) {
            return Self {
                help: Some("the text begins on the line after the three quotes".into()),
                ..Self::new(range, "expected a line break after the `\"\"\"` that opens a text block")
            };
        }
        let start = range.start + quotes.len();
        let content = inside.strip_suffix(quotes).unwrap_or(inside);
        let (at, length, problem) = first_problem(content).unwrap_or((0, 0, "this string is not valid".to_owned()));
        Self { related: Some((start + at..start + at + length, "here")), ..Self::new(range, problem) }
    }
}

/// Whether the rest of a string has the quotes that end it.
fn is_closed(inside: &str, quotes: &str) -> bool {
    let mut rest = inside;
    while let Some(at) = rest.find(['\\', '"']) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(quotes) {
            return true;
        }
        let step = if rest.starts_with('\\') { lexer::escape(rest.as_bytes()).0 } else { 1 };
        rest = rest.get(step..).unwrap_or_default();
    }
    false
}

/// The first escape or character that a string must not have: where, how long, and what to say.
fn first_problem(content: &str) -> Option<(usize, usize, String)> {
    let mut at = 0;
    while let Some(rest) = content.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next()?;
        if first == '\\' {
            let (length, is_known) = lexer::escape(rest.as_bytes());
            if !is_known {
                let next = rest.chars().nth(1);
                if next == Some('u') {
                    let shown = rest.get(..length).unwrap_or_default();
                    let problem =
                        format!("`{shown}` is not a valid escape: expected four hexadecimal digits after `\\u`");
                    return Some((at, length, problem));
                }
                let mut shown = String::from("\\");
                let _ = write!(shown, "{}", next.map_or(String::new(), |next| next.to_string()));
                let known = r#"`\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` and `\u` with four digits"#;
                return Some((at, shown.len(), format!("`{shown}` is not a valid escape; the escapes are {known}")));
            }
            at += length;
        } else if first < ' ' && !matches!(first, '\t' | '\n' | '\r') {
            let code = u32::from(first);
            return Some((at, 1, format!("the character U+{code:04X} must be written as an escape, `\\u{code:04x}`")));
        } else {
            at += first.len_utf8();
        }
    }
    None
}

/// A token, for messages.
pub(super) fn describe(text: &str, token: lexer::Token) -> String {
    let found = text.get(token.start as usize..token.end as usize).unwrap_or_default();
    match token.kind {
        Kind::EndOfFile => "the end of the file".to_owned(),
        Kind::Space => "a space".to_owned(),
        Kind::Newline => "a line break".to_owned(),
        Kind::Comment => "a comment".to_owned(),
        Kind::DocComment => "a documentation comment".to_owned(),
        Kind::TextBlock => "a text block".to_owned(),
        Kind::QuotedText => match short(found) {
            Some(found) => format!("the string `{found}`"),
            None => "a string".to_owned(),
        },
        Kind::Number => match short(found) {
            Some(found) => format!("the number `{found}`"),
            None => "a number".to_owned(),
        },
        _ => format!("`{}`", short(found).unwrap_or("…")),
    }
}

/// A text that is worth repeating.
fn short(text: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    (text.len() <= LONGEST && !text.contains(['\n', '\r'])).then_some(text)
}
