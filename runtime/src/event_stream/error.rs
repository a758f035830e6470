//! Errors of reading an event stream.

use std::error::Error as StdError;
use std::fmt;

use crate::cause::{BoxError, write_causes};
use crate::validate::Violations;
use crate::wire::Fault;

/// Why no event could be read from an event stream. Errors that the model lists are variants of the union instead.
#[derive(Debug)]
#[non_exhaustive]
pub enum EventError {
    /// The stream ended early, or its source failed.
    Broken(BoxError),
    /// The bytes received are not messages of the format, or end within one.
    Malformed(&'static str),
    /// The event does not match the model.
    Decode {
        /// The event's name.
        event: String,
        /// The member and the reason.
        fault: Fault,
    },
    /// A server received an event that breaks constraints.
    Invalid {
        /// The event's name.
        event: String,
        /// The constraints, each with the path to the member, which begins with the event's name.
        violations: Violations,
    },
    /// The sender reported an error that the model does not list.
    Unmodeled {
        /// The error's name.
        code: Option<String>,
        /// The sender's own message.
        message: Option<String>,
    },
}

impl EventError {
    /// Whether other events may come after it.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Self::Decode { .. } | Self::Invalid { .. } => true,
            Self::Broken(_) | Self::Malformed(_) | Self::Unmodeled { .. } => false,
        }
    }
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken(_) => f.write_str("reading the event stream failed"),
            Self::Malformed(reason) => write!(f, "the event stream is malformed: {reason}"),
            Self::Decode { event, fault } => {
                write!(f, "event {event}: does not match the model: {fault}")
            }
            Self::Invalid { event, violations } => write!(f, "event {event}: {violations}"),
            Self::Unmodeled { code, message } => {
                f.write_str(code.as_deref().unwrap_or("an unnamed error"))?;
                match message {
                    Some(message) => write!(f, ": {message}"),
                    None => Ok(()),
                }
            }
        }?;
        write_causes(f, self.source())
    }
}

impl StdError for EventError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Broken(error) => Some(&**error),
            Self::Malformed(_) | Self::Decode { .. } | Self::Invalid { .. } | Self::Unmodeled { .. } => None,
        }
    }
}
