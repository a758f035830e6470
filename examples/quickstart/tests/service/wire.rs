//! HTTP as bytes on sockets, with nothing of ours between the tests and the wire.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// How long anything on a socket may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A request or a response.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// The first line.
    pub(crate) line: String,
    /// By their names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Message {
    pub(crate) fn status(&self) -> u16 {
        self.line.split(' ').nth(1).unwrap().parse().unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// A request as text, with a host, and with the length of its body if it has one.
pub(crate) fn request(line: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut text = format!("{line} HTTP/1.1\r\nhost: localhost\r\n");
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    if !body.is_empty() {
        text += &format!("content-length: {}\r\n", body.len());
    }
    [text.as_bytes(), b"\r\n", body].concat()
}

/// A request with a JSON body.
pub(crate) fn json_request(line: &str, body: impl ToString) -> Vec<u8> {
    request(line, &[("content-type", "application/json")], body.to_string())
}

/// An answer as text.
pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Told\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    format!("{text}\r\n{body}").into_bytes()
}

/// Sends one request over a connection of its own and reads the answer.
pub(crate) async fn exchange(address: SocketAddr, request: &[u8]) -> Message {
    let mut stream = TcpStream::connect(address).await.unwrap();
    exchange_over(&mut stream, request).await
}

/// Sends one request over this connection and reads the answer.
pub(crate) async fn exchange_over(stream: &mut TcpStream, request: &[u8]) -> Message {
    let (mut reader, mut writer) = stream.split();
    // A server may answer, and close, before it has read everything.
    let write = async {
        let _ = writer.write_all(request).await;
    };
    let answer = async { tokio::join!(write, read(&mut reader)).1 };
    let answer = tokio::time::timeout(PATIENCE, answer).await.expect("no answer");
    answer.expect("the connection was closed without an answer")
}

/// Reads a message; `None` where the connection ends instead.
async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<Message> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let mut lines = text.split("\r\n");
    let line = lines.next()?.to_owned();
    let headers = lines.map(|header| {
        let (name, value) = header.split_once(':').unwrap();
        (name.to_ascii_lowercase(), value.trim().to_owned())
    });
    let headers: BTreeMap<String, String> = headers.collect();
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = bytes.split_off(head + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Message { line, headers, body })
}

/// A server that gives every request the same answer and keeps what it was sent.
#[derive(Debug)]
pub(crate) struct Recorder {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<Message>>>,
}

impl Recorder {
    pub(crate) async fn answering(response: Vec<u8>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let keep = seen.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                while let Some(message) = read(&mut stream).await {
                    keep.lock().unwrap().push(message);
                    stream.write_all(&response).await.unwrap();
                }
            }
        });
        Self { address, seen }
    }

    /// The only request so far.
    pub(crate) fn only(&self) -> Message {
        let seen = self.seen.lock().unwrap();
        assert_eq!(seen.len(), 1, "requests sent");
        seen[0].clone()
    }
}
