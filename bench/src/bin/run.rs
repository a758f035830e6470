//! What calls cost, side by side: a client by hand, ours, the official one; a server by hand, with axum, and ours; and
//! the two routers.

use std::convert::Infallible;
use std::hint::black_box;
use std::task::{Context, Poll};

use aws_sdk_panorama as official;
use aws_smithy_http_server::protocol::rest::router::RestRouter;
use aws_smithy_http_server::routing::Router as _;
use aws_smithy_http_server::routing::request_spec::{
    PathAndQuerySpec, PathSegment, PathSpec, QuerySpec, RequestSpec, UriSpec,
};
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_types::body::SdkBody;
use bench::{Case, compare};
use bytes::Bytes;
use generated::panorama::types::{
    CreatePackageImportJobInput, CreatePackageInput, CreatePackageOutput, DescribePackageImportJobInput,
    DescribePackageImportJobOutput, PackageImportJobInputConfig, PackageImportJobOutputConfig, PackageImportJobType,
    PackageVersionInputConfig, PackageVersionOutputConfig, S3Location,
};
use generated::panorama::{self, Panorama, errors};
use generated::{Body, Error, Request};
use http_body_util::BodyExt as _;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use speed::{ANSWER, Describe};
use tower::{Service, ServiceExt as _};

#[global_allocator]
static COUNTING: bench::Counting = bench::Counting;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let groups = [bodies()?, client(&runtime)?, server(&runtime)?, routing(34), routing(100), routing(500)];
    println!("{}", Value::from_iter(groups));
    Ok(())
}

/// The request of CreatePackageImportJob, by hand.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Import {
    client_token: String,
    input_config: speed::InputConfig,
    job_type: speed::JobType,
    output_config: speed::OutputConfig,
}

fn import_by_hand() -> Import {
    let location = speed::S3Location {
        bucket_name: Some("my-bucket".to_owned()),
        object_key: Some("packages/people_counter.tar.gz".to_owned()),
        region: Some("us-east-1".to_owned()),
    };
    let version = speed::PackageVersionOutputConfig {
        mark_latest: Some(true),
        package_name: Some("people_counter".to_owned()),
        package_version: Some("1.0".to_owned()),
    };
    Import {
        client_token: "3b241101-e2bb-4255-8caf-4136c566a962".to_owned(),
        input_config: speed::InputConfig {
            package_version_input_config: Some(speed::PackageVersionInputConfig { s3_location: Some(location) }),
        },
        job_type: speed::JobType::NodePackageVersion,
        output_config: speed::OutputConfig { package_version_output_config: Some(version) },
    }
}

fn import() -> CreatePackageImportJobInput {
    let location = S3Location::new()
        .with_bucket_name("my-bucket")
        .with_object_key("packages/people_counter.tar.gz")
        .with_region("us-east-1");
    let version = PackageVersionOutputConfig::new()
        .with_mark_latest(true)
        .with_package_name("people_counter")
        .with_package_version("1.0");
    CreatePackageImportJobInput::new(
        "3b241101-e2bb-4255-8caf-4136c566a962",
        PackageImportJobInputConfig::new()
            .with_package_version_input_config(PackageVersionInputConfig::new().with_s3_location(location)),
        PackageImportJobType::NodePackageVersion,
        PackageImportJobOutputConfig::new().with_package_version_output_config(version),
    )
}

fn bodies() -> Result<Value, Box<dyn std::error::Error>> {
    let (by_hand, ours) = (import_by_hand(), import());
    if serde_json::to_value(&by_hand)? != serde_json::to_value(&ours)? {
        return Err("the requests differ".into());
    }
    Ok(compare(
        "bodies",
        vec![
            Case::new("write, derive", || drop(black_box(serde_json::to_vec(black_box(&by_hand))))),
            Case::new("write, ours", || drop(black_box(serde_json::to_vec(black_box(&ours))))),
            Case::new("read, derive", || {
                drop(black_box(serde_json::from_str::<Describe>(black_box(ANSWER))));
            }),
            Case::new("read, ours", || {
                drop(black_box(serde_json::from_str::<DescribePackageImportJobOutput>(black_box(ANSWER))));
            }),
        ],
    ))
}

/// Answers every request with the same body.
#[derive(Clone, Debug)]
struct Canned;

