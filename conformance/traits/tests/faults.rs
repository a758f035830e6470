//! Faults of a server are reported with all that is known of them, and clients see nothing of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot make its messages has failed")]

use std::cell::RefCell;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use support::{JSON, serve};
use tower_service::Service as _;
use traits::server::{Cause, FaultKind, RequestId, ServerFault};
use traits::serving::Serving;
use traits::serving::server::Router;
use traits::serving::types::*;
use traits::{Body, BoxError, ByteStream, Error, Request};

/// Fails as the name of the thing says.
struct Failing;

impl Serving for Failing {
    async fn get_thing(&self, request: Request<GetThingInput>) -> Result<GetThingOutput, Error<GetThingError>> {
        match request.input.id.as_str() {
            "database" => Err(Error::internal(Database(Refused))),
            "repeated" => Err(Error::internal(Repeated(Refused))),
            "panic" => panic!("the lamp is out"),
            "header" => Ok(GetThingOutput::new().with_etag("a\r\nb")),
            "added" => {
                request.response.insert_header("x-note", "a\nb");
                Ok(GetThingOutput::new())
            }
            "framing" => {
                request.response.insert_header("Content-Length", "5");
                Ok(GetThingOutput::new())
            }
            "upstream" => {
                Err(Error::Timeout { limit: std::time::Duration::from_secs(1), scope: traits::TimeoutScope::Call })
            }
            _ => Err(Gone::new().into()),
        }
    }

    async fn put_thing(&self, request: Request<PutThingInput>) -> Result<PutThingOutput, Error<PutThingError>> {
        assert_eq!(request.input.secret, None, "shown is what the author shows");
        Ok(PutThingOutput::new())
    }

    async fn download(&self, request: Request<DownloadInput>) -> Result<DownloadOutput, Error<DownloadError>> {
        let content = Breaking { sent: false, panics: request.input.id == "panic" };
        Ok(DownloadOutput::new(ByteStream::from(Body::stream(content))))
    }

    async fn list_tags(&self, _: Request<ListTagsInput>) -> Result<ListTagsOutput, Error<ListTagsError>> {
        Err(Error::NotImplemented)
    }
}

#[derive(Debug)]
struct Database(Refused);

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the database does not answer")
    }
}

impl StdError for Database {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("connection refused")
    }
}

impl StdError for Refused {}

/// An error that repeats its source.
#[derive(Debug)]
struct Repeated(Refused);

impl fmt::Display for Repeated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no answer: {}", self.0)
    }
}

impl StdError for Repeated {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

/// A stream that breaks off.
struct Breaking {
    sent: bool,
    panics: bool,
}

impl http_body::Body for Breaking {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(Some(match std::mem::replace(&mut self.sent, true) {
            false => Ok(Frame::data("a part".into())),
            true if self.panics => panic!("the disk is full"),
            true => Err("the disk is gone".into()),
        }))
    }
}

thread_local! {
    static EVENTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

struct Events;

impl tracing::Subscriber for Events {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "shapewright::server"
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = event.metadata().level().to_string();
        event.record(&mut |field: &tracing::field::Field, value: &dyn fmt::Debug| {
            line.push_str(&format!(" {}={value:?}", field.name()));
        });
        EVENTS.with_borrow_mut(|events| events.push(line));
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

/// What was reported.
type Seen = Arc<Mutex<Vec<(FaultKind, String)>>>;

/// A router that keeps what it reports.
fn router() -> (Router<Failing>, Seen) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&seen);
    let keep = move |fault: &ServerFault<'_>| keep.lock().unwrap().push((fault.kind, fault.to_string()));
    (Router::new(Failing).on_fault(keep), seen)
}

fn request(method: &str, uri: &str) -> http::Request<Body> {
    let mut request = http::Request::builder().method(method).uri(uri).body(Body::empty()).unwrap();
    request.extensions_mut().insert("job-17".parse::<RequestId>().unwrap());
    request
}

const FAULTS: &[(&str, FaultKind, &str)] = &[
    ("database", FaultKind::Handler, "the handler failed: the database does not answer: connection refused"),
    ("repeated", FaultKind::Handler, "the handler failed: no answer: connection refused"),
    ("panic", FaultKind::Panic, "the handler panicked: panicked: the lamp is out"),
    (
        "header",
        FaultKind::Response,
        "cannot send the response: /etag: a header value must not contain control characters",
    ),
    ("added", FaultKind::Response, "cannot send the response: header x-note: the value is not valid in HTTP"),
    (
        "framing",
        FaultKind::Response,
        "cannot send the response: header content-length: only the HTTP server may set it",
    ),
    ("upstream", FaultKind::Handler, "the handler failed: GetThing: no response within 1s across all attempts"),
];

