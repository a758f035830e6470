//! The texts of errors and of their causes: none repeats what its source says.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use shapewright_runtime::client::{BuildError, EndpointError, NotSent, WaitError};
use shapewright_runtime::{
    CollectError, Error, ErrorResponse, EventError, OperationError, TimeoutScope, Validate, Violations,
};

use crate::canned::{Canned, Reply, answer, broken, response};
use crate::sample::{BusyException, CreatePackageError, CreatePackageInput, ScanPackage, ScanPackageError};

/// A cause with a cause, as transports and handlers report them.
#[derive(Debug)]
struct Outer;

impl fmt::Display for Outer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the outer fault")
    }
}

impl StdError for Outer {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&Inner)
    }
}

#[derive(Debug)]
struct Inner;

impl fmt::Display for Inner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the inner fault")
    }
}

impl StdError for Inner {}

/// Each text of a chain, and all of them in one line as `anyhow` shows them. No text holds the next one.
fn chain(error: &dyn StdError) -> (Vec<String>, String) {
    let mut texts = vec![error.to_string()];
    let mut next = error.source();
    while let Some(cause) = next {
        let (text, before) = (cause.to_string(), &texts[texts.len() - 1]);
        assert!(!before.contains(&text), "{before:?} repeats {text:?}");
        texts.push(text);
        next = cause.source();
    }
    let line = texts.join(": ");
    (texts, line)
}

/// The same of an error that shows its causes itself in the alternate form.
fn line(error: &dyn StdError) -> String {
    let (_, line) = chain(error);
    assert_eq!(format!("{error:#}"), line);
    line
}

fn violations() -> Violations {
    CreatePackageInput::default().validate().unwrap_err()
}

fn response_of(code: Option<&str>) -> Box<ErrorResponse> {
    let mut response = Box::<ErrorResponse>::default();
    (response.status, response.code) = (418, code.map(str::to_owned));
    (response.message, response.request_id) = (Some("hot".to_owned()), Some("7".to_owned()));
    response
}

#[test]
fn errors_of_calls() {
    let transport = |maybe_sent| Error::<ScanPackageError>::Transport { source: Outer.into(), maybe_sent };
    let busy = || CreatePackageError::from(BusyException { message: Some("later".to_owned()) });
    let status = OperationError::status(&busy());
    let errors: [(Box<dyn StdError>, String); 11] = [
        (
            Box::new(Error::<CreatePackageError>::from(busy())),
            format!("CreatePackage: BusyException (status {status}): later"),
        ),
        (Box::new(busy()), "BusyException: later".to_owned()),
        (Box::new(BusyException { message: Some("later".to_owned()) }), "BusyException: later".to_owned()),
        (
            Box::new(Error::<ScanPackageError>::Unmodeled(response_of(Some("Teapot")))),
            "ScanPackage: Teapot (status 418): hot (request 7)".to_owned(),
        ),
        (
            Box::new(transport(false)),
            "ScanPackage: the request could not be sent: the outer fault: the inner fault".to_owned(),
        ),
        (
            Box::new(transport(true)),
            "ScanPackage: the connection failed after the request may have been sent: the outer fault: the inner fault"
                .to_owned(),
        ),
        (
            Box::new(Error::<ScanPackageError>::Timeout {
                limit: Duration::from_secs(1),
                scope: TimeoutScope::Attempt,
            }),
            "ScanPackage: no response within 1s".to_owned(),
        ),
        (
            Box::new(Error::<ScanPackageError>::internal(Outer)),
            "ScanPackage: the outer fault: the inner fault".to_owned(),
        ),
        (Box::new(Error::<ScanPackageError>::Invalid(violations())), format!("ScanPackage: {}", violations())),
        (Box::new(violations()), violations().to_string()),
        (Box::new(Error::<ScanPackageError>::NotImplemented), "ScanPackage: not implemented by the server".to_owned()),
    ];
    for (error, expected) in errors {
        assert_eq!(line(&*error), expected);
    }
}

