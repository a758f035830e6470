//! Events, and what is sent with them, through every protocol that has a form for them.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use std::time::Duration;

use support::{Canned, serve, stream};
use traits::server::Handlers;
use traits::several::client::Client;
use traits::several::operations;
use traits::several::server::Router;
use traits::several::types::*;
use traits::{EventStream, Protocol};

const PROTOCOLS: [Protocol; 5] =
    [Protocol::REST_JSON1, Protocol::AWS_JSON1_0, Protocol::AWS_JSON1_1, Protocol::RPCV2_JSON, Protocol::RPCV2_CBOR];

/// A message `initial-response` with `{}`.
const INITIAL: &[u8] =
    b"\x00\x00\x00r\x00\x00\x00`\xab\x82\x0d\x9e\x0d:message-type\x07\x00\x05event\x0b:event-type\x07\x00\
        \x10initial-response\x0d:content-type\x07\x00\x1aapplication/x-amz-json-1.0{}\xe0\xac\x0c\xd3";

/// An event with a number.
const EVENT: &[u8] =
    b"\x00\x00\x00|\x00\x00\x00W\xac\x0f\x16\xf0\x0d:message-type\x07\x00\x05event\x0b:event-type\x07\x00\
        \x07changed\x0d:content-type\x07\x00\x1aapplication/x-amz-json-1.0{\x22part\x22:{\x22number\x22:1}}a\
        \xc8\xd2A";

fn changed(n: i32) -> Changes {
    Changes::Changed(Changed::new().with_part(Part::Number(n.into())))
}

/// Sends back what it gets: the topic as the name, and the events.
fn router() -> Router<Handlers> {
    Router::handlers()
        .on(operations::Watch, |request| async move {
            let changes: Vec<_> = (0..request.input.times.unwrap_or_default()).map(changed).collect();
            Ok(WatchOutput::new().with_changes(EventStream::from(changes)))
        })
        .on(operations::WatchNamed, |request| async move {
            let WatchNamedInput { topic, limit, sent, .. } = request.input;
            let name = limit.map_or(topic.clone(), |limit| format!("{topic} {limit}"));
            Ok(WatchNamedOutput::new().with_name(name).with_changes(sent.unwrap_or_default()))
        })
}

fn client(protocol: Protocol) -> Client<Router<Handlers>> {
    let builder = Client::builder().endpoint("http://example.com").transport(router());
    builder.protocol(protocol).max_attempts(1).build().unwrap()
}

#[tokio::test]
async fn events_go_through_every_protocol() {
    for protocol in PROTOCOLS {
        let output = client(protocol).watch(WatchInput::new().with_times(3)).await.unwrap();
        let mut changes = output.changes.unwrap();
        for n in 0..3 {
            assert_eq!(
                format!("{:?}", changes.next().await.unwrap().unwrap()),
                format!("{:?}", changed(n)),
                "{protocol}"
            );
        }
        assert!(changes.next().await.is_none(), "{protocol}");
    }
}

/// Members beside events come first, in an initial message where HTTP has no place for them.
#[tokio::test]
async fn members_beside_events_go_through_every_protocol() {
    for protocol in PROTOCOLS {
        for (limit, name) in [(None, "birds"), (Some(7), "birds 7")] {
            for count in [0, 2] {
                let sent: Vec<_> = (0..count).map(changed).collect();
                let mut input = WatchNamedInput::new("birds").with_sent(EventStream::from(sent));
                input.limit = limit;
                let output = client(protocol).watch_named(input).await.unwrap();
                assert_eq!(output.name.as_deref(), Some(name), "{protocol}");
                let mut changes = output.changes.unwrap();
                for n in 0..count {
                    let change = changes.next().await.unwrap().unwrap();
                    assert_eq!(format!("{change:?}"), format!("{:?}", changed(n)), "{protocol}");
                }
                assert!(changes.next().await.is_none(), "{protocol}");
            }
        }
    }
}

