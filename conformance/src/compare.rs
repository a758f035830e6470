//! Compares the values of a call with those that a test demands.

use std::fmt::Debug;

use shapewright_runtime::{ByteStream, EventStream};

use crate::diff::diff;
use crate::stub::block_on;

/// What a comparison came to.
pub type Comparison = Result<(), Difference>;

/// How values differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In what they are, shown in lines.
    Value(String),
    /// The actual one could not be read, because a stream in it failed.
    Broken(String),
    /// There is no actual one, because the call failed.
    Failed {
        /// The error's name, if it has one.
        code: Option<String>,
        /// What the error says.
        text: String,
    },
}

impl Difference {
    /// What is wrong, in lines.
    pub fn into_text(self) -> String {
        match self {
            Self::Value(text) | Self::Broken(text) => text,
            Self::Failed { code: _, text } => format!("the call failed: {text}"),
        }
    }
}

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
    Err(Difference::Value(if shown.0 == shown.1 {
        format!("{}\nThe values differ in what is not shown here.\n", shown.0)
    } else {
        diff(&shown.0, &shown.1)
    }))
}

/// Compares two streams of bytes by what is in them.
///
/// # Errors
///
/// The contents differ, or a stream breaks off.
pub fn same_stream(expected: ByteStream, actual: ByteStream) -> Comparison {
    let read = |stream: ByteStream| match block_on(stream.collect(usize::MAX)) {
        Some(Ok(bytes)) => Ok(bytes),
        Some(Err(error)) => Err(Difference::Broken(format!("{error:#}"))),
        None => Err(Difference::Broken("the stream does not end".to_owned())),
    };
    same(read(expected)?, read(actual)?)
}

/// Compares two streams that may be absent. An absent stream and an empty one are the same: HTTP does not tell them
/// apart.
///
/// # Errors
///
/// As for [`same_stream`].
pub fn same_optional_stream(expected: Option<ByteStream>, actual: Option<ByteStream>) -> Comparison {
    same_stream(expected.unwrap_or_default(), actual.unwrap_or_default())
}

/// Compares two streams of events, one event after the other.
///
/// # Errors
///
/// The events differ, or a stream breaks off.
pub fn same_events<T: PartialEq + Debug>(expected: EventStream<T>, actual: EventStream<T>) -> Comparison {
    let read = |mut stream: EventStream<T>| {
        let all = async {
            let mut events = Vec::new();
            while let Some(event) = stream.next().await {
                events.push(event.map_err(|error| Difference::Broken(format!("{error:#}")))?);
            }
            Ok(events)
        };
        block_on(all).unwrap_or_else(|| Err(Difference::Broken("the stream does not end".to_owned())))
    };
    same(read(expected)?, read(actual)?)
}

/// Compares two streams of events that may be absent, which is the same as empty.
///
/// # Errors
///
/// As for [`same_events`].
pub fn same_optional_events<T: PartialEq + Debug>(
    expected: Option<EventStream<T>>,
    actual: Option<EventStream<T>>,
) -> Comparison {
    same_events(expected.unwrap_or_default(), actual.unwrap_or_default())
}

/// Says which field a difference is in.
///
/// # Errors
///
/// The values differ.
pub fn field(name: &str, comparison: Comparison) -> Comparison {
    comparison.map_err(|difference| match difference {
        Difference::Value(text) => Difference::Value(format!("field {name}:\n{text}")),
        Difference::Broken(text) => Difference::Broken(format!("field {name}: {text}")),
        failed => failed,
    })
}
