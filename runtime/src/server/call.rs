//! A request on its way to the handler, and the handler's answer on its way back.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::Response;
use http::request::Parts;

use super::answer::{Answering, Rest, refuse};
use super::fault::FaultKind;
use super::future::HandlerFuture;
use super::negotiate;
use super::refusal::Refusal;
use super::reply::Reply;
use super::route::Route;
use super::transfer::Transfer;
use crate::body::Body;
#[cfg(feature = "event-stream")]
use crate::event_stream::take_initial;
use crate::message::{Incoming, decode_query};
use crate::operation::{CalledOn, Outcome, ServerOperation};
use crate::request::Request;
use crate::spec::OperationSpec;
use crate::validate::{Check, Path, Report};
use crate::wire::Fault;
#[cfg(feature = "event-stream")]
use crate::wire::Mode;

/// An extension of a request whose input reaches the handler even if it breaks constraints, so that tests can look at
/// what was decoded. Nothing that comes over the network can set it.
#[derive(Clone, Copy, Debug)]
pub struct WithoutValidation;

/// How an operation of a service has an implementation answer: [`Call::on`].
#[doc(hidden)]
pub type On<T> = fn(Call, Arc<T>) -> HandlerFuture;

/// A request that was routed, read, and found to have the headers that its operation asks for.
///
/// It is large, and passes through several functions and futures, so that its content stays in one place.
#[doc(hidden)]
pub struct Call(Box<Content>);

/// What is known of a request.
pub(super) struct Content {
    pub(super) route: Route,
    pub(super) spec: &'static OperationSpec,
    pub(super) reply: Reply,
    pub(super) parts: Parts,
    /// The whole body; empty where the operation takes a stream, unless an initial message came before it.
    pub(super) body: Bytes,
    pub(super) stream: Option<Body>,
    /// Whether the request has no body, which an operation that takes none does not read.
    pub(super) is_bodiless: bool,
    /// How many bytes of memory reading it may always take.
    pub(super) memory: usize,
    pub(super) transfer: Transfer,
}

impl Call {
    pub(super) fn new(content: Box<Content>) -> Self {
        Self(content)
    }