/// The handler runs before the first event is there, and the caller has its answer before it sends one.
#[tokio::test]
async fn nobody_waits_for_events() {
    for protocol in PROTOCOLS {
        let (mut sender, sent) = EventStream::channel(1);
        let input = WatchNamedInput::new("birds").with_sent(sent);
        let call = client(protocol);
        let output = tokio::time::timeout(Duration::from_secs(60), call.watch_named(input)).await.unwrap().unwrap();
        assert_eq!(output.name.as_deref(), Some("birds"), "{protocol}");
        let mut changes = output.changes.unwrap();
        for n in 0..3 {
            sender.send(changed(n)).await.unwrap();
            let change = changes.next().await.unwrap().unwrap();
            assert_eq!(format!("{change:?}"), format!("{:?}", changed(n)), "{protocol}");
        }
        drop(sender);
        assert!(changes.next().await.is_none(), "{protocol}");
    }
}

/// What an initial message lacks or breaks is refused as it is elsewhere.
#[tokio::test]
async fn initial_messages_are_validated() {
    for protocol in PROTOCOLS {
        let error = client(protocol).watch_named(WatchNamedInput::new("much too long")).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(400), Some("ValidationException")), "{protocol}");
        let message = error.response().unwrap().message.clone().unwrap_or_default();
        assert!(message.contains("'/topic'"), "{protocol}: {message}");
    }
    let target = ("x-amz-target", "Archive.WatchNamed");
    let headers = [target, ("content-type", "application/vnd.amazon.eventstream")];
    let cut = EVENT[..40].to_vec();
    let mut damaged = EVENT.to_vec();
    damaged[9] ^= 1;
    // An event where the members should be, nothing, a part of a message, and none.
    for (body, expected) in
        [(EVENT.to_vec(), "'/topic'"), (vec![], "'/topic'"), (cut, "in the middle of a message"), (damaged, "checksum")]
    {
        let response = serve(&router(), "POST", "/", &headers, body).await;
        assert_eq!(response.status.as_u16(), 400, "{}", response.text());
        assert!(response.text().contains(expected), "{expected}: {}", response.text());
    }
}

#[tokio::test]
async fn initial_messages_are_limited() {
    let headers = [("x-amz-target", "Archive.WatchNamed"), ("content-type", "application/vnd.amazon.eventstream")];
    // The prelude promises 1 MiB.
    let mut body = vec![0; 9000];
    body[..12].copy_from_slice(&[0, 16, 0, 0, 0, 0, 0, 0, 2, 252, 67, 167]);
    let response = serve(&router().with_body_limit(1000), "POST", "/", &headers, body).await;
    assert_eq!(response.status.as_u16(), 413, "{}", response.text());
}

/// An initial response is not an event, and what a caller needs of it must be there (Smithy 2.0, "Initial message client
/// and server behavior").
#[tokio::test]
async fn initial_responses_are_no_events() {
    let client = |messages: Vec<&'static [u8]>| {
        let canned = Canned::one(200, &[("content-type", "application/vnd.amazon.eventstream")], stream(messages));
        let builder = Client::builder().endpoint("http://example.com").transport(canned).max_attempts(1);
        builder.protocol(Protocol::AWS_JSON1_0).build().unwrap()
    };
    for messages in [vec![INITIAL, EVENT], vec![EVENT]] {
        let unexpected = client(messages.clone()).watch(WatchInput::new()).await.unwrap().changes;
        let named = client(messages).watch_named(WatchNamedInput::new("birds")).await.unwrap();
        assert_eq!(named.name, None);
        for mut changes in [unexpected.unwrap(), named.changes.unwrap()] {
            let change = changes.next().await.unwrap().unwrap();
            assert_eq!(format!("{change:?}"), format!("{:?}", changed(1)));
            assert!(changes.next().await.is_none());
        }
    }
}

/// A server says what comes before its events even if that is nothing: there are clients that wait for it.
#[tokio::test]
async fn servers_always_send_an_initial_response() {
    let headers = [("x-amz-target", "Archive.Watch"), ("content-type", "application/x-amz-json-1.0")];
    let response = serve(&router(), "POST", "/", &headers, "{}").await;
    assert_eq!(response.body, INITIAL);
}