#[tokio::test]
async fn faults_are_reported_and_clients_see_nothing_of_them() {
    for (id, kind, expected) in FAULTS {
        let (mut router, seen) = router();
        let Ok(response) = router.call(request("GET", &format!("/things/{id}"))).await;
        assert_eq!(response.status(), 500, "{id}");
        assert_eq!(response.headers()["x-amzn-errortype"], "InternalFailure", "{id}");
        assert_eq!(response.extensions().get::<FaultKind>(), Some(kind), "{id}");
        let body = response.into_body().collect(1000).await.unwrap();
        assert_eq!(body, r#"{"message":"The server failed to process the request."}"#, "{id}");
        let expected = (*kind, format!("Serving.GetThing: {expected} (request job-17)"));
        assert_eq!(*seen.lock().unwrap(), [expected], "{id}");
    }
}

#[tokio::test]
async fn errors_of_handlers_can_be_told_apart() {
    let seen = Arc::new(Mutex::new(false));
    let keep = Arc::clone(&seen);
    let mut router = Router::new(Failing)
        .on_fault(move |fault| *keep.lock().unwrap() = fault.error.downcast_ref::<Database>().is_some());
    let Ok(response) = router.call(request("GET", "/things/database")).await;
    assert!(*seen.lock().unwrap());
    assert!(response.extensions().get::<Cause>().unwrap().0.downcast_ref::<Database>().is_some());
}

#[tokio::test]
async fn what_is_no_fault_of_the_server_is_not_reported() {
    let (router, seen) = router();
    for (method, uri, headers, body, status) in [
        ("GET", "/things/gone", &[][..], "", 410),
        ("GET", "/tags", &[], "", 501),
        ("GET", "/nowhere", &[], "", 404),
        ("DELETE", "/tags", &[], "", 405),
        ("PUT", "/things/a", JSON, "{", 400),
        ("PUT", "/things/a", &[], "{}", 415),
        ("PUT", "/things/a", JSON, "{}", 204),
    ] {
        assert_eq!(serve(&router, method, uri, headers, body).await.status, status, "{method} {uri}");
    }
    assert_eq!(*seen.lock().unwrap(), []);
}

#[tokio::test]
async fn streams_that_break_off_are_reported() {
    for (id, kind, cause) in [
        ("error", FaultKind::Stream, "streaming the response failed: the disk is gone"),
        ("panic", FaultKind::Panic, "the handler panicked: panicked: the disk is full"),
    ] {
        let (mut router, seen) = router();
        let Ok(response) = router.call(request("GET", &format!("/downloads/{id}"))).await;
        assert_eq!(response.status(), 200);
        assert_eq!(*seen.lock().unwrap(), []);
        response.into_body().collect(1000).await.unwrap_err();
        assert_eq!(*seen.lock().unwrap(), [(kind, format!("Serving.Download: {cause} (request job-17)"))]);
    }
}

#[tokio::test]
async fn a_report_that_panics_changes_nothing() {
    let router = Router::new(Failing).on_fault(|_| panic!("no place for reports"));
    assert_eq!(serve(&router, "GET", "/things/database", &[], "").await.status, 500);
}

#[tokio::test]
async fn faults_are_events_without_values_of_the_input() {
    tracing::subscriber::set_global_default(Events).unwrap();
    tracing::callsite::rebuild_interest_cache();
    let mut router = Router::new(Failing);
    let Ok(_) = router.call(request("GET", "/things/database")).await;
    let Ok(_) = router.call(request("GET", "/things/upstream")).await;
    let Ok(_) = router.call(request("GET", "/things/gone")).await;
    let event = |error: &str| {
        format!(
            "ERROR message=the handler failed service=\"Serving\" operation=\"GetThing\" status=500 \
             request_id=job-17 error={error:?}"
        )
    };
    let expected = [
        event("the database does not answer: connection refused"),
        event("GetThing: no response within 1s across all attempts"),
    ];
    assert_eq!(EVENTS.with_borrow(Vec::clone), expected);
}
