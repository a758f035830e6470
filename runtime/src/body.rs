//! Message bodies: nothing, bytes or a stream.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::cause::{BoxError, write_causes};

/// The body of a request or response.
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    // The lock is never waited for: it makes the body `Sync`, which futures that hold one need.
    Stream(Mutex<Boxed>),
}

type Boxed = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send>>;

impl Body {
    /// A body without content.
    pub const fn empty() -> Self {
        Self(Inner::Bytes(Bytes::new()))
    }

    /// A body that is read as it comes.
    pub fn stream<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Stream(Mutex::new(Box::pin(IntoBoxError { body }))))
    }

    /// The content, if it is all there; such a body can be sent again.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// A second body with the same content, if it is all there.
    pub fn try_clone(&self) -> Option<Self> {
        self.as_bytes().map(|bytes| Self::from(bytes.clone()))
    }

    /// Reads a streamed body into memory if it has at most `limit` bytes; a longer one stays a stream.
    #[cfg(any(feature = "client", all(feature = "server", feature = "checksum")))]
    pub(crate) async fn buffered(self, limit: usize) -> Self {
        let Inner::Stream(body) = self.0 else { return self };
        let mut rest = body.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut start = Vec::new();
        while start.len() <= limit && rest.size_hint().lower() <= limit as u64 {
            match std::future::poll_fn(|cx| rest.as_mut().poll_frame(cx)).await {
                None => return Self::from(start),
                Some(Ok(frame)) => start.extend_from_slice(&frame.into_data().unwrap_or_default()),
                Some(Err(error)) => return Self::stream(Started { start: start.into(), rest: Err(Some(error)) }),
            }
        }
        Self::stream(Started { start: start.into(), rest: Ok(rest) })
    }

    /// The body with these bytes before it.
    #[cfg(all(feature = "event-stream", any(feature = "client", feature = "server")))]
    pub(crate) fn after(self, start: Bytes) -> Self {
        match self.0 {
            _ if start.is_empty() => self,
            Inner::Bytes(rest) if rest.is_empty() => Self::from(start),
            Inner::Bytes(rest) => Self::from([start, rest].concat()),
            Inner::Stream(rest) => {
                let rest = rest.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
                Self::stream(Started { start, rest: Ok(rest) })
            }
        }
    }

    /// Reads the whole body, up to this many bytes.
    ///
    /// # Errors
    ///
    /// A body that is longer, or that breaks off.
    pub async fn collect(self, limit: usize) -> Result<Bytes, CollectError> {
        if self.size_hint().lower() > limit as u64 {
            return Err(CollectError::TooLarge { limit });
        }
        match self.read(limit).await {
            (bytes, None) => Ok(bytes),
            (_, Some(error)) => Err(error),
        }
    }

    /// Reads the body until it ends or breaks off, and at most this many bytes of it.
    #[cfg(feature = "client")]
    pub(crate) async fn collect_start(self, limit: usize) -> Bytes {
        self.read(limit).await.0
    }

    /// Reads the body up to this many bytes, and says why that is not all of it.
    async fn read(self, limit: usize) -> (Bytes, Option<CollectError>) {
        let too_large = |longer: bool| longer.then_some(CollectError::TooLarge { limit });
        let mut body = match self.0 {
            Inner::Bytes(mut bytes) => {
                let longer = bytes.len() > limit;
                bytes.truncate(limit);
                return (bytes, too_large(longer));
            }
            Inner::Stream(body) => body.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner),
        };
        let mut first = Bytes::new();
        let mut all = Vec::new();
        let mut error = None;
        while error.is_none()
            && let Some(frame) = std::future::poll_fn(|cx| body.as_mut().poll_frame(cx)).await
        {
            let mut data = match frame.map(Frame::into_data) {
                Ok(Ok(data)) => data,
                // Trailers.
                Ok(Err(_)) => continue,
                Err(broken) => {
                    error = Some(CollectError::Broken(broken));
                    break;
                }
            };
            let left = limit - first.len() - all.len();
            error = too_large(data.len() > left);
            data.truncate(left);
            // Most bodies come in one piece, which is passed on without a copy.
            if first.is_empty() && all.is_empty() {
                first = data;
            } else {
                if all.is_empty() {
                    all = std::mem::take(&mut first).to_vec();
                }
                all.extend_from_slice(&data);
            }
        }
        (if all.is_empty() { first } else { all.into() }, error)
    }
}

/// Why a body could not be read whole.
#[derive(Debug)]
pub enum CollectError {
    /// It is longer than allowed.
    TooLarge {
        /// The most bytes allowed.
        limit: usize,
    },
    /// It broke off.
    Broken(BoxError),
}

impl fmt::Display for CollectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { limit } => write!(f, "the body is longer than {limit} bytes"),
            Self::Broken(_) => f.write_str("reading the body failed"),
        }?;
        write_causes(f, self.source())
    }
}

impl StdError for CollectError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::TooLarge { .. } => None,
            Self::Broken(error) => Some(&**error),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(content: T) -> Self {
        Self(Inner::Bytes(content.into()))
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Inner::Stream(body) => {
                body.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).as_mut().poll_frame(cx)
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Bytes(bytes) => bytes.is_empty(),
            Inner::Stream(body) => body.try_lock().is_ok_and(|body| body.is_end_stream()),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(body) => body.try_lock().map(|body| body.size_hint()).unwrap_or_default(),
        }
    }
}

/// A stream of which the start was read already.
#[cfg(any(feature = "client", all(feature = "server", any(feature = "checksum", feature = "event-stream"))))]
struct Started {
    start: Bytes,
    rest: Result<Boxed, Option<BoxError>>,
}

#[cfg(any(feature = "client", all(feature = "server", any(feature = "checksum", feature = "event-stream"))))]
impl HttpBody for Started {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if !self.start.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.start)))));
        }
        match &mut self.rest {
            Ok(rest) => rest.as_mut().poll_frame(cx),
            Err(error) => Poll::Ready(error.take().map(Err)),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.start.is_empty() && matches!(&self.rest, Ok(rest) if rest.is_end_stream())
    }

    fn size_hint(&self) -> SizeHint {
        let Ok(rest) = &self.rest else { return SizeHint::new() };
        let (rest, start) = (rest.size_hint(), self.start.len() as u64);
        let mut hint = SizeHint::new();
        hint.set_lower(rest.lower().saturating_add(start));
        if let Some(upper) = rest.upper().and_then(|upper| upper.checked_add(start)) {
            hint.set_upper(upper);
        }
        hint
    }
}

pin_project_lite::pin_project! {
    /// A body whose errors are boxed.
    struct IntoBoxError<B> {
        #[pin]
        body: B,
    }
}

impl<B> HttpBody for IntoBoxError<B>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.project().body.poll_frame(cx).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
