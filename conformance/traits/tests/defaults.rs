//! Who puts in which defaults, and when they are sent (Smithy 2.0, "Structure member optionality" and "Default value
//! serialization").

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use support::{Canned, JSON, Message, serve};
use traits::client::Transport;
use traits::defaults::client::Client;
use traits::defaults::server::Router;
use traits::defaults::{operations, types::*};
use traits::server::Handlers;
use traits::{EventStream, Timestamp, Validate};

fn client<S: Transport>(transport: S) -> Client<S> {
    Client::builder().endpoint("http://example.com").transport(transport).build().unwrap()
}

fn body(message: &Message) -> Value {
    serde_json::from_slice(&message.body).unwrap()
}

/// What a server's handlers see of one request of each kind.
fn router(seen: &Arc<Mutex<Option<ConfigureInput>>>) -> Router<Handlers> {
    let keep = Arc::clone(seen);
    Router::new(
        Handlers::new()
            .on(operations::Configure, move |request| {
                *keep.lock().unwrap() = Some(request.input);
                async { Ok(ConfigureOutput::new(Settings::new())) }
            })
            .on(operations::Exchange, async |request| {
                assert_eq!((request.input.weight, request.input.label.as_deref()), (Some(2), Some("leaf")));
                Ok(Node::new().with_next(Node::new().with_weight(9)))
            })
            .on(operations::Attach, async |request| {
                assert_eq!(request.input.mode, Some(Mode::Fast));
                Ok(AttachOutput::new())
            }),
    )
}

fn filled() -> Settings {
    Settings::new()
        .with_count(5)
        .with_title("untitled")
        .with_at(Timestamp::EPOCH)
        .with_tags(Vec::<String>::new())
        .with_mode(Mode::Fast)
        .with_level(Level::Low)
}

#[tokio::test]
async fn servers_put_in_every_default_that_a_request_lacks() {
    let seen = Arc::default();
    let router = router(&seen);
    let request = json!({
        "one": { "count": null },
        "many": [{}, { "count": 1, "level": -1 }],
        "named": { "a": {} },
        "choice": { "settings": {} },
    });
    let response = serve(&router, "POST", "/configure", JSON, request.to_string()).await;
    assert_eq!(response.status, 200, "{}", response.text());
    let input = seen.lock().unwrap().take().unwrap();
    assert_eq!((input.top, input.page), (Some(4), Some(1)));
    assert_eq!(input.one, Some(filled()));
    assert_eq!(input.many, Some(vec![filled(), filled().with_count(1).with_level(Level::Off)]));
    assert_eq!(input.named, Some([("a".to_owned(), filled())].into()));
    assert_eq!(input.choice, Some(Choice::Settings(filled())));

    // Without a body, and where something is said.
    serve(&router, "POST", "/configure?page=7", &[], "").await;
    let input = seen.lock().unwrap().take().unwrap();
    assert_eq!((input.top, input.page, input.one), (Some(4), Some(7), None));
}

#[tokio::test]
async fn servers_send_every_default() {
    let router = router(&Arc::default());
    let response = serve(&router, "POST", "/configure", JSON, "{}").await;
    let settings = json!({
        "count": 5, "title": "untitled", "always": 1, "at": "1970-01-01T00:00:00Z", "tags": [], "mode": "fast",
        "level": 2,
    });
    assert_eq!(body(&response), json!({ "one": settings }));
    assert_eq!(response.header("etag"), Some("none"));

    let refused = Router::new(Handlers::new().on(operations::Configure, async |_| Err(Refused::new().into())));
    let response = serve(&refused, "POST", "/configure", JSON, "{}").await;
    assert_eq!((response.header("x-after"), body(&response)), (Some("3"), json!({ "kind": "final" })));
}

