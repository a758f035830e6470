//! What becomes of what handlers return, and of what they do not.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::json;
use shapewright_runtime::private::{Accepts, Call, Dispatch, HandlerFuture, Node, OperationSpec};
use shapewright_runtime::server::{Api, Cause, Handlers, RequestId};
use shapewright_runtime::{Error, Request};
use tower_service::Service;

use crate::requests::{Answer, answer, request, send};
use crate::sample::{CreatePackage, CreatePackageInput, CreatePackageOutput, Router, Store, WarehouseRoutes};

const JSON: (&str, &str) = ("content-type", "application/json");

fn create(name: &str) -> http::Request<http_body_util::Full<bytes::Bytes>> {
    request("POST /packages", &[JSON], &json!({ "name": name, "owner": "ann" }).to_string())
}

#[tokio::test]
async fn outputs() {
    let created = answer(create("a")).await;
    assert_eq!((created.status, created.header("location")), (201, Some("/packages/a")));
    assert_eq!((created.header("content-type"), created.json()), (Some("application/json"), json!({ "name": "a" })));

    let note = answer(request("GET /packages/a/b%2Fc/note", &[], "")).await;
    assert_eq!((note.status, note.body.as_str()), (200, "a/b/c"));
    assert_eq!(note.header("content-type"), Some("text/plain"));
}

#[tokio::test]
async fn handlers_see_headers_and_extensions() {
    let mut get = request("GET /packages/a%20b?depth=3", &[("user-agent", "test"), ("x-team", "red")], "");
    get.extensions_mut().insert("ann".to_owned());
    let got = answer(get).await;
    assert_eq!(got.json(), json!({ "description": "a b 3 Some(\"red\") for ann with test" }));
}

#[tokio::test]
async fn every_response_has_the_id_of_its_request() {
    let requests = [
        create("a"),
        create("taken"),
        create("fail"),
        create("panic"),
        create("split"),
        request("GET /nowhere", &[], ""),
        request("PATCH /packages", &[], ""),
        request("POST /packages", &[], "{}"),
        request("POST /packages", &[JSON], "{"),
        request("POST /packages", &[JSON], "{}"),
        request("PUT /packages/a/content", &[], "abc"),
    ];
    let mut ids = BTreeSet::new();
    for request in requests {
        let told = format!("{request:?}");
        let response = answer(request).await;
        let id = response.header("x-amzn-requestid").unwrap();
        let lengths: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{told}: {id}");
        assert!(id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()), "{told}: {id}");
        assert!(ids.insert(id.to_owned()), "{told}: {id} twice");
    }
}

#[tokio::test]
async fn handlers_see_the_id_that_middleware_chose() {
    let handlers = Handlers::new().on(CreatePackage, async |request: Request<CreatePackageInput>| {
        let name = request.id().unwrap().to_string();
        Ok(CreatePackageOutput { location: None, name })
    });
    let mut router = Router::new(handlers);
    let Ok(response) = router.call(create("a")).await;
    let chosen = Answer::read(response).await;
    assert_eq!(chosen.json()["name"].as_str(), chosen.header("x-amzn-requestid"));

    let mut request = create("a");
    request.extensions_mut().insert("job-17".parse::<RequestId>().unwrap());
    let Ok(response) = router.call(request).await;
    let given = Answer::read(response).await;
    assert_eq!((given.header("x-amzn-requestid"), given.json()), (Some("job-17"), json!({ "name": "job-17" })));

    for text in ["", "a\nb", "é"] {
        assert!(text.parse::<RequestId>().is_err(), "{text}");
    }
}

#[tokio::test]
async fn answers_without_content_have_no_body() {
    let put = answer(request("PUT /packages/a/content", &[], "abc")).await;
    assert_eq!((put.status, put.header("x-length"), put.body.as_str()), (204, Some("3"), ""));
    assert_eq!(put.header("content-type"), None);
    for status in ["204", "205", "304"] {
        let note = answer(request(&format!("GET /packages/{status}/note"), &[], "")).await;
        assert_eq!((note.status.to_string().as_str(), note.body.as_str()), (status, ""));
        assert_eq!(note.header("content-type"), None);
    }
}

#[tokio::test]
async fn a_modeled_error_has_its_status_headers_and_members() {
    let conflict = answer(create("taken")).await;
    assert_eq!((conflict.status, conflict.header("x-amzn-errortype")), (409, Some("ConflictException")));
    assert_eq!((conflict.header("retry-after"), conflict.json()), (Some("7"), json!({ "message": "ann has it" })));
}

