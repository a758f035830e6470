//! A service that speaks several protocols: the same values through all of them, on one router.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use support::serve;
use traits::several::Archive;
use traits::several::client::Client;
use traits::several::errors::*;
use traits::several::server::Router;
use traits::several::types::*;
use traits::{Blob, Document, Error, EventStream, Protocol, Request, Timestamp};

const PROTOCOLS: [Protocol; 7] = [
    Protocol::REST_JSON1,
    Protocol::AWS_JSON1_0,
    Protocol::AWS_JSON1_1,
    Protocol::RPCV2_JSON,
    Protocol::RPCV2_CBOR,
    Protocol::REST_XML,
    Protocol::AWS_QUERY,
];

/// Those with HTTP bindings.
const BOUND: [Protocol; 2] = [Protocol::REST_JSON1, Protocol::REST_XML];

/// Those without documents.
const WITHOUT_DOCUMENTS: [Protocol; 3] = [Protocol::RPCV2_CBOR, Protocol::REST_XML, Protocol::AWS_QUERY];

/// Keeps what it gets, and returns what it is told.
#[derive(Clone, Default)]
struct Recorder {
    seen: Arc<Mutex<Vec<PutRecordInput>>>,
}

impl Archive for Recorder {
    async fn put_record(&self, request: Request<PutRecordInput>) -> Result<PutRecordOutput, Error<PutRecordError>> {
        let input = request.input;
        let part = input.part.clone();
        let is_known = input.id == "known";
        self.seen.lock().unwrap().push(input);
        if is_known {
            return Err(RecordExists::new().with_message("it is there").with_owner("ann").into());
        }
        let output = PutRecordOutput::new().with_etag("v1").with_stored(Timestamp::new(86_400, 0).unwrap());
        Ok(part.into_iter().fold(output, PutRecordOutput::with_part))
    }

    async fn ping(&self, _: Request<PingInput>) -> Result<PingOutput, Error<PingError>> {
        Ok(PingOutput::new())
    }

    async fn put_blob(&self, request: Request<PutBlobInput>) -> Result<PutBlobOutput, Error<PutBlobError>> {
        let PutBlobInput { path, data, .. } = request.input;
        let length = data.map_or(0, |data| data.len());
        Ok(PutBlobOutput::new().with_part(Part::Text(format!("{path} {length}"))))
    }

    async fn watch(&self, request: Request<WatchInput>) -> Result<WatchOutput, Error<WatchError>> {
        let times = request.input.times.unwrap_or_default();
        let changes = (0..times).map(|n| Changes::Changed(changed(n))).collect::<Vec<_>>();
        Ok(WatchOutput::new().with_changes(EventStream::from(changes)))
    }

    async fn watch_named(&self, _: Request<WatchNamedInput>) -> Result<WatchNamedOutput, Error<WatchNamedError>> {
        let changes = EventStream::from(vec![Changes::Changed(changed(1))]);
        Ok(WatchNamedOutput::new().with_name("a name").with_changes(changes))
    }

    async fn clear(&self, _: Request<ClearInput>) -> Result<ClearOutput, Error<ClearError>> {
        Ok(ClearOutput::new())
    }
}

fn changed(n: i32) -> Changed {
    Changed::new().with_part(Part::Number(n.into())).with_at(Timestamp::new(n.into(), 500_000_000).unwrap())
}

fn client(protocol: Protocol, recorder: &Recorder) -> Client<Router<Recorder>> {
    let builder = Client::builder().endpoint("http://example.com").transport(Router::new(recorder.clone()));
    builder.protocol(protocol).max_attempts(1).build().unwrap()
}

fn text(random: &mut fastrand::Rng) -> String {
    (0..random.usize(1..8)).map(|_| random.alphanumeric()).collect()
}

fn part(random: &mut fastrand::Rng) -> Part {
    match random.u8(0..3) {
        0 => Part::Text(format!("é\"\u{1f600}{}", text(random))),
        1 => Part::Number(random.i64(..)),
        _ => Part::None,
    }
}

