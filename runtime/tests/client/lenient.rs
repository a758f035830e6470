//! Responses that are not quite what the model says.

use std::cell::RefCell;
use std::collections::BTreeMap;

use shapewright_runtime::client::{Builder, DefaultTransport, GeneratedClient, Transport};
use shapewright_runtime::private::{
    Check, ClientOperation, Core, Incoming, Members, Operation, OperationSpec, Outgoing, Stop, enumeration,
    operation_error, serde, structure, texts, unchecked,
};
use shapewright_runtime::{
    BigDecimal, BigInteger, Blob, CallOptions, Error, Leniency, Request, Timestamp, TimestampFormat,
};

use crate::canned::Canned;

/// Reads one value of each type.
struct ReadAll;

impl Operation for ReadAll {
    type Input = Input;
    type Output = All;
    type Error = ReadAllError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("ReadAll", "GET", 200);
}

impl ClientOperation for ReadAll {
    fn encode(_: Input, to: &mut Outgoing) {
        to.path("/all");
    }

    fn decode(from: &mut Incoming<'_>) -> Result<All, Stop> {
        let mut all: All = Members::placeholder();
        from.begin(All::table());
        from.header(0, "X-Count", &mut all.count);
        from.header(1, "X-Flag", &mut all.flag);
        let format = shapewright_runtime::private::TextFormat::Timestamp(TimestampFormat::HttpDate);
        from.header_as(2, "Last-Modified", format, &mut all.modified);
        from.members(&mut all);
        from.finish(all)
    }
}

struct Input;

impl Check for Input {}

#[derive(Clone, Debug, PartialEq)]
pub struct All {
    count: Option<i32>,
    flag: Option<bool>,
    modified: Option<Timestamp>,
    text: Option<String>,
    word: Option<Word>,
    byte: Option<i8>,
    long: Option<i64>,
    double: Option<f64>,
    boolean: Option<bool>,
    blob: Option<Blob>,
    epoch: Option<Timestamp>,
    date: Option<Timestamp>,
    http: Option<Timestamp>,
    big: Option<BigInteger>,
    decimal: Option<BigDecimal>,
    list: Option<Vec<String>>,
    map: Option<BTreeMap<String, i32>>,
    inner: Option<Box<All>>,
}

structure!(types::All {
    0: count("count").bound_in_responses(),
    1: flag("flag").bound_in_responses(),
    2: modified("modified").bound_in_responses(),
    3: text("text"),
    4: word("word"),
    5: byte("byte"),
    6: long("long"),
    7: double("double"),
    8: boolean("boolean"),
    9: blob("blob"),
    10: epoch("epoch"),
    11: date("date").format(TimestampFormat::DateTime),
    12: http("http").format(TimestampFormat::HttpDate),
    13: big("big"),
    14: decimal("decimal"),
    15: list("list"),
    16: map("map"),
    17: inner("inner"),
});
unchecked! { All; }
serde! { All; }

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    Yes,
    Unknown(String),
}

texts!(Word { Yes: "yes" });
enumeration! { Word; }

#[derive(Clone, Debug, PartialEq)]
pub enum ReadAllError {}

operation_error! { ReadAllError = "ReadAll"; }

mod types {
    pub(super) use super::All;
}

struct Client<S>(Core<S>);

impl<S> GeneratedClient for Client<S> {
    type Transport = S;
    type Over<T> = Client<T>;
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = &shapewright_runtime::private::ServiceSpec::new(
        "Lenient",
        "test#Lenient",
        "",
        &[shapewright_runtime::Protocol::REST_JSON1],
    );

    fn from_core(core: Core<S>) -> Self {
        Self(core)
    }
}

fn client<S: Transport>(transport: S, leniency: Option<Leniency>) -> Client<S> {
    let builder = Builder::<Client<DefaultTransport>>::new().endpoint("http://a").transport(transport);
    match leniency {
        Some(leniency) => builder.leniency(leniency).build().unwrap(),
        None => builder.build().unwrap(),
    }
}

async fn read(leniency: Option<Leniency>, headers: &[(&str, &str)], body: &str) -> Result<All, Error<ReadAllError>> {
    let body: &'static str = body.to_owned().leak();
    client(Canned::answering(200, headers, body), leniency).0.call::<ReadAll>(Request::new(Input)).await
}

