//! What a server offers around its handlers: headers of their own, names of operations, services side by side.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use support::{JSON, serve};
use tower_service::Service;
use traits::server::{Handlers, MatchedOperation, Services};
use traits::serving::server::Router;
use traits::serving::types::*;
use traits::serving::{Serving, client, operations};
use traits::{Body, ByteStream, Error, Request, ResponseHandle, beside};

/// Adds headers as the name of the thing says.
struct Adding;

impl Serving for Adding {
    async fn get_thing(&self, request: Request<GetThingInput>) -> Result<GetThingOutput, Error<GetThingError>> {
        let matched = request.extensions.get::<MatchedOperation>().map(ToString::to_string).unwrap_or_default();
        let response = request.response;
        response.insert_header("x-operation", matched);
        response.append_header("set-cookie", "a=1");
        response.append_header("set-cookie", "b=2");
        response.insert_header("content-type", "text/plain");
        response.insert_header("x-amzn-errortype", "Made.Up");
        response.insert_header("etag", "added");
        response.insert_header("x-since", "added");
        response.insert_extension(7_u8);
        match request.input.id.as_str() {
            "bound" => Ok(GetThingOutput::new().with_name("a").with_etag("bound")),
            "gone" => Err(Gone::new().with_since("bound").into()),
            "failed" => Err(Error::internal("failed")),
            _ => Ok(GetThingOutput::new().with_name("a")),
        }
    }

    async fn put_thing(&self, request: Request<PutThingInput>) -> Result<PutThingOutput, Error<PutThingError>> {
        request.response.insert_header("content-type", "text/plain");
        request.response.insert_header("location", format!("/things/{}", request.input.id));
        request.response.insert_header("x-amzn-requestid", "chosen");
        Ok(PutThingOutput::new())
    }

    async fn download(&self, _: Request<DownloadInput>) -> Result<DownloadOutput, Error<DownloadError>> {
        Ok(DownloadOutput::new(ByteStream::from("content")))
    }

    async fn list_tags(&self, request: Request<ListTagsInput>) -> Result<ListTagsOutput, Error<ListTagsError>> {
        Ok(ListTagsOutput::new().with_tags(vec![format!("{request:?}")]))
    }
}

