//! Removes what is deprecated for long.

use super::remove_shapes;
use crate::model::Model;

/// Since when shapes that are deprecated are removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Age {
    /// A date, `YYYY-MM-DD`.
    pub date: Option<Box<str>>,
    /// A version of semantic versioning.
    pub version: Option<Box<str>>,
}

/// Removes shapes and members that are deprecated since an earlier date or version (Smithy 2.0,
/// "removeDeprecatedShapes"). Those that do not say since when stay.
pub fn remove_deprecated_shapes(model: &mut Model, before: &Age) {
    remove_shapes(model, |subject| {
        let since = subject.traits().deprecated().and_then(|deprecated| deprecated.since.as_deref());
        let Some(since) = since else {
            return false;
        };
        if is_date(since) {
            return before.date.as_deref().is_some_and(|date| since < date);
        }
        let limit = before.version.as_deref().and_then(version);
        version(since).zip(limit).is_some_and(|(since, limit)| since < limit)
    });
}

/// Whether a text is a calendar date, whose order is that of its text.
pub(crate) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let within = |part: &str, limit: u8| part.parse().is_ok_and(|number: u8| (1..=limit).contains(&number));
    match parts.as_slice() {
        [year, month, day] => {
            digits(year, 4) && digits(month, 2) && digits(day, 2) && within(month, 12) && within(day, 31)
        }
        _ => false,
    }
}

/// What a version is compared by: its numbers, whether it is a release, and the parts of a release to come, numbers
/// before words.
type Version = (Vec<u64>, bool, Vec<(bool, u64, String)>);

/// Reads a version (Semantic Versioning 2.0.0, "Precedence").
pub(crate) fn version(text: &str) -> Option<Version> {
    let text = text.split('+').next()?;
    let (core, coming) = match text.split_once('-') {
        Some((core, coming)) => (core, Some(coming)),
        None => (text, None),
    };
    let numbers: Option<Vec<u64>> = core.split('.').map(|part| part.parse().ok()).collect();
    let mut numbers = numbers?;
    if numbers.len() > 3 {
        return None;
    }
    numbers.resize(3, 0);
    let parts = coming.into_iter().flat_map(|coming| coming.split('.'));
    let parts = parts.map(|part| match part.parse() {
        Ok(number) => (false, number, String::new()),
        Err(_) => (true, 0, part.to_owned()),
    });
    Some((numbers, coming.is_none(), parts.collect()))
}
