//! What a handler adds to its response, beyond what the model says.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{Extensions, HeaderMap, HeaderName, HeaderValue};
#[cfg(feature = "server")]
use http::{Response, header};

/// Headers and extensions that a handler adds to its response. Every [`Request`](crate::Request) that a handler gets has
/// one, as [`response`](crate::Request::response); clones share what is added.
///
/// ```
/// # use shapewright_runtime::{Error, Request};
/// # struct Output;
/// async fn create_package<E>(request: Request<String>) -> Result<Output, Error<E>> {
///     request.response.insert_header("location", format!("/packages/{}", request.input));
///     request.response.append_header("set-cookie", "seen=1");
///     Ok(Output)
/// }
/// ```
///
/// - They go with outputs and with the operation's own errors, not with responses of the server's own, such as a
///   status of 500.
/// - The model takes precedence: a header that the response has already, from a member that is bound to it or from the protocol
///   (`Content-Type`, `x-amzn-errortype`), stays as it is, and what the handler added under that name is dropped.
/// - Headers that frame the message or control the connection (`Content-Length`, `Transfer-Encoding`,
///   `Connection`, `Keep-Alive`, `Proxy-Connection`, `TE`, `Trailer`, `Upgrade`) are set by the HTTP server. With one of
///   these, or with a name or value that HTTP does not allow, the response becomes a status of 500, and the fault is
///   reported.
///
/// HTTP clients neither send nor change it. A caller in the same process, who calls an
/// implementation of the service's trait without HTTP, reads what it added from a clone:
///
/// ```
/// # use shapewright_runtime::{Request, ResponseHandle};
/// let mut request = Request::new("people_counter");
/// request.response = ResponseHandle::new();
/// let response = request.response.clone();
/// # request.response.insert_header("location", "/packages/1");
/// // … service.create_package(request).await …
/// assert_eq!(response.headers()["location"], "/packages/1");
/// ```
#[derive(Clone)]
pub struct ResponseHandle(Option<Arc<Shared>>);

/// What the handles of a request share: nothing until a handler adds something, as most add nothing.
type Shared = Mutex<Option<Box<Additions>>>;

#[derive(Default)]
struct Additions {
    headers: HeaderMap,
    extensions: Extensions,
    /// What is wrong with the first header that is not valid.
    fault: Option<String>,
}

impl ResponseHandle {
    /// A handle that keeps nothing, for requests that a caller makes: their responses have no use for it.
    pub(crate) const DETACHED: Self = Self(None);

    /// An empty handle.
    pub fn new() -> Self {
        Self(Some(Arc::default()))
    }

    fn additions(&self) -> Option<MutexGuard<'_, Option<Box<Additions>>>> {
        // Each addition is whole, so that a panic elsewhere leaves none half made.
        self.0.as_ref().map(|shared| shared.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What was added, which no other handle has afterwards.
    #[cfg(feature = "server")]
    fn take(&mut self) -> Option<Box<Additions>> {
        match Arc::try_unwrap(self.0.take()?) {
            // No other handle is left, so no lock is needed.
            Ok(own) => own.into_inner().unwrap_or_else(PoisonError::into_inner),
            Err(shared) => shared.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }

    /// Sets a header; other values that were added under its name are replaced.
    pub fn insert_header<N, V>(&self, name: N, value: V)
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.add(name.try_into().ok(), value.try_into().ok(), true);
    }

    /// Adds a value of a header, such as `Set-Cookie`, to those that were added under its name.
    pub fn append_header<N, V>(&self, name: N, value: V)
    where
        N: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.add(name.try_into().ok(), value.try_into().ok(), false);
    }

    fn add(&self, name: Option<HeaderName>, value: Option<HeaderValue>, replace: bool) {
        let Some(mut additions) = self.additions() else { return };
        let additions = additions.get_or_insert_default();
        match (name, value) {
            (Some(name), Some(value)) if replace => drop(additions.headers.insert(name, value)),
            (Some(name), Some(value)) => drop(additions.headers.append(name, value)),
            (Some(name), None) => {
                additions.fault.get_or_insert_with(|| format!("header {name}: the value is not valid in HTTP"));
            }
            (None, _) => {
                additions.fault.get_or_insert_with(|| "a header name is not valid in HTTP".to_owned());
            }
        }
    }

    /// Puts a value into the response's extensions, where middleware finds it.
    pub fn insert_extension<T: Clone + Send + Sync + 'static>(&self, value: T) {
        if let Some(mut additions) = self.additions() {
            additions.get_or_insert_default().extensions.insert(value);
        }
    }

    /// The headers that were added so far.
    pub fn headers(&self) -> HeaderMap {
        let additions = self.additions();
        additions.and_then(|all| all.as_ref().map(|additions| additions.headers.clone())).unwrap_or_default()
    }

    /// Adds everything to a response, but for headers that belong to its protocol.
    ///
    /// # Errors
    ///
    /// A header that cannot be sent.
    #[cfg(feature = "server")]
    pub(crate) fn apply(
        &mut self,
        response: &mut Response<crate::Body>,
        is_reserved: &dyn Fn(&HeaderName) -> bool,
    ) -> Result<(), String> {
        let Some(additions) = self.take() else { return Ok(()) };
        if let Some(fault) = additions.fault {
            return Err(fault);
        }
        if let Some(name) = additions.headers.keys().find(|name| FRAMING.contains(name)) {
            return Err(format!("header {name}: only the HTTP server may set it"));
        }
        let is_empty = response.body().as_bytes().is_some_and(bytes::Bytes::is_empty);
        let headers = response.headers_mut();
        let own: Vec<HeaderName> = (additions.headers.keys())
            .filter(|name| !headers.contains_key(*name) && !is_reserved(name))
            .filter(|name| !is_empty || **name != header::CONTENT_TYPE)
            .cloned()
            .collect();
        for name in own {
            for value in additions.headers.get_all(&name) {
                headers.append(name.clone(), value.clone());
            }
        }
        response.extensions_mut().extend(additions.extensions);
        Ok(())
    }
}

/// Headers that are not the handler's to set (RFC 9110, sections 7.6.1 and 8.6; RFC 9112, section 6.1).
#[cfg(feature = "server")]
const FRAMING: [HeaderName; 8] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

impl Default for ResponseHandle {
    fn default() -> Self {
        Self::new()
    }
}

/// The values may be secrets, such as cookies.
impl fmt::Debug for ResponseHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers = self.headers();
        f.debug_tuple("ResponseHandle").field(&headers.keys().map(HeaderName::as_str).collect::<Vec<_>>()).finish()
    }
}
