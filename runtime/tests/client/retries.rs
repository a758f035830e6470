//! What is tried again.

use std::io;

use shapewright_runtime::client::NotSent;
use shapewright_runtime::{BoxError, ByteStream, CallOptions, Error, Request};

use crate::canned::{Canned, Reply, answer, broken, response};
use crate::sample::{CreatePackageInput, GetContentInput, PutContentInput, ScanPackageInput};

const CREATED: &str = r#"{"name":"a"}"#;

fn create() -> CreatePackageInput {
    CreatePackageInput { name: "a".to_owned(), ..Default::default() }
}

fn scan() -> ScanPackageInput {
    ScanPackageInput { zone: "eu".to_owned(), name: "a".to_owned(), ..Default::default() }
}

fn reset() -> BoxError {
    io::Error::from(io::ErrorKind::ConnectionReset).into()
}

fn refused() -> BoxError {
    io::Error::from(io::ErrorKind::ConnectionRefused).into()
}

#[tokio::test(start_paused = true)]
async fn statuses_decide() {
    for status in [429, 500, 502, 503, 504] {
        let canned = Canned::new([answer(status, &[], ""), answer(status, &[], ""), answer(200, &[], "")]);
        canned.client().scan_package(scan()).await.unwrap();
        assert_eq!(canned.seen().len(), 3, "{status}");
    }
    for status in [301, 400, 403, 404, 408, 409, 501, 505] {
        let canned = Canned::answering(status, &[], "");
        let error = canned.client().scan_package(scan()).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert_eq!(canned.seen().len(), 1, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_model_decides() {
    let busy = || answer(423, &[], r#"{"__type":"BusyException"}"#);
    let canned = Canned::new([busy(), answer(201, &[], CREATED)]);
    canned.client().create_package(create()).await.unwrap();
    let seen = canned.seen();
    assert_eq!(seen.len(), 2);
    // Not even the token changes, or the service would take it for another call.
    assert_eq!(seen[0].body, seen[1].body);
    assert_eq!(seen[0].parts.headers, seen[1].parts.headers);
    assert_eq!(seen[0].parts.uri, seen[1].parts.uri);

    let conflict = answer(409, &[], r#"{"__type":"ConflictException"}"#);
    let canned = Canned::new([conflict]);
    canned.client().create_package(create()).await.unwrap_err();
    assert_eq!(canned.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn attempts_are_counted() {
    for (max, sent) in [(None, 3), (Some(0), 1), (Some(1), 1), (Some(2), 2), (Some(5), 5)] {
        let canned = Canned::new((0..9).map(|_| answer(503, &[], r#"{"message":"later"}"#)));
        let options = max.map_or(CallOptions::new(), |max| CallOptions::new().with_max_attempts(max));
        let request = Request::new(scan()).with_options(options);
        let error = canned.client().scan_package(request).await.unwrap_err();
        assert_eq!(error.status(), Some(503));
        assert_eq!(canned.seen().len(), sent, "{max:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_that_may_have_arrived_is_repeated_where_the_model_allows_it() {
    // What happens, whether anything may have been sent.
    let cases: [(fn() -> Reply, bool); 6] = [
        (|| Reply::Fail(reset()), true),
        (|| Reply::Fail("something".into()), true),
        (|| Reply::Fail(refused()), false),
        (|| Reply::Fail(Box::new(NotSent(reset()))), false),
        (|| Reply::Fail(Box::new(io::Error::other(NotSent(reset())))), false),
        (|| Reply::NotReady("closed".into()), false),
    ];
    for (index, (failure, sent)) in cases.into_iter().enumerate() {
        let canned = Canned::new([failure(), answer(201, &[], CREATED)]);
        canned.client().create_package(create()).await.unwrap_or_else(|error| panic!("{index}: {error}"));

        let canned = Canned::new([failure(), answer(200, &[], "")]);
        let result = canned.client().scan_package(scan()).await;
        match result {
            Ok(_) => assert!(!sent, "{index}"),
            Err(Error::Transport { maybe_sent, .. }) => assert!(maybe_sent && sent, "{index}"),
            Err(error) => panic!("{index}: {error}"),
        }

        let canned = Canned::new([failure(), failure(), failure()]);
        let error = canned.client().create_package(create()).await.unwrap_err();
        assert!(matches!(error, Error::Transport { maybe_sent, .. } if maybe_sent == sent), "{index}: {error:?}");
        assert_eq!(error.is_retryable(), !sent);
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_breaks_off_is_asked_for_again() {
    let broken = || Reply::Answer(response(200, &[], broken(&["{"])));
    let canned = Canned::new([broken(), answer(201, &[], CREATED)]);
    canned.client().create_package(create()).await.unwrap();
    // An output that has nothing of the body has all of it.
    let canned = Canned::new([broken()]);
    canned.client().scan_package(scan()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_sent_once() {
    for failure in [answer(503, &[], ""), Reply::Fail(refused())] {
        let canned = Canned::new([failure]);
        let content = ByteStream::new(http_body_util::Full::<bytes::Bytes>::from("12345"));
        let input = PutContentInput { name: "a".to_owned(), content };
        canned.client().put_content(input).await.unwrap_err();
        let seen = canned.only();
        assert_eq!((&*seen.body, seen.header("content-length")), (&b"12345"[..], Some("5")));
    }
    // The same operation with all the bytes at hand.
    let canned = Canned::new([answer(503, &[], ""), answer(204, &[], "")]);
    let input = PutContentInput { name: "a".to_owned(), content: "12345".into() };
    canned.client().put_content(input).await.unwrap();
    assert_eq!(canned.seen().iter().map(|seen| seen.body.len()).collect::<Vec<_>>(), [5, 5]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_breaks_off_is_the_callers() {
    let canned = Canned::new([Reply::Answer(response(200, &[], broken(&["a"])))]);
    let output = canned.client().get_content(GetContentInput { name: "a".to_owned() }).await.unwrap();
    output.content.collect(100).await.unwrap_err();
    assert_eq!(canned.seen().len(), 1);
}
