//! Values that travel as one text or as several: members bound to headers and query parameters.

use http::HeaderMap;

use crate::TimestampFormat;
use crate::text::{Text, TextFormat};
use crate::timestamp::Offsets;

/// A member's value as texts: none when it is absent, one for a simple value, several for a list.
#[doc(hidden)]
pub trait ToTexts {
    /// Whether the value is a list.
    const LIST: bool;
    /// Whether there is no value at all; an empty list is one.
    fn is_absent(&self) -> bool {
        false
    }
    /// Calls `each` with every text.
    ///
    /// # Errors
    ///
    /// The reason why the format cannot say a value.
    fn for_each(&self, format: TextFormat, each: &mut dyn FnMut(&str)) -> Result<(), &'static str>;
}

impl<T: Text> ToTexts for T {
    const LIST: bool = false;

    fn for_each(&self, format: TextFormat, each: &mut dyn FnMut(&str)) -> Result<(), &'static str> {
        let mut text = String::new();
        self.push_text(format, &mut text)?;
        each(&text);
        Ok(())
    }
}

impl<T: ToTexts> ToTexts for Option<T> {
    const LIST: bool = T::LIST;

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(ToTexts::is_absent)
    }

    fn for_each(&self, format: TextFormat, each: &mut dyn FnMut(&str)) -> Result<(), &'static str> {
        self.as_ref().map_or(Ok(()), |value| value.for_each(format, each))
    }
}

impl<T: ToTexts> ToTexts for Vec<T> {
    const LIST: bool = true;

    fn for_each(&self, format: TextFormat, each: &mut dyn FnMut(&str)) -> Result<(), &'static str> {
        self.iter().try_for_each(|value| value.for_each(format, each))
    }
}

/// A member's value from texts; the reverse of [`ToTexts`].
#[doc(hidden)]
pub trait FromTexts: Sized {
    /// Whether the value is a list.
    const LIST: bool;
    /// Reads the value from at least one text.
    ///
    /// # Errors
    ///
    /// The reason, without the text itself.
    fn from_texts(texts: &[&str], format: TextFormat, offsets: Offsets) -> Result<Self, String>;
}

impl<T: Text> FromTexts for T {
    const LIST: bool = false;

    fn from_texts(texts: &[&str], format: TextFormat, offsets: Offsets) -> Result<Self, String> {
        // Of a parameter that is repeated, the first counts.
        T::from_text(texts.first().copied().unwrap_or_default(), format, offsets)
    }
}

impl<T: FromTexts> FromTexts for Option<T> {
    const LIST: bool = T::LIST;

    fn from_texts(texts: &[&str], format: TextFormat, offsets: Offsets) -> Result<Self, String> {
        T::from_texts(texts, format, offsets).map(Some)
    }
}

impl<T: FromTexts> FromTexts for Vec<T> {
    const LIST: bool = true;

    fn from_texts(texts: &[&str], format: TextFormat, offsets: Offsets) -> Result<Self, String> {
        texts.iter().map(|text| T::from_texts(&[text], format, offsets)).collect()
    }
}

/// Joins the texts of a list into one header value; texts that would be cut apart are quoted (`httpHeader` trait,
/// "Serialization rules"). `None` where there is nothing to send.
///
/// # Errors
///
/// The reason why the format cannot say a value.
pub(super) fn join<T: ToTexts>(value: &T, format: TextFormat) -> Result<Option<String>, &'static str> {
    if value.is_absent() {
        return Ok(None);
    }
    let mut joined = String::new();
    let mut first = true;
    value.for_each(format, &mut |text| {
        if !std::mem::take(&mut first) {
            joined.push_str(", ");
        }
        // An HTTP date has a comma of its own, and is never quoted.
        let dates = format == TextFormat::Timestamp(TimestampFormat::HttpDate);
        if T::LIST && !dates && needs_quotes(text) {
            joined.push('"');
            joined.push_str(&text.replace('\\', "\\\\").replace('"', "\\\""));
            joined.push('"');
        } else {
            joined.push_str(text);
        }
    })?;
    Ok(Some(joined))
}

/// Whether a reader would not get the same text back: it cuts at commas and drops blanks around items and empty items.
fn needs_quotes(text: &str) -> bool {
    text.is_empty() || text.contains([',', '"']) || text.starts_with(BLANKS) || text.ends_with(BLANKS)
}

/// Optional white space (RFC 9110, section 5.6.3).
const BLANKS: [char; 2] = [' ', '\t'];

/// Cuts a header value into the texts of a list; the reverse of [`join`]. Dates may be quoted or not.
///
/// # Errors
///
/// A quoted text that does not end, or with something after it.
pub(super) fn split(value: &str, format: TextFormat) -> Result<Vec<String>, String> {
    let dates = format == TextFormat::Timestamp(TimestampFormat::HttpDate);
    let mut items = Vec::new();
    let mut rest = value.trim_matches(BLANKS);
    while !rest.is_empty() {
        let after = if let Some(quoted) = rest.strip_prefix('"') {
            let (item, after) = unquote(quoted)?;
            items.push(item);
            after
        } else {
            let end = if dates { end_of_date(rest) } else { rest.find(',').unwrap_or(rest.len()) };
            let item = rest[..end].trim_matches(BLANKS);
            // Empty elements are no elements (RFC 9110, section 5.6.1).
            if !item.is_empty() {
                items.push(item.to_owned());
            }
            &rest[end..]
        };
        let after = after.trim_start_matches(BLANKS);
        rest = match after.strip_prefix(',') {
            Some(next) => next.trim_start_matches(BLANKS),
            None if after.is_empty() => after,
            None => return Err("expected a comma after a quoted string".to_owned()),
        };
    }
    Ok(items)
}

/// Where an HTTP date ends that is not quoted: it has a comma after the name of the weekday.
fn end_of_date(text: &str) -> usize {
    let mut commas = text.match_indices(',').map(|(at, _)| at);
    match commas.next() {
        None => text.len(),
        // An empty element.
        Some(0) => 0,
        Some(_) => commas.next().unwrap_or(text.len()),
    }
}

fn unquote(quoted: &str) -> Result<(String, &str), String> {
    let mut item = String::new();
    let mut chars = quoted.char_indices();
    while let Some((index, char)) = chars.next() {
        match char {
            '"' => return Ok((item, &quoted[index + 1..])),
            '\\' => item.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => item.push(char),
        }
    }
    Err("a quoted string has no closing quote".to_owned())
}

/// The texts of all headers of a name: one each, or those of a list.
///
/// # Errors
///
/// Text that is not UTF-8, or a list that [`split`] refuses.
pub(super) fn header_texts<T: FromTexts>(
    headers: &HeaderMap,
    name: &str,
    format: TextFormat,
) -> Result<Vec<String>, String> {
    let mut texts = Vec::new();
    for value in headers.get_all(name) {
        let text = std::str::from_utf8(value.as_bytes()).map_err(|_| "the text is not valid UTF-8".to_owned())?;
        if T::LIST {
            texts.extend(split(text, format)?);
        } else {
            texts.push(text.trim_matches([' ', '\t']).to_owned());
        }
    }
    Ok(texts)
}

/// The rest of a text that begins with a prefix, in any case.
pub(super) fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, tail) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail)
}
