//! What only generated code may name. Nothing here is covered by promises of compatibility.

use std::collections::BTreeMap;

mod contract;
mod enumerations;
#[cfg(all(feature = "client", feature = "server"))]
mod examples;
mod operations;
mod structures;

pub use contract::CONTRACT;
#[cfg(all(feature = "client", feature = "server"))]
pub use examples::{Checked, asked, example, example_of_stream, failing, failing_stream, refused};
pub use serde as serde_crate;

#[cfg(feature = "checksum")]
pub use crate::checksum::{ChecksumChoice, ChecksumMember};

#[cfg(feature = "server")]
pub use crate::__dispatch as dispatch;
#[cfg(feature = "waiters")]
pub use crate::client::Comparator;
#[cfg(feature = "client")]
pub use crate::client::{Acceptor, Core, GeneratedClient, Matcher, Paged, PagedItems, Pager, State, Wait, Waiter};
#[cfg(feature = "event-stream")]
pub use crate::event_stream::{Event, EventHeader, EventName, EventReader, EventWriter};
#[cfg(feature = "bindings")]
pub use crate::format::bare;
pub use crate::format::{deserialize, serialize};
pub use crate::message::{ErrorShape, Modeled, Retry, is_named};
#[cfg(feature = "bindings")]
pub use crate::message::{FromTexts, Incoming, Outgoing, ToTexts, whole_message};
#[cfg(feature = "bindings")]
pub use crate::operation::{CalledOn, ClientOperation, Operation, Outcome, ServerOperation};
pub use crate::pattern;
#[cfg(any(feature = "client", feature = "server"))]
pub use crate::protocol::{Protocol, ServiceSpec};
#[cfg(feature = "server")]
pub use crate::server::{Accepts, Call, Dispatch, Greedy, HandlerFuture, Node, On, RouteEndpoint, WithoutValidation};
#[cfg(feature = "bindings")]
pub use crate::spec::{BodyKind, OperationSpec, RequestChecksum, SensitiveHeader};
pub use crate::text::{Text, TextFormat};
pub use crate::timestamp::Offsets;
pub use crate::validate::{Check, Enumeration, Path, Report, known, nested};
pub use crate::wire::{
    Decode, Element, Encode, Field, Flow, Key, MemberSink, Members, Mode, Namespace, Shape, ShapeKind, Sink, Slot,
    Source, Stop, element, fresh, member, placeholder, unit, variant, variant_as,
};
// Exported macros land in the root of the crate, where generated crates export everything again. The underscores keep
// them apart from what users look for there.
pub use crate::{
    __called as called, __checks as checks, __enumeration as enumeration, __error_shape as error_shape,
    __error_shapes as error_shapes, __int_enumeration as int_enumeration, __integers as integers,
    __operation_error as operation_error, __paged as paged, __requires as requires, __serde as serde,
    __structure as structure, __texts as texts, __unchecked as unchecked,
};

/// How an error structure displays: its name and the service's own message.
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

/// The list that a constructor or a setter is given the items of.
pub fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// The map that a constructor or a setter is given the entries of.
pub fn map<K: Ord, V>(entries: impl IntoIterator<Item = (impl Into<K>, impl Into<V>)>) -> BTreeMap<K, V> {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}

/// An integer that the model writes down. The generator has seen that it is one.
pub fn big_integer(digits: &str) -> crate::BigInteger {
    digits.parse().unwrap_or_default()
}

/// A number that the model writes down. The generator has seen that it is one.
pub fn big_decimal(text: &str) -> crate::BigDecimal {
    text.parse().unwrap_or_default()
}

/// A number in a document that the model writes down. The generator has seen that it is one.
pub fn document_number(text: &str) -> crate::Document {
    text.parse().map(crate::Document::Number).unwrap_or_default()
}

/// Whether a number is between two that the model writes down.
pub fn within<T: std::str::FromStr + PartialOrd>(value: &T, min: Option<&str>, max: Option<&str>) -> bool {
    let bound = |text: Option<&str>| text.and_then(|text| text.parse::<T>().ok());
    bound(min).is_none_or(|min| *value >= min) && bound(max).is_none_or(|max| *value <= max)
}
