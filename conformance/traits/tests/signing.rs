//! Which requests are signed, and what their signatures cover.

#![allow(clippy::expect_used, reason = "a panic is how a test fails")]

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use shapewright_runtime::client::SigV4;
use shapewright_runtime::{Error, EventStream, Request};
use support::{Canned, JSON, Message, response, stream};
use traits::server::Handlers;
use traits::signing::client::Client;
use traits::signing::operations;
use traits::signing::server::Router;
use traits::signing::types::*;

#[derive(Debug)]
struct Provider(fn() -> Result<Credentials, CredentialsError>);

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready((self.0)())
    }
}

fn known() -> Provider {
    Provider(|| Ok(Credentials::new("AKIDEXAMPLE", "secret", None, None, "test")))
}

fn missing() -> Provider {
    Provider(|| Err(CredentialsError::not_loaded_no_source()))
}

fn broken() -> Provider {
    Provider(|| Err(CredentialsError::provider_error("the disk is full")))
}

fn client(provider: Provider, canned: &Canned) -> Client<Canned> {
    let signer = SigV4::new("vault", "eu-north-1", provider);
    let builder = Client::builder().endpoint("http://example.com").transport(canned.clone());
    builder.signer(signer).max_attempts(1).build().expect("a client")
}

fn canned() -> Canned {
    Canned::new((0..20).map(|_| response(200, JSON, "{}")))
}

fn digest(message: &Message) -> Option<&str> {
    message.header("x-amz-content-sha256")
}

#[tokio::test]
async fn the_model_decides_what_is_signed() {
    let canned = canned();
    let client = client(known(), &canned);
    let is_signed =
        || canned.last().header("authorization").is_some_and(|value| value.starts_with("AWS4-HMAC-SHA256 "));
    client.plain(PlainInput::new("a")).await.expect("an answer");
    assert!(is_signed() && digest(&canned.last()).is_none());
    client.either(EitherInput::new()).await.expect("an answer");
    assert!(is_signed());
    client.choose(ChooseInput::new()).await.expect("an answer");
    assert!(is_signed());
    client.open(OpenInput::new()).await.expect("an answer");
    assert!(!is_signed());
    client.bear(BearInput::new()).await.expect("an answer");
    assert_eq!(canned.last().header("authorization"), None);
}

#[tokio::test]
async fn a_client_knows_the_signing_name_of_its_model() {
    let canned = canned();
    let builder = Client::builder().endpoint("http://example.com").transport(canned.clone());
    let client = builder.sigv4("eu-north-1", known()).build().expect("a client");
    client.plain(PlainInput::new("a")).await.expect("an answer");
    let message = canned.last();
    let value = message.header("authorization").expect("a signature");
    // The scope of a signature is the access key, the day, the region and the signing name.
    let credential = value.strip_prefix("AWS4-HMAC-SHA256 Credential=").and_then(|rest| rest.split(',').next());
    let scope: Vec<&str> = credential.unwrap_or_default().split('/').collect();
    let [key, day, rest @ ..] = scope.as_slice() else { panic!("no scope: {value}") };
    assert_eq!((*key, day.len(), rest), ("AKIDEXAMPLE", 8, ["eu-north-1", "vault", "aws4_request"].as_slice()));
}

#[tokio::test]
async fn a_caller_may_authenticate_a_request() {
    let canned = canned();
    let client = client(missing(), &canned);
    let mut bear = Request::new(BearInput::new());
    bear.headers.insert("authorization", "Bearer a".parse().expect("a value"));
    client.bear(bear).await.expect("an answer");
    assert_eq!(canned.last().header("authorization"), Some("Bearer a"));
    let mut choose = Request::new(ChooseInput::new());
    choose.headers.insert("authorization", "Bearer b".parse().expect("a value"));
    client.choose(choose).await.expect("an answer");
    assert_eq!(canned.last().header("authorization"), Some("Bearer b"));
}