#[tokio::test]
async fn clients_leave_defaults_that_are_not_theirs_to_servers() {
    let canned = Canned::one(200, JSON, r#"{"one":{}}"#);
    let input = ConfigureInput::new().with_one(Settings::new()).with_many(vec![Settings::new()]);
    let output = client(canned.clone()).configure(input).await.unwrap();
    assert_eq!(body(&canned.last()), json!({ "one": { "always": 1 }, "many": [{ "always": 1 }] }));
    assert_eq!(canned.last().uri, "http://example.com/configure");
    assert_eq!((output.one, output.etag), (Settings::new(), None));
}

/// A structure that is an input and an output, and is not marked as an input.
#[tokio::test]
async fn an_input_that_is_an_output_keeps_its_defaults() {
    let router = router(&Arc::default());
    let response = serve(&router, "POST", "/exchange", JSON, r#"{"next":{}}"#).await;
    let (outer, inner) = (json!({ "weight": 2, "label": "leaf" }), json!({ "weight": 9, "label": "leaf" }));
    let mut expected = outer;
    expected["next"] = inner;
    assert_eq!(body(&response), expected);

    let canned = Canned::one(200, JSON, r#"{"next":{}}"#);
    let output = client(canned.clone()).exchange(Node::new().with_next(Node::new())).await.unwrap();
    let filled = Node::new().with_weight(2).with_label("leaf");
    assert_eq!(output, filled.clone().with_next(filled));
    // What is required is sent.
    assert_eq!(body(&canned.last()), json!({ "label": "leaf", "next": { "label": "leaf" } }));
    // To users, what is not said is absent.
    assert_eq!(serde_json::from_str::<Node>("{}").unwrap(), Node::new());
    assert_eq!(serde_json::to_string(&Node::new()).unwrap(), "{}");
}

#[tokio::test]
async fn defaults_travel_in_headers_where_no_object_does() {
    let response = serve(&router(&Arc::default()), "PUT", "/attach", &[], "").await;
    assert_eq!((response.status.as_u16(), response.header("x-mode"), &*response.text()), (200, Some("fast"), ""));
    let canned = Canned::one(200, &[], "");
    let output = client(canned.clone()).attach(AttachInput::new()).await.unwrap();
    assert_eq!((canned.last().header("x-mode"), output.mode), (None, None));
}

#[tokio::test]
async fn internal_defaults_are_not_disclosed() {
    let secrets = Arc::new(Mutex::new(Secrets::new()));
    let keep = Arc::clone(&secrets);
    let router = Router::new(Handlers::new().on(operations::Reveal, move |_| {
        let secrets = keep.lock().unwrap().clone();
        let build = secrets.secret.clone();
        async move { Ok(RevealOutput::new(secrets).with_build(build)) }
    }));
    let response = serve(&router, "POST", "/reveal", JSON, "{}").await;
    assert_eq!(body(&response), json!({ "secrets": { "must": "hush", "open": "hi" } }));
    assert_eq!((response.header("x-build"), response.header("x-shown")), (None, Some("hi")));

    *secrets.lock().unwrap() = Secrets::new().with_secret("a").with_number(1).with_optional("b");
    let response = serve(&router, "POST", "/reveal", JSON, "{}").await;
    let told = json!({ "secret": "a", "number": 1, "optional": "b", "must": "hush", "open": "hi" });
    assert_eq!((body(&response), response.header("x-build")), (json!({ "secrets": told }), Some("a")));

    *secrets.lock().unwrap() = Secrets::new().with_optional("hush");
    let response = serve(&router, "POST", "/reveal", JSON, "{}").await;
    assert_eq!(body(&response), json!({ "secrets": { "must": "hush", "open": "hi" } }));

    // What was left out is what it was.
    let canned = Canned::one(200, JSON, response.body);
    let input = RevealInput::new().with_secrets(Secrets::new().with_optional("hush"));
    let output = client(canned.clone()).reveal(input).await.unwrap();
    assert_eq!((output.secrets, output.build.as_str()), (Secrets::new(), "hush"));
    // A default that clients do not know is none for them.
    assert_eq!(body(&canned.last()), json!({ "secrets": { "optional": "hush", "must": "hush", "open": "hi" } }));
    let again = serde_json::to_value(Secrets::new().with_optional("hush")).unwrap();
    assert_eq!(serde_json::from_value::<Secrets>(again).unwrap(), Secrets::new().with_optional("hush"));
}

#[tokio::test]
async fn internal_defaults_are_not_disclosed_in_payloads() {
    let canned = Canned::new([support::response(200, &[], ""), support::response(200, &[], "")]);
    let client = client(canned.clone());
    let output = client.whisper(Whispered::new().with_content("hush")).await.unwrap();
    assert_eq!((&*canned.last().text(), canned.last().header("content-type")), ("", None));
    assert_eq!(output, Whispered::new().with_content("hush"));
    client.whisper(Whispered::new().with_content("loud")).await.unwrap();
    assert_eq!((&*canned.last().text(), canned.last().header("content-type")), ("loud", Some("text/plain")));

    let router = Router::new(Handlers::new().on(operations::Whisper, |request| async move { Ok(request.input) }));
    for (body, expected) in [("", ""), ("hush", ""), ("loud", "loud")] {
        let response = serve(&router, "POST", "/whisper", &[("content-type", "text/plain")], body).await;
        assert_eq!((response.status.as_u16(), &*response.text()), (200, expected), "{body}");
    }
}

#[tokio::test]
async fn internal_defaults_are_not_disclosed_in_events() {
    let cases = [
        (Murmurs::Text(MurmurText::new()), false),
        (Murmurs::Text(MurmurText::new().with_speaker("loud").with_said("loud")), true),
        (Murmurs::Bytes(MurmurBytes::new()), false),
        (Murmurs::Bytes(MurmurBytes::new().with_said("loud")), true),
        (Murmurs::Whole(MurmurWhole::new()), false),
        (Murmurs::Whole(MurmurWhole::new().with_said("loud")), true),
    ];
    for (event, disclosed) in cases {
        let sent = event.clone();
        let router = Router::new(Handlers::new().on(operations::Murmur, move |_| {
            let events = EventStream::from(vec![sent.clone()]);
            async move { Ok(MurmurOutput::new().with_murmurs(events)) }
        }));
        let response = serve(&router, "GET", "/murmur", &[], "").await;
        let has = |word: &[u8]| response.body.windows(word.len()).any(|part| part == word);
        assert_eq!((has(b"hush"), has(b"loud")), (false, disclosed), "{event:?}");

        let client = client(router);
        let mut events = client.murmur(MurmurInput::new()).await.unwrap().murmurs.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap(), event);
    }
}

#[tokio::test]
async fn unknown_values_of_integer_enums_are_violations() {
    let router = router(&Arc::default());
    let known = json!({ "one": { "level": 7 }, "levels": [-1, 2], "levelMap": { "a": 7 } });
    let response = serve(&router, "POST", "/configure", &[JSON[0], ("x-level", "-1")], known.to_string()).await;
    assert_eq!(response.status, 200, "{}", response.text());

    let unknown = json!({ "one": { "level": 0 }, "levels": [2, 3], "levelMap": { "a": -2 } });
    let response = serve(&router, "POST", "/configure", &[JSON[0], ("x-level", "4")], unknown.to_string()).await;
    assert_eq!((response.status.as_u16(), response.header("x-amzn-errortype")), (400, Some("ValidationException")));
    let fields = body(&response)["fieldList"].as_array().unwrap().clone();
    let message =
        |path| format!("Value at '{path}' failed to satisfy constraint: Member must satisfy enum value set: [-1, 2]");
    let expected: Vec<Value> = ["/one/level", "/levels/1", "/levelMap/a", "/levelHeader"]
        .map(|path| json!({ "path": path, "message": message(path) }))
        .into();
    assert_eq!(fields, expected);

    assert_eq!(Level::VALUES, [-1, 2]);
    assert!(Settings::new().with_level(Level::from(5)).validate().is_err());
    // Clients keep what they do not know.
    let canned = Canned::one(200, JSON, r#"{"one":{"level":5}}"#);
    let output = client(canned).configure(ConfigureInput::new()).await.unwrap();
    assert_eq!(output.one.level, Some(Level::Unknown(5)));
}
