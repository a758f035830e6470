//! A client and a server in one process.

use ::bytes::Bytes;
use shapewright_runtime::{Body, Error, EventError, EventStream, Request};
use tower_service::Service;

use crate::frame::{Pieces, all, event, message, prelude, read};
use crate::sample::{Client, Lost, Router, Sound, Talk, TalkError, TalkInput, TalkOutput, Talker, Word};

/// Answers every event with itself, and what is wrong with one by its text.
pub struct Echo;

impl Talker for Echo {
    async fn talk(&self, request: Request<TalkInput>) -> Result<TalkOutput, Error<TalkError>> {
        let TalkInput { topic, events } = request.into_input();
        if topic == "lost" {
            return Err(TalkError::from(Lost::default()).into());
        }
        let (mut sender, answers) = EventStream::channel(1);
        let room = topic.clone();
        tokio::spawn(async move {
            let mut events = events.unwrap_or_default();
            if topic == "long" {
                let sound = Sound { rate: 1, data: vec![0; (24 << 20) + 1].into() };
                let _ = sender.send(Talk::Sound(sound)).await;
            }
            while let Some(event) = events.next().await {
                let answer = event.unwrap_or_else(|error| Talk::Word(Word::new(error.to_string())));
                if sender.send(answer).await.is_err() {
                    return;
                }
            }
            if topic == "fail" {
                let _ = sender.fail("a secret").await;
            }
        });
        Ok(TalkOutput { room, events: Some(answers) })
    }
}

fn client() -> Client<Router<Echo>> {
    let builder = Client::builder().endpoint("http://example.com");
    builder.transport(Router::new(Echo)).build().unwrap()
}

fn words(words: &[&str]) -> Vec<Talk> {
    words.iter().map(|word| Talk::Word(Word::new(*word))).collect()
}

/// The answer to a request of these bytes.
async fn answer(headers: &[(&str, &str)], bytes: Vec<u8>) -> http::Response<Body> {
    let mut request = http::Request::post("/talk");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = Pieces([Ok(Bytes::from(bytes))].into());
    Router::new(Echo).call(request.body(body).unwrap()).await.unwrap()
}

const EVENTS: (&str, &str) = ("content-type", "application/vnd.amazon.eventstream");

#[tokio::test]
async fn events_go_both_ways() {
    let sent = words(&["one", "two"]);
    let input = TalkInput::new("a").with_events(sent.clone().into());
    let output = client().talk(input).await.unwrap();
    assert_eq!(output.room, "a");
    let received = all(output.events.unwrap()).await;
    let received: Vec<_> = received.into_iter().map(Result::unwrap).collect();
    assert_eq!(received, sent);
}

#[tokio::test]
async fn no_events_are_none() {
    let output = client().talk(TalkInput::new("a")).await.unwrap();
    assert!(all(output.events.unwrap()).await.is_empty());
}

#[tokio::test]
async fn errors_before_the_stream_are_the_operations_own() {
    let error = client().talk(TalkInput::new("lost")).await.unwrap_err();
    assert_eq!(error.into_modeled().unwrap(), TalkError::Lost(Lost::default()));
}

#[tokio::test]
async fn a_server_that_fails_tells_nothing_of_it() {
    let input = TalkInput::new("fail").with_events(words(&["one"]).into());
    let output = client().talk(input).await.unwrap();
    let received = all(output.events.unwrap()).await;
    let [Ok(_), Err(EventError::Unmodeled { code, message })] = &received[..] else { panic!("{received:?}") };
    assert_eq!(code.as_deref(), Some("InternalFailure"));
    assert_eq!(message.as_deref(), Some("The server failed to process the request."));
}

#[tokio::test]
async fn a_server_does_not_send_what_is_too_long() {
    let output = client().talk(TalkInput::new("long")).await.unwrap();
    let received = all(output.events.unwrap()).await;
    assert!(matches!(&received[..], [Err(EventError::Unmodeled { .. })]), "{received:?}");
}

