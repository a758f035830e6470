//! Compressed bodies of requests: which are, and how they arrive.

#![allow(clippy::expect_used, reason = "a panic is how a test fails")]

use shapewright_runtime::{Body, ByteStream, Request};
use support::{Canned, JSON, response, serve, stream};
use traits::compression::client::Client;
use traits::compression::operations;
use traits::compression::server::Router;
use traits::compression::types::*;
use traits::server::Handlers;

fn canned() -> Canned {
    Canned::new((0..9).map(|_| response(200, JSON, "{}")))
}

fn client(canned: &Canned, from: usize) -> Client<Canned> {
    let builder = Client::builder().endpoint("http://localhost").transport(canned.clone());
    builder.compress_from(from).build().expect("a client")
}

/// What a server's handler of a stream reads of this body.
async fn inflated(encoding: &str, body: impl Into<Body>) -> (u16, String) {
    let handlers = Handlers::new().on(operations::Upload, async |request: Request<UploadInput>| {
        let input = request.into_input();
        let content = input.content.collect(64 << 20).await;
        let length = content.map_or(-1, |content| i32::try_from(content.len()).unwrap_or(-1));
        Ok(UploadOutput::new().with_length(length).with_encoding(input.encoding.unwrap_or_default()))
    });
    let router = Router::new(handlers);
    let got = serve(&router, "PUT", "/upload", &[("content-encoding", encoding)], body).await;
    (got.status.as_u16(), got.text())
}

#[tokio::test]
async fn streams_are_compressed_whatever_their_length_is() {
    for from in [0, 10_240, usize::MAX] {
        for content in [ByteStream::from("abc"), stream(["ab", "c"]).into()] {
            let canned = canned();
            client(&canned, from).upload(UploadInput::new().with_content(content)).await.expect("an answer");
            let sent = canned.last();
            let expected = (from < usize::MAX).then_some("gzip");
            assert_eq!(sent.header("content-encoding"), expected);
            assert_eq!(sent.body.starts_with(&[0x1f, 0x8b]), expected.is_some());
            let got = inflated(expected.unwrap_or_default(), sent.body).await;
            assert_eq!(got, (200, r#"{"encoding":"","length":3}"#.to_owned()));
        }
    }
}

#[tokio::test]
async fn a_body_without_content_stays_as_it_is() {
    let canned = canned();
    let client = client(&canned, 0);
    client.look(LookInput::new().with_name("a")).await.expect("an answer");
    client.start(StartInput::new()).await.expect("an answer");
    client.start(StartInput::new().with_content("")).await.expect("an answer");
    client.upload(UploadInput::new()).await.expect("an answer");
    for sent in canned.requests() {
        assert_eq!((sent.body.len(), sent.header("content-encoding")), (0, None), "{}", sent.uri);
    }
    client.start(StartInput::new().with_content("a")).await.expect("an answer");
    assert_eq!(canned.last().header("content-encoding"), Some("gzip"));
}

#[tokio::test]
async fn other_encodings_come_first() {
    let canned = canned();
    let client = client(&canned, 0);
    for (encoding, expected) in [("", "gzip"), (" ", "gzip"), ("br", "br, gzip"), ("a,  b", "a,  b, gzip")] {
        client.note(NoteInput::new().with_encoding(encoding)).await.expect("an answer");
        assert_eq!(canned.last().header("content-encoding"), Some(expected));
    }
    let mut request = Request::new(NoteInput::new());
    request.headers.insert("content-encoding", "br".parse().expect("a value"));
    client.note(request).await.expect("an answer");
    assert_eq!(canned.last().header("content-encoding"), Some("br, gzip"));
}

#[tokio::test]
async fn a_server_inflates_streams() {
    let canned = canned();
    let large = UploadInput::new().with_content(vec![b'x'; 32 << 20]);
    client(&canned, 0).upload(large).await.expect("an answer");
    let compressed = canned.last().body;
    assert!(compressed.len() < 1 << 20);
    let pieces = || stream(compressed.chunks(1_000).map(bytes::Bytes::copy_from_slice).collect::<Vec<_>>());
    assert_eq!(inflated("gzip", compressed.clone()).await, (200, r#"{"encoding":"","length":33554432}"#.to_owned()));
    assert_eq!(inflated("GZIP", pieces()).await, (200, r#"{"encoding":"","length":33554432}"#.to_owned()));
    let others = (200, r#"{"encoding":"a, b","length":33554432}"#.to_owned());
    assert_eq!(inflated("a, b, gzip", pieces()).await, others);
    assert_eq!(inflated("gzip", compressed.slice(..1_000)).await, (200, r#"{"encoding":"","length":-1}"#.to_owned()));
    assert_eq!(inflated("gzip", "not gzip").await, (200, r#"{"encoding":"","length":-1}"#.to_owned()));
}
