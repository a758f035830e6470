//! Streams whose checksum is checked while they are read.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body as HttpBody, Frame, SizeHint};

use super::algorithm::Digest;
use super::claim::{Claim, decode};
use crate::body::Body;
use crate::cause::BoxError;
use crate::wire::Fault;

/// A stream with a checksum. Where that does not match, the stream ends with an error: before its last piece, if it is
/// known that this is the last.
pub(crate) struct Verified {
    /// `None` when the end was reached.
    open: Option<Open>,
    done: Option<Done>,
    pending: Option<Pending>,
}

type Done = Box<dyn FnOnce(Result<(), Fault>) + Send + Sync>;

/// A stream that is not read to its end.
struct Open {
    body: Body,
    digest: Box<dyn Digest>,
    claim: Claim,
    trailers: HeaderMap,
}

impl Verified {
    /// Checks the stream against what the message says, and calls `done` at its end.
    pub(crate) fn new(body: Body, claim: Claim, done: impl FnOnce(Result<(), Fault>) + Send + Sync + 'static) -> Self {
        Self { open: Some(Open::new(body, claim)), done: Some(Box::new(done)), pending: None }
    }

    /// Checks the stream against what the message says. The second value learns what became of it.
    pub(crate) fn pending(body: Body, claim: Claim) -> (Self, Pending) {
        let pending = Pending(Arc::default());
        (Self { open: Some(Open::new(body, claim)), done: None, pending: Some(pending.clone()) }, pending)
    }

    fn end(&mut self, result: Result<(), Fault>) -> Result<(), BoxError> {
        self.open = None;
        if let Some(pending) = self.pending.take() {
            pending.put(State::Done(result.clone()));
        }
        let error = result.as_ref().err().map(|fault| fault.to_string().into());
        if let Some(done) = self.done.take() {
            done(result);
        }
        error.map_or(Ok(()), Err)
    }
}

impl Open {
    fn new(body: Body, claim: Claim) -> Self {
        Self { body, digest: (claim.algorithm.start)(), claim, trailers: HeaderMap::new() }
    }

    /// What the checksum comes to, when all was read.
    fn result(self) -> Result<(), Fault> {
        let Self { body: _, digest, claim, trailers } = self;
        let expected = match (&claim.digest, trailers.get(&claim.algorithm.header)) {
            (Some(digest), _) => digest.clone(),
            (None, Some(value)) => decode(claim.algorithm, value.as_bytes())?,
            (None, None) => {
                let name = claim.algorithm.header.as_str();
                return Err(Fault::new(format!("trailer {name}: the body's checksum is missing")));
            }
        };
        if expected == digest.finish() { Ok(()) } else { Err(claim.mismatch()) }
    }

    fn take_in(&mut self, frame: Frame<Bytes>) -> Option<Bytes> {
        match frame.into_data() {
            Ok(data) => {
                self.digest.update(&data);
                Some(data)
            }
            Err(frame) => {
                self.trailers.extend(frame.into_trailers().unwrap_or_default());
                None
            }
        }
    }
}

impl HttpBody for Verified {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let Some(open) = &mut self.open else { return Poll::Ready(None) };
            match ready!(Pin::new(&mut open.body).poll_frame(cx)) {
                Some(Ok(frame)) => {
                    let Some(data) = open.take_in(frame) else { continue };
                    // Nobody need look for an end that is known, so that this is the last chance to tell.
                    if open.body.is_end_stream()
                        && let Some(open) = self.open.take()
                        && let Err(error) = self.end(open.result())
                    {
                        return Poll::Ready(Some(Err(error)));
                    }
                    return Poll::Ready(Some(Ok(Frame::data(data))));
                }
                Some(Err(error)) => {
                    // What broke off was not checked, which its reader knows.
                    self.done = None;
                    let _ = self.end(Ok(()));
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    let Some(open) = self.open.take() else { return Poll::Ready(None) };
                    return Poll::Ready(self.end(open.result()).err().map(Err));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.open.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        self.open.as_ref().map_or_else(|| SizeHint::with_exact(0), |open| open.body.size_hint())
    }
}

impl Drop for Verified {
    fn drop(&mut self) {
        if let (Some(pending), Some(open)) = (self.pending.take(), self.open.take()) {
            pending.put(State::Dropped(open));
        }
    }
}

/// What became of a stream that was given to a handler.
#[derive(Clone)]
pub(crate) struct Pending(Arc<Mutex<State>>);

#[derive(Default)]
enum State {
    /// The handler still has it.
    #[default]
    Open,
    /// The handler dropped it before its end.
    Dropped(Open),
    /// It was read to its end.
    Done(Result<(), Fault>),
}

impl Pending {
    fn put(&self, state: State) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = state;
    }

    /// Checks a stream that the handler is done with. Of one that it did not read, at most `limit` bytes are read now;
    /// a longer rest is not checked.
    ///
    /// # Errors
    ///
    /// The checksum does not match, or is missing.
    pub(crate) async fn finish(self, limit: usize) -> Result<(), Fault> {
        let state = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let mut open = match state {
            State::Open => return Ok(()),
            State::Done(result) => return result,
            State::Dropped(open) => open,
        };
        let mut rest = limit;
        while let Some(frame) = std::future::poll_fn(|cx| Pin::new(&mut open.body).poll_frame(cx)).await {
            // A request that broke off gets no response.
            let Ok(frame) = frame else { return Ok(()) };
            let length = open.take_in(frame).map_or(0, |data| data.len());
            match rest.checked_sub(length) {
                Some(left) => rest = left,
                None => return Ok(()),
            }
        }
        open.result()
    }
}