/// What a body is read as by each leniency, as JSON; `-` where it is refused.
async fn hold(body: &str, standard: &str, lenient: &str) {
    let cases = [(Some(Leniency::Strict), "-"), (None, standard), (Some(Leniency::Lenient), lenient)];
    for (leniency, expected) in cases {
        let found = match read(leniency, &[], body).await {
            Ok(all) => serde_json::to_string(&all).unwrap(),
            Err(Error::Decode { .. }) => "-".to_owned(),
            Err(error) => panic!("{body}: {error}"),
        };
        assert_eq!(found, expected, "{leniency:?} {body}");
    }
}

#[tokio::test]
async fn what_clients_commonly_accept() {
    let both = [
        (r#"{"long":5.0}"#, r#"{"long":5}"#),
        (r#"{"long":5e0}"#, r#"{"long":5}"#),
        (r#"{"long":50E-1}"#, r#"{"long":5}"#),
        (r#"{"long":-1.2e1}"#, r#"{"long":-12}"#),
        (r#"{"long":0.0}"#, r#"{"long":0}"#),
        (r#"{"long":0e99999999999}"#, r#"{"long":0}"#),
        (r#"{"long":9007199254740993.0}"#, r#"{"long":9007199254740993}"#),
        (r#"{"long":9223372036854775807.000}"#, r#"{"long":9223372036854775807}"#),
        (r#"{"long":-9.223372036854775808E18}"#, r#"{"long":-9223372036854775808}"#),
        (r#"{"byte":1.27e2}"#, r#"{"byte":127}"#),
        (r#"{"map":{"a":1.0,"b":2}}"#, r#"{"map":{"a":1,"b":2}}"#),
        (r#"{"big":123456789012345678901234567890.0}"#, r#"{"big":123456789012345678901234567890}"#),
        (r#"{"big":1e30}"#, r#"{"big":1000000000000000000000000000000}"#),
        (r#"{"text":"a\ud83d","long":1}"#, "{\"text\":\"a\u{fffd}\",\"long\":1}"),
        (r#"{"text":"\udc00b\ud83d\ude00"}"#, "{\"text\":\"\u{fffd}b\u{1f600}\"}"),
        (r#"{"http":"Sunday, 06-Nov-94 08:49:37 GMT"}"#, r#"{"http":"Sun, 06 Nov 1994 08:49:37 GMT"}"#),
        (r#"{"http":"Sun Nov  6 08:49:37 1994"}"#, r#"{"http":"Sun, 06 Nov 1994 08:49:37 GMT"}"#),
        (r#"{"inner":{"long":1.0}}"#, r#"{"inner":{"long":1}}"#),
    ];
    for (body, expected) in both {
        hold(body, expected, expected).await;
    }
}

#[tokio::test]
async fn what_some_clients_accept() {
    let lenient = [
        (r#"{"text":5}"#, r#"{"text":"5"}"#),
        (r#"{"text":1795623592.9744690}"#, r#"{"text":"1795623592.9744690"}"#),
        (r#"{"text":false}"#, r#"{"text":"false"}"#),
        (r#"{"word":1}"#, r#"{"word":"1"}"#),
        (r#"{"list":["a",1,true]}"#, r#"{"list":["a","1","true"]}"#),
        (r#"{"long":"12"}"#, r#"{"long":12}"#),
        (r#"{"long":"1.2e1"}"#, r#"{"long":12}"#),
        (r#"{"double":"1.5"}"#, r#"{"double":1.5}"#),
        (r#"{"big":"12"}"#, r#"{"big":12}"#),
        (r#"{"decimal":"1.50"}"#, r#"{"decimal":1.50}"#),
        (r#"{"boolean":"True"}"#, r#"{"boolean":true}"#),
        (r#"{"boolean":0}"#, r#"{"boolean":false}"#),
        (r#"{"blob":"YWI"}"#, r#"{"blob":"YWI="}"#),
        ("{\"blob\":\"YWFh\\r\\nYWI=\"}", r#"{"blob":"YWFhYWI="}"#),
        (r#"{"epoch":"784111777"}"#, r#"{"epoch":784111777}"#),
        (r#"{"epoch":"1994-11-06T08:49:37Z"}"#, r#"{"epoch":784111777}"#),
        (r#"{"epoch":"1994-11-06T09:49:37.5+01:00"}"#, r#"{"epoch":784111777.5}"#),
        (r#"{"epoch":"1994-11-06 08:49:37.025811"}"#, r#"{"epoch":784111777.025811}"#),
        (r#"{"epoch":"Sun, 06 Nov 1994 08:49:37 GMT"}"#, r#"{"epoch":784111777}"#),
        (r#"{"date":784111777.5}"#, r#"{"date":"1994-11-06T08:49:37.5Z"}"#),
        (r#"{"date":"1994-11-06T08:49:37"}"#, r#"{"date":"1994-11-06T08:49:37Z"}"#),
        (r#"{"date":"1994-11-06 08:49:37+00:00"}"#, r#"{"date":"1994-11-06T08:49:37Z"}"#),
        (r#"{"date":"Sun, 06 Nov 1994 08:49:37 GMT"}"#, r#"{"date":"1994-11-06T08:49:37Z"}"#),
        (r#"{"http":"1994-11-06T08:49:37Z"}"#, r#"{"http":"Sun, 06 Nov 1994 08:49:37 GMT"}"#),
        (r#"{"http":784111777}"#, r#"{"http":"Sun, 06 Nov 1994 08:49:37 GMT"}"#),
        ("null", "{}"),
    ];
    for (body, expected) in lenient {
        hold(body, "-", expected).await;
    }
}

#[tokio::test]
async fn what_no_client_should_accept() {
    let refused = [
        r#"{"long":5.5}"#,
        r#"{"long":5e-1}"#,
        r#"{"long":9223372036854775808.0}"#,
        r#"{"long":1e999999999999}"#,
        r#"{"byte":128.0}"#,
        r#"{"long":"five"}"#,
        r#"{"long":" 5"}"#,
        r#"{"long":""}"#,
        r#"{"long":true}"#,
        r#"{"double":"five"}"#,
        r#"{"boolean":2}"#,
        r#"{"boolean":"yes"}"#,
        r#"{"text":{}}"#,
        r#"{"text":[]}"#,
        r#"{"blob":1234}"#,
        r#"{"blob":"?"}"#,
        r#"{"big":1e999999999}"#,
        r#"{"epoch":"25/11/2026, 16:07:29"}"#,
        r#"{"epoch":"yesterday"}"#,
        r#"{"date":"1994-02-30 08:49:37"}"#,
        r#"{"http":"Sun Nov 31 08:49:37 1994"}"#,
        r#"{"date":true}"#,
        r#"{"list":"a"}"#,
        r#"{"list":{}}"#,
        r#"{"inner":"a"}"#,
        "[]",
        r#"{"text":5"#,
        r#"{"text":5} trailing"#,
    ];
    for body in refused {
        hold(body, "-", "-").await;
    }
}

#[tokio::test]
async fn what_every_leniency_accepts() {
    let cases = [
        ("", "{}"),
        (" \r\n\t", "{}"),
        ("\u{feff}{\"long\":1}", r#"{"long":1}"#),
        (r#"{"list":["a",null],"map":{"a":null},"long":null}"#, r#"{"list":["a"],"map":{}}"#),
        (r#"{"date":"1994-11-06T09:49:37+01:00"}"#, r#"{"date":"1994-11-06T08:49:37Z"}"#),
        (r#"{"double":"NaN"}"#, r#"{"double":"NaN"}"#),
        (r#"{"unknown":{"a":[1,"2"]},"long":1}"#, r#"{"long":1}"#),
    ];
    for (body, expected) in cases {
        for leniency in [Leniency::Strict, Leniency::Standard, Leniency::Lenient] {
            for content_type in ["application/json", "text/html", "application/x-amz-json-1.1; charset=utf-8"] {
                let all = read(Some(leniency), &[("content-type", content_type)], body).await.unwrap();
                assert_eq!(serde_json::to_string(&all).unwrap(), expected, "{leniency:?} {body}");
            }
        }
    }
}

#[tokio::test]
async fn a_lenient_run_reads_everything_again() {
    let body =
        r#"{"text":"a","list":["b"],"map":{"c":1},"word":"yes","inner":{"text":"d","list":[]},"long":2.0,"byte":3}"#;
    let found = serde_json::to_string(&read(None, &[], body).await.unwrap()).unwrap();
    let expected =
        r#"{"text":"a","word":"yes","byte":3,"long":2,"list":["b"],"map":{"c":1},"inner":{"text":"d","list":[]}}"#;
    assert_eq!(found, expected);
}

#[tokio::test]
async fn headers_are_read_likewise() {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    // The value of each header by each leniency.
    let cases = [
        ("x-count", "5.0", [None, Some("5"), Some("5")]),
        ("x-count", "5.5", [None, None, None]),
        ("x-flag", "True", [None, None, Some("true")]),
        ("x-flag", "1", [None, None, None]),
        ("last-modified", "Sunday, 06-Nov-94 08:49:37 GMT", [None, Some(date), Some(date)]),
        ("last-modified", "1994-11-06T08:49:37Z", [None, None, Some(date)]),
        ("last-modified", "784111777", [None, None, Some(date)]),
        ("last-modified", "1994", [None, None, Some("Thu, 01 Jan 1970 00:33:14 GMT")]),
    ];
    for (name, value, expected) in cases {
        let leniencies = [Leniency::Strict, Leniency::Standard, Leniency::Lenient];
        for (leniency, expected) in leniencies.into_iter().zip(expected) {
            let found = read(Some(leniency), &[(name, value)], "{}").await.ok().map(|all| {
                let modified = all.modified.map(|modified| modified.format(TimestampFormat::HttpDate).to_string());
                all.count.map(|count| count.to_string()).or(all.flag.map(|flag| flag.to_string())).or(modified).unwrap()
            });
            assert_eq!(found.as_deref(), expected, "{leniency:?} {name}: {value}");
        }
    }
}

#[tokio::test]
async fn a_call_may_be_more_or_less_lenient() {
    let options = CallOptions::new().with_leniency(Leniency::Lenient);
    let canned = Canned::answering(200, &[], r#"{"text":5}"#);
    let request = Request::new(Input).with_options(options);
    assert_eq!(client(canned, None).0.call::<ReadAll>(request).await.unwrap().text.as_deref(), Some("5"));
    let options = CallOptions::new().with_leniency(Leniency::Strict);
    let canned = Canned::answering(200, &[], r#"{"text":5}"#);
    let request = Request::new(Input).with_options(options);
    assert!(client(canned, Some(Leniency::Lenient)).0.call::<ReadAll>(request).await.is_err());
}

#[tokio::test]
async fn a_refusal_says_which_leniency_would_do() {
    let error = read(None, &[], r#"{"inner":{"list":["a",1]}}"#).await.unwrap_err().to_string();
    let expected = "/inner/list/1: found a number instead of a string, which only a more lenient client accepts \
         (`Leniency::Lenient`)";
    assert!(error.contains(expected), "{error}");
}

thread_local! {
    /// The fields of the events of this thread, on which a test with all its calls runs.
    static EVENTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Collects events. It is the same for all threads, since tracing remembers who wants the events of a place.
struct Events;

impl tracing::Subscriber for Events {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "shapewright::client"
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut line = event.metadata().level().to_string();
        event.record(&mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            if field.name() != "message" {
                line.push_str(&format!(" {value:?}"));
            }
        });
        EVENTS.with_borrow_mut(|events| events.push(line));
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[tokio::test]
async fn what_differs_is_reported_with_its_place() {
    let body =
        r#"{"text":5,"long":2.0,"list":["secret",true],"map":{"a/b":"1"},"inner":{"http":"1994-11-06 08:49:37"}}"#;
    tracing::subscriber::set_global_default(Events).unwrap();
    tracing::callsite::rebuild_interest_cache();
    read(Some(Leniency::Lenient), &[("x-flag", "TRUE")], body).await.unwrap();
    // What a strict run can read is not worth a word, and what fails is not reported twice.
    read(Some(Leniency::Lenient), &[], r#"{"text":"a"}"#).await.unwrap();
    read(None, &[], r#"{"text":5}"#).await.unwrap_err();
    let expected = [
        r#"WARN "ReadAll" "/flag" "a boolean with capital letters""#,
        r#"WARN "ReadAll" "/text" "a number instead of a string""#,
        r#"DEBUG "ReadAll" "/long" "an integer with a fraction or an exponent""#,
        r#"WARN "ReadAll" "/list/1" "a boolean instead of a string""#,
        r#"WARN "ReadAll" "/map/a~1b" "a number in quotes""#,
        r#"WARN "ReadAll" "/inner/http" "a timestamp without a time zone""#,
    ];
    assert_eq!(EVENTS.take(), expected);
}
