//! Checksums of bodies: who makes them, where they travel, and who checks them.

#![allow(clippy::expect_used, reason = "a panic is how a test fails")]

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use shapewright_runtime::{Body, ByteStream, Error, Request};
use support::{Canned, JSON, Message, response, serve, stream};
use traits::checksums::client::Client;
use traits::checksums::operations;
use traits::checksums::server::Routes;
use traits::checksums::types::*;
use traits::server::Handlers;

type Headers<'a> = &'a [(&'a str, &'a str)];
type Got = Arc<Mutex<Vec<Result<Bytes, String>>>>;
type Router = traits::server::Router<Handlers, Routes>;

const ALGORITHMS: [(Algorithm, &str, &str); 10] = [
    (Algorithm::Crc32, "x-amz-checksum-crc32", "NSRBwg=="),
    (Algorithm::Crc32c, "x-amz-checksum-crc32c", "Nks/tw=="),
    (Algorithm::Crc64nvme, "x-amz-checksum-crc64nvme", "BeXKuz/B+us="),
    (Algorithm::Md5, "x-amz-checksum-md5", "kAFQmDzST7DWlj99KOF/cg=="),
    (Algorithm::Sha1, "x-amz-checksum-sha1", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="),
    (Algorithm::Sha256, "x-amz-checksum-sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
        Algorithm::Sha512,
        "x-amz-checksum-sha512",
        "3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==",
    ),
    (Algorithm::Xxhash64, "x-amz-checksum-xxhash64", "RLws9a13CZk="),
    (Algorithm::Xxhash3, "x-amz-checksum-xxhash3", "eK9flIkvOVA="),
    (Algorithm::Xxhash128, "x-amz-checksum-xxhash128", "BrBatnM6YYV4r1+UiS85UA=="),
];

fn client(canned: &Canned) -> Client<Canned> {
    Client::builder().endpoint("http://localhost").transport(canned.clone()).build().expect("a client")
}

fn canned() -> Canned {
    Canned::new((0..20).map(|_| response(200, JSON, "{}")))
}

/// A server of what takes uploads, and what it got.
fn server() -> (Router, Got) {
    let got = Arc::new(Mutex::new(Vec::new()));
    let keep = |content: ByteStream, got: Got| async move {
        let content = content.collect(1 << 24).await.map_err(|error| error.to_string());
        let length = content.as_ref().map_or(-1, |content| i32::try_from(content.len()).unwrap_or(-1));
        got.lock().expect("no panic").push(content);
        length
    };
    let (upload, sized, squeeze) = (got.clone(), got.clone(), got.clone());
    let handlers = Handlers::new()
        .on(operations::Upload, move |request: Request<UploadInput>| {
            let kept = keep(request.into_input().content, upload.clone());
            async move { Ok(UploadOutput::new().with_length(kept.await)) }
        })
        .on(operations::UploadSized, move |request: Request<UploadSizedInput>| {
            let kept = keep(request.into_input().content, sized.clone());
            async move { Ok(UploadSizedOutput::new().with_length(kept.await)) }
        })
        .on(operations::Squeeze, move |request: Request<SqueezeInput>| {
            let kept = keep(request.into_input().content, squeeze.clone());
            async move { Ok(SqueezeOutput::new().with_length(kept.await)) }
        })
        .on(operations::Store, async |_| Ok(StoreOutput::new()))
        .on(operations::Note, async |_| Ok(NoteOutput::new()))
        .on(operations::Tag, async |_| Ok(TagOutput::new()))
        .on(operations::Seal, async |_| Ok(SealOutput::new()))
        .on(operations::Check, async |_| Ok(CheckOutput::new()))
        .on(operations::CheckStream, async |_| Ok(CheckStreamOutput::new()));
    (Router::new(handlers), got)
}

fn connected(router: &Router) -> Client<Router> {
    Client::builder().endpoint("http://localhost").transport(router.clone()).build().expect("a client")
}

#[tokio::test]
async fn each_algorithm_goes_both_ways() {
    let (router, got) = server();
    for (algorithm, header, expected) in ALGORITHMS {
        let canned = canned();
        let input = StoreInput::new().with_algorithm(algorithm.clone()).with_content("abc");
        client(&canned).store(input).await.expect("an answer");
        assert_eq!(canned.last().header(header), Some(expected));
        let sent = |sum: &'static str| {
            let headers = [("x-amz-sdk-checksum-algorithm", algorithm.as_str()), (header, sum)];
            let router = router.clone();
            async move { serve(&router, "PUT", "/store", &headers, "abc").await.status.as_u16() }
        };
        assert_eq!((sent(expected).await, sent("AAAA").await, sent("not base64").await), (200, 400, 400));

        for (content, length) in [(stream(["a", "bc"]), 3), (Body::from("abc"), 3), (Body::empty(), 0)] {
            let input = UploadInput::new().with_algorithm(algorithm.clone()).with_content(content);
            let output = connected(&router).upload(input).await.expect("an answer");
            assert_eq!(output.length, Some(length), "{algorithm}");
        }
    }
    assert!(got.lock().expect("no panic").iter().all(Result::is_ok));
}

