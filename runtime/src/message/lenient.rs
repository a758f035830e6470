//! Header values of responses that are not quite what the model says.

use crate::Timestamp;
use crate::lenient::{Kind, Leniency, whole};
use crate::text::TextFormat;
use crate::wire::{Mode, Reader};

/// Reads texts in a format.
type ReadTexts<'r> = &'r mut dyn FnMut(&[&str], TextFormat) -> Result<(), String>;

/// Reads texts strictly, and those of a response leniently if that fails. Returns in what they differ from the model.
///
/// # Errors
///
/// Those of the strict reading.
pub(super) fn read_texts(
    texts: &[&str],
    format: TextFormat,
    reader: Reader,
    read: ReadTexts<'_>,
) -> Result<Option<Kind>, String> {
    let Err(reason) = read(texts, format) else { return Ok(None) };
    if reader.mode != Mode::Response || reader.leniency == Leniency::Strict {
        return Err(reason);
    }
    let mut found = None;
    let rewritten: Vec<String> = texts
        .iter()
        .map(|text| match rewrite(text, format) {
            Some((rewritten, kind)) if kind.level() <= reader.leniency => {
                found.get_or_insert(kind);
                rewritten
            }
            _ => (*text).to_owned(),
        })
        .collect();
    let rewritten: Vec<&str> = rewritten.iter().map(String::as_str).collect();
    if found.is_some() && read(&rewritten, format).is_ok() { Ok(found) } else { Err(reason) }
}

/// The text as the model has it.
fn rewrite(text: &str, format: TextFormat) -> Option<(String, Kind)> {
    match format {
        TextFormat::Timestamp(format) => {
            let (timestamp, kind) = Timestamp::parse_any(text, format).ok()?;
            Some((timestamp.format(format).to_string(), kind?))
        }
        TextFormat::Plain if text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false") => {
            Some((text.to_ascii_lowercase(), Kind::Capitals))
        }
        TextFormat::Plain => Some((whole(text, i64::MAX.ilog10() as usize + 1).ok()?, Kind::WholeNumber)),
        TextFormat::Base64 => None,
    }
}
