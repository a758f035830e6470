//! Compares the values of a call with those that a test demands.

use std::fmt::Debug;

use runtime::ByteStream;

use crate::diff::diff;
use crate::stub::block_on;

/// What a comparison came to: nothing, or lines that show the difference.
pub type Comparison = Result<(), String>;

/// Compares two values of a type without streams.
///
/// Floats that are no number equal nothing, themselves included: values that hold one are compared by how they print.
///
/// # Errors
///
/// The values differ.
pub fn same<T: PartialEq + Debug>(expected: T, actual: T) -> Comparison {
    let shown = (format!("{expected:#?}"), format!("{actual:#?}"));
    if expected == actual || (shown.0.contains("NaN") && shown.0 == shown.1) {
        return Ok(());
    }
    if shown.0 == shown.1 {
        return Err(format!(
            "{}\nThe values differ in what is not shown here.\n",
            shown.0
        ));
    }
    Err(diff(&shown.0, &shown.1))
}

/// Compares two streams of bytes by what is in them.
///
/// # Errors
///
/// The contents differ, or a stream breaks off.
pub fn same_stream(expected: ByteStream, actual: ByteStream) -> Comparison {
    let read = |stream: ByteStream| match block_on(stream.collect(usize::MAX)) {
        Some(Ok(bytes)) => Ok(bytes),
        Some(Err(error)) => Err(error.to_string()),
        None => Err("the stream does not end".to_owned()),
    };
    same(read(expected)?, read(actual)?)
}

/// Compares two streams that may be absent. An absent stream and an empty one are the same: HTTP does not tell them
/// apart.
///
/// # Errors
///
/// As for [`same_stream`].
pub fn same_optional_stream(
    expected: Option<ByteStream>,
    actual: Option<ByteStream>,
) -> Comparison {
    same_stream(expected.unwrap_or_default(), actual.unwrap_or_default())
}

/// Says which field a difference is in.
///
/// # Errors
///
/// The values differ.
pub fn field(name: &str, comparison: Comparison) -> Comparison {
    comparison.map_err(|difference| format!("field {name}:\n{difference}"))
}
