//! What only generated code may name. Nothing here is covered by promises of compatibility.

pub use serde;

#[cfg(feature = "client")]
pub use crate::client::{Core, GeneratedClient};
#[cfg(feature = "event-stream")]
pub use crate::event_stream::{Event, EventHeader, EventName, EventReader, EventWriter};
#[cfg(feature = "http")]
pub use crate::http::{FromTexts, Incoming, Outgoing, ToTexts, json_error, json_message};
#[cfg(feature = "http")]
pub use crate::operation::{BodyKind, ClientOperation, Operation, OperationSpec, Outcome, ServerOperation};
pub use crate::pattern;
#[cfg(feature = "server")]
pub use crate::server::{Call, Endpoint, Greedy, Node, ResponseFuture, Routes};
pub use crate::text::{Text, TextFormat};
pub use crate::timestamp::Offsets;
pub use crate::validate::{Check, Path, Report, validate};
pub use crate::wire::{
    Decode, Encode, ErrorShape, Flow, Key, MemberSink, Members, Mode, Shape, ShapeKind, Sink, Source, Stop, Timestamps,
    deserialize, member, placeholder, serialize, unit, variant, variant_as, write_member,
};
pub use crate::{enumeration, error_shapes, int_enumeration, members, operation_error, streaming, unchecked};

/// How an error structure displays: its name and the service's own words.
pub fn fmt_error(error: &dyn ErrorShape, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    f.write_str(error.code())?;
    match error.message() {
        Some(message) => write!(f, ": {message}"),
        None => Ok(()),
    }
}

/// A timestamp that the model writes down. The generator has seen that it is in range.
pub fn timestamp(secs: i64, nanos: u32) -> crate::Timestamp {
    crate::Timestamp::new(secs, nanos).unwrap_or_default()
}

/// An integer that the model writes down. The generator has seen that it is one.
pub fn big_integer(digits: &str) -> crate::BigInteger {
    digits.parse().unwrap_or_default()
}

/// A number that the model writes down. The generator has seen that it is one.
pub fn big_decimal(text: &str) -> crate::BigDecimal {
    text.parse().unwrap_or_default()
}

/// Whether a number is between two that the model writes down.
pub fn within<T: std::str::FromStr + PartialOrd>(value: &T, min: Option<&str>, max: Option<&str>) -> bool {
    let bound = |text: Option<&str>| text.and_then(|text| text.parse::<T>().ok());
    bound(min).is_none_or(|min| *value >= min) && bound(max).is_none_or(|max| *value <= max)
}

/// Connects a structure or union to serde, to validation and to the types that contain it.
#[macro_export]
#[doc(hidden)]
macro_rules! members {
    ($($type:path)*) => {$(
        impl $crate::private::Decode for $type {
            fn placeholder() -> Self {
                <$type as $crate::private::Members>::placeholder()
            }

            fn decode(&mut self, from: &mut dyn $crate::private::Source) -> $crate::private::Flow {
                from.members(self)
            }
        }

        impl $crate::private::Encode for $type {
            fn encode(&self, to: &mut dyn $crate::private::Sink) -> $crate::private::Flow {
                to.members(self)
            }
        }

        impl $crate::Validate for $type {
            fn validate(&self) -> Result<(), $crate::Violations> {
                $crate::private::validate(self)
            }
        }

        $crate::serde!($type);
    )*};
}

/// Connects a structure with a stream in it to validation; it has no other form than its message.
#[macro_export]
#[doc(hidden)]
macro_rules! streaming {
    ($($type:path)*) => {$(
        impl $crate::Validate for $type {
            fn validate(&self) -> Result<(), $crate::Violations> {
                $crate::private::validate(self)
            }
        }
    )*};
}

/// Says of types that their model states no constraints.
#[macro_export]
#[doc(hidden)]
macro_rules! unchecked {
    ($($type:path)*) => {$(
        impl $crate::private::Check for $type {}
    )*};
}

/// Makes error structures errors.
#[macro_export]
#[doc(hidden)]
macro_rules! error_shapes {
    ($($type:path)*) => {$(
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::private::fmt_error(self, f)
            }
        }

        impl std::error::Error for $type {}
    )*};
}