fn values(headers: &http::HeaderMap, name: &str) -> Vec<String> {
    headers.get_all(name).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn handlers_add_headers_and_the_model_wins() {
    let router = Router::new(Adding);
    for (id, status, name, expected) in [
        ("free", 200, "set-cookie", &["a=1", "b=2"][..]),
        ("free", 200, "x-operation", &["Serving.GetThing"]),
        ("free", 200, "content-type", &["application/json"]),
        ("free", 200, "x-amzn-errortype", &[]),
        ("free", 200, "etag", &["added"]),
        ("bound", 200, "etag", &["bound"]),
        ("bound", 200, "set-cookie", &["a=1", "b=2"]),
        ("gone", 410, "set-cookie", &["a=1", "b=2"]),
        ("gone", 410, "x-amzn-errortype", &["Gone"]),
        ("gone", 410, "x-since", &["bound"]),
        ("failed", 500, "set-cookie", &[]),
        ("failed", 500, "x-amzn-errortype", &["InternalFailure"]),
    ] {
        let response = serve(&router, "GET", &format!("/things/{id}"), &[], "").await;
        assert_eq!(response.status, status, "{id}");
        assert_eq!(values(&response.headers, name), expected, "{id} {name}");
    }
    let created = serve(&router, "PUT", "/things/a", JSON, "{}").await;
    assert_eq!((created.status.as_u16(), created.header("location")), (204, Some("/things/a")));
    assert_eq!((created.header("content-type"), created.header("x-amzn-requestid")), (None, Some("chosen")));
}

#[tokio::test]
async fn extensions_reach_middleware_and_callers_in_the_process_see_headers() {
    let request = http::Request::get("/things/a").body(Body::empty()).unwrap();
    let Ok(response) = Router::new(Adding).call(request).await;
    assert_eq!(response.extensions().get::<u8>(), Some(&7));

    let mut request = Request::new(GetThingInput::new("a"));
    request.response = ResponseHandle::new();
    let added = request.response.clone();
    Adding.get_thing(request).await.unwrap();
    assert_eq!(values(&added.headers(), "set-cookie"), ["a=1", "b=2"]);

    // A client leaves the handle alone.
    let client = client::Client::builder().endpoint("http://here").transport(Router::new(Adding)).build().unwrap();
    let mut request = Request::new(GetThingInput::new("a"));
    request.response = added.clone();
    client.get_thing(request).await.unwrap();
    assert_eq!(values(&added.headers(), "set-cookie"), ["a=1", "b=2"]);
    // Nothing is kept for callers that do not ask.
    let request = Request::new(GetThingInput::new("a"));
    let unasked = request.response.clone();
    Adding.get_thing(request).await.unwrap();
    assert!(unasked.headers().is_empty());
}

#[tokio::test]
async fn many_query_parameters_reach_a_map() {
    let count = |request: Request<GetThingInput>| async move {
        Ok(GetThingOutput::new().with_name(request.input.params.unwrap_or_default().len().to_string()))
    };
    let router = Router::handlers().on(operations::GetThing, count);
    // A URI has at most 64 KiB.
    let query: Vec<String> = (0..13_000).map(|number| format!("{number:x}")).collect();
    let query = query.join("&");
    let response = serve(&router, "GET", &format!("/things/a?{query}"), &[], "").await;
    assert_eq!(response.text(), r#"{"name":"13000"}"#);
}

/// An operation and the status of a response.
type Counted = (Option<String>, u16);

#[tokio::test]
async fn debug_hides_the_key_that_authenticates() {
    let headers = [("X-My-Key", "s3cret"), ("x-open", "shown")];
    let told = serve(&Router::new(Adding), "GET", "/tags", &headers, "").await.text();
    assert!(told.contains("x-my-key") && told.contains("shown") && !told.contains("s3cret"), "{told}");
}

/// Middleware that counts responses by operation.
#[derive(Clone)]
struct Metrics<S> {
    inner: S,
    seen: Arc<Mutex<Vec<Counted>>>,
}

impl<S> Service<http::Request<Body>> for Metrics<S>
where
    S: Service<http::Request<Body>, Response = http::Response<Body>, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let (response, seen) = (self.inner.call(request), Arc::clone(&self.seen));
        Box::pin(async move {
            let response = response.await?;
            let operation = response.extensions().get::<MatchedOperation>().map(ToString::to_string);
            seen.lock().unwrap().push((operation, response.status().as_u16()));
            Ok(response)
        })
    }
}

#[tokio::test]
async fn middleware_reads_the_operation_of_each_response() {
    let router = Router::new(Adding);
    let metrics = Metrics { inner: router.clone(), seen: Arc::default() };
    let cases = [
        ("GET", "/things/a", &[][..], "", Some("GetThing"), 200),
        ("GET", "/things/gone", &[], "", Some("GetThing"), 410),
        ("GET", "/things/failed", &[], "", Some("GetThing"), 500),
        ("GET", "/things/%FF", &[], "", Some("GetThing"), 400),
        ("PUT", "/things/a", JSON, "{", Some("PutThing"), 400),
        ("PUT", "/things/a", &[], "{}", Some("PutThing"), 415),
        ("GET", "/tags", &[("accept", "text/html")], "", Some("ListTags"), 406),
        ("GET", "/nowhere", &[], "", None, 404),
        ("DELETE", "/tags", &[], "", None, 405),
    ];
    for (method, uri, headers, body, operation, status) in cases {
        serve(&metrics, method, uri, headers, body).await;
        let operation = operation.map(|operation| format!("Serving.{operation}"));
        assert_eq!(metrics.seen.lock().unwrap().pop(), Some((operation.clone(), status)), "{method} {uri}");
        let request = http::Request::builder().method(method).uri(uri).body(()).unwrap();
        assert_eq!(router.operation_of(&request).map(|matched| matched.to_string()), operation, "{method} {uri}");
    }
}