#[tokio::test]
async fn a_server_bounds_messages() {
    const MEBI: usize = 1 << 20;
    let cases = [
        (24 * MEBI + 16, 0, "ends in the middle"),
        (24 * MEBI + 17, 0, "too long"),
        (u32::MAX as usize, 0, "too long"),
        (MEBI, 128 * 1024, "ends in the middle"),
        (MEBI, 128 * 1024 + 1, "too long"),
    ];
    for (length, headers, reason) in cases {
        let response = answer(&[EVENTS, ("topic", "a")], prelude(length, headers)).await;
        let body = response.into_body().collect(1 << 20).await.unwrap();
        let answers = read(&body).await;
        let [Ok(Talk::Word(word))] = &answers[..] else { panic!("{length}: {answers:?}") };
        assert!(word.text.contains(reason), "{length}: {}", word.text);
    }
}

/// HTTP's rule for required members goes for payloads of events, too: without bytes they are present and empty.
#[tokio::test]
async fn a_required_payload_may_be_empty() {
    let sound = event("sound", &[("rate", 4, &[0, 0, 0, 8])], b"");
    let response = answer(&[EVENTS, ("topic", "a")], sound).await;
    let body = response.into_body().collect(1 << 20).await.unwrap();
    let answers = read(&body).await;
    assert!(matches!(&answers[..], [Ok(Talk::Sound(Sound { rate: 8, data }))] if data.is_empty()), "{answers:?}");
}

#[tokio::test]
async fn a_server_checks_each_event() {
    let bytes = [
        event("word", &[], br#"{"text":"far too long"}"#),
        event("word", &[], b"{}"),
        event("mixed", &[], b""),
        event("headers", &[("byte", 7, b"1")], b""),
        event("new", &[], b"{}"),
        event("word", &[], br#"{"text":"ok"}"#),
    ];
    let response = answer(&[EVENTS, ("topic", "a")], bytes.concat()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()[EVENTS.0], EVENTS.1);
    let body = response.into_body().collect(1 << 20).await.unwrap();
    let answers: Vec<String> = read(&body)
        .await
        .into_iter()
        .map(|answer| match answer.unwrap() {
            Talk::Word(word) => word.text,
            Talk::Unknown(variant) => variant.name().to_owned(),
            other => panic!("{other:?}"),
        })
        .collect();
    let expected = [
        "Value with length 12 at '/word/text' failed",
        "at '/word/text' failed to satisfy constraint: Member must not be null",
        "at '/mixed/id' failed to satisfy constraint: Member must not be null",
        "event headers: does not match the model: /byte",
        "new",
        "ok",
    ];
    assert_eq!(answers.len(), expected.len(), "{answers:?}");
    for (answer, expected) in answers.iter().zip(expected) {
        assert!(answer.contains(expected), "{answer}");
    }
}

#[tokio::test]
async fn a_request_must_suit_the_operation() {
    let cases: [(&[(&str, &str)], u16); 6] = [
        (&[EVENTS, ("topic", "a")], 200),
        (&[EVENTS], 400),
        (&[("topic", "a")], 415),
        (&[("content-type", "application/json"), ("topic", "a")], 415),
        (&[EVENTS, ("topic", "a"), ("accept", "application/json")], 406),
        (&[EVENTS, ("topic", "a"), ("accept", EVENTS.1)], 200),
    ];
    for (headers, status) in cases {
        let response = answer(headers, event("word", &[], b"{}")).await;
        assert_eq!(response.status(), status, "{headers:?}");
    }
}

#[tokio::test]
async fn a_client_demands_what_comes_before_the_events() {
    let response = http::Response::new(Body::from(message(&[], b"")));
    let client = Client::builder().endpoint("http://example.com");
    let client = client.transport(Once(Some(response))).build().unwrap();
    let error = client.talk(TalkInput::new("a")).await.unwrap_err();
    let Error::Decode { fault, .. } = error else { panic!("{error}") };
    assert_eq!(fault.pointer(), "/room");
}

/// Answers once.
struct Once(Option<http::Response<Body>>);

impl Clone for Once {
    fn clone(&self) -> Self {
        let response = self.0.as_ref().unwrap();
        Self(Some(http::Response::new(response.body().try_clone().unwrap())))
    }
}

impl<B> Service<http::Request<B>> for Once {
    type Response = http::Response<Body>;
    type Error = std::convert::Infallible;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<B>) -> Self::Future {
        std::future::ready(Ok(self.0.take().unwrap()))
    }
}