/// Connects an operation's error enum. Each variant holds the structure of its own name in the module `types`, or the
/// one named behind it.
#[macro_export]
#[doc(hidden)]
macro_rules! operation_error {
    ($type:ident $operation:literal) => {
        impl $crate::OperationError for $type {
            const OPERATION: &'static str = $operation;

            fn shape(&self) -> &dyn $crate::private::ErrorShape {
                match *self {}
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match *self {}
            }
        }

        impl std::error::Error for $type {}
    };
    ($type:ident $operation:literal $($variant:ident $(($shape:ident))?)+) => {
        impl $crate::OperationError for $type {
            const OPERATION: &'static str = $operation;

            fn shape(&self) -> &dyn $crate::private::ErrorShape {
                match self {
                    $(Self::$variant(error) => error,)+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant(error) => std::fmt::Display::fmt(error, f),)+
                }
            }
        }

        impl std::error::Error for $type {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                match self {
                    $(Self::$variant(error) => Some(error),)+
                }
            }
        }

        $($crate::operation_error!(@from $type $variant $($shape)?);)+
    };
    (@from $type:ident $variant:ident) => {
        $crate::operation_error!(@from $type $variant $variant);
    };
    (@from $type:ident $variant:ident $shape:ident) => {
        impl From<types::$shape> for $type {
            fn from(error: types::$shape) -> Self {
                Self::$variant(error)
            }
        }

        // So that a handler can return the structure itself.
        impl From<types::$shape> for $crate::Error<$type> {
            fn from(error: types::$shape) -> Self {
                $type::$variant(error).into()
            }
        }
    };
}

/// Connects a type to serde through its wire form.
#[macro_export]
#[doc(hidden)]
macro_rules! serde {
    ($type:path) => {
        impl $crate::private::serde::Serialize for $type {
            fn serialize<S: $crate::private::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $type {
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::private::deserialize(deserializer)
            }
        }
    };
}

/// Connects an enum of strings, which has `as_str` and `From<String>`, to everything that strings can be in.
#[macro_export]
#[doc(hidden)]
macro_rules! enumeration {
    ($($type:path)*) => {$(
        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                Self::known(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                Self::known(&text).unwrap_or(Self::Unknown(text))
            }
        }

        impl std::str::FromStr for $type {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.into())
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        // By their text, so that maps keep the order of their keys on the wire.
        impl Ord for $type {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl PartialOrd for $type {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl $crate::private::Key for $type {
            fn from_text(text: String) -> Self {
                text.into()
            }

            fn as_text(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::private::Decode for $type {
            fn placeholder() -> Self {
                Self::Unknown(String::new())
            }

            fn decode(&mut self, from: &mut dyn $crate::private::Source) -> $crate::private::Flow {
                from.text(&mut |text| {
                    *self = text.into();
                    Ok(())
                })
            }
        }

        impl $crate::private::Encode for $type {
            fn encode(&self, to: &mut dyn $crate::private::Sink) -> $crate::private::Flow {
                to.string(self.as_str())
            }

            fn encode_member(&self, index: usize, to: &mut dyn $crate::private::MemberSink) -> $crate::private::Flow {
                to.string(index, self.as_str())
            }
        }

        impl $crate::private::Text for $type {
            fn from_text(
                text: &str,
                _: $crate::private::TextFormat,
                _: $crate::private::Offsets,
            ) -> Result<Self, String> {
                Ok(text.into())
            }

            fn push_text(&self, _: $crate::private::TextFormat, out: &mut String) {
                out.push_str(self.as_str());
            }
        }

        $crate::serde!($type);
    )*};
}

/// Connects an enum of integers, which has `value` and `From<i32>`, to everything that integers can be in.
#[macro_export]
#[doc(hidden)]
macro_rules! int_enumeration {
    ($($type:path)*) => {$(
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.value(), f)
            }
        }

        impl $crate::private::Decode for $type {
            fn placeholder() -> Self {
                Self::Unknown(0)
            }

            fn decode(&mut self, from: &mut dyn $crate::private::Source) -> $crate::private::Flow {
                let mut value = 0_i32;
                value.decode(from)?;
                *self = value.into();
                Ok(())
            }
        }

        impl $crate::private::Encode for $type {
            fn encode(&self, to: &mut dyn $crate::private::Sink) -> $crate::private::Flow {
                to.integer(self.value().into())
            }
        }

        impl $crate::private::Text for $type {
            fn from_text(
                text: &str,
                format: $crate::private::TextFormat,
                offsets: $crate::private::Offsets,
            ) -> Result<Self, String> {
                <i32 as $crate::private::Text>::from_text(text, format, offsets).map(Into::into)
            }

            fn push_text(&self, format: $crate::private::TextFormat, out: &mut String) {
                $crate::private::Text::push_text(&self.value(), format, out);
            }
        }

        $crate::serde!($type);
    )*};
}