#[tokio::test]
async fn the_client_chooses_where_the_caller_does_not() {
    let canned = canned();
    let client = client(&canned);
    client.store(StoreInput::new().with_mode(Mode::Enabled).with_content("abc")).await.expect("an answer");
    let sent = canned.last();
    assert_eq!(sent.header("x-amz-checksum-crc32"), Some("NSRBwg=="));
    assert_eq!(sent.header("x-amz-sdk-checksum-algorithm"), Some("CRC32"));

    client.note(NoteInput::new().with_text("a")).await.expect("an answer");
    assert_eq!(canned.last().text(), r#"{"algorithm":"CRC32","text":"a"}"#);
    assert!(canned.last().header("x-amz-checksum-crc32").is_some());

    client.tag(TagInput::new(Algorithm::Sha1)).await.expect("an answer");
    assert!(canned.last().header("x-amz-checksum-sha1").is_some());

    client.seal(SealInput::new()).await.expect("an answer");
    assert_eq!(canned.last().header("seal-algorithm"), Some("SHA512"), "the first that the service takes");
    assert!(canned.last().header("x-amz-checksum-sha512").is_some());

    client.check(CheckInput::new().with_text("a")).await.expect("an answer");
    assert!(canned.last().header("content-md5").is_some());
    assert!(!canned.last().headers.keys().any(|name| name.as_str().starts_with("x-amz-checksum-")));

    client.check_stream(CheckStreamInput::new().with_content(stream(["a", "bc"]))).await.expect("an answer");
    assert_eq!(canned.last().header("content-md5"), Some("kAFQmDzST7DWlj99KOF/cg=="));
    assert_eq!(canned.last().header("content-length"), Some("3"));
}

#[tokio::test]
async fn an_explicit_checksum_stays_alone() {
    let canned = canned();
    let client = client(&canned);
    client.store(StoreInput::new().with_sum("mine").with_content("abc")).await.expect("an answer");
    let mut request = Request::new(StoreInput::new().with_content("abc"));
    request.headers.insert("x-amz-checksum-sha1", "mine".parse().expect("a value"));
    client.store(request).await.expect("an answer");
    for sent in canned.requests() {
        assert_eq!(sent.header("x-amz-checksum-sha1"), Some("mine"));
        assert_eq!((sent.header("x-amz-checksum-crc32"), sent.header("x-amz-sdk-checksum-algorithm")), (None, None));
    }
}

#[tokio::test]
async fn optional_checksums_can_be_turned_off() {
    let canned = canned();
    let builder = Client::builder().endpoint("http://localhost").transport(canned.clone());
    let client = builder.only_required_checksums().build().expect("a client");
    client.note(NoteInput::new().with_text("a")).await.expect("an answer");
    assert_eq!(
        (canned.last().text().as_str(), canned.last().header("x-amz-checksum-crc32")),
        (r#"{"text":"a"}"#, None)
    );
    client.store(StoreInput::new()).await.expect("an answer");
    assert!(canned.last().header("x-amz-checksum-crc32").is_some());
    client.look(LookInput::new()).await.expect("an answer");
    assert_eq!(canned.last().header("x-look-mode"), None);
}

#[tokio::test]
async fn an_algorithm_that_is_not_supported_is_not_sent() {
    let canned = canned();
    let input = StoreInput::new().with_algorithm(Algorithm::Unknown("CRC16".to_owned()));
    let error = client(&canned).store(input).await.expect_err("an unknown algorithm");
    assert!(matches!(&error, Error::Request(fault) if fault.pointer() == "/algorithm"), "{error}");
    assert!(canned.requests().is_empty());
}

#[tokio::test]
async fn a_stream_has_its_checksum_in_a_trailer() {
    let canned = canned();
    let client = client(&canned);
    client.upload(UploadInput::new().with_content(stream(["a", "bc"]))).await.expect("an answer");
    let sent = canned.last();
    assert_eq!(sent.text(), "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n");
    assert_eq!(sent.header("content-encoding"), Some("aws-chunked"));
    assert_eq!(sent.header("x-amz-trailer"), Some("x-amz-checksum-crc32"));
    assert_eq!((sent.header("content-length"), sent.header("x-amz-checksum-crc32")), (None, None));

    // What is known before needs no trailer.
    client.upload(UploadInput::new().with_content("abc")).await.expect("an answer");
    assert_eq!(canned.last().text(), "abc");
    assert_eq!(canned.last().header("x-amz-checksum-crc32"), Some("NSRBwg=="));

    let large = vec![vec![b'x'; 5_000]; 5];
    client.upload(UploadInput::new().with_content(stream(large.clone()))).await.expect("an answer");
    assert!(canned.last().text().starts_with("2710\r\nxxx"), "chunks have at least 8 KiB");
    let (router, got) = server();
    let output = connected(&router).upload(UploadInput::new().with_content(stream(large))).await.expect("an answer");
    assert_eq!((output.length, got.lock().expect("no panic").len()), (Some(25_000), 1));
}

#[tokio::test]
async fn a_compressed_stream_has_a_checksum_of_what_is_sent() {
    let canned = canned();
    client(&canned).squeeze(SqueezeInput::new().with_content(stream(["a", "bc"]))).await.expect("an answer");
    assert_eq!(canned.last().header("content-encoding"), Some("gzip, aws-chunked"));
    let (router, got) = server();
    for content in [stream(["a", "bc"]), Body::from("abc")] {
        let output = connected(&router).squeeze(SqueezeInput::new().with_content(content)).await.expect("an answer");
        assert_eq!(output.length, Some(3));
    }
    assert_eq!(*got.lock().expect("no panic"), [Ok("abc".into()), Ok("abc".into())]);
}

/// Requests as other clients send them, each with the status of the response.
#[tokio::test]
async fn a_server_checks_what_it_gets() {
    let (router, _) = server();
    let (crc, md5) = (("x-amz-checksum-crc32", "NSRBwg=="), ("content-md5", "kAFQmDzST7DWlj99KOF/cg=="));
    let (wrong_crc, wrong_md5) = (("x-amz-checksum-crc32", "AAAAAA=="), ("content-md5", "AAAAAAAAAAAAAAAAAAAAAA=="));
    let chosen = |name| ("x-amz-sdk-checksum-algorithm", name);
    let cases: &[(&str, Headers<'_>, u16)] = &[
        ("/store", &[crc], 200),
        ("/store", &[chosen("CRC32"), crc], 200),
        ("/store", &[chosen("SHA256"), crc], 400),
        ("/store", &[chosen("CRC16"), crc], 400),
        ("/store", &[chosen("CRC32"), crc, ("x-amz-checksum-sha256", "wrong")], 200),
        ("/store", &[md5], 200),
        ("/store", &[wrong_md5], 400),
        ("/store", &[], 400),
        ("/store", &[("x-amz-checksum-mode", "ENABLED")], 400),
        ("/upload", &[crc], 200),
        ("/upload", &[wrong_crc], 400),
        ("/upload", &[chosen("SHA256"), crc], 400),
        ("/upload", &[], 400),
        ("/squeeze", &[], 200),
        ("/squeeze", &[wrong_crc], 400),
        ("/seal", &[("content-type", "application/json")], 400),
        ("/check-stream", &[md5], 200),
        ("/check-stream", &[wrong_md5], 400),
        ("/check-stream", &[], 400),
        ("/check-stream", &[crc], 200),
    ];
    for (path, headers, expected) in cases {
        for body in [Body::from("abc"), stream(["ab", "c"])] {
            let got = serve(&router, "PUT", path, headers, body).await;
            assert_eq!(got.status.as_u16(), *expected, "{path} {headers:?}: {}", got.text());
        }
    }
}

/// Members that travel elsewhere than in headers name the algorithm, too.
#[tokio::test]
async fn a_server_finds_the_algorithm_wherever_it_is() {
    let (router, _) = server();
    let sent = |path, body: &'static str, sum| {
        let headers = [("content-type", "application/json"), ("x-amz-checksum-crc32", sum)];
        let router = router.clone();
        async move { serve(&router, "PUT", path, &headers, body).await.status.as_u16() }
    };
    // The CRC-32 of each body.
    assert_eq!(sent("/note", r#"{"algorithm":"CRC32"}"#, "K/CBDg==").await, 200);
    assert_eq!(sent("/note", r#"{"algorithm":"CRC32"}"#, "eqwjiA==").await, 400);
    assert_eq!(sent("/note", r#"{"algorithm":"SHA1"}"#, "eqwjiA==").await, 400);
    assert_eq!(sent("/tag?by=CRC32", "{}", "o6a/Qw==").await, 200);
    assert_eq!(sent("/tag?by=CRC32", "{}", "K/CBDg==").await, 400);
    assert_eq!(sent("/tag?by=SHA1", "{}", "o6a/Qw==").await, 400);
}

fn trailer(body: &'static str) -> (&'static [(&'static str, &'static str)], &'static str) {
    (&[("content-encoding", "aws-chunked"), ("x-amz-trailer", "x-amz-checksum-crc32")], body)
}

#[tokio::test]
async fn a_server_reads_chunks_and_trailers() {
    let cases = [
        ("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n", Some("abc")),
        ("1\r\na\r\n2\r\nbc\r\n0\r\nx-amz-checksum-crc32: NSRBwg== \r\n\r\n", Some("abc")),
        (
            "3;chunk-signature=0a\r\nabc\r\n0;chunk-signature=0b\r\nX-Amz-Checksum-Crc32:NSRBwg==\r\nother:1\r\n\r\n",
            Some("abc"),
        ),
        ("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", Some("")),
        ("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", None),
        ("3\r\nabc\r\n0\r\n\r\n", None),
        ("3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n", None),
        ("3\r\nabcd\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n", None),
        ("x\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n", None),
        ("abc", None),
    ];
    for (body, expected) in cases {
        let (headers, body) = trailer(body);
        for size in [1, 2, 7, body.len()] {
            let (router, got) = server();
            let pieces: Vec<Bytes> = body.as_bytes().chunks(size).map(Bytes::copy_from_slice).collect();
            let answer = serve(&router, "PUT", "/upload", headers, stream(pieces)).await;
            let read = got.lock().expect("no panic").pop().expect("a call");
            assert_eq!(read.ok().as_deref(), expected.map(str::as_bytes), "{body:?} in pieces of {size}");
            if expected.is_some() {
                assert_eq!(answer.status, 200, "{}", answer.text());
            }
        }
    }
    let (router, _) = server();
    let headers = [("x-amz-decoded-content-length", "3"), trailer("").0[0], trailer("").0[1]];
    let body = "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n";
    let answer = serve(&router, "PUT", "/upload-sized", &headers, stream([body])).await;
    assert_eq!((answer.status.as_u16(), answer.text().as_str()), (200, r#"{"length":3}"#));
}

#[tokio::test]
async fn a_handler_that_does_not_read_its_stream_cannot_accept_it() {
    let handlers = Handlers::new().on(operations::Upload, async |_| Ok(UploadOutput::new()));
    let router: Router = Router::new(handlers);
    for (sum, expected) in [("NSRBwg==", 200), ("AAAAAA==", 400)] {
        let answer = serve(&router, "PUT", "/upload", &[("x-amz-checksum-crc32", sum)], stream(["a", "bc"])).await;
        assert_eq!(answer.status, expected, "{}", answer.text());
    }
}

/// A server of what can be read, and one response of it.
async fn looked(uri: &str, method: &str, headers: &[(&str, &str)], body: &'static str) -> Message {
    let handlers = Handlers::new()
        .on(operations::Look, async |_| Ok(LookOutput::new().with_text("a")))
        .on(operations::Ask, async |request: Request<AskInput>| {
            let output = AskOutput::new();
            Ok(if request.input.mode.is_some() { output.with_sum("mine") } else { output })
        })
        .on(operations::Download, async |_| Ok(DownloadOutput::new().with_content(stream(["a", "bc"]))));
    serve(&Router::new(handlers).with_body_limit(3), method, uri, headers, body).await
}

#[tokio::test]
async fn a_server_provides_a_checksum_where_it_is_asked_to() {
    let sum = "x-amz-checksum-sha256";
    let asked = [("x-look-mode", "ENABLED")];
    assert_eq!(looked("/look", "GET", &[], "").await.header(sum), None);
    assert!(looked("/look", "GET", &asked, "").await.header(sum).is_some());
    let download = looked("/download", "GET", &asked, "").await;
    assert_eq!(download.header(sum), Some("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="));
    assert_eq!(download.text(), "abc");
}

#[tokio::test]
async fn a_client_checks_what_it_gets() {
    let reports = Arc::new(Mutex::new(Vec::new()));
    let (sha, crc, wrong) = (
        ("x-amz-checksum-sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ("x-amz-checksum-crc32", "NSRBwg=="),
        ("x-amz-checksum-crc32", "AAAAAA=="),
    );
    let cases: &[(Headers<'_>, bool, Option<&str>)] = &[
        (&[sha], true, Some("SHA256")),
        (&[crc], true, Some("CRC32")),
        (&[wrong], false, None),
        (&[sha, wrong], true, Some("SHA256")),
        (&[], true, None),
        (&[("x-amz-checksum-sha1", "unlisted")], true, None),
        (&[("x-amz-checksum-sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=-4")], true, None),
    ];
    for (headers, is_right, algorithm) in cases {
        for body in [Body::from("abc"), stream(["a", "bc"])] {
            let canned = Canned::new([response(200, headers, body)]);
            let reported = reports.clone();
            let builder = Client::builder().endpoint("http://localhost").transport(canned.clone());
            let client = builder.on_response_checksum(move |operation, algorithm| {
                reported.lock().expect("no panic").push((operation.to_owned(), algorithm.map(str::to_owned)));
            });
            let client = client.build().expect("a client");
            let output = client.download(DownloadInput::new()).await.expect("an answer");
            assert_eq!(canned.last().header("x-look-mode"), Some("ENABLED"));
            let content = output.content.collect(100).await;
            assert_eq!(content.is_ok(), *is_right, "{headers:?}");
            let reported = std::mem::take(&mut *reports.lock().expect("no panic"));
            let expected = is_right.then(|| ("Download".to_owned(), algorithm.map(str::to_owned)));
            assert_eq!(reported, Vec::from_iter(expected), "{headers:?}");
        }
    }
    let canned = Canned::one(200, &[JSON[0], wrong], r#"{"text":"a"}"#);
    let error = client(&canned).look(LookInput::new()).await.expect_err("a wrong checksum");
    assert!(error.to_string().contains("x-amz-checksum-crc32"), "{error}");
}