#[tokio::test]
async fn credentials_are_needed_where_the_model_says_so() {
    let canned = canned();
    for provider in [missing, broken] {
        let client = client(provider(), &canned);
        client.open(OpenInput::new()).await.expect("an answer");
        client.bear(BearInput::new()).await.expect("an answer");
        assert_eq!(canned.last().header("authorization"), None);
        let before = canned.requests().len();
        let error = client.plain(PlainInput::new("a")).await.expect_err("no credentials");
        assert!(matches!(error, Error::Transport { maybe_sent: false, .. }), "{error}");
        assert_eq!(canned.requests().len(), before);
    }
    let either = client(missing(), &canned).either(EitherInput::new()).await;
    assert!(either.is_ok() && canned.last().header("authorization").is_none());
    // What is there and cannot be read is not left out silently.
    client(broken(), &canned).either(EitherInput::new()).await.expect_err("a broken provider");
}

#[tokio::test]
async fn bodies_are_signed_unless_the_model_leaves_them_out() {
    let canned = canned();
    let client = client(known(), &canned);
    client.send(SendInput::new().with_content("abc")).await.expect("an answer");
    assert_eq!(digest(&canned.last()), Some("UNSIGNED-PAYLOAD"));
    for content in [stream(["abc"]), "abc".into()] {
        client.send_stream(SendStreamInput::new().with_content(content)).await.expect("an answer");
        assert_eq!(digest(&canned.last()), Some("UNSIGNED-PAYLOAD"));
    }
    for content in [stream(["abc"]), "abc".into()] {
        client.store(StoreInput::new().with_content(content)).await.expect("an answer");
        assert_eq!((digest(&canned.last()), canned.last().header("content-length")), (None, Some("3")));
    }
}

#[tokio::test]
async fn checksums_of_streams_go_where_the_signature_lets_them() {
    let canned = canned();
    let client = client(known(), &canned);
    client.seal(SealInput::new().with_content(stream(["abc"]))).await.expect("an answer");
    assert_eq!(digest(&canned.last()), Some("STREAMING-UNSIGNED-PAYLOAD-TRAILER"));
    assert_eq!(canned.last().header("x-amz-trailer"), Some("x-amz-checksum-crc32"));
    client.mark(MarkInput::new().with_content(stream(["abc"]))).await.expect("an answer");
    assert_eq!(canned.last().header("x-amz-checksum-crc32"), Some("NSRBwg=="));
    assert_eq!((digest(&canned.last()), canned.last().text().as_str()), (None, "abc"));
}

#[tokio::test]
async fn a_server_reads_signed_events() {
    let handlers = Handlers::new().on(operations::Speak, async |request: Request<SpeakInput>| {
        let mut heard = String::new();
        let mut sounds = request.into_input().sounds.unwrap_or_default();
        while let Some(sound) = sounds.next().await {
            match sound {
                Ok(Sounds::Sound(sound)) => heard.push_str(&String::from_utf8_lossy(&sound.bytes.unwrap_or_default())),
                Ok(_) => heard.push('?'),
                Err(error) => heard.push_str(&error.to_string()),
            }
        }
        Ok(SpeakOutput::new().with_heard(heard))
    });
    let router: Router<Handlers> = Router::new(handlers);
    let signer = SigV4::new("vault", "eu-north-1", known());
    let builder = Client::builder().endpoint("http://example.com").transport(router);
    let client = builder.signer(signer).build().expect("a client");
    let sounds: Vec<Sounds> = ["one ", "two"].map(|text| Sounds::Sound(Sound::new().with_bytes(text))).into();
    for sounds in [sounds, Vec::new()] {
        let expected = if sounds.is_empty() { "" } else { "one two" };
        let input = SpeakInput::new().with_sounds(EventStream::from(sounds));
        let output = client.speak(input).await.expect("an answer");
        assert_eq!(output.heard.as_deref(), Some(expected));
    }
    client.speak(SpeakInput::new()).await.expect("an answer to a request without a stream");
}

#[tokio::test]
async fn labels_are_sent_as_they_are() {
    let canned = canned();
    for name in [".", "..", "a/./b", "a/../b", "a//b", "..a"] {
        client(known(), &canned).plain(PlainInput::new(name)).await.expect("an answer");
        assert_eq!(canned.last().uri, format!("http://example.com/plain/{name}"));
    }
}