/// Timestamps before 1970 and after 2100, in whole seconds or not.
fn timestamp(random: &mut fastrand::Rng, nanos: u32) -> Timestamp {
    Timestamp::new(random.i64(-2_000_000_000..8_000_000_000), nanos).unwrap()
}

fn input(random: &mut fastrand::Rng) -> PutRecordInput {
    let mut input = PutRecordInput::new(text(random), text(random));
    if random.bool() {
        let words: Vec<String> = (0..random.usize(1..4)).map(|_| text(random)).collect();
        input = input.with_tags(words.clone()).with_notes(words.iter().map(|word| (word.to_lowercase(), word.clone())));
    }
    if random.bool() {
        let bytes: Vec<u8> = (0..random.usize(0..40)).map(|_| random.u8(..)).collect();
        input = input.with_content(Blob::from(bytes)).with_since(timestamp(random, 0));
    }
    if random.bool() {
        let digits: String = (0..random.usize(1..60)).map(|_| random.digit(10)).collect();
        let digits = format!("1{digits}");
        input = input.with_serial(format!("-{digits}").parse::<traits::BigInteger>().unwrap());
        input = input.with_amount(format!("{digits}.25e-7").parse::<traits::BigDecimal>().unwrap());
    }
    if random.bool() {
        let ratio = *random.choice(&[f64::INFINITY, f64::NEG_INFINITY, 0.1, -1e300, 5e-324]).unwrap();
        input = input.with_ratio(ratio).with_created(timestamp(random, 125_000_000)).with_expires(timestamp(random, 0));
    }
    if random.bool() {
        let parts: Vec<Part> = (0..random.usize(0..4)).map(|_| part(random)).collect();
        let counts: BTreeMap<String, Option<i32>> =
            (0..random.usize(0..4)).map(|_| (text(random), random.bool().then(|| random.i32(..)))).collect();
        input.counts = Some(counts);
        input = input.with_part(part(random)).with_parts(parts);
        input = input.with_extra(serde_json::from_str::<Document>(r#"{ "a": [1, null, "b"] }"#).unwrap());
    }
    input
}

#[tokio::test]
async fn protocols_agree_about_values() {
    let mut random = fastrand::Rng::with_seed(11);
    let recorder = Recorder::default();
    for _ in 0..100 {
        let with_document = input(&mut random);
        for protocol in PROTOCOLS {
            let mut input = with_document.clone();
            if WITHOUT_DOCUMENTS.contains(&protocol) {
                input.extra = None;
            }
            if protocol == Protocol::AWS_QUERY {
                // An empty map is not sent.
                input.counts = input.counts.filter(|counts| !counts.is_empty());
            }
            let output = client(protocol, &recorder).put_record(input.clone()).await;
            let output = output.unwrap_or_else(|error| panic!("{protocol}: {error:#}: {input:#?}"));
            let seen = recorder.seen.lock().unwrap().pop().unwrap();
            assert_eq!(seen, input, "{protocol}");
            assert_eq!((output.part, output.etag.as_deref()), (input.part.clone(), Some("v1")), "{protocol}");
            assert_eq!(output.stored, Some(Timestamp::new(86_400, 0).unwrap()), "{protocol}");
            // The status is a member that only HTTP bindings fill in.
            assert_eq!(output.status, BOUND.contains(&protocol).then_some(201), "{protocol}");
        }
    }
}

#[tokio::test]
async fn every_kind_of_message_goes_through_every_protocol() {
    let recorder = Recorder::default();
    for protocol in PROTOCOLS {
        let client = client(protocol, &recorder);
        client.ping(PingInput::new()).await.unwrap();
        client.clear(ClearInput::new()).await.unwrap();
        let blob = client.put_blob(PutBlobInput::new("a/b c").with_data(Blob::from(vec![0; 9]))).await.unwrap();
        assert_eq!(blob.part, Some(Part::Text("a/b c 9".to_owned())), "{protocol}");
        let error = client.put_record(PutRecordInput::new("known", "t")).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(409), Some("RecordExists")), "{protocol}");
        let Ok(PutRecordError::RecordExists(exists)) = error.into_modeled() else { panic!("{protocol}") };
        let expected = RecordExists::new().with_message("it is there").with_owner("ann");
        assert_eq!(exists, expected, "{protocol}");
        let invalid = client.put_record(PutRecordInput::new("much too long", "t")).await.unwrap_err();
        assert_eq!((invalid.status(), invalid.code()), (Some(400), Some("ValidationException")), "{protocol}");
        let response = invalid.response().unwrap();
        assert!(response.message.as_deref().unwrap_or_default().contains("'/id'"), "{protocol}: {response:?}");
    }
}

