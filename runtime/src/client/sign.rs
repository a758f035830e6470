//! The hook for authentication that covers the whole request.

use std::pin::Pin;

use crate::body::Body;
use crate::error::BoxError;

/// What signing comes to.
pub type Signing<'a> = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>>;

/// Signs requests.
///
/// It sees each attempt of a call by itself, after everything else is set and right before the transport, so that a
/// signature's time is that of the attempt.
pub trait Sign: Send + Sync + 'static {
    /// Adds the signature to the request.
    ///
    /// # Errors
    ///
    /// A request without a signature is not sent: the call fails as if the transport had not got it out.
    fn sign<'a>(&'a self, request: &'a mut http::Request<Body>) -> Signing<'a>;
}
