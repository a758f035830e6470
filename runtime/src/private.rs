//! What only generated code may name. Nothing here is covered by promises of compatibility.

pub use serde;

#[cfg(feature = "http")]
pub use crate::http::{FromTexts, Incoming, Outgoing, ToTexts};
#[cfg(feature = "http")]
pub use crate::operation::{BodyKind, ClientOperation, Operation, OperationSpec, Outcome, ServerOperation};
pub use crate::text::{Text, TextFormat};
pub use crate::timestamp::Offsets;
pub use crate::validate::{Check, Path, Report, validate};
pub use crate::wire::{
    Decode, Encode, Flow, Key, MemberSink, Members, Mode, Shape, Sink, Source, Stop, Timestamps, deserialize, member,
    serialize, variant, write_member,
};
pub use crate::{enumeration, int_enumeration, members};

/// Connects a structure or union to serde, to validation and to the types that contain it.
#[macro_export]
#[doc(hidden)]
macro_rules! members {
    ($($type:ident)*) => {$(
        impl $crate::private::Decode for $type {
            fn placeholder() -> Self {
                <$type>::placeholder()
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

/// Connects a type to serde through its wire form.
#[macro_export]
#[doc(hidden)]
macro_rules! serde {
    ($type:ident) => {
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
    ($($type:ident)*) => {$(
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
    ($($type:ident)*) => {$(
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
