//! Errors by their names, and error responses that are not what the model says.

use shapewright_runtime::Error;

use crate::canned::{Canned, Reply, answer, broken, response};
use crate::sample::{
    BusyException, ConflictException, CreatePackageError, CreatePackageInput, ScanPackageError, ScanPackageInput,
};

fn scan() -> ScanPackageInput {
    ScanPackageInput { zone: "eu".to_owned(), name: "a".to_owned(), ..Default::default() }
}

fn create() -> CreatePackageInput {
    CreatePackageInput { name: "a".to_owned(), ..Default::default() }
}

/// The error of an operation that models none.
async fn scanned(status: u16, headers: &[(&str, &str)], body: &'static str) -> Error<ScanPackageError> {
    let canned = Canned::new((0..9).map(|_| answer(status, headers, body)));
    canned.client().scan_package(scan()).await.unwrap_err()
}

/// The error of an operation that models two, and how many attempts were made.
async fn created(status: u16, headers: &[(&str, &str)], body: &'static str) -> (Error<CreatePackageError>, usize) {
    let canned = Canned::new((0..9).map(|_| answer(status, headers, body)));
    let error = canned.client().create_package(create()).await.unwrap_err();
    (error, canned.seen().len())
}

#[tokio::test(start_paused = true)]
async fn names_are_retried_whatever_the_status() {
    let throttling = [
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    ];
    let transient = ["InternalError", "RequestTimeout", "RequestTimeoutException"];
    let others = ["AccessDeniedException", "ServiceQuotaExceededException", "throttling", "Slow"];
    let throttling = throttling.map(|name| (name, 3, true));
    let transient = transient.map(|name| (name, 3, false));
    let others = others.map(|name| (name, 1, false));
    for (name, attempts, throttling) in throttling.into_iter().chain(transient).chain(others) {
        for status in [400, 403] {
            let canned = Canned::new((0..3).map(|_| answer(status, &[("x-amzn-errortype", name)], "{}")));
            let error = canned.client().scan_package(scan()).await.unwrap_err();
            assert_eq!(canned.seen().len(), attempts, "{name} {status}");
            assert_eq!((error.is_retryable(), error.is_throttling()), (attempts > 1, throttling), "{name} {status}");
            assert_eq!((error.code(), error.status()), (Some(name), Some(status)));
        }
    }
    // The body names an error as well as the header does.
    let error = scanned(400, &[], r#"{"__type":"com.example#ThrottlingException:http://example.com/"}"#).await;
    assert!(error.is_throttling());
}

#[tokio::test(start_paused = true)]
async fn the_status_of_the_response_decides() {
    let conflict = [("x-amzn-errortype", "ConflictException")];
    for (status, attempts, throttling) in [(409, 1, false), (400, 1, false), (503, 3, false), (429, 3, true)] {
        for body in ["{}", "", " \n", r#"{"message":"m"}"#, "<html>", r#"{"message":{}}"#, r#"{"message":"m"#] {
            let (error, made) = created(status, &conflict, body).await;
            assert_eq!(made, attempts, "{status} {body}");
            assert_eq!((error.status(), error.code()), (Some(status), Some("ConflictException")), "{status} {body}");
            assert_eq!((error.is_retryable(), error.is_throttling()), (attempts > 1, throttling), "{status} {body}");
            assert_eq!(error.response().unwrap().body, body.as_bytes());
        }
    }
    // What the model says of the name holds for a body that cannot be read, too.
    let (error, made) = created(423, &[("x-amzn-errortype", "BusyException")], "<html>").await;
    assert_eq!((made, error.is_retryable()), (3, true));
}

#[tokio::test(start_paused = true)]
async fn unreadable_errors_keep_what_there_is() {
    let conflict = [("x-amzn-errortype", "ConflictException"), ("x-amzn-requestid", "r-1")];
    let unreadable = "the response cannot be read as this error";
    let cases = [
        ("<html>Bad gateway</html>", None, unreadable),
        (r#"{"message":{}}"#, None, "/message: expected a string, found an object"),
        (r#"{"message":[],"Message":"M"}"#, Some("M"), "(status 409): M (request r-1)"),
        (r#"{"message":"the thing is bro"#, Some("the thing is bro"), "(status 409): the thing is bro"),
        (r#"{"message":"m","detail":<html>"#, Some("m"), "(status 409): m"),
        (r#"["message"]"#, None, unreadable),
    ];
    for (body, message, display) in cases {
        let (error, _) = created(409, &conflict, body).await;
        let Error::Unmodeled(response) = &error else { panic!("{body}: {error:?}") };
        assert_eq!((response.status, response.code.as_deref()), (409, Some("ConflictException")), "{body}");
        assert_eq!((response.message.as_deref(), error.message()), (message, message), "{body}");
        assert_eq!(response.body, body.as_bytes());
        assert_eq!((response.request_id.as_deref(), error.request_id()), (Some("r-1"), Some("r-1")));
        assert!(response.fault.is_some());
        assert!(error.to_string().contains(display), "{error}");
    }
}

#[tokio::test]
async fn what_surrounds_the_json_does_not_matter() {
    let bodies = ["\u{feff}{\"message\":\"m\"}", " {\"message\":\"m\"}\r\n"];
    for (body, name) in bodies.iter().flat_map(|body| [(*body, None), (*body, Some("ConflictException"))]) {
        let headers = [("x-amzn-errortype", name.unwrap_or_default()), ("content-type", "text/html")];
        let (error, _) = created(409, &headers, body).await;
        assert_eq!((error.message(), error.modeled().is_some()), (Some("m"), name.is_some()), "{body:?}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_read_as_far_as_it_came() {
    let headers = [("x-amzn-errortype", "ConflictException")];
    let body = broken(&[r#"{"message":"#, r#""half a mess"#]);
    let canned = Canned::new([Reply::Answer(response(409, &headers, body))]);
    let error = canned.client().create_package(create()).await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("ConflictException"), Some("half a mess")));
}

#[tokio::test]
async fn errors_without_a_name_show_the_text_they_came_with() {
    let unnamed = "ScanPackage: an unnamed error (status 400)";
    let cases = [
        ("", String::new()),
        ("<html>\r\n\t<h1>Bad\u{7} gateway</h1>\n</html>\n", ": <html> <h1>Bad gateway</h1> </html>".to_owned()),
        (r#"{"error":"unknown"}"#, r#": {"error":"unknown"}"#.to_owned()),
        (r#"{"message":"no such\nthing"}"#, ": no such thing".to_owned()),
        (r#"{"message":"" }"#, String::new()),
    ];
    for (body, shown) in cases {
        assert_eq!(scanned(400, &[], body).await.to_string(), format!("{unnamed}{shown}"), "{body}");
    }
    for long in [String::from("\u{e9}").repeat(300), "ab ".repeat(300)] {
        let body: &'static str = long.leak();
        let shown = scanned(400, &[], body).await.to_string();
        let shown = shown.strip_prefix(unnamed).unwrap().strip_prefix(": ").unwrap();
        assert!(shown.ends_with('…') && (190..=203).contains(&shown.chars().count()), "{shown}");
    }
}

#[tokio::test]
async fn an_error_of_another_operation_can_be_read() {
    let error = scanned(423, &[("x-amzn-errortype", "BusyException")], r#"{"message":"m"}"#).await;
    assert_eq!(error.code(), Some("BusyException"));
    let response = error.response().unwrap();
    assert_eq!(response.decode::<BusyException>(), Ok(BusyException { message: Some("m".to_owned()) }));
    let fault = response.decode::<ConflictException>().unwrap_err();
    assert_eq!(fault.to_string(), "the error is BusyException, not ConflictException");
    let error = scanned(423, &[("x-amzn-errortype", "BusyException")], r#"{"message":[]}"#).await;
    let fault = error.response().unwrap().decode::<BusyException>().unwrap_err();
    assert_eq!(fault.pointer(), "/message");
    assert!(scanned(423, &[], "{}").await.response().unwrap().decode::<BusyException>().is_err());
}

#[tokio::test]
async fn a_handler_has_no_response() {
    let error: Error<CreatePackageError> = ConflictException { message: Some("m".to_owned()) }.into();
    assert_eq!((error.status(), error.message(), error.response()), (Some(409), Some("m"), None));
    assert_eq!(error.to_string(), "CreatePackage: ConflictException (status 409): m");
}

#[tokio::test]
async fn cookies_are_not_shown() {
    let headers = [("set-cookie", "token=hidden"), ("x-amzn-errortype", "Odd")];
    assert!(!format!("{:?}", scanned(400, &headers, "").await).contains("hidden"));
}
