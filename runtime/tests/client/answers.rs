//! What comes back.

use shapewright_runtime::Error;

use crate::canned::{Canned, Reply, broken, response, streamed};
use crate::sample::{
    BusyException, Client, ConflictException, CreatePackageError, CreatePackageInput, CreatePackageOutput,
    GetContentInput,
};

async fn create(canned: &Canned) -> Result<CreatePackageOutput, Error<CreatePackageError>> {
    let builder = Client::builder().endpoint("http://a").max_attempts(1).response_limit(64);
    let client = builder.transport(canned.clone()).build().unwrap();
    client.create_package(CreatePackageInput { name: "a".to_owned(), ..Default::default() }).await
}

async fn answered(status: u16, headers: &[(&str, &str)], body: &'static str) -> Error<CreatePackageError> {
    create(&Canned::answering(status, headers, body)).await.unwrap_err()
}

#[tokio::test]
async fn outputs_come_from_headers_and_body() {
    let cases = [
        (201, &[("location", "/a")][..], r#"{"name":"a","sizes":[1,2],"new":{}}"#, Some("/a"), "a", &[1, 2][..]),
        // Any status of success will do, and what is missing is filled in.
        (200, &[], r#"{"sizes":null}"#, None, "", &[]),
        (202, &[], "", None, "", &[]),
    ];
    for (status, headers, body, location, name, sizes) in cases {
        let output = create(&Canned::answering(status, headers, body)).await.unwrap();
        assert_eq!((output.location.as_deref(), &*output.name, &*output.sizes), (location, name, sizes), "{body}");
    }
}

#[tokio::test]
async fn errors_are_known_by_any_spelling_of_their_name() {
    let header = |text| (vec![("x-amzn-errortype", text)], r#"{"message":"m"}"#);
    let body = |text| (vec![], text);
    let cases = [
        header("ConflictException"),
        header("ConflictException:http://internal.example.com/coral/a#b/"),
        header("com.example#ConflictException"),
        header("com.example#ConflictException:http://internal.example.com/"),
        body(r#"{"message":"m","__type":"ConflictException"}"#),
        body(r#"{"message":"m","__type":"com.example#ConflictException"}"#),
        body(r#"{"message":"m","__type":"com.example#ConflictException:http://internal.example.com/"}"#),
        body(r#"{"message":"m","code":"ConflictException"}"#),
        body(r#"{"message":"m","code":"com.example#ConflictException:http://internal.example.com/"}"#),
        body(r#"{"message":"m","Code":"ConflictException"}"#),
        // The header wins over the body, `__type` over `code`; what is no text does not count.
        (vec![("x-amzn-errortype", "ConflictException")], r#"{"message":"m","__type":"BusyException"}"#),
        (vec![("x-amzn-errortype", "")], r#"{"message":"m","__type":"ConflictException"}"#),
        body(r#"{"message":"m","code":"BusyException","__type":"ConflictException"}"#),
        body(r#"{"message":"m","__type":7,"code":"ConflictException"}"#),
        body(r#"{"message":"m","code":7,"Code":"ConflictException"}"#),
    ];
    for (mut headers, body) in cases {
        headers.push(("x-amzn-requestid", "r-1"));
        let error = answered(409, &headers, body).await;
        assert_eq!(error.request_id(), Some("r-1"));
        assert_eq!((error.status(), error.code()), (Some(409), Some("ConflictException")), "{headers:?} {body}");
        let display = "CreatePackage: ConflictException (status 409): m (request r-1)";
        assert_eq!(error.to_string(), display);
        let conflict = ConflictException { message: Some("m".to_owned()) };
        assert_eq!(error.into_modeled().unwrap(), CreatePackageError::Conflict(conflict));
    }
}

#[tokio::test]
async fn a_message_may_be_spelled_otherwise() {
    for (body, expected) in [
        (r#"{"Message":"m"}"#, Some("m")),
        (r#"{"errorMessage":"m"}"#, Some("m")),
        (r#"{"message":"m","Message":"M"}"#, Some("m")),
        (r#"{"Message":1}"#, None),
        (r#"{"MESSAGE":"m"}"#, None),
    ] {
        let error = answered(409, &[("x-amzn-errortype", "ConflictException")], body).await;
        let conflict = ConflictException { message: expected.map(str::to_owned) };
        assert_eq!(error.modeled(), Some(&CreatePackageError::Conflict(conflict)), "{body}");
    }
}

#[tokio::test]
async fn throttling_is_told_from_other_errors() {
    assert!(answered(429, &[], "").await.is_throttling());
    assert!(!answered(503, &[], "").await.is_throttling());
    assert!(!answered(423, &[("x-amzn-errortype", "BusyException")], "").await.is_throttling());
}

#[tokio::test]
async fn retryable_errors_say_so() {
    let error = answered(423, &[("x-amzn-errortype", "BusyException")], "").await;
    assert!(error.is_retryable());
    assert_eq!(error.modeled(), Some(&CreatePackageError::Busy(BusyException { message: None })));
    assert!(!answered(409, &[("x-amzn-errortype", "ConflictException")], "").await.is_retryable());
}

#[tokio::test]
async fn unmodeled_errors_keep_what_they_say() {
    let cases = [
        (&[("x-amzn-errortype", "Odd:x")][..], r#"{"message":"m"}"#, Some("Odd"), Some("m"), None),
        (&[("x-amzn-requestid", "1"), ("x-amz-request-id", "2")], r#"{"Message":"M"}"#, None, Some("M"), Some("1")),
        (&[("x-amz-request-id", "2")], r#"{"__type":"a#Odd","errorMessage":"e"}"#, Some("Odd"), Some("e"), Some("2")),
        (&[], r#"{"message":{"text":"m"},"Message":"M"}"#, None, Some("M"), None),
        // A name alone decides: a status that only one error has does not.
        (&[], r#"{"message":"m"}"#, None, Some("m"), None),
        (&[], "<html>Conflict</html>", None, None, None),
        (&[], r#"["a"]"#, None, None, None),
        (&[], "", None, None, None),
    ];
    for (headers, body, code, message, request_id) in cases {
        let error = answered(409, headers, body).await;
        let Error::Unmodeled(answer) = error else { panic!("{error:?}") };
        assert_eq!(answer.status, 409);
        assert_eq!(answer.body, body.as_bytes());
        assert_eq!((answer.code.as_deref(), answer.message.as_deref()), (code, message), "{body}");
        assert_eq!(answer.request_id.as_deref(), request_id);
    }
}

#[tokio::test]
async fn redirects_are_errors() {
    for status in [301, 304, 400, 599] {
        assert_eq!(answered(status, &[], "").await.status(), Some(status));
    }
}

#[tokio::test]
async fn answers_that_do_not_fit_tell_the_member() {
    let id = [("x-amzn-requestid", "r-1")];
    let cases = [
        (r#"{"sizes":[1,"2"]}"#, "/sizes/1"),
        (r#"{"name":5}"#, "/name"),
        ("<html>", ""),
        (r#"{"name":"a"} trailing"#, ""),
    ];
    for (body, pointer) in cases {
        let error = answered(201, &id, body).await;
        let Error::Decode { fault, status, request_id } = error else { panic!("{body}: {error:?}") };
        assert_eq!((fault.pointer().as_str(), status, request_id.as_deref()), (pointer, 201, Some("r-1")), "{body}");
    }
}

#[tokio::test]
async fn answers_are_read_up_to_the_limit() {
    const LONG: &str = r#"{"name":"a","sizes":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]}"#;
    for body in [LONG.into(), streamed(&[LONG])] {
        let error = create(&Canned::new([Reply::Answer(response(201, &[], body))])).await.unwrap_err();
        let display =
            "CreatePackage: the response (status 201) does not match the model: the body is longer than 64 bytes";
        assert_eq!(error.to_string(), display);
    }
    let output =
        create(&Canned::new([Reply::Answer(response(201, &[], streamed(&["{\"na", "me\":", "\"a\"}"])))])).await;
    assert_eq!(output.unwrap().name, "a");
}

#[tokio::test]
async fn errors_with_long_or_broken_bodies_keep_their_status() {
    let long = || vec![b' '; (1 << 20) + 1];
    for (body, read) in [(long().into(), 1 << 20), (broken(&["{"]), 1)] {
        let headers = [("x-amzn-errortype", "ConflictException")];
        let error = create(&Canned::new([Reply::Answer(response(409, &headers, body))])).await.unwrap_err();
        assert_eq!((error.code(), error.status()), (Some("ConflictException"), Some(409)));
        assert_eq!(error.response().unwrap().body.len(), read);
    }
}

#[tokio::test]
async fn answers_that_break_off_are_faults_of_the_transport() {
    let error = create(&Canned::new([Reply::Answer(response(201, &[], broken(&["{"])))])).await.unwrap_err();
    assert!(matches!(&error, Error::Transport { maybe_sent: true, .. }), "{error:?}");
    assert_eq!(
        format!("{error:#}"),
        "CreatePackage: the connection failed after the request may have been sent: the wire was cut"
    );
}

#[tokio::test]
async fn streams_are_handed_over_unread() {
    let canned = Canned::new([Reply::Answer(response(200, &[], streamed(&["first", "second"])))]);
    let client = Client::builder().endpoint("http://a").response_limit(3).transport(canned).build().unwrap();
    let output = client.get_content(GetContentInput { name: "a".to_owned() }).await.unwrap();
    assert_eq!(output.content.collect(100).await.unwrap(), "firstsecond");
}
