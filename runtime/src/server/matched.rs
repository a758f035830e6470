//! Which operation a request was found to call.

use std::fmt;

/// The operation that a request calls: in the request's extensions before the handler is called, and in the extensions
/// of every response for which the operation is known, including requests that the router rejects. It is missing from
/// responses with status 404 and 405 for a route that does not exist.
///
/// Middleware around the router reads it from the response. Where it is needed before the router is called, such as for
/// the name of a span, use [`Router::operation_of`](super::Router::operation_of).
///
/// ```
/// # use shapewright_runtime::server::MatchedOperation;
/// fn count(response: &http::Response<shapewright_runtime::Body>) {
///     if let Some(matched) = response.extensions().get::<MatchedOperation>() {
///         println!("{} {} {}", matched.service, matched.operation, response.status());
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct MatchedOperation {
    /// The name of the service's trait, such as `Panorama`.
    pub service: &'static str,
    /// The operation's name in the model, such as `CreatePackage`.
    pub operation: &'static str,
}

impl MatchedOperation {
    pub(super) const fn new(service: &'static str, operation: &'static str) -> Self {
        Self { service, operation }
    }
}

/// `Panorama.CreatePackage`.
impl fmt::Display for MatchedOperation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.service, self.operation)
    }
}
