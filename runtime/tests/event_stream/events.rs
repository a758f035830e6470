//! Events as messages: what travels where, and what becomes of what the model does not know.

use std::sync::{Arc, Mutex};

use ::bytes::Bytes;
use shapewright_runtime::{Body, Document, EventError, EventStream, Timestamp};

use crate::frame::{Header, event, message, read};
use crate::sample::{
    Caption, Client, Headers, Level, Lost, Mixed, Mood, Nothing, Sound, Talk, TalkInput, Word, Wrapped,
};

const JSON: Header<'static> = (":content-type", 7, b"application/json");

/// Events, and the messages they are.
fn pairs() -> Vec<(Talk, Vec<u8>)> {
    let headers = Headers {
        boolean: Some(true),
        byte: Some(-1),
        short: Some(-2),
        integer: Some(3),
        long: Some(i64::MIN),
        blob: Some(b"\x00\xff".to_vec().into()),
        string: Some("é".to_owned()),
        timestamp: Some(Timestamp::new(-1, 999_000_000).unwrap()),
        mood: Some(Mood::Good),
        level: Some(Level::Unknown(7)),
    };
    let all: [Header<'_>; 10] = [
        ("boolean", 0, &[]),
        ("byte", 2, &[0xff]),
        ("short", 3, &[0xff, 0xfe]),
        ("integer", 4, &[0, 0, 0, 3]),
        ("long", 5, &[0x80, 0, 0, 0, 0, 0, 0, 0]),
        ("blob", 6, &[0x00, 0xff]),
        ("string", 7, "é".as_bytes()),
        ("timestamp", 8, &[0xff; 8]),
        ("mood", 7, b"GOOD"),
        ("level", 4, &[0, 0, 0, 7]),
    ];
    let octets = (":content-type", 7, &b"application/octet-stream"[..]);
    let rate = ("rate", 4, &[0, 0, 0, 8][..]);
    let text = (":content-type", 7, &b"text/plain"[..]);
    let mixed = Mixed { id: "a".to_owned(), text: Some("b".to_owned()), at: Some(Timestamp::from_secs(1).unwrap()) };
    let second = 1000_i64.to_be_bytes();
    let lost: [Header<'_>; 3] = [(":message-type", 7, b"exception"), (":exception-type", 7, b"lost"), JSON];
    vec![
        (Talk::Word(Word::new("a")), event("word", &[JSON], br#"{"text":"a"}"#)),
        (Talk::Headers(headers), event("headers", &all, b"")),
        (
            Talk::Headers(Headers { boolean: Some(false), string: Some(String::new()), ..Headers::default() }),
            event("headers", &[("boolean", 1, b""), ("string", 7, b"")], b""),
        ),
        (Talk::Sound(Sound { rate: 8, data: b"\x01".to_vec().into() }), event("sound", &[rate, octets], b"\x01")),
        (Talk::Sound(Sound { rate: 8, data: Default::default() }), event("sound", &[rate, octets], b"")),
        (Talk::Caption(Caption { text: Some("c".to_owned()) }), event("caption", &[text], b"c")),
        (Talk::Caption(Caption { text: Some(String::new()) }), event("caption", &[text], b"")),
        (Talk::Caption(Caption { text: None }), event("caption", &[], b"")),
        (Talk::Wrapped(Wrapped { word: Some(Word::new("w")) }), event("wrapped", &[JSON], br#"{"text":"w"}"#)),
        (Talk::Wrapped(Wrapped { word: None }), event("wrapped", &[], b"")),
        (Talk::Mixed(mixed), event("mixed", &[("id", 7, b"a"), ("at", 8, &second), JSON], br#"{"text":"b"}"#)),
        (Talk::Nothing(Nothing {}), event("nothing", &[], b"")),
        (Talk::Lost(Lost { message: Some("m".to_owned()) }), message(&lost, br#"{"message":"m"}"#)),
    ]
}

#[tokio::test]
async fn events_are_read() {
    for (event, message) in pairs() {
        let read = read(&message).await;
        assert!(matches!(&read[..], [Ok(read)] if *read == event), "{event:?}: {read:?}");
    }
}

#[tokio::test]
async fn events_are_written() {
    for (event, message) in pairs() {
        assert_eq!(written(vec![event.clone()].into()).await.unwrap(), message, "{event:?}");
    }
}

/// The body that a client sends.
async fn written(events: EventStream<Talk>) -> Result<Vec<u8>, String> {
    let sent = Arc::new(Mutex::new(None));
    let kept = sent.clone();
    let transport = tower_service_fn(move |request: http::Request<Body>| {
        let content_type = request.headers()["content-type"].to_str().unwrap();
        assert_eq!(content_type, "application/vnd.amazon.eventstream");
        let length = request.headers().get("content-length");
        assert!(length.is_none_or(|length| length == "0"), "{length:?}");
        *kept.lock().unwrap() = Some(request.into_body());
        http::Response::builder().header("room", "a").body(Body::empty()).unwrap()
    });
    let client = Client::builder().endpoint("http://example.com");
    let client = client.transport(transport).build().unwrap();
    let input = TalkInput::new("topic").with_events(events);
    client.talk(input).await.unwrap();
    let body = sent.lock().unwrap().take().unwrap();
    let bytes = body.collect(64 << 20).await;
    bytes.map(Vec::from).map_err(|error| format!("{error:#}"))
}

fn tower_service_fn<F>(answer: F) -> Answering<F> {
    Answering(Arc::new(answer))
}

struct Answering<F>(Arc<F>);

impl<F> Clone for Answering<F> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<F, B> tower_service::Service<http::Request<Body>> for Answering<F>
where
    F: Fn(http::Request<Body>) -> http::Response<B>,
{
    type Response = http::Response<B>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        std::future::ready(Ok((self.0)(request)))
    }
}

#[tokio::test]
async fn an_exception_is_the_last_event() {
    let word = Talk::Word(Word::new("late"));
    let lost = Talk::Lost(Lost::default());
    let sent = written(vec![lost.clone(), word].into()).await.unwrap();
    let alone = written(vec![lost].into()).await.unwrap();
    assert_eq!(sent, alone);
    let read = read(&[&alone[..], &event("word", &[], br#"{"text":"late"}"#)].concat()).await;
    assert!(matches!(&read[..], [Ok(Talk::Lost(_))]), "{read:?}");
}

#[tokio::test]
async fn a_client_that_fails_breaks_the_request_off() {
    let (mut sender, events) = EventStream::channel(1);
    let feed = async move {
        sender.send(Talk::Word(Word::new("a"))).await.unwrap();
        sender.fail("my own fault").await.unwrap();
    };
    let (sent, ()) = tokio::join!(written(events), feed);
    assert!(sent.unwrap_err().contains("my own fault"));
}

#[tokio::test]
async fn a_header_that_is_too_long_is_not_sent() {
    let headers = Headers { string: Some("x".repeat(40_000)), ..Headers::default() };
    let error = written(vec![Talk::Headers(headers)].into()).await.unwrap_err();
    assert!(error.contains("/string"), "{error}");
}

#[tokio::test]
async fn a_client_leaves_the_limit_of_payloads_to_the_service() {
    let sound = Sound { rate: 1, data: vec![0; (24 << 20) + 1].into() };
    let sent = written(vec![Talk::Sound(sound.clone())].into()).await.unwrap();
    let read = read(&sent).await;
    assert!(matches!(&read[..], [Ok(Talk::Sound(read))] if *read == sound));
}

#[tokio::test]
async fn what_the_model_does_not_know_is_kept() {
    let cases: [(&[Header<'_>], &[u8], &str); 5] = [
        (&[JSON], br#"{"a":[1]}"#, r#"{"a":[1]}"#),
        (&[("h", 7, b"v"), ("n", 3, &[1, 0])], br#"{"a":1}"#, r#"{"a":1,"h":"v","n":256}"#),
        (&[("h", 0, b"")], b"", r#"{"h":true}"#),
        (&[], b"text", r#""text""#),
        (&[], b"\xff", r#""/w==""#),
    ];
    for (headers, payload, expected) in cases {
        let read = read(&event("new", headers, payload)).await;
        let [Ok(Talk::Unknown(variant))] = &read[..] else { panic!("{read:?}") };
        let expected: Document = serde_json::from_str(expected).unwrap();
        assert_eq!((variant.name(), variant.value()), ("new", &expected));
    }
    let unknown = read(&event("new", &[], br#"{"a":1}"#)).await.remove(0);
    let again = written(vec![unknown.unwrap()].into()).await.unwrap();
    assert_eq!(again, event("new", &[JSON], br#"{"a":1}"#));
}

#[tokio::test]
async fn errors_that_the_model_does_not_know_end_the_stream() {
    let after = event("word", &[], br#"{"text":"after"}"#);
    let error: [Header<'_>; 3] = [
        (":message-type", 7, b"error"),
        (":error-code", 7, b"internal-error"),
        (":error-message", 7, b"An unknown error occurred."),
    ];
    let exception: [Header<'_>; 2] = [(":message-type", 7, b"exception"), (":exception-type", 7, b"word")];
    let cases = [
        (message(&error, b""), Some("internal-error"), Some("An unknown error occurred.")),
        (message(&error[..1], b""), None, None),
        (message(&exception, br#"{"message":"no"}"#), Some("word"), Some("no")),
        (message(&exception, br#"{"Message":"no"}"#), Some("word"), Some("no")),
        (message(&exception, b"no"), Some("word"), None),
    ];
    for (bytes, expected_code, expected_message) in cases {
        let read = read(&[&bytes[..], &after].concat()).await;
        let [Err(EventError::Unmodeled { code, message })] = &read[..] else { panic!("{read:?}") };
        assert_eq!((code.as_deref(), message.as_deref()), (expected_code, expected_message));
    }
}

#[tokio::test]
async fn what_does_not_fit_is_told_and_others_follow() {
    let after = event("word", &[], br#"{"text":"after"}"#);
    let cases = [
        (event("word", &[], b"{"), "", "EOF"),
        (event("word", &[], br#"{"text":1}"#), "/text", "a number instead of a string"),
        (event("wrapped", &[], br#"{"text":[]}"#), "/word/text", "expected a string, found an array"),
        (event("caption", &[], b"\xff"), "/text", "not valid UTF-8"),
        (event("headers", &[("byte", 7, b"1")], b""), "/byte", "expected a byte, found a string"),
        (event("headers", &[("mood", 6, b"1")], b""), "/mood", "expected a string, found a blob"),
        (event("headers", &[("level", 9, &[0; 16])], b""), "/level", "expected an integer, found a UUID"),
        (event("headers", &[("timestamp", 8, &i64::MAX.to_be_bytes())], b""), "/timestamp", "out of range"),
    ];
    for (bytes, pointer, reason) in cases {
        let read = read(&[&bytes[..], &after].concat()).await;
        let [Err(EventError::Decode { fault, .. }), Ok(Talk::Word(_))] = &read[..] else { panic!("{read:?}") };
        assert_eq!(fault.pointer(), pointer, "{fault}");
        assert!(fault.reason.contains(reason), "{fault}");
    }
}

#[tokio::test]
async fn a_client_fills_in_what_is_missing() {
    let bytes = [event("word", &[], b""), event("mixed", &[], b"{}"), event("sound", &[], b"")];
    let read = read(&bytes.concat()).await;
    let expected = [Talk::Word(Word::default()), Talk::Mixed(Mixed::default()), Talk::Sound(Sound::default())];
    let read: Vec<_> = read.into_iter().map(Result::unwrap).collect();
    assert_eq!(read, expected);
    assert_eq!(Bytes::new(), Bytes::from(written(EventStream::empty()).await.unwrap()));
}