fn canned<B>(body: B) -> http::Response<B> {
    let mut response = http::Response::new(body);
    let json = http::HeaderValue::from_static("application/json");
    response.headers_mut().insert(http::header::CONTENT_TYPE, json);
    response
}

impl Service<http::Request<Body>> for Canned {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = std::future::Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        black_box(request);
        std::future::ready(Ok(canned(Bytes::from_static(ANSWER.as_bytes()).into())))
    }
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        black_box(request);
        let response = canned(SdkBody::from(Bytes::from_static(ANSWER.as_bytes())));
        HttpConnectorFuture::ready(Ok(HttpResponse::try_from(response).expect("a response")))
    }
}

/// A call as one writes it with `http` and serde alone.
async fn call_by_hand(job: &str) -> Describe {
    let request = http::Request::get(format!("http://localhost/packages/import-jobs/{job}"))
        .header(http::header::ACCEPT, "application/json")
        .body(Body::empty())
        .expect("a request");
    let response = Service::call(&mut Canned, request).await.expect("an answer");
    let body = response.into_body().collect(usize::MAX).await.expect("a body");
    serde_json::from_slice(&body).expect("the answer")
}

fn client(runtime: &tokio::runtime::Runtime) -> Result<Value, Box<dyn std::error::Error>> {
    const JOB: &str = "a1b2c3d4-5678-90ab-cdef-EXAMPLE11111";
    let ours = panorama::client::Client::builder().endpoint("http://localhost").transport(Canned).build()?;
    let config = official::Config::builder()
        .behavior_version(official::config::BehaviorVersion::latest())
        .region(official::config::Region::from_static("us-east-1"))
        .credentials_provider(aws_credential_types::Credentials::from_keys("key", "secret", None))
        .endpoint_url("http://localhost")
        .sleep_impl(aws_smithy_async::rt::sleep::TokioSleep::new())
        .retry_config(official::config::retry::RetryConfig::disabled())
        .timeout_config(official::config::timeout::TimeoutConfig::disabled())
        .stalled_stream_protection(official::config::StalledStreamProtectionConfig::disabled())
        .http_client(http_client_fn(|_: &HttpConnectorSettings, _| SharedHttpConnector::new(Canned)))
        .build();
    let official = official::Client::from_conf(config);
    Ok(compare(
        "client call",
        vec![
            Case::new("by hand", || drop(black_box(runtime.block_on(call_by_hand(black_box(JOB)))))),
            Case::new("ours", || {
                let input = DescribePackageImportJobInput::new(black_box(JOB));
                drop(black_box(runtime.block_on(ours.describe_package_import_job(input)).expect("an answer")));
            }),
            Case::new("official", || {
                let call = official.describe_package_import_job().job_id(black_box(JOB)).send();
                drop(black_box(runtime.block_on(call).expect("an answer")));
            }),
        ],
    ))
}

const REQUEST: &str = r#"{"PackageName":"people_counter","Tags":{"team":"vision","stage":"beta"}}"#;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Package {
    package_name: String,
    tags: Option<std::collections::BTreeMap<String, String>>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Created {
    arn: String,
    package_id: String,
}

fn created() -> Created {
    Created { arn: "arn:aws:panorama:us-east-1:123456789012:package/p1".to_owned(), package_id: "p1".to_owned() }
}

/// The constraints of CreatePackage, by hand; the first violation ends it.
fn check(package: &Package) -> Result<(), String> {
    let name = &package.package_name;
    let legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !(1..=128).contains(&name.chars().count()) || !name.chars().all(legal) {
        return Err("PackageName".to_owned());
    }
    for (key, value) in package.tags.iter().flatten() {
        if !(1..=128).contains(&key.chars().count()) || value.chars().count() > 256 {
            return Err("Tags".to_owned());
        }
    }
    Ok(())
}

async fn handler(axum::Json(package): axum::Json<Package>) -> axum::response::Response {
    use axum::response::IntoResponse as _;
    match check(&package) {
        Ok(()) => axum::Json(created()).into_response(),
        Err(member) => (http::StatusCode::BAD_REQUEST, axum::Json(json!({ "message": member }))).into_response(),
    }
}