#[tokio::test]
async fn requests_choose_the_protocol() {
    let (json10, json11) = ("content-type: application/x-amz-json-1.0", "content-type: application/x-amz-json-1.1");
    let (put, cbor) = ("x-amz-target: Archive.Clear", "smithy-protocol: rpc-v2-cbor");
    let (rpc, json) = ("smithy-protocol: rpc-v2-json", "content-type: application/json");
    let operation = "POST /service/Archive/operation/Clear";
    let (form, clear) = ("content-type: application/x-www-form-urlencoded", "Action=Clear&Version=2026-01-01");
    let xml = "content-type: application/xml";
    let cases: &[(&str, &[&str], &str, u16, &str)] = &[
        ("POST /", &[put, json10], "{}", 200, "application/x-amz-json-1.0"),
        ("POST /", &[put, json11], "{}", 200, "application/x-amz-json-1.1"),
        ("POST /", &["x-amz-target: example.several#Archive.Clear", json10], "{}", 200, "application/x-amz-json-1.0"),
        ("POST /", &["x-amz-target: Archive.Nothing", json10], "{}", 404, "application/x-amz-json-1.0"),
        ("POST /", &[put, "content-type: text/plain"], "{}", 415, "application/x-amz-json-1.0"),
        ("POST /", &[put, json10], "{", 400, "application/x-amz-json-1.0"),
        (operation, &[rpc, json], "{}", 200, "application/json"),
        ("POST /v1/service/Archive/operation/Clear", &[rpc, json], "{}", 200, "application/json"),
        ("POST /service/example.several.Archive/operation/Clear", &[rpc, json], "{}", 404, "application/json"),
        ("POST /service/example.several.Archive/operation/Ping", &[cbor], "", 200, ""),
        ("POST /service/Archive/operation/Nothing", &[rpc, json], "{}", 404, "application/json"),
        ("POST /service/Other/operation/Clear", &[rpc, json], "{}", 404, "application/json"),
        ("POST /service/Archive/operation/Ping", &[cbor], "", 200, ""),
        (operation, &[cbor, json], "{}", 415, "application/cbor"),
        // One request must not be read in two ways.
        (operation, &[rpc, json, put], "{}", 404, "application/json"),
        ("DELETE /records", &[], "", 204, ""),
        ("POST /", &[form], "Action=Clear&Version=2026-01-01", 200, "text/xml"),
        ("POST /", &[form], "Version=2026-01-01&other=%20&Action=Clear", 200, "text/xml"),
        ("POST /", &["content-type: APPLICATION/x-www-form-urlencoded; charset=utf-8"], clear, 200, "text/xml"),
        ("POST /", &[form], "Action=Nothing&Version=2026-01-01", 400, "text/xml"),
        ("POST /", &[form], "Action=Clear&Version=2026-01-02", 400, "text/xml"),
        ("POST /", &[form], "Action=Clear", 400, "text/xml"),
        ("POST /", &[form], "Version=2026-01-01", 400, "text/xml"),
        ("POST /", &[form], "", 400, "text/xml"),
        ("POST /", &[form], "Action=Clear&Action=Ping&Version=2026-01-01", 400, "text/xml"),
        ("POST /", &[form], "Action=PutRecord&Version=2026-01-01&id=%zz", 400, "text/xml"),
        ("POST /", &[form, put, json10], "{}", 415, "application/x-amz-json-1.0"),
        ("POST /", &["content-type: text/plain"], clear, 404, "application/json"),
        ("POST /records", &[form], clear, 405, "application/json"),
        ("GET /?Action=Clear&Version=2026-01-01&X-Signature=a", &[], "", 200, "text/xml"),
        ("GET /?Action=Clear", &[], "", 400, "text/xml"),
        ("GET /ping?Action=Clear&Version=2026-01-01", &[], "", 204, ""),
        // Without a body, what is accepted says which of the protocols with bindings is meant.
        ("PUT /records/a-long-name?versioned", &["accept: application/xml", xml], "<a/>", 400, "application/xml"),
        ("PUT /records/a-long-name?versioned", &[json], "{}", 400, "application/json"),
        ("PUT /records/1?versioned", &["accept: application/xml"], "", 400, "application/xml"),
        ("PUT /records/1?versioned", &["content-type: application/xml"], "<a>", 400, "application/xml"),
        ("PUT /records/1?versioned", &[json], "<a>", 400, "application/json"),
        ("GET /nothing", &["accept: application/xml"], "", 404, "application/xml"),
    ];
    for (start, headers, body, status, media_type) in cases {
        let router = Router::new(Recorder::default());
        let (method, uri) = start.split_once(' ').unwrap();
        let headers: Vec<_> = headers.iter().map(|header| header.split_once(": ").unwrap()).collect();
        let response = serve(&router, method, uri, &headers, *body).await;
        let found = response.header("content-type").unwrap_or_default();
        assert_eq!(
            (response.status.as_u16(), found),
            (*status, *media_type),
            "{start} {headers:?}: {}",
            response.text()
        );
    }
}