#[tokio::test]
async fn violations_that_a_handler_finds_are_answered_like_those_of_the_router() {
    let invalid = answer(create("invalid")).await;
    assert_eq!((invalid.status, invalid.header("x-amzn-errortype")), (400, Some("ValidationException")));
    assert_eq!(invalid.json()["fieldList"][0]["path"], json!("/name"));
}

/// The same routes, of a service with a fault in its second operation.
enum Faulty {}

impl Api for Faulty {
    const SERVICE: &'static shapewright_runtime::private::ServiceSpec = WarehouseRoutes::SERVICE;
    const TREE: &'static Node = WarehouseRoutes::TREE;
    const OPERATIONS: &'static [&'static OperationSpec] = WarehouseRoutes::OPERATIONS;
}

impl Accepts<Store> for Faulty {
    type Service = Store;

    fn accept(service: Store) -> Store {
        service
    }
}

impl Dispatch<Store> for Faulty {
    fn dispatch(service: Arc<Store>, call: Call) -> HandlerFuture {
        assert_ne!(call.operation(), 1, "before there is a future");
        WarehouseRoutes::dispatch(service, call)
    }
}

#[tokio::test]
async fn a_panic_before_the_handler_is_answered_too() {
    let mut router = shapewright_runtime::server::Router::<Store, Faulty>::new(Store);
    let Ok(response) = router.call(request("GET /packages/a?depth=1", &[], "")).await;
    assert_eq!(response.status(), 500);
}

#[tokio::test]
async fn other_errors_leak_nothing() {
    let cases = [
        (create("fail"), "password"),
        (create("panic"), "panicked"),
        (create("split"), "/location"),
        (request("PUT /packages/panic/note", &[], ""), "panicked"),
        (request("GET /packages/42/note", &[], ""), "/status: not a valid status"),
        (request("GET /packages/-1/note", &[], ""), "/status"),
        (request("GET /packages/1000/note", &[], ""), "/status"),
        (request("GET /packages/65736/note", &[], ""), "/status"),
        (request("GET /packages/101/note", &[], ""), "101 is not a valid status"),
    ];
    let expected = json!({ "message": "The server failed to process the request." });
    let router = Router::new(Store);
    for (request, cause) in cases {
        let told = format!("{request:?}");
        let response = send(router.clone(), request).await;
        let kept = response.extensions().get::<Cause>().unwrap().to_string();
        assert!(kept.contains(cause), "{told}: {kept}");
        let failed = Answer::read(response).await;
        assert_eq!((failed.status, failed.header("x-amzn-errortype")), (500, Some("InternalFailure")), "{told}");
        assert_eq!(failed.json(), expected, "{told}");
        assert_eq!(failed.headers.len(), 3, "{told}: {:?}", failed.headers);
    }
    // The router goes on after a panic.
    assert_eq!(send(router, create("a")).await.status(), 201);
}

#[test]
fn routers_are_shared_without_clones_of_the_service() {
    fn service<S: Clone + Send + Sync + 'static>(_: &S) {}
    let store = Arc::new(Store);
    let router = Router::from_arc(Arc::clone(&store)).with_body_limit(5);
    service(&router);
    assert_eq!(Arc::strong_count(&store), 2);
    let second = router.clone();
    assert_eq!(Arc::strong_count(&store), 3);
    drop(second);
    assert_eq!(format!("{router:?}"), r#"Router { service: "Warehouse", body_limit: 5 }"#);
}

#[tokio::test]
async fn handlers_serve_a_part_of_a_service() {
    let handlers = Handlers::new().on(CreatePackage, async |_| Err(Error::internal("replaced below"))).on(
        CreatePackage,
        |request: Request<CreatePackageInput>| async move {
            let name = request.input.name;
            Ok(CreatePackageOutput { location: Some(format!("/{name}")), name })
        },
    );
    assert_eq!(format!("{handlers:?}"), r#"{"CreatePackage"}"#);
    let mut router = Router::new(handlers);
    let mut ask = async |request| {
        let Ok(response) = router.call(request).await;
        Answer::read(response).await
    };
    let created = ask(create("a")).await;
    assert_eq!((created.status, created.header("location"), created.json()), (201, Some("/a"), json!({ "name": "a" })));
    assert_eq!(ask(create("too long a name")).await.status, 400);
    let missing = ask(request("GET /packages/a?depth=1", &[], "")).await;
    assert_eq!((missing.status, missing.header("x-amzn-errortype")), (501, Some("NotImplementedException")));
}
