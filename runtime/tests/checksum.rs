//! Bodies of requests with checksums and in compressed form, from a client's input to a server's.

#![cfg(all(feature = "client", feature = "server", feature = "checksum", feature = "gzip"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use shapewright_runtime::client::Builder;
use shapewright_runtime::private::{
    Accepts, Call, ChecksumChoice, ClientOperation, Core, Dispatch, GeneratedClient, HandlerFuture, Incoming, Members,
    Node, Operation, OperationSpec, Outgoing, RequestChecksum, RouteEndpoint, ServerOperation, Stop, operation_error,
    placeholder, serde, structure, unchecked, whole_message,
};
use shapewright_runtime::server::Router;
use shapewright_runtime::{Body, Error};
use tower_service::Service;

/// What is uploaded.
#[derive(Clone, Debug, PartialEq, Default)]
struct Upload {
    encoding: Option<String>,
    data: Option<String>,
    algorithm: Option<String>,
}

structure!(types::Upload { 0: encoding("encoding").bound(), 1: data("data"), 2: algorithm("algorithm").bound() });

serde! { Upload; }
unchecked! { Upload; }

#[derive(Clone, Debug, PartialEq)]
enum UploadError {}

operation_error! { UploadError = "Upload"; }

mod types {
    pub(super) use super::*;
}

struct UploadOperation;

impl Operation for UploadOperation {
    type Input = Upload;
    type Output = Upload;
    type Error = UploadError;

    const SPEC: &'static OperationSpec = &OperationSpec::new("Upload", "POST", 200)
        .request_checksum(RequestChecksum::Algorithm { supported: &["CRC32", "SHA1"], required: false })
        .gzip();
}

impl ClientOperation for UploadOperation {
    fn checksums(input: &mut Upload, choice: &mut ChecksumChoice) {
        choice.algorithm("algorithm", &mut input.algorithm);
    }

    fn encode(input: Upload, to: &mut Outgoing) {
        to.path("/");
        to.header("encoding", "content-encoding", &input.encoding);
        to.members(&input);
        to.header("algorithm", "algorithm", &input.algorithm);
    }

    fn decode(from: &mut Incoming<'_>) -> Result<Upload, Stop> {
        whole_message(from)
    }
}

impl ServerOperation for UploadOperation {
    type Service = StoreRoutes;

    fn decode(from: &mut Incoming<'_>) -> Result<Upload, Stop> {
        let mut message = placeholder::<Upload>();
        from.begin(message.shape());
        from.header(0, "content-encoding", &mut message.encoding);
        from.header(2, "algorithm", &mut message.algorithm);
        from.checksum(&message.algorithm);
        from.members(&mut message);
        from.finish(message)
    }

    fn encode(output: Upload, to: &mut Outgoing) {
        to.members(&output);
    }
}

struct Client<S>(Core<S>);

impl<S> GeneratedClient for Client<S> {
    type Transport = S;
    type Over<T> = Client<T>;
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = &shapewright_runtime::private::ServiceSpec::new(
        "Checksums",
        "test#Checksums",
        "",
        &[shapewright_runtime::Protocol::REST_JSON1],
    );

    fn from_core(core: Core<S>) -> Self {
        Self(core)
    }
}

/// Keeps the inputs it gets.
#[derive(Default)]
struct Store(Mutex<Vec<Upload>>);

struct StoreRoutes;

impl shapewright_runtime::server::Api for StoreRoutes {
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = &shapewright_runtime::private::ServiceSpec::new(
        "Store",
        "test#Store",
        "",
        &[shapewright_runtime::Protocol::REST_JSON1],
    );
    const TREE: &'static Node =
        &Node { endpoints: &[RouteEndpoint { method: "POST", query: &[], operation: 0 }], ..Node::EMPTY };
    const OPERATIONS: &'static [&'static OperationSpec] = &[UploadOperation::SPEC];
}

impl Accepts<Store> for StoreRoutes {
    type Service = Store;

    fn accept(service: Store) -> Store {
        service
    }
}

impl Dispatch<Store> for StoreRoutes {
    fn dispatch(service: Arc<Store>, call: Call) -> HandlerFuture {
        call.run(UploadOperation, async move |request| {
            service.0.lock().unwrap().push(request.into_input());
            Ok(Upload::default())
        })
    }
}

/// Keeps the request it gets.
#[derive(Clone, Default)]
struct Keep(Arc<Mutex<Option<http::Request<Body>>>>);

impl Service<http::Request<Body>> for Keep {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        *self.0.lock().unwrap() = Some(request);
        ready(Ok(http::Response::new(Body::empty())))
    }
}

type Configure = fn(Builder<Client<Keep>>) -> Builder<Client<Keep>>;

/// The request that a client makes of an input.
async fn sent(input: Upload, configure: Configure) -> Result<http::Request<Body>, Error<UploadError>> {
    let kept = Keep::default();
    let builder = Builder::<Client<_>>::new().endpoint("http://example.com");
    let client = configure(builder.transport(kept.clone())).build().unwrap();
    client.0.call::<UploadOperation>(input.into()).await?;
    let request = kept.0.lock().unwrap().take().unwrap();
    Ok(request)
}