/// What serves with next to nothing: no checks, no routes.
async fn bare(request: http::Request<Body>) -> Result<http::Response<Body>, Infallible> {
    let body = request.into_body().collect(usize::MAX).await.expect("a body");
    black_box(serde_json::from_slice::<Package>(&body).expect("a package"));
    Ok(canned(serde_json::to_vec(&created()).expect("an answer").into()))
}

/// The least that an implementation does.
struct Store;

impl Panorama for Store {
    async fn create_package(
        &self,
        request: Request<CreatePackageInput>,
    ) -> Result<CreatePackageOutput, Error<errors::CreatePackageError>> {
        black_box(request);
        let Created { arn, package_id } = created();
        Ok(CreatePackageOutput::new().with_arn(arn).with_package_id(package_id))
    }

    async fn create_package_import_job(
        &self,
        _: Request<CreatePackageImportJobInput>,
    ) -> Result<panorama::types::CreatePackageImportJobOutput, Error<errors::CreatePackageImportJobError>> {
        Err(Error::internal("not measured"))
    }

    async fn describe_package_import_job(
        &self,
        _: Request<DescribePackageImportJobInput>,
    ) -> Result<DescribePackageImportJobOutput, Error<errors::DescribePackageImportJobError>> {
        Err(Error::internal("not measured"))
    }
}

fn request<B: From<&'static str>>() -> http::Request<B> {
    http::Request::post("/packages")
        .header(http::header::CONTENT_TYPE, "application/json")
        .header(http::header::CONTENT_LENGTH, REQUEST.len())
        .body(B::from(REQUEST))
        .expect("a request")
}

fn server(runtime: &tokio::runtime::Runtime) -> Result<Value, Box<dyn std::error::Error>> {
    let axum: axum::Router = axum::Router::new().route("/packages", axum::routing::post(handler));
    let ours = panorama::server::Router::new(Store);
    let bare = tower::service_fn(bare);
    Ok(compare(
        "server call",
        vec![
            Case::new("bare service_fn", || {
                let response = runtime.block_on(bare.clone().oneshot(request())).expect("an answer");
                black_box(runtime.block_on(response.into_body().collect(usize::MAX)).expect("a body"));
            }),
            Case::new("axum by hand", || {
                let response =
                    runtime.block_on(axum.clone().oneshot(request::<axum::body::Body>())).expect("an answer");
                assert_eq!(response.status(), 200);
                black_box(runtime.block_on(response.into_body().collect()).expect("a body").to_bytes());
            }),
            Case::new("ours", || {
                let response = runtime.block_on(ours.clone().oneshot(request::<Body>())).expect("an answer");
                assert_eq!(response.status(), 200);
                black_box(runtime.block_on(response.into_body().collect(usize::MAX)).expect("a body"));
            }),
        ],
    ))
}

#[path = "../../../runtime/tests/server/tree.rs"]
#[allow(dead_code, reason = "the tests of the runtime need more of it")]
mod tree;

/// The last route of a service with so many operations.
fn routing(operations: usize) -> Value {
    let patterns: Vec<String> =
        (0..operations).map(|index| format!("/v1/resources-{index:03}/{{id}}/versions/{{version}}")).collect();
    let routes: Vec<(&str, &str)> = patterns.iter().map(|pattern| ("GET", pattern.as_str())).collect();
    let tree = tree::tree(&routes);
    let spec = |pattern: &String| {
        let segments = pattern.split('/').skip(1).map(|segment| match segment.strip_prefix('{') {
            Some(_) => PathSegment::Label,
            None => PathSegment::Literal(segment.to_owned()),
        });
        let path = PathSpec::from_vector_unchecked(segments.collect());
        let query = QuerySpec::from_vector_unchecked(Vec::new());
        RequestSpec::new(http::Method::GET, UriSpec::new(PathAndQuerySpec::new(path, query)))
    };
    let official: RestRouter<usize> = patterns.iter().map(spec).zip(0..).collect();
    let last = patterns.last().cloned().unwrap_or_default().replace("{id}", "a1b2c3d4-5678").replace("{version}", "17");
    let request = http::Request::get(&*last).body(()).expect("a request");
    compare(
        &format!("last of {operations} routes"),
        vec![
            Case::new("official", || drop(black_box(official.match_route(black_box(&request))))),
            Case::new("ours", || {
                drop(black_box(shapewright_runtime::server::route(tree, "GET", black_box(&last), None)))
            }),
        ],
    )
}
