//! What only generated code may name. Nothing here is covered by promises of compatibility.

pub use serde as serde_crate;

#[cfg(feature = "waiters")]
pub use crate::client::{Acceptor, Comparator, Matcher, State, Wait, Waiter};
#[cfg(feature = "client")]
pub use crate::client::{Core, GeneratedClient, Paged, PagedItems, Pager};
#[cfg(feature = "event-stream")]
pub use crate::event_stream::{Event, EventHeader, EventName, EventReader, EventWriter};
#[cfg(feature = "http")]
pub use crate::http::{FromTexts, Incoming, Outgoing, ToTexts, json_message};
#[cfg(feature = "http")]
pub use crate::operation::{BodyKind, CalledOn, ClientOperation, Operation, OperationSpec, Outcome, ServerOperation};
pub use crate::pattern;
#[cfg(feature = "server")]
pub use crate::server::{Call, Endpoint, Greedy, Node, ResponseFuture, Routes};
pub use crate::text::{Text, TextFormat};
pub use crate::timestamp::Offsets;
pub use crate::validate::{Check, Enumeration, Path, Report, known, nested};
pub use crate::wire::{
    Decode, Encode, ErrorShape, Flow, Key, MemberSink, Members, Mode, Modeled, Shape, ShapeKind, Sink, Source, Stop,
    deserialize, member, placeholder, serialize, unit, variant, variant_as,
};
pub use crate::{
    called, checks, client_calls, enumeration, error_shapes, int_enumeration, operation_error, paged, serde, setters,
    structure, texts, unchecked,
};

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

