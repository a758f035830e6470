//! The values of an event's headers.

use crate::wire::Key;
use crate::{Blob, Timestamp};

/// The value of a header, in one of the types that the format has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    Boolean(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Blob(&'a [u8]),
    String(&'a str),
    /// Milliseconds since the epoch.
    Timestamp(i64),
    /// A type that Smithy does not have.
    Uuid([u8; 16]),
}

impl Value<'_> {
    fn kind(self) -> &'static str {
        match self {
            Self::Boolean(_) => "a boolean",
            Self::Byte(_) => "a byte",
            Self::Short(_) => "a short",
            Self::Integer(_) => "an integer",
            Self::Long(_) => "a long",
            Self::Blob(_) => "a blob",
            Self::String(_) => "a string",
            Self::Timestamp(_) => "a timestamp",
            Self::Uuid(_) => "a UUID",
        }
    }

    fn is_no(self, expected: &str) -> String {
        format!("expected {expected}, found {}", self.kind())
    }
}

/// A member that a header of an event can hold (Smithy 2.0, "eventHeader trait").
#[doc(hidden)]
pub trait EventHeader: Sized {
    /// The header's value; `None` where the member is absent.
    fn to_value(&self) -> Option<Value<'_>>;

    /// Reads the member.
    ///
    /// # Errors
    ///
    /// The reason, without the value itself.
    fn from_value(value: Value<'_>) -> Result<Self, String>;
}

impl<T: EventHeader> EventHeader for Option<T> {
    fn to_value(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(T::to_value)
    }

    fn from_value(value: Value<'_>) -> Result<Self, String> {
        T::from_value(value).map(Some)
    }
}

/// Strings and enums of strings.
impl<T: Key> EventHeader for T {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::String(self.as_text()))
    }

    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::String(text) => Ok(T::from_text(text.to_owned())),
            other => Err(other.is_no("a string")),
        }
    }
}

macro_rules! plain {
    ($($type:ty, $variant:ident, $name:literal;)*) => {$(
        impl EventHeader for $type {
            fn to_value(&self) -> Option<Value<'_>> {
                Some(Value::$variant(*self))
            }

            fn from_value(value: Value<'_>) -> Result<Self, String> {
                match value {
                    Value::$variant(value) => Ok(value),
                    other => Err(other.is_no($name)),
                }
            }
        }
    )*};
}

plain! {
    bool, Boolean, "a boolean";
    i8, Byte, "a byte";
    i16, Short, "a short";
    i32, Integer, "an integer";
    i64, Long, "a long";
}

impl EventHeader for Blob {
    fn to_value(&self) -> Option<Value<'_>> {
        Some(Value::Blob(self))
    }

    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Blob(bytes) => Ok(bytes.to_vec().into()),
            other => Err(other.is_no("a blob")),
        }
    }
}

/// The format holds milliseconds; what is finer is cut off.
impl EventHeader for Timestamp {
    fn to_value(&self) -> Option<Value<'_>> {
        // Nothing overflows: timestamps reach as far as these milliseconds do.
        Some(Value::Timestamp(self.secs() * 1000 + i64::from(self.subsec_nanos() / 1_000_000)))
    }

    fn from_value(value: Value<'_>) -> Result<Self, String> {
        match value {
            Value::Timestamp(millis) => timestamp(millis).ok_or_else(|| "the timestamp is out of range".to_owned()),
            other => Err(other.is_no("a timestamp")),
        }
    }
}

/// The time this many milliseconds after the epoch.
pub(super) fn timestamp(millis: i64) -> Option<Timestamp> {
    let nanos = u32::try_from(millis.rem_euclid(1000)).ok()? * 1_000_000;
    Timestamp::new(millis.div_euclid(1000), nanos).ok()
}
