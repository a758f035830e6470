//! What goes out.

use std::sync::{Arc, Mutex};

use http::header;
use shapewright_runtime::{CallOptions, Error, Request, Validation};

use crate::canned::{Canned, answer, streamed};
use crate::sample::{
    Client, CreatePackageInput, CreatePackageOutput, GetContentInput, PutContentInput, ScanPackageInput, Warehouse,
};

fn scan(name: &str) -> ScanPackageInput {
    ScanPackageInput { zone: "eu".to_owned(), name: name.to_owned(), ..Default::default() }
}

fn create(name: &str) -> CreatePackageInput {
    CreatePackageInput { name: name.to_owned(), client_token: Some("t".to_owned()) }
}

const CREATED: &str = r#"{"name":"a","sizes":[]}"#;

#[tokio::test]
async fn endpoints_and_bindings_make_the_uri() {
    let cases = [
        ("http://example.com", "http://eu.scan.example.com/packages/a%20b%2Fc/scan?deep&part=1&part=%3D"),
        ("https://example.com:8443/", "https://eu.scan.example.com:8443/packages/a%20b%2Fc/scan?deep&part=1&part=%3D"),
        ("HTTP://example.com/v1/x/", "http://eu.scan.example.com/v1/x/packages/a%20b%2Fc/scan?deep&part=1&part=%3D"),
    ];
    for (endpoint, uri) in cases {
        let canned = Canned::answering(200, &[], "");
        let client = Client::builder().endpoint(endpoint).transport(canned.clone()).build().unwrap();
        let parts = vec!["1".to_owned(), "=".to_owned()];
        client.scan_package(ScanPackageInput { parts, ..scan("a b/c") }).await.unwrap();
        let seen = canned.only();
        assert_eq!(seen.parts.uri.to_string(), uri);
        assert_eq!(seen.parts.method, "POST");
    }
}

#[tokio::test]
async fn the_host_prefix_can_be_left_out() {
    let canned = Canned::answering(200, &[], "");
    let builder = Client::builder().endpoint("http://127.0.0.1:8080").without_host_prefix();
    builder.transport(canned.clone()).build().unwrap().scan_package(scan("a")).await.unwrap();
    assert_eq!(canned.only().parts.uri.to_string(), "http://127.0.0.1:8080/packages/a/scan?deep");
}