/// Describes a structure by its members: for each the index, the field, the name, and what differs from the usual.
///
/// ```text
/// structure!(types::CreatePackageInput {
///     0: package_name("PackageName").required(),
///     1: tags("Tags"),
/// });
/// ```
///
/// A default follows the name: `2: limit("Limit", 10)`. A shape whose name is not its type's begins with
/// `name: "createPackageInput"`.
#[macro_export]
#[doc(hidden)]
macro_rules! structure {
    (types::$type:ident { $(name: $name:literal,)? $($index:literal: $field:ident($member:literal $(, $default:expr)? $(,)?)
        $(.$flag:ident($($argument:expr)?))*),* $(,)? }) => {
        impl $crate::private::Members for types::$type {
            fn placeholder() -> Self {
                Self { $($field: $crate::or!($($default,)? $crate::private::placeholder())),* }
            }

            fn table() -> &'static $crate::private::Shape {
                const TABLE: $crate::private::Shape = $crate::private::Shape::structure(
                    $crate::or!($($name,)? stringify!($type)),
                    &[$($crate::private::member($member)$(.$flag($($argument)?))*),*],
                );
                &TABLE
            }

            fn shape(&self) -> &'static $crate::private::Shape {
                Self::table()
            }

            fn member(&self, index: usize) -> Option<&dyn $crate::private::Encode> {
                match index {
                    $($index => Some(&self.$field),)*
                    _ => None,
                }
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn $crate::private::Decode> {
                match index {
                    $($index => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

/// The first of one or two expressions.
#[macro_export]
#[doc(hidden)]
macro_rules! or {
    ($first:expr $(, $second:expr)?) => {
        $first
    };
}

/// Gives a structure its setters: for each the method, the parameter, and what becomes of the field.
///
/// ```text
/// setters!(CreatePackageInput {
///     with_tags: |tags: BTreeMap<String, String>| Some(tags),
/// });
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! setters {
    ($type:ident { $($setter:ident: |$field:ident: $taken:ty| $value:expr),* $(,)? }) => {
        impl $type {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                pub fn $setter(mut self, $field: $taken) -> Self {
                    self.$field = $value;
                    self
                }
            )*
        }
    };
}

/// Says of types that their model states no constraints.
#[macro_export]
#[doc(hidden)]
macro_rules! unchecked {
    ($($type:path)*) => {$(
        impl $crate::private::Check for $type {}
    )*};
}

/// Says which members of a structure are checked, and how: those that are always there by `one`, those that need not
/// be by `some`, and those that the type allows to be absent, but the model does not, by `required`.
///
/// ```text
/// checks!(types::CreatePackageInput {
///     package_name: one(package_name, "PackageName"),
///     tags: some(tag_map, "Tags"),
/// });
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! checks {
    (types::$type:ident { $($field:ident: $presence:ident($($argument:expr),* $(,)?)),* $(,)? }) => {
        impl $crate::private::Check for types::$type {
            fn check(&self, at: &$crate::private::Path<'_>, report: &mut $crate::private::Report) {
                $($crate::check!($presence, self.$field, at, report, $($argument),*);)*
            }
        }
    };
}

/// One of the [`checks`].
#[macro_export]
#[doc(hidden)]
macro_rules! check {
    (one, $value:expr, $at:ident, $report:ident, $function:expr, $name:expr) => {
        $function(&$value, &$at.member($name), $report)
    };
    (some, $value:expr, $at:ident, $report:ident, $function:expr, $name:expr) => {
        if let Some(value) = &$value {
            $function(value, &$at.member($name), $report);
        }
    };
    (required, $value:expr, $at:ident, $report:ident, $name:expr) => {
        $report.required(&$at.member($name), $value.is_some())
    };
}

/// Says by which method of the service's trait an operation is called.
///
/// ```text
/// called!(super::Panorama {
///     CreatePackage: create_package,
/// });
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! called {
    (super::$service:ident { $($operation:ident: $method:ident),* $(,)? }) => {$(
        impl<S: super::$service> $crate::private::CalledOn<S> for $operation {
            fn call(
                service: &S,
                request: $crate::Request<Self::Input>,
            ) -> impl Future<Output = $crate::private::Outcome<Self>> + Send {
                service.$method(request)
            }
        }
    )*};
}

/// Says which operations come in pages, so that they can be paged on any implementation of the service's trait.
#[macro_export]
#[doc(hidden)]
macro_rules! paged {
    (super::$service:ident { $($operation:ident),* $(,)? }) => {$(
        impl $operation {
            /// Calls the operation on any implementation of the service's trait, to read its results page by page.
            pub fn on<S: super::$service>(
                service: &S,
                request: impl Into<$crate::Request<<Self as $crate::private::Operation>::Input>>,
            ) -> $crate::private::Pager<'_, S, Self> {
                $crate::private::Pager::new(service, request)
            }
        }
    )*};
}

/// Implements the service's trait for its client.
///
/// ```text
/// client_calls!(super::Panorama {
///     create_package: CreatePackage,
/// });
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! client_calls {
    (super::$service:ident { $($method:ident: $operation:ident),* $(,)? }) => {
        impl<S: $crate::client::Transport> super::$service for Client<S> {
            $(
                fn $method(
                    &self,
                    request: $crate::Request<<operations::$operation as $crate::private::Operation>::Input>,
                ) -> impl Future<Output = $crate::private::Outcome<operations::$operation>> + Send {
                    self.core.call::<operations::$operation>(request)
                }
            )*
        }
    };
}

/// Gives an enum of strings its values: for each the variant and the text. Where internal values are not to be told,
/// those that are come first: `VALUES: ["a"]`.
#[macro_export]
#[doc(hidden)]
macro_rules! texts {
    ($type:ident { VALUES: [$($listed:literal),* $(,)?], $($variant:ident: $text:literal),* $(,)? }) => {
        impl $type {
            /// The values that the model lists.
            pub const VALUES: &'static [&'static str] = &[$($listed),*];

            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }

            pub(crate) fn known(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
    ($type:ident { $($variant:ident: $text:literal),* $(,)? }) => {
        $crate::texts!($type { VALUES: [$($text),*], $($variant: $text),* });
    };
}

/// Makes error structures errors.
#[macro_export]
#[doc(hidden)]
macro_rules! error_shapes {
    ($($type:path)*) => {$(
        impl $crate::private::Modeled for $type {}

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
    ($type:ident $operation:literal $($variant:ident $(($shape:ident))?)*) => {
        impl $crate::private::Modeled for $type {}

        impl $crate::OperationError for $type {
            const OPERATION: &'static str = $operation;

            fn shape(&self) -> &dyn $crate::private::ErrorShape {
                match *self {
                    $(Self::$variant(ref error) => error,)*
                }
            }

            fn shape_mut(&mut self) -> &mut dyn $crate::private::ErrorShape {
                match *self {
                    $(Self::$variant(ref mut error) => error,)*
                }
            }

            fn named(_code: &str) -> Option<Self> {
                $($crate::operation_error!(@named _code $variant $($shape)? $variant);)*
                None
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt($crate::OperationError::shape(self), f)
            }
        }

        impl std::error::Error for $type {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                Some($crate::OperationError::shape(self))
            }
        }

        $($crate::operation_error!(@from $type $variant $($shape)? $variant);)*
    };
    (@named $code:ident $variant:ident $shape:ident $($own:ident)?) => {
        if $code == <types::$shape as $crate::private::Members>::table().name {
            return Some(Self::$variant($crate::private::placeholder()));
        }
    };
    (@from $type:ident $variant:ident $shape:ident $($own:ident)?) => {
        impl From<types::$shape> for $type {
            fn from(error: types::$shape) -> Self {
                Self::$variant(error)
            }
        }
    };
}

/// Connects a type to serde through its wire form.
#[macro_export]
#[doc(hidden)]
macro_rules! serde {
    ($($type:path)*) => {$(
        impl $crate::private::serde_crate::Serialize for $type {
            fn serialize<S: $crate::private::serde_crate::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::private::serde_crate::Deserialize<'de> for $type {
            fn deserialize<D: $crate::private::serde_crate::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::private::deserialize(deserializer)
            }
        }
    )*};
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

        impl $crate::private::Enumeration for $type {
            fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }

            fn values(&self) -> &'static [&'static str] {
                Self::VALUES
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

            fn encode_member(&self, index: usize, to: &mut dyn $crate::private::MemberSink) -> $crate::private::Flow {
                to.member(index, self)
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
