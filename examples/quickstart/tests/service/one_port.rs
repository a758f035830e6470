//! Three services on one port, and a route of axum's beside them.

use std::sync::Arc;

use quickstart::serve;
use quickstart::store::Store;

use crate::wire::{exchange, json_request, request};

#[tokio::test]
async fn each_service_gets_its_requests() {
    let address = serve::spawn(Store::new()).await.unwrap();
    let cases = [
        (request("GET /health", &[], ""), 200, None, None),
        (json_request("POST /packages", r#"{"PackageName":"a"}"#), 200, None, None),
        (json_request("POST /v1/jobs", "{}"), 400, Some("ValidationException"), None),
        (json_request("POST /StartImport", "{}"), 400, Some("ValidationException"), None),
        (request("GET /v1/jobs", &[], ""), 405, Some("MethodNotAllowedException"), Some("POST")),
        (request("GET /nowhere", &[], ""), 404, Some("UnknownOperationException"), None),
    ];
    for (sent, status, error, allow) in cases {
        let answer = exchange(address, &sent).await;
        let told = String::from_utf8_lossy(&sent);
        assert_eq!(answer.status(), status, "{told} {answer:?}");
        assert_eq!((answer.header("x-amzn-errortype"), answer.header("allow")), (error, allow), "{told} {answer:?}");
    }
}

#[test]
fn no_route_hides_another() {
    assert_eq!(serve::services(Arc::new(Store::new())).overlaps(), []);
}
