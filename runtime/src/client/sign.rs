//! The hook for authentication that covers the whole request.

use std::pin::Pin;

use crate::body::Body;
use crate::cause::BoxError;
use crate::spec::Auth;

/// The future that [`Sign::sign`] returns.
pub type Signing<'a> = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>>;

/// Signs requests.
///
/// It sees each attempt of a call by itself, after everything else is set and right before the transport, so that a
/// signature's time is that of the attempt. What the model says of the operation's authentication is an [`Auth`] among
/// the request's extensions.
///
/// A request is not signed if its operation has authentication disabled (`@auth([])`), if the model lists schemes and
/// not the signer's [scheme](Self::scheme), or if the caller has set the header `Authorization`. That header is how
/// to use other schemes, such as `smithy.api#httpBearerAuth`, without a signer:
///
/// ```
/// # let input = ();
/// let mut request = shapewright_runtime::Request::new(input);
/// request.headers.insert("authorization", http::HeaderValue::from_static("Bearer token"));
/// ```
pub trait Sign: Send + Sync + 'static {
    /// The shape id of the authentication scheme, such as `aws.auth#sigv4`; `None` signs whatever the model lists.
    fn scheme(&self) -> Option<&str> {
        None
    }

    /// Whether the signature covers the body. A body that is a stream is then read into memory before it is signed, up
    /// to the client's [`buffer_limit`](super::Builder::buffer_limit).
    fn covers_body(&self, auth: &Auth) -> bool {
        let _ = auth;
        false
    }

    /// Adds the signature to the request.
    ///
    /// # Errors
    ///
    /// A request that cannot be signed is not sent: the call fails with `Error::Transport`.
    fn sign<'a>(&'a self, request: &'a mut http::Request<Body>) -> Signing<'a>;
}
