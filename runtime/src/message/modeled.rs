//! Errors that a model names.

use crate::wire::Members;

/// An error that a model names: an error structure, or the enum of those of an operation.
#[doc(hidden)]
pub trait Modeled {}

/// Whether the same request may succeed later (`smithy.api#retryable`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Retry {
    /// The model does not say so.
    No,
    /// It may.
    Yes,
    /// It may after a while: there were too many.
    Throttling,
}

/// An error structure.
#[doc(hidden)]
pub trait ErrorShape: Members + std::error::Error + Send + Sync + 'static {
    /// Its name in the model, by which it travels.
    fn code(&self) -> &'static str {
        self.shape().name
    }
    /// Its shape id, for protocols that name errors by it.
    fn shape_id(&self) -> &'static str {
        self.code()
    }
    /// Its name in protocols of the Query family, for services that keep it in others.
    fn query_code(&self) -> Option<&'static str> {
        None
    }
    /// The HTTP status it travels with in such a protocol, if the model says so.
    fn query_status(&self) -> Option<u16> {
        None
    }
    /// The HTTP status it travels with.
    fn status(&self) -> u16;
    /// The service's own message.
    fn message(&self) -> Option<&str>;
    /// Whether the same request may succeed later.
    fn retry(&self) -> Retry {
        Retry::No
    }
    /// Reads an answer of which a part is not in the body, and tells that it is such an error.
    #[cfg(feature = "client")]
    fn read(&mut self, from: &mut super::Incoming<'_>) -> bool {
        let _ = from;
        false
    }
    /// Writes an answer of which a part is not in the body, and tells that it is such an error.
    #[cfg(feature = "server")]
    fn write(&self, to: &mut super::Outgoing) -> bool {
        let _ = to;
        false
    }
}

/// Whether an error has this name: that of its shape, or that of the Query family ("AWS query protocol", "Error \"Code\"
/// resolution").
#[doc(hidden)]
pub fn is_named<T: ErrorShape>(code: &str, is_query_code: bool) -> bool {
    let own = if is_query_code { <T as Members>::placeholder().query_code() } else { None };
    code == own.unwrap_or(T::table().name)
}
