//! The router behind a real HTTP server.

use bytes::Bytes;
use http::{Request, header};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use crate::sample::{Router, Store};

#[tokio::test]
async fn one_connection_outlives_refusals_and_panics() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let service = TowerToHyperService::new(Router::new(Store));
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await
    });
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);

    let cases = [
        ("POST", "/packages", r#"{"name":"panic","owner":"b"}"#, 500),
        ("POST", "/packages", r#"{"name":5}"#, 400),
        ("GET", "/nowhere", "", 404),
        ("HEAD", "/packages/a", "", 405),
        ("PUT", "/packages/a/content", "abc", 204),
        ("POST", "/packages", r#"{"name":"a","owner":"b"}"#, 201),
        ("GET", "/packages/a%2Fb?depth=1", "", 200),
    ];
    for (method, target, body, status) in cases {
        let mut request = Request::builder().method(method).uri(target).header(header::HOST, "localhost");
        if !body.is_empty() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let request = request.body(Full::new(Bytes::from(body))).unwrap();
        let response = sender.send_request(request).await.unwrap();
        assert_eq!(response.status(), status, "{method} {target}");
        let length = response.headers().get(header::CONTENT_LENGTH).map(|length| length.to_str().unwrap().to_owned());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        if method != "HEAD" && status != 204 {
            assert_eq!(length, Some(body.len().to_string()), "{method} {target}");
        }
    }
}