/// The status and body of a server's answer, and what it read.
async fn served(request: http::Request<Body>, limit: usize) -> (u16, String, Vec<Upload>) {
    let store = Arc::new(Store::default());
    let mut router = Router::<_, StoreRoutes>::from_arc(store.clone()).with_body_limit(limit);
    let response = router.call(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect(1 << 16).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    let read = std::mem::take(&mut *store.0.lock().unwrap());
    (status, body, read)
}

fn upload(length: usize) -> Upload {
    // So long that the whole body, `{"data":"…"}`, has this length.
    Upload { data: Some("x".repeat(length - 11)), ..Upload::default() }
}

const LIMIT: usize = 1 << 20;

#[tokio::test]
async fn a_checksum_goes_along_and_is_checked() {
    let cases = [
        (None, "x-amz-checksum-crc32", "4JPLZQ=="),
        (Some("CRC32"), "x-amz-checksum-crc32", "4JPLZQ=="),
        (Some("SHA1"), "x-amz-checksum-sha1", "N2e4eFi3OvdlwufXcbh5gg1DXqE="),
    ];
    for (algorithm, header, expected) in cases {
        let input = Upload { algorithm: algorithm.map(str::to_owned), ..upload(14) };
        let request = sent(input, |builder| builder).await.unwrap();
        assert_eq!(request.body().as_bytes().unwrap(), r#"{"data":"xxx"}"#);
        assert_eq!(request.headers()[header], expected);

        let (parts, _) = request.into_parts();
        for (body, expected) in [(r#"{"data":"xxx"}"#, 200), (r#"{"data":"xxy"}"#, 400), ("", 400)] {
            let mut request = http::Request::new(Body::from(body));
            *request.headers_mut() = parts.headers.clone();
            *request.method_mut() = parts.method.clone();
            let (status, answer, read) = served(request, LIMIT).await;
            assert_eq!((status, read.len()), (expected, usize::from(status == 200)), "{answer}");
            assert!(status == 200 || answer.contains(header), "{answer}");
        }
    }
}

#[tokio::test]
async fn an_unknown_algorithm_cannot_be_sent() {
    let input = Upload { algorithm: Some("XXHASH0".to_owned()), ..upload(20) };
    let error = sent(input, |builder| builder).await.unwrap_err();
    let Error::Request(fault) = error else { panic!("{error}") };
    assert_eq!(fault.pointer(), "/algorithm");
}

#[tokio::test]
async fn long_bodies_are_compressed() {
    let cases: [(usize, Configure, bool); 5] = [
        (10_239, |builder| builder, false),
        (10_240, |builder| builder, true),
        (99, |builder| builder.compress_from(100), false),
        (100, |builder| builder.compress_from(100), true),
        (20_000, |builder| builder.compress_from(usize::MAX), false),
    ];
    for (length, configure, compressed) in cases {
        for encoding in [None, Some("custom".to_owned())] {
            let input = Upload { encoding: encoding.clone(), ..upload(length) };
            let request = sent(input.clone(), configure).await.unwrap();
            let expected = match (&encoding, compressed) {
                (None, true) => Some("gzip"),
                (Some(_), true) => Some("custom, gzip"),
                (encoding, false) => encoding.as_deref(),
            };
            let headers = request.headers();
            let named = headers.get("content-encoding").map(|value| value.to_str().unwrap());
            assert_eq!(named, expected, "{length}");
            let sent = request.body().as_bytes().unwrap().clone();
            assert_eq!(sent.len() < length, compressed, "{length}");
            assert_eq!(headers["content-length"], sent.len().to_string());

            // The server reads what the client was given, the encoding that is not of this protocol included.
            let (status, answer, read) = served(request, LIMIT).await;
            // The algorithm is what the client chose.
            let input = Upload { algorithm: Some("CRC32".to_owned()), ..input };
            assert_eq!((status, &read[..]), (200, &[input][..]), "{answer}");
        }
    }
}

#[tokio::test]
async fn a_server_inflates_no_more_than_it_reads() {
    let request = sent(upload(50_000), |builder| builder).await.unwrap();
    let copy = |body: Bytes| {
        let mut copy = http::Request::post("/").body(Body::from(body)).unwrap();
        *copy.headers_mut() = request.headers().clone();
        copy.headers_mut().remove("x-amz-checksum-crc32");
        copy.headers_mut().remove("algorithm");
        copy
    };
    let body = request.body().as_bytes().unwrap();
    let cases = [
        (body.clone(), 50_000, 200),
        (body.clone(), 49_999, 413),
        (body.clone(), body.len(), 413),
        (body.clone(), body.len() - 1, 413),
        (body.slice(..body.len() - 1), LIMIT, 400),
        (Bytes::from_static(b"{}"), LIMIT, 400),
    ];
    for (body, limit, expected) in cases {
        let (status, answer, _) = served(copy(body), limit).await;
        assert_eq!(status, expected, "{answer}");
    }
}
