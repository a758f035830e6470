//! The ready transport against a real HTTP server.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use shapewright_runtime::{ByteStream, Error};
use tokio::net::TcpListener;

use crate::sample::{Client, CreatePackageInput, GetContentInput, PutContentInput};

/// What the server counted.
#[derive(Default)]
struct Counts {
    connections: AtomicUsize,
    requests: AtomicUsize,
}

/// A server that answers by what the path and the number of the request say.
async fn serve() -> (SocketAddr, Arc<Counts>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let counts = Arc::new(Counts::default());
    let shared = counts.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            shared.connections.fetch_add(1, Ordering::Relaxed);
            let shared = shared.clone();
            tokio::spawn(async move {
                let service = service_fn(|request| answer(request, shared.clone()));
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await
            });
        }
    });
    (address, counts)
}

async fn answer(
    request: Request<hyper::body::Incoming>,
    counts: Arc<Counts>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let number = counts.requests.fetch_add(1, Ordering::Relaxed);
    let (parts, body) = request.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let header = |name| parts.headers.get(name).map_or("none", |value| value.to_str().unwrap()).to_owned();
    Ok(match parts.uri.path() {
        "/v1/packages" if number == 0 => {
            Response::builder().status(503).header(header::RETRY_AFTER, "0").body(Full::default()).unwrap()
        }
        "/v1/packages" => {
            let name = format!("{} {}", header(header::HOST), header(header::CONTENT_LENGTH));
            let length = body.len();
            let output = serde_json::json!({ "name": name, "sizes": [length] });
            Response::builder().status(201).body(output.to_string().into()).unwrap()
        }
        "/v1/packages/a/content" if parts.method == "GET" => Response::new("content".into()),
        // Only a body that came whole, and with its length in front, is taken.
        "/v1/packages/a/content" => {
            let right = body == "1234567" && header(header::CONTENT_LENGTH) == "7";
            Response::builder().status(if right { 204 } else { 400 }).body(Full::default()).unwrap()
        }
        _ => Response::builder().status(404).body(Full::default()).unwrap(),
    })
}

fn client(address: SocketAddr) -> Client {
    let builder = Client::builder().endpoint(format!("http://{address}/v1"));
    builder
        .backoff(Duration::from_millis(1), Duration::from_millis(1))
        .timeout(Duration::from_secs(10))
        .build()
        .unwrap()
}

#[tokio::test]
async fn calls_share_a_connection() {
    let (address, counts) = serve().await;
    let client = client(address);
    let input = CreatePackageInput { name: "a".to_owned(), client_token: Some("t".to_owned()) };
    let output = client.create_package(input.clone()).await.unwrap();
    assert_eq!((output.name, output.sizes), (format!("{address} 30"), vec![30]));
    client.clone().create_package(input).await.unwrap();
    let error = client.get_content(GetContentInput { name: "none".to_owned() }).await.unwrap_err();
    assert_eq!(error.status(), Some(404));
    assert_eq!(counts.requests.load(Ordering::Relaxed), 4);
    assert_eq!(counts.connections.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn streams_go_both_ways() {
    let (address, _) = serve().await;
    let client = client(address);
    client
        .put_content(PutContentInput { name: "a".to_owned(), content: ByteStream::new(Full::<Bytes>::from("1234567")) })
        .await
        .unwrap();
    let output = client.get_content(GetContentInput { name: "a".to_owned() }).await.unwrap();
    assert_eq!(output.content.collect(100).await.unwrap(), "content");
}

#[tokio::test]
async fn a_refused_connection_sent_nothing() {
    // The port was free a moment ago, and nobody listens on it.
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = client(address).get_content(GetContentInput { name: "a".to_owned() }).await.unwrap_err();
    assert!(matches!(error, Error::Transport { maybe_sent: false, .. }), "{error:?}");
}

#[tokio::test]
async fn a_connection_that_is_cut_may_have_sent_something() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let cut = Arc::new(AtomicUsize::new(0));
    let count = cut.clone();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut start = [0; 16];
            tokio::io::AsyncReadExt::read(&mut stream, &mut start).await.unwrap();
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    let error = client(address).get_content(GetContentInput { name: "a".to_owned() }).await.unwrap_err();
    assert!(matches!(error, Error::Transport { maybe_sent: true, .. }), "{error:?}");
    assert_eq!(cut.load(Ordering::Relaxed), 3);
}
