//! What a server and a client make of paths, headers, payloads and statuses.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use support::{Canned, JSON, response, serve};
use traits::bindings::client::Client;
use traits::bindings::server::Router;
use traits::bindings::{operations, types::*};
use traits::client::Transport;
use traits::server::Handlers;
use traits::{Error, Timestamp};

fn client<S: Transport>(transport: S) -> Client<S> {
    Client::builder().endpoint("http://example.com").transport(transport).build().unwrap()
}

#[tokio::test]
async fn a_slash_at_the_end_of_a_path_is_optional() {
    let router = Router::new(
        Handlers::new()
            .on(operations::ListThings, async |_| Ok(ListThingsOutput::new()))
            .on(operations::DeleteThings, async |_| Ok(DeleteThingsOutput::new()))
            .on(operations::DeleteThing, async |_| Ok(DeleteThingOutput::new()))
            .on(operations::GetThing, async |request| Ok(GetThingOutput::new().with_id(request.input.id)))
            .on(operations::GetFile, async |request| Ok(GetFileOutput::new().with_path(request.input.path))),
    );
    let cases = [
        ("GET", "/things", 200, ""),
        ("GET", "/things/", 200, ""),
        ("GET", "/things//", 404, "UnknownOperationException"),
        ("GET", "/things/a/", 200, r#"{"id":"a"}"#),
        ("GET", "/things/%2F/", 200, r#"{"id":"/"}"#),
        ("GET", "/files/a/b/", 200, r#"{"path":"a/b"}"#),
        ("DELETE", "/things", 200, ""),
        ("DELETE", "/things/a", 200, ""),
        ("DELETE", "/things/", 405, "MethodNotAllowedException"),
    ];
    for (method, uri, status, expected) in cases {
        let response = serve(&router, method, uri, &[], "").await;
        assert_eq!(response.status, status, "{method} {uri}");
        let found = response.header("x-amzn-errortype").map_or_else(|| response.text(), str::to_owned);
        assert_eq!(found, expected, "{method} {uri}");
    }
    // A client sends what the model says.
    let canned = Canned::one(200, JSON, "");
    client(canned.clone()).delete_things(DeleteThingsInput::new()).await.unwrap();
    assert_eq!(canned.last().uri, "http://example.com/things/");
    let empty = client(Canned::default()).delete_thing(DeleteThingInput::new("")).await;
    assert!(matches!(empty, Err(Error::Request(_))), "{empty:?}");
}

/// Where a member is bound to a header that says what a body is, its values are the model's business.
#[tokio::test]
async fn a_bound_content_type_may_be_any() {
    let router = Router::new(
        Handlers::new()
            .on(operations::TypedNothing, async |request| {
                assert_eq!(request.input.content_type.as_deref(), Some("a/b"));
                Ok(TypedNothingOutput::new())
            })
            .on(operations::TypedJson, async |request| {
                assert_eq!(request.input.note.as_deref(), Some("n"));
                Ok(TypedJsonOutput::new())
            })
            .on(operations::TypedText, async |_| Ok(TypedTextOutput::new()))
            .on(operations::TypedBlob, async |_| Ok(TypedBlobOutput::new()))
            .on(operations::Convert, async |request| {
                let accept = request.input.accept.unwrap_or_default();
                Ok(ConvertOutput::new().with_content_type(accept).with_picture("x"))
            }),
    );
    let client = client(router.clone());
    client.typed_nothing(TypedNothingInput::new().with_content_type("a/b")).await.unwrap();
    client.typed_json(TypedJsonInput::new().with_content_type("application/x-json").with_note("n")).await.unwrap();
    client.typed_text(TypedTextInput::new().with_content_type("text/csv").with_text("x")).await.unwrap();
    client.typed_blob(TypedBlobInput::new().with_content_type("image/gif").with_picture("x")).await.unwrap();
    let converted = client.convert(ConvertInput::new().with_accept("image/webp;q=0.5")).await.unwrap();
    assert_eq!(converted.content_type.as_deref(), Some("image/webp;q=0.5"));

    // A body still has one, and elsewhere it must be the model's.
    let untyped = serve(&router, "POST", "/typed/json", &[], r#"{"note":"n"}"#).await;
    assert_eq!(untyped.status, 415);
    let wrong = serve(&router, "POST", "/status", &[("content-type", "text/csv")], r#"{"status":200}"#).await;
    assert_eq!(wrong.status, 415);
}

#[tokio::test]
async fn a_required_text_or_blob_is_there_without_bytes() {
    let router = Router::new(
        Handlers::new()
            .on(operations::PutText, async |request| Ok(PutTextOutput::new(request.input.body)))
            .on(operations::PutLevel, async |request| Ok(PutLevelOutput::new(request.input.body)))
            .on(operations::PutBlob, async |request| Ok(PutBlobOutput::new(request.input.body)))
            .on(operations::PutCheckedText, async |request| {
                assert_eq!(request.input.body.as_deref(), Some(""));
                Ok(PutCheckedTextOutput::new().with_body(""))
            })
            .on(operations::PutCheckedBlob, async |request| {
                assert_eq!(request.input.body.as_deref(), Some(&b""[..]));
                Ok(PutCheckedBlobOutput::new().with_body(""))
            })
            .on(operations::PutOptionalText, async |request| {
                assert_eq!(request.input.body, None);
                Ok(PutOptionalTextOutput::new())
            })
            .on(operations::PutOptionalBlob, async |request| {
                assert_eq!(request.input.body, None);
                Ok(PutOptionalBlobOutput::new())
            }),
    );
    for headers in [&[][..], &[("content-type", "text/plain")]] {
        for payload in ["text", "blob", "checkedtext", "checkedblob", "optionaltext", "optionalblob"] {
            let response = serve(&router, "PUT", &format!("/payloads/{payload}"), headers, "").await;
            assert_eq!((response.status.as_u16(), response.text()), (200, String::new()), "{payload} {headers:?}");
        }
        // An enum has no empty value.
        let level = serve(&router, "PUT", "/payloads/level", headers, "").await;
        assert!(level.text().contains("enum value set: [low]"), "{}", level.text());
    }
    let client = client(router);
    assert_eq!(client.put_text(PutTextInput::new("")).await.unwrap().body, "");
    assert_eq!(client.put_blob(PutBlobInput::new("")).await.unwrap().body.len(), 0);
    assert_eq!(
        client.put_checked_text(PutCheckedTextInput::new().with_body("")).await.unwrap().body.as_deref(),
        Some("")
    );
    assert!(client.put_checked_blob(PutCheckedBlobInput::new().with_body("")).await.unwrap().body.is_some());
    assert_eq!(client.put_optional_text(PutOptionalTextInput::new()).await.unwrap().body, None);
    assert_eq!(client.put_optional_blob(PutOptionalBlobInput::new()).await.unwrap().body, None);
}

fn echo_headers() -> Router<Handlers> {
    Router::new(Handlers::new().on(operations::SendHeaders, async |request| {
        let SendHeadersInput { names, dates, date, .. } = request.input;
        let mut output = SendHeadersOutput::new();
        (output.names, output.dates, output.date) = (names, dates, date);
        Ok(output)
    }))
}

#[tokio::test]
async fn items_of_header_lists_survive() {
    let names = ["", " ", "a", " b", "c ", "\td", "e\t", "f, g", "h\"i\"", "\\", " \"j\" ,", "k l"];
    let names: Vec<String> = names.map(str::to_owned).to_vec();
    let dates: Vec<Timestamp> = [0, 1_398_796_238].map(|secs| Timestamp::from_secs(secs).unwrap()).to_vec();
    let input = SendHeadersInput::new().with_names(names.clone()).with_dates(dates.clone());
    let output = client(echo_headers()).send_headers(input).await.unwrap();
    assert_eq!((output.names, output.dates), (Some(names), Some(dates)));

    let canned = Canned::one(200, &[], "");
    let spaced = SendHeadersInput::new().with_names(vec![" a ".to_owned(), "b c".to_owned()]);
    client(canned.clone()).send_headers(spaced).await.unwrap();
    assert_eq!(canned.last().header("x-names"), Some(r#"" a ", b c"#));
}

const FIRST: &str = "Tue, 29 Apr 2014 18:30:38 GMT";
const SECOND: &str = "Wed, 30 Apr 2014 18:30:38 GMT";

#[tokio::test]
async fn dates_in_header_lists_may_be_quoted() {
    let both = format!("{FIRST}, {SECOND}");
    let lists = [
        both.clone(),
        format!("{FIRST},{SECOND}"),
        format!(r#""{FIRST}", "{SECOND}""#),
        format!(r#""{FIRST}",{SECOND}"#),
        format!(r#"{FIRST} , "{SECOND}""#),
        format!(r#" ,"{FIRST}",, "{SECOND}",  "#),
        format!(", {FIRST},, {SECOND},"),
    ];
    for list in lists {
        let response = serve(&echo_headers(), "POST", "/headers", &[("x-dates", &list)], "").await;
        assert_eq!(response.header("x-dates"), Some(&*both), "{list}: {}", response.text());
    }
    let lines = [("x-dates", FIRST), ("x-dates", &*format!(r#""{SECOND}""#))];
    let response = serve(&echo_headers(), "POST", "/headers", &lines, "").await;
    assert_eq!(response.header("x-dates"), Some(&*both));
    for list in [format!(r#""{FIRST}"#), format!(r#""{FIRST}" {SECOND}"#), "Tue".to_owned(), format!("{FIRST}, Wed")] {
        let response = serve(&echo_headers(), "POST", "/headers", &[("x-dates", &list)], "").await;
        assert_eq!(response.status, 400, "{list}");
    }
}

/// (Smithy 2.0, `timestampFormat` trait, "http-date".)
#[tokio::test]
async fn servers_refuse_fractions_in_http_dates() {
    let date = "Tue, 29 Apr 2014 18:30:38.5 GMT";
    let list = format!("{FIRST}, {date}");
    for header in [("x-date", date), ("x-dates", &*list)] {
        let refused = serve(&echo_headers(), "POST", "/headers", &[header], "").await;
        assert_eq!(refused.status, 400, "{header:?}");
        assert!(refused.text().contains("fraction"), "{}", refused.text());
    }
    let canned = Canned::one(200, &[("x-date", date)], "");
    let read = client(canned).send_headers(SendHeadersInput::new()).await.unwrap();
    assert_eq!(read.date, Some(Timestamp::new(1_398_796_238, 500_000_000).unwrap()));
}

#[tokio::test]
async fn a_response_has_the_status_of_its_output_or_fails() {
    let router = Router::new(
        Handlers::new()
            .on(operations::SetStatus, async |request| {
                let status = request.input.status;
                Ok(SetStatusOutput::new().with_status(status).with_note("n"))
            })
            .on(operations::Reset, async |_| Ok(ResetOutput::new().with_note("n"))),
    );
    let note = r#"{"note":"n"}"#;
    let failed = r#"{"message":"The server failed to process the request."}"#;
    let cases = [
        (200, 200, note),
        (404, 404, note),
        (999, 999, note),
        (204, 204, ""),
        (205, 205, ""),
        (304, 304, ""),
        (0, 500, failed),
        (99, 500, failed),
        (100, 500, failed),
        (1000, 500, failed),
        (-200, 500, failed),
        (65_736, 500, failed),
        (i32::MAX, 500, failed),
    ];
    for (status, expected, body) in cases {
        let response = serve(&router, "POST", "/status", JSON, format!(r#"{{"status":{status}}}"#)).await;
        assert_eq!((response.status.as_u16(), &*response.text()), (expected, body), "{status}");
        assert_eq!(response.header("content-type").is_some(), !body.is_empty(), "{status}");
    }
    let reset = serve(&router, "POST", "/reset", &[], "").await;
    assert_eq!((reset.status.as_u16(), reset.header("content-type"), &*reset.text()), (205, None, ""));
    let empty = client(Canned::new([response(205, &[], "")])).reset(ResetInput::new()).await.unwrap();
    assert_eq!(empty.note, None);
}