#[tokio::test]
async fn bodies_have_a_type_and_a_length() {
    let canned =
        Canned::new([answer(201, &[], CREATED), answer(200, &[], ""), answer(200, &[], "zip"), answer(204, &[], "")]);
    let client = canned.client();
    client.create_package(create("a")).await.unwrap();
    client.scan_package(scan("a")).await.unwrap();
    client.get_content(GetContentInput { name: "a".to_owned() }).await.unwrap();
    client.put_content(PutContentInput { name: "a".to_owned(), content: "12345".into() }).await.unwrap();
    let seen = canned.seen();
    let texts: Vec<_> = seen
        .iter()
        .map(|seen| {
            [header::ACCEPT, header::CONTENT_TYPE, header::CONTENT_LENGTH].map(|name| seen.header(name.as_str()))
        })
        .collect();
    let json = Some("application/json");
    assert_eq!(texts[0], [json, json, Some("30")]);
    assert_eq!(texts[1], [json, None, Some("0")]);
    assert_eq!(texts[2], [Some("application/zip"), None, None]);
    assert_eq!(texts[3], [json, Some("application/octet-stream"), Some("5")]);
    assert_eq!(seen[0].body, r#"{"name":"a","clientToken":"t"}"#.as_bytes());
    assert_eq!(seen[3].body, "12345".as_bytes());
}

#[tokio::test]
async fn a_length_that_must_be_known_is_asked_for() {
    let canned = Canned::new([]);
    let input = PutContentInput { name: "a".to_owned(), content: streamed(&["1", "2"]).into() };
    let error = canned.client().put_content(input).await.unwrap_err();
    assert!(matches!(&error, Error::Request(fault) if fault.reason.contains("requiresLength")), "{error:?}");
    assert!(canned.seen().is_empty());
}

#[tokio::test]
async fn faults_of_the_input_are_not_sent() {
    let canned = Canned::new([]);
    let cases = [
        (scan(""), "/name"),
        (ScanPackageInput { zone: "a.b".to_owned(), ..scan("a") }, "/zone"),
        (ScanPackageInput { team: Some("a\r\nb".to_owned()), ..scan("a") }, "/team"),
    ];
    for (input, pointer) in cases {
        let error = canned.client().scan_package(input).await.unwrap_err();
        assert!(matches!(&error, Error::Request(fault) if fault.pointer() == pointer), "{error:?}");
        assert!(!error.is_retryable());
    }
    assert!(canned.seen().is_empty());
}

#[tokio::test]
async fn callers_headers_and_extensions_go_along() {
    let canned = Canned::answering(200, &[], "");
    let mut request = Request::new(ScanPackageInput { team: Some("blue".to_owned()), ..scan("a") });
    request.headers.append("x-trace", "1".parse().unwrap());
    request.headers.append("x-trace", "2".parse().unwrap());
    request.headers.insert("accept", "text/plain".parse().unwrap());
    request.extensions.insert(7_u8);
    canned.client().scan_package(request).await.unwrap();
    let seen = canned.only();
    let values =
        |name| seen.parts.headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(values("x-trace"), ["1", "2"]);
    assert_eq!(values("accept"), ["text/plain"]);
    assert_eq!(values("x-team"), ["blue"]);
    assert_eq!(seen.parts.extensions.get(), Some(&7_u8));
}

#[tokio::test]
async fn clients_introduce_themselves() {
    let own = concat!("shapewright/", env!("CARGO_PKG_VERSION"), " Warehouse");
    let builder = || Client::builder().endpoint("http://a");
    let cases = [
        (builder(), None, own.to_owned()),
        (builder().app_name("orders"), None, format!("orders {own}")),
        (builder().app_name("orders/1.2"), None, format!("orders/1.2 {own}")),
        (builder().user_agent("orders on a laptop"), None, "orders on a laptop".to_owned()),
        (builder().app_name("orders").user_agent("mine"), Some("the call's"), "the call's".to_owned()),
    ];
    for (builder, header, expected) in cases {
        let canned = Canned::answering(200, &[], "");
        let mut request = Request::new(scan("a"));
        request.headers.extend(header.map(|text| (header::USER_AGENT, text.parse().unwrap())));
        builder.transport(canned.clone()).build().unwrap().scan_package(request).await.unwrap();
        let seen = canned.only();
        let values: Vec<_> = seen.parts.headers.get_all(header::USER_AGENT).iter().collect();
        assert_eq!(values, [expected.as_str()]);
    }
}

#[tokio::test]
async fn methods_that_usually_have_content_say_that_they_have_none() {
    let canned = Canned::new([answer(200, &[], ""), answer(200, &[], "")]);
    canned.client().scan_package(scan("a")).await.unwrap();
    canned.client().get_content(GetContentInput { name: "a".to_owned() }).await.unwrap();
    let lengths: Vec<_> = canned.seen().iter().map(|seen| seen.header("content-length").map(str::to_owned)).collect();
    assert_eq!(lengths, [Some("0".to_owned()), None]);
}

#[tokio::test]
async fn idempotency_tokens_are_filled_in() {
    let canned = Canned::new((0..4).map(|_| answer(201, &[], CREATED)));
    let client = canned.client();
    client.create_package(CreatePackageInput { name: "a".to_owned(), ..Default::default() }).await.unwrap();
    client.create_package(CreatePackageInput { name: "a".to_owned(), ..Default::default() }).await.unwrap();
    client.create_package(create("a")).await.unwrap();
    let fixed =
        Client::builder().endpoint("http://a").idempotency_tokens(|| "fixed".to_owned()).transport(canned.clone());
    let fixed = fixed.build().unwrap();
    // The token is there before the input is looked at, which demands one.
    let options = CallOptions::new().with_validation(Validation::Deny);
    let input = CreatePackageInput { name: "a".to_owned(), ..Default::default() };
    fixed.create_package(Request::new(input).with_options(options)).await.unwrap();
    let tokens: Vec<String> = canned
        .seen()
        .iter()
        .map(|seen| {
            let body: serde_json::Value = serde_json::from_slice(&seen.body).unwrap();
            body["clientToken"].as_str().unwrap().to_owned()
        })
        .collect();
    for token in &tokens[..2] {
        let id: uuid::Uuid = token.parse().unwrap();
        assert_eq!((id.get_version_num(), token.len()), (4, 36));
    }
    assert_ne!(tokens[0], tokens[1]);
    assert_eq!(tokens[2..], ["t", "fixed"]);
}

#[tokio::test]
async fn validation_is_off_warns_or_denies() {
    let canned = Canned::new((0..5).map(|_| answer(201, &[], CREATED)));
    let warnings = Arc::new(Mutex::new(Vec::new()));
    let log = warnings.clone();
    let builder = Client::builder().endpoint("http://a").on_violations(move |operation, violations| {
        log.lock().unwrap().push(format!("{operation}: {violations}"));
    });
    let client = builder.validation(Validation::Warn).transport(canned.clone()).build().unwrap();

    canned.client().create_package(create("far too long")).await.unwrap();
    client.create_package(create("right")).await.unwrap();
    assert!(warnings.lock().unwrap().is_empty());

    client.create_package(create("far too long")).await.unwrap();
    let warned = std::mem::take(&mut *warnings.lock().unwrap());
    let summary = "1 validation error detected. Value with length 12 at '/name' failed to satisfy constraint: \
                   Member must have length between 1 and 8, inclusive";
    assert_eq!(warned, [format!("CreatePackage: {summary}")]);
    assert_eq!(canned.seen().len(), 3);

    // A call's own option wins over the client's.
    let deny = CallOptions::new().with_validation(Validation::Deny);
    let error = client.create_package(Request::new(create("far too long")).with_options(deny)).await.unwrap_err();
    assert_eq!(error.to_string(), format!("CreatePackage: {summary}"));
    assert!(matches!(error, Error::Invalid(_)));
    assert!(canned.seen().is_empty());
    let off = CallOptions::new().with_validation(Validation::Off);
    client.create_package(Request::new(create("far too long")).with_options(off)).await.unwrap();
    assert!(warnings.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_client_implements_the_service() {
    async fn call_all<W: Warehouse>(service: W) -> (CreatePackageOutput, bytes::Bytes) {
        let created = service.create_package(Request::new(create("a"))).await.unwrap();
        service.scan_package(Request::new(scan("a"))).await.unwrap();
        let input = PutContentInput { name: "a".to_owned(), content: "12345".into() };
        service.put_content(Request::new(input)).await.unwrap();
        let content =
            service.get_content(Request::new(GetContentInput { name: "a".to_owned() })).await.unwrap().content;
        (created, content.collect(100).await.unwrap())
    }
    let script = [answer(201, &[], CREATED), answer(200, &[], ""), answer(204, &[], ""), answer(200, &[], "zip")];
    let client = Canned::new(script).client();
    // The future travels to another thread, so that it must be `Send`.
    let (created, content) = tokio::spawn(call_all(client)).await.unwrap();
    assert_eq!((created.name.as_str(), &content[..]), ("a", &b"zip"[..]));
}
