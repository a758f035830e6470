//! Signatures, as a service would see them.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use shapewright_runtime::client::{SigV4, Sign, Signing};
use shapewright_runtime::{Body, ByteStream, Error};

use crate::canned::{Canned, answer};
use crate::sample::{Client, CreatePackageInput, PutContentInput};

fn signed(canned: &Canned) -> Client<Canned> {
    let credentials = Credentials::new("AKIDEXAMPLE", "secret", Some("session".to_owned()), None, "test");
    let signer = SigV4::new("warehouse", "eu-north-1", credentials);
    Client::builder().endpoint("http://example.com").signer(signer).transport(canned.clone()).build().unwrap()
}

#[tokio::test]
async fn the_whole_request_is_signed() {
    let canned = Canned::new([answer(201, &[], "")]);
    signed(&canned).create_package(CreatePackageInput { name: "a".to_owned(), ..Default::default() }).await.unwrap();
    let seen = canned.only();
    let date = &seen.header("x-amz-date").unwrap()[..8];
    let authorization = seen.header("authorization").unwrap();
    let scope = format!("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/{date}/eu-north-1/warehouse/aws4_request, ");
    let names = "SignedHeaders=accept;content-length;content-type;host;x-amz-date;x-amz-security-token, Signature=";
    let signature = authorization.strip_prefix(&format!("{scope}{names}")).unwrap_or_else(|| panic!("{authorization}"));
    assert_eq!(signature.len(), 64);
    assert_eq!(seen.header("x-amz-security-token"), Some("session"));
    assert_eq!(seen.header("x-amz-content-sha256"), None);
}

#[tokio::test]
async fn streams_are_read_before_they_are_signed() {
    let stream = || ByteStream::new(http_body_util::Full::<bytes::Bytes>::from("12345"));
    let sent = async |signer: SigV4, limit| {
        let canned = Canned::new([answer(204, &[], "")]);
        let client = Client::builder().endpoint("http://example.com").signer(signer).transport(canned.clone());
        let client = client.buffer_limit(limit).build().unwrap();
        let result = client.put_content(PutContentInput { name: "a".to_owned(), content: stream() }).await;
        (canned, result)
    };
    let signer = || SigV4::new("warehouse", "eu-north-1", credentials());
    let (canned, result) = sent(signer(), 5).await;
    result.unwrap();
    let seen = canned.only();
    assert_eq!((seen.header("x-amz-content-sha256"), seen.header("content-length")), (None, Some("5")));
    let (canned, result) = sent(signer(), 4).await;
    let error = result.unwrap_err().to_string();
    assert!(error.contains("longer than 4 bytes") && canned.seen().is_empty(), "{error}");
    let (canned, result) = sent(signer().with_unsigned_streams(), 4).await;
    result.unwrap();
    assert_eq!(canned.only().header("x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));
    let (canned, result) = sent(SigV4::new("s3", "eu-north-1", credentials()), 4).await;
    result.unwrap();
    assert_eq!(canned.only().header("x-amz-content-sha256"), Some("UNSIGNED-PAYLOAD"));
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None, None, "test")
}

/// 2024-02-03T04:05:06Z.
fn at() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_706_933_106)
}

#[tokio::test]
async fn signatures_are_those_of_botocore() {
    let mut count = 0;
    for line in include_str!("signatures/botocore.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, method, target, body, expected] = columns[..] else { panic!("{line}") };
        let request = http::Request::builder().method(method).uri(format!("https://example.com{target}"));
        let mut request = request.body(Body::from(body.to_owned())).unwrap();
        SigV4::new(name, "eu-north-1", credentials()).with_clock(at).sign(&mut request).await.unwrap();
        let authorization = request.headers()["authorization"].to_str().unwrap();
        assert!(authorization.ends_with(&format!("Signature={expected}")), "{line}: {authorization}");
        assert_eq!(request.uri().to_string(), format!("https://example.com{target}"), "what is sent stays");
        count += 1;
    }
    assert!(count > 80);
}

/// Each event's signature is the one that Amazon's crate makes for it.
#[cfg(feature = "event-stream")]
#[tokio::test]
async fn events_are_signed_one_after_the_other() {
    use aws_sigv4::event_stream::{SigningParams, sign_empty_message, sign_message};
    use aws_smithy_eventstream::frame::{read_message_from, write_message_to};
    use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
    use shapewright_runtime::private::{BodyKind, OperationSpec};

    let events: Vec<Message> = (["one", "", "three"].iter())
        .map(|payload| Message::new(*payload).add_header(Header::new("a", HeaderValue::Bool(true))))
        .collect();
    let frames = events.iter().map(|event| {
        let mut frame = Vec::new();
        write_message_to(event, &mut frame).unwrap();
        Ok::<_, shapewright_runtime::BoxError>(http_body::Frame::data(bytes::Bytes::from(frame)))
    });
    let body = Body::stream(Frames(frames.collect()));
    let mut request = http::Request::post("https://example.com/").body(body).unwrap();
    request.extensions_mut().insert(OperationSpec::new("A", "POST", 200).request_body(BodyKind::Events).auth);
    SigV4::new("warehouse", "eu-north-1", credentials()).with_clock(at).sign(&mut request).await.unwrap();
    assert_eq!(request.headers()["x-amz-content-sha256"], "STREAMING-AWS4-HMAC-SHA256-EVENTS");
    let authorization = request.headers()["authorization"].to_str().unwrap().to_owned();
    let mut last = authorization.split_once("Signature=").unwrap().1.to_owned();

    let identity = credentials().into();
    let params: SigningParams<'_> = aws_sigv4::sign::v4::SigningParams::builder()
        .identity(&identity)
        .region("eu-north-1")
        .name("warehouse")
        .time(at())
        .settings(())
        .build()
        .unwrap();
    let mut sent = request.into_body().collect(1 << 20).await.unwrap();
    for event in events.iter().map(Some).chain([None]) {
        let signed = match event {
            Some(event) => sign_message(event, &last, &params),
            None => sign_empty_message(&last, &params),
        };
        let (expected, signature) = signed.unwrap().into_parts();
        assert_eq!(read_message_from(&mut sent).unwrap(), expected);
        last = signature;
    }
    assert!(sent.is_empty());
}

#[cfg(feature = "event-stream")]
struct Frames(std::collections::VecDeque<Result<http_body::Frame<bytes::Bytes>, shapewright_runtime::BoxError>>);

#[cfg(feature = "event-stream")]
impl http_body::Body for Frames {
    type Data = bytes::Bytes;
    type Error = shapewright_runtime::BoxError;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, shapewright_runtime::BoxError>>> {
        std::task::Poll::Ready(self.0.pop_front())
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_signed_is_not_sent() {
    struct Never;

    impl Sign for Never {
        fn sign<'a>(&'a self, _: &'a mut http::Request<Body>) -> Signing<'a> {
            Box::pin(async { Err("no credentials".into()) })
        }
    }

    let canned = Canned::new([]);
    let client = Client::builder().endpoint("http://a").signer(Never).transport(canned.clone()).build().unwrap();
    let input = CreatePackageInput { name: "a".to_owned(), ..Default::default() };
    let error = client.create_package(input).await.unwrap_err();
    assert!(matches!(error, Error::Transport { maybe_sent: false, .. }), "{error:?}");
    assert_eq!(format!("{error:#}"), "CreatePackage: the request could not be sent: no credentials");
    assert!(canned.seen().is_empty());
}