#[test]
fn errors_around_calls() {
    let endpoint = || BuildError::Endpoint { endpoint: "a".to_owned(), source: EndpointError::NoScheme };
    let failed = || WaitError::<ScanPackage>::Failed(Box::new(Err(Error::internal(Outer))));
    let errors: [(Box<dyn StdError>, &str); 12] = [
        (Box::new(BuildError::NoEndpoint), "the client has no endpoint: set one with `.endpoint(…)`"),
        (
            Box::new(endpoint()),
            "the endpoint `a` is not valid: the scheme is missing: an endpoint begins with http:// or https://",
        ),
        (
            Box::new(BuildError::Transport(Outer.into())),
            "the transport could not be set up: the outer fault: the inner fault",
        ),
        (
            Box::new(BuildError::NoTls),
            "an https endpoint needs the feature `rustls` of the generated crate, or a transport of your own: \
             `.transport(…)`",
        ),
        (
            Box::new(BuildError::NoTransport),
            "the client has no transport: turn on the feature `http` of the generated crate, or set a transport of \
             your own with `.transport(…)`",
        ),
        (Box::new(CollectError::Broken(Outer.into())), "reading the body failed: the outer fault: the inner fault"),
        (Box::new(CollectError::TooLarge { limit: 7 }), "the body is longer than 7 bytes"),
        (
            Box::new(EventError::Broken(Outer.into())),
            "reading the event stream failed: the outer fault: the inner fault",
        ),
        (
            Box::new(failed()),
            "ScanPackage: the resource cannot reach the expected state: ScanPackage: the outer fault: the inner fault",
        ),
        (
            Box::new(WaitError::<ScanPackage>::Call(Box::new(Error::internal(Outer)))),
            "ScanPackage: the outer fault: the inner fault",
        ),
        (
            Box::new(WaitError::<ScanPackage>::Timeout { limit: Duration::from_secs(1), attempts: 2 }),
            "ScanPackage: the resource did not reach the expected state within 1s (2 calls)",
        ),
        (Box::new(EventError::Malformed("a")), "the event stream is malformed: a"),
    ];
    for (error, expected) in errors {
        assert_eq!(line(&*error), expected);
    }
    // It shows as the error within, whose causes come next.
    assert_eq!(chain(&NotSent(Outer.into())).1, "the outer fault: the inner fault");
    // Rust prints `Debug` of an error that `main` returns.
    assert_eq!(format!("{:?}", endpoint()), line(&endpoint()));
    assert_eq!(format!("{:?}", failed()), format!("WaitError({})", line(&failed())));
}

#[tokio::test(start_paused = true)]
async fn errors_of_values() {
    let errors: [Box<dyn StdError>; 5] = [
        Box::new("x".parse::<shapewright_runtime::BigInteger>().unwrap_err()),
        Box::new("x".parse::<shapewright_runtime::BigDecimal>().unwrap_err()),
        Box::new(
            shapewright_runtime::Timestamp::parse(
                "x",
                shapewright_runtime::TimestampFormat::DateTime,
                shapewright_runtime::timestamp::Offsets::Refuse,
            )
            .unwrap_err(),
        ),
        Box::new(serde_json::from_str::<CreatePackageInput>(r#"{"name":5}"#).unwrap_err()),
        Box::new(serde_json::from_str::<shapewright_runtime::Blob>(r#""?""#).unwrap_err()),
    ];
    for error in errors {
        chain(&*error);
    }
    // Responses that do not fit the model, and bodies and transports that fail.
    let misfit = [("content-type", "application/json")];
    let script = || {
        [
            answer(201, &misfit, r#"{"sizes":"a"}"#),
            answer(201, &misfit, "<html>"),
            Reply::Answer(response(201, &[], broken(&["{"]))),
            Reply::Fail(Outer.into()),
            Reply::NotReady(Outer.into()),
        ]
    };
    for reply in script() {
        let client = Canned::new([reply]).client();
        let input = CreatePackageInput { name: "a".to_owned(), ..Default::default() };
        let options = shapewright_runtime::CallOptions::new().with_max_attempts(1);
        let error =
            client.create_package(shapewright_runtime::Request::new(input).with_options(options)).await.unwrap_err();
        line(&error);
    }
}

#[cfg(feature = "http")]
#[tokio::test]
async fn errors_of_real_connections() {
    use std::io;

    use crate::sample::Client;

    // Nothing listens at a port that was closed, and what listens at the other speaks neither HTTP nor TLS.
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let strange = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move { tokio::io::AsyncWriteExt::write_all(&mut stream, b"220 hello\r\n\r\n").await });
        }
    });
    let mut endpoints = vec![format!("http://{closed}"), format!("http://{strange}")];
    if cfg!(feature = "rustls") {
        endpoints.push(format!("https://{strange}"));
    }
    for endpoint in endpoints {
        let client = Client::builder().endpoint(&endpoint).max_attempts(1).build().unwrap();
        let input = CreatePackageInput { name: "a".to_owned(), ..Default::default() };
        let error = client.create_package(input).await.unwrap_err();
        let line = line(&error);
        if endpoint.contains(&closed.to_string()) {
            assert_eq!(line.matches("refused").count(), 1, "{line}");
            let mut cause = error.source();
            while let Some(error) = cause.filter(|error| !error.is::<io::Error>()) {
                cause = error.source();
            }
            let kind = cause.and_then(|error| error.downcast_ref::<io::Error>()).map(io::Error::kind);
            assert_eq!(kind, Some(io::ErrorKind::ConnectionRefused));
        }
    }
}