#[tokio::test]
async fn a_protocol_that_the_service_does_not_speak_is_refused() {
    let other =
        traits::serving::client::Client::builder().endpoint("http://example.com").protocol(Protocol::RPCV2_JSON);
    let error = other.build().map(drop).unwrap_err();
    assert_eq!(error.to_string(), "Serving does not support the protocol smithy.protocols#rpcv2Json");
    assert_eq!(Protocol::of_id("aws.protocols#awsJson1_0"), Some(Protocol::AWS_JSON1_0));
}

/// Elements are named and scoped by the member that is the whole body, then its shape, then the service; errors have the
/// id of the request, and every violation.
#[tokio::test]
async fn elements_are_called_as_the_model_says() {
    let router = Router::new(Recorder::default());
    let stored = serve(&router, "PUT", "/blobs/a", &[("accept", "application/xml")], "").await;
    assert_eq!(stored.text(), r#"<Stored xmlns="http://example.com/stored"><text>a 0</text></Stored>"#);
    let headers = [("content-type", "application/xml"), ("host", "t.example.com")];
    let body = "<Any><tenant>t</tenant><Parts><member><number>1</number></member></Parts></Any>";
    let record = serve(&router, "PUT", "/records/1?versioned", &headers, body).await;
    let expected = concat!(
        r#"<PutRecordOutput xmlns="http://example.com/several">"#,
        "<stored>1970-01-02T00:00:00Z</stored></PutRecordOutput>"
    );
    assert_eq!(record.text(), expected);
    let invalid = serve(&router, "PUT", "/records/much-too-long?versioned", &headers, body).await;
    let id = invalid.header("x-amzn-requestid").unwrap_or_default();
    let text = invalid.text();
    let begins = concat!(
        r#"<ErrorResponse xmlns="http://example.com/several"><Error><Type>Sender</Type>"#,
        "<Code>ValidationException</Code><fieldList><member><message>"
    );
    assert!(text.starts_with(begins), "{text}");
    assert!(text.contains("<path>/id</path>"), "{text}");
    assert!(text.ends_with(&format!("</Error><RequestId>{id}</RequestId></ErrorResponse>")), "{text}");
    let malformed = "<Any><tenant>t</tenant><Parts><member><number>one</number></member></Parts></Any>";
    let malformed = serve(&router, "PUT", "/records/1?versioned", &headers, malformed).await;
    assert_eq!(malformed.status.as_u16(), 400);
    assert!(malformed.text().contains("<path>/parts/0/number</path>"), "{}", malformed.text());
}