#[tokio::test]
async fn handlers_belong_to_their_service() {
    let listed = |tag: &'static str| move |_| async move { Ok(ListTagsOutput::new().with_tags(vec![tag.to_owned()])) };
    // One after the other, in a router that is told nothing of the service.
    let handlers = Handlers::new().on(operations::ListTags, listed("own"));
    let own = serve(&Router::new(handlers.clone()), "GET", "/tags", &[], "").await;
    assert_eq!(own.text(), r#"{"tags":["own"]}"#);
    let replaced = Router::new(handlers.on(operations::ListTags, listed("replaced")));
    assert_eq!(serve(&replaced, "GET", "/tags", &[], "").await.text(), r#"{"tags":["replaced"]}"#);
    // An operation of the same name of another service.
    let other = serve(&beside(), "GET", "/beside/tags", &[], "").await;
    assert_eq!(other.status, 500);
    let none: Router<Handlers> = Router::new(Handlers::new());
    assert_eq!(serve(&none, "GET", "/tags", &[], "").await.status, 501);
    // By the router, which knows the service.
    let first: Router<Handlers> = Router::handlers().on(operations::ListTags, listed("first"));
    let second = first.clone().on(operations::ListTags, listed("second"));
    assert_eq!(serve(&second, "GET", "/tags", &[], "").await.text(), r#"{"tags":["second"]}"#);
    assert_eq!(serve(&first, "GET", "/tags", &[], "").await.text(), r#"{"tags":["first"]}"#);
    assert_eq!(serve(&first, "GET", "/things/a", &[], "").await.status, 501);
}

fn beside() -> beside::server::Router<Handlers> {
    beside::server::Router::handlers()
        .on(beside::operations::ReadThing, |_| async { Ok(beside::types::ReadThingOutput::new()) })
        .on(beside::operations::PatchThing, |_| async { Ok(beside::types::PatchThingOutput::new()) })
        .on(beside::operations::ListTags, |_| async { Err(Error::internal("down")) })
}

async fn allow(services: &Services, method: &str, uri: &str) -> (u16, Option<String>, Option<String>) {
    let response = serve(services, method, uri, &[], "").await;
    let error = response.header("x-amzn-errortype").map(str::to_owned);
    (response.status.as_u16(), response.header("allow").map(str::to_owned), error)
}

#[tokio::test]
async fn services_share_a_port() {
    let reported = Arc::new(Mutex::new(0));
    let count = Arc::clone(&reported);
    let services = Router::new(Adding).merge(beside().on_fault(move |_| *count.lock().unwrap() += 1));
    assert_eq!(format!("{services:?}"), r#"Services(["Serving", "Beside"])"#);
    // The first service that has the route; one that has the method; the methods of all of them; none of them.
    let thing = serve(&services, "GET", "/things/a", &[], "").await;
    assert_eq!((thing.status.as_u16(), thing.header("x-operation")), (200, Some("Serving.GetThing")));
    assert_eq!(serve(&services, "PATCH", "/things/a", &[], "").await.status, 200);
    let refused = (405, Some("GET, PATCH, PUT".to_owned()), Some("MethodNotAllowedException".to_owned()));
    assert_eq!(allow(&services, "DELETE", "/things/a").await, refused);
    assert_eq!(allow(&services, "GET", "/nowhere").await, (404, None, Some("UnknownOperationException".to_owned())));
    assert_eq!(allow(&services, "GET", "/%FF").await, (400, None, Some("SerializationException".to_owned())));
    // What the router of a service says is left as it is.
    assert_eq!(serve(&services, "GET", "/beside/tags", &[], "").await.status, 500);
    assert_eq!(*reported.lock().unwrap(), 1);
    let request = http::Request::patch("/things/a").body(()).unwrap();
    assert_eq!(services.operation_of(&request).unwrap().to_string(), "Beside.PatchThing");
    // Every response has an id.
    assert!(serve(&services, "GET", "/nowhere", &[], "").await.header("x-amzn-requestid").is_some());
}

#[tokio::test]
async fn twenty_services_are_as_good_as_two() {
    let mut services = Services::new();
    assert_eq!(serve(&services, "GET", "/tags", &[], "").await.status, 404);
    for _ in 0..19 {
        services = services.merge(beside());
    }
    let services = services.merge(Router::new(Adding));
    assert_eq!(serve(&services, "GET", "/tags", &[], "").await.status, 200);
    assert_eq!(serve(&services, "GET", "/things/a", &[], "").await.header("x-operation"), None);
}

#[test]
fn routes_that_two_services_have_are_listed() {
    let services = Router::new(Adding).merge(beside());
    let overlaps: Vec<String> = services.overlaps().iter().map(ToString::to_string).collect();
    assert_eq!(overlaps, ["GET /things/{}: Serving.GetThing hides Beside.ReadThing"]);
    assert_eq!(Services::from(Router::new(Adding)).overlaps(), []);
}