    pub(super) fn spec(&self) -> &'static OperationSpec {
        self.0.spec
    }

    /// The operation's number in the service.
    pub fn operation(&self) -> usize {
        self.0.route.operation
    }

    /// Has the operation answer that the tree of routes knows by its place among these.
    pub fn by_number<T>(self, operations: &[On<T>], service: Arc<T>) -> HandlerFuture {
        match operations.get(self.operation()) {
            Some(on) => on(self, service),
            None => self.unknown(),
        }
    }

    /// Has a service answer.
    pub fn on<O, T>(self, service: Arc<T>) -> HandlerFuture
    where
        O: ServerOperation + CalledOn<T>,
        T: Send + Sync + 'static,
    {
        self.answer::<O, _, _>(move |request| async move { O::call(&service, request).await })
    }

    /// Has a handler answer. The operation is only named by its value.
    pub fn run<O, H, F>(self, _operation: O, handler: H) -> HandlerFuture
    where
        O: ServerOperation,
        H: FnOnce(Request<O::Input>) -> F + Send + 'static,
        F: Future<Output = Outcome<O>> + Send + 'static,
    {
        self.answer::<O, H, F>(handler)
    }

    /// Decodes and checks the input, runs the handler and encodes its answer.
    ///
    /// It is copied for every operation, so that it and what it calls with `O` hold next to nothing.
    pub(super) fn answer<O, H, F>(mut self, handler: H) -> HandlerFuture
    where
        O: ServerOperation,
        H: FnOnce(Request<O::Input>) -> F + Send + 'static,
        F: Future<Output = Outcome<O>> + Send + 'static,
    {
        match self.read::<O>() {
            Ok(input) => {
                #[cfg(feature = "checksum")]
                self.0.transfer.wants_checksum(O::wants_checksum(&input));
                let transfer = std::mem::take(&mut self.0.transfer);
                HandlerFuture::made(|| {
                    let reply = self.0.reply.clone();
                    let request = self.into_request(input);
                    let rest = Rest { spec: O::SPEC, reply, transfer, additions: request.response.clone() };
                    Answering::<O, F>::new(handler(request), rest)
                })
            }
            Err(response) => HandlerFuture::ready(*response),
        }
    }

    /// Answers that the server does not implement the operation.
    pub(super) fn not_implemented(self) -> HandlerFuture {
        HandlerFuture::refused(&self.0.reply, Refusal::NotImplemented(self.0.spec.name))
    }

    /// Answers for a number that no operation has, which only a fault in generated code can bring about.
    pub fn unknown(self) -> HandlerFuture {
        let cause = "the route table names an operation that does not exist".into();
        HandlerFuture::refused(&self.0.reply, Refusal::Internal(FaultKind::Router, cause))
    }

    fn read<O: ServerOperation>(&mut self) -> Result<O::Input, Box<Response<Body>>> {
        let mut input = None;
        let report = self.decode(&mut |message| input = O::decode(message).ok());
        self.verdict(report, input.as_ref().map(|input| input as &dyn Check))?;
        let cause = "decoding the input failed without a reason";
        input.ok_or_else(|| Box::new(Refusal::Internal(FaultKind::Router, cause.into()).into_response(&self.0.reply)))
    }

    /// Decodes the request and reports the required members that it lacks.
    fn decode(&mut self, decode: &mut dyn FnMut(&mut Incoming<'_>)) -> Result<Report, Refusal> {
        let labels = self.0.route.labels(self.0.parts.uri.path());
        let query = decode_query(self.0.parts.uri.query().unwrap_or_default())
            .map_err(|reason| Refusal::Malformed(Fault::new(format!("query string: {reason}"))))?;
        let stream = self.0.stream.take();
        let message = Incoming::request(
            &labels,
            &query,
            &self.0.parts.headers,
            &self.0.body,
            stream,
            self.0.reply.protocol.request_layout(),
        );
        let message = message.with_memory(self.0.memory);
        let mut message = message.with_sent(self.0.transfer.sent(self.0.spec));
        #[cfg(feature = "checksum")]
        if self.0.spec.request_checksum == crate::spec::RequestChecksum::ContentMd5 {
            message.check_body(None);
        }
        decode(&mut message);
        #[cfg(feature = "checksum")]
        let pending = message.take_pending();
        let findings = message.into_findings();
        #[cfg(feature = "checksum")]
        self.0.transfer.wait_for(pending);
        match findings {
            (_, Some(fault)) => Err(Refusal::Malformed(fault)),
            (findings, None) => {
                negotiate::check_undeclared(
                    self.0.reply.protocol,
                    self.0.spec,
                    &self.0.parts.headers,
                    self.0.is_bodiless,
                )?;
                Ok(Report::of_findings(findings, ""))
            }
        }
    }

    /// Adds the input's own violations to the members that are missing. A request that cannot be decoded has no input to
    /// check, so that only the decoding error is reported.
    fn verdict(&self, report: Result<Report, Refusal>, input: Option<&dyn Check>) -> Result<(), Box<Response<Body>>> {
        let mut report = report.map_err(|refusal| Box::new(refusal.into_response(&self.0.reply)))?;
        if let Some(input) = input.filter(|_| report.is_open()) {
            input.check(&Path::ROOT, &mut report);
        }
        report.finish().or_else(|violations| match self.0.parts.extensions.get::<WithoutValidation>() {
            Some(WithoutValidation) => Ok(()),
            None => Err(Box::new(refuse(&self.0.reply, &violations))),
        })
    }

    fn into_request<I>(self, input: I) -> Request<I> {
        let Content { parts, spec, reply, .. } = *self.0;
        Request::received(input, parts, spec.sensitive_headers, reply.id)
    }

    /// Reads the body whole.
    pub(super) async fn collect(self, body: Body, limit: usize) -> Result<Self, Refusal> {
        let body = body.collect(limit).await?;
        self.with_body(body)
    }

    /// Reads what comes before the events of the body.
    #[cfg(feature = "event-stream")]
    pub(super) async fn with_initial(mut self, limit: usize) -> Result<Self, Refusal> {
        if let Some(stream) = self.0.stream.take() {
            let (initial, rest) = take_initial(stream, Mode::Request, limit).await?;
            self.0.body = initial;
            self.0.stream = Some(rest);
        }
        Ok(self)
    }

    /// Takes the whole body as it was sent.
    pub(super) fn with_body(mut self, body: Bytes) -> Result<Self, Refusal> {
        let Content { spec, parts, transfer, .. } = &mut *self.0;
        self.0.body = transfer.unwrap_bytes(spec, &mut parts.headers, body)?;
        negotiate::check_untyped(self.0.reply.protocol, self.0.spec, &self.0.parts.headers, self.0.body.is_empty())?;
        Ok(self)
    }
}

/// The headers and the body may be sensitive.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.0.spec.name)
            .field("id", &self.0.reply.id)
            .finish_non_exhaustive()
    }
}
