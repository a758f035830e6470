//! One call over a transport: attempts, the waits between them, and the timeouts around them.

use std::pin::{Pin, pin};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use super::Core;
use super::answer::Answer;
use super::builder::Settings;
use super::message::Failure;
use super::transport::{Transport, maybe_sent};
use crate::CallOptions;
use crate::body::{Body, CollectError};
use crate::error::TimeoutScope;
#[cfg(feature = "event-stream")]
use crate::event_stream::{InitialError, take_initial};
use crate::message::Retry;
use crate::spec::{BodyKind, OperationSpec};
use crate::wire::Fault;
#[cfg(feature = "event-stream")]
use crate::wire::Mode;

/// How much is read of an error's body, and of a body that the output does not have.
const ERROR_LIMIT: usize = 1 << 20;

/// A call that is ready to be sent.
#[derive(Debug)]
pub(super) struct PreparedCall {
    pub(super) spec: &'static OperationSpec,
    pub(super) request: http::Request<Body>,
    /// The caller's, completed by the client's.
    pub(super) options: CallOptions,
    pub(super) verdict: fn(&Answer) -> Retry,
    #[cfg(feature = "checksum")]
    pub(super) checksum: crate::checksum::ChecksumChoice,
}

impl<S: Transport> Core<S> {
    pub(super) async fn send(&self, call: PreparedCall) -> Result<Answer, Failure> {
        let limit = call.options.timeout;
        within(limit, TimeoutScope::Call, pin!(self.attempts(call))).await
    }

    async fn attempts(&self, mut call: PreparedCall) -> Result<Answer, Failure> {
        self.settings.prepare(&mut call).await?;
        #[cfg(feature = "checksum")]
        if call.checksum.validate {
            let spec = call.spec;
            let mut answer = self.repeat(call).await?;
            if answer.success {
                self.settings.validate_checksum(spec, &mut answer)?;
            }
            return Ok(answer);
        }
        self.repeat(call).await
    }

    async fn repeat(&self, call: PreparedCall) -> Result<Answer, Failure> {
        let PreparedCall { spec, request, options, verdict, .. } = call;
        let start = Instant::now();
        let attempts = options.max_attempts.unwrap_or(DEFAULT_ATTEMPTS);
        let mut attempt = 1;
        let mut next = request;
        loop {
            // The transport consumes the request, and a body that is a stream with it.
            let spare = if attempt < attempts { copy(&next) } else { None };
            let limit = options.attempt_timeout;
            let result = within(limit, TimeoutScope::Attempt, pin!(self.attempt(spec, next))).await;
            let Some(spare) = spare else { return result };
            let retry = match &result {
                Ok(answer) if answer.success => Retry::No,
                Ok(answer) => verdict(answer),
                Err(failure) if failure.is_retryable(spec.repeatable) => Retry::Yes,
                Err(_) => Retry::No,
            };
            if retry == Retry::No {
                return result;
            }
            let asked = result.as_ref().ok().and_then(Answer::retry_after);
            let wait = self.settings.config.backoff.wait(attempt, retry, asked);
            if !self.settings.allows(wait, start, options.timeout) {
                return result;
            }
            // The connection is free again before the wait.
            drop(result);
            tokio::time::sleep(wait).await;
            attempt += 1;
            next = spare;
        }
    }

    async fn attempt(&self, spec: &OperationSpec, mut request: http::Request<Body>) -> Result<Answer, Failure> {
        // Not before, since it would be copied for each attempt.
        request.extensions_mut().insert(spec.auth);
        if let Some(signer) = self.settings.signer(spec, &request) {
            let signed = signer.sign(&mut request).await;
            signed.map_err(|source| Failure::Transport { source, maybe_sent: false })?;
        }
        let response = self.transport.send(request).await.map_err(|source| {
            let maybe_sent = maybe_sent(&*source);
            Failure::Transport { source, maybe_sent }
        })?;
        self.settings.read(spec, response).await
    }
}

/// How many attempts a call gets unless the caller or the client sets another number.
const DEFAULT_ATTEMPTS: u32 = 3;

impl Settings {
    /// Whether another attempt may begin after this wait.
    fn allows(&self, wait: Duration, start: Instant, timeout: Option<Duration>) -> bool {
        let total = timeout.map_or(self.config.backoff.total, |timeout| timeout.min(self.config.backoff.total));
        // Without a runtime the call would never wake.
        start.elapsed().saturating_add(wait) < total && Handle::try_current().is_ok()
    }

    async fn read(&self, spec: &OperationSpec, response: http::Response<Body>) -> Result<Answer, Failure> {
        let (parts, body) = response.into_parts();
        let success = parts.status.is_success() || parts.status == self.protocol.status(spec);
        let mut answer = Answer {
            protocol: self.protocol,
            success,
            status: parts.status,
            headers: parts.headers,
            body: Default::default(),
            stream: None,
        };
        let kind = self.protocol.response_body(spec);
        if !self.protocol.is_response(&answer.headers) {
            // Nothing but the status of such a response counts.
            body.collect_start(ERROR_LIMIT).await;
            if success {
                return Err(answer
                    .misfit(Some(Fault::new(format!("the response is not a valid {} response", self.protocol.id())))));
            }
        } else if !success {
            // A body that breaks off must not hide the status.
            answer.body = body.collect_start(ERROR_LIMIT).await;
        } else if matches!(kind, BodyKind::None | BodyKind::Empty) {
            // Whatever it is, the output does not have it. It is read so that the connection can serve the next call.
            body.collect_start(ERROR_LIMIT).await;
        } else if matches!(kind, BodyKind::Stream { .. } | BodyKind::Events) {
            answer.stream = Some(body);
        } else if kind == BodyKind::InitialMessage {
            #[cfg(feature = "event-stream")]
            match take_initial(body, Mode::Response, self.config.response_limit).await {
                Ok((initial, rest)) => (answer.body, answer.stream) = (initial, Some(rest)),
                Err(InitialError::Body(error)) => return Err(unread(&answer, error)),
                Err(InitialError::Malformed(fault)) => return Err(answer.misfit(Some(fault))),
            }
        } else {
            answer.body = body.collect(self.config.response_limit).await.map_err(|error| unread(&answer, error))?;
        }
        Ok(answer)
    }
}

/// Why a response was not read.
fn unread(answer: &Answer, error: CollectError) -> Failure {
    match error {
        CollectError::TooLarge { .. } => answer.misfit(Some(Fault::new(error.to_string()))),
        CollectError::Broken(source) => Failure::Transport { source, maybe_sent: true },
    }
}

/// A second request like this, unless its body can be sent only once.
fn copy(request: &http::Request<Body>) -> Option<http::Request<Body>> {
    let mut copy = http::Request::new(request.body().try_clone()?);
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    *copy.extensions_mut() = request.extensions().clone();
    Some(copy)
}

/// Waits for the answer no longer than this. The clock is Tokio's, and is not touched where there is no limit.
/// The answer is borrowed, because each move of a future into another one takes its size once more.
async fn within(
    limit: Option<Duration>,
    scope: TimeoutScope,
    answer: Pin<&mut impl Future<Output = Result<Answer, Failure>>>,
) -> Result<Answer, Failure> {
    let Some(limit) = limit else {
        return answer.await;
    };
    if Handle::try_current().is_err() {
        return Err(Failure::Transport { source: "timeouts need a Tokio runtime".into(), maybe_sent: false });
    }
    match tokio::time::timeout(limit, answer).await {
        Ok(result) => result,
        Err(_) => Err(Failure::Timeout { limit, scope }),
    }
}
