//! Waits and limits of time, on a clock that only the tests move.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use shapewright_runtime::{CallOptions, Error, Request, TimeoutScope};
use tokio::time::Instant;

use crate::canned::{Canned, Reply, answer, response};
use crate::sample::{Client, CreatePackageInput, ScanPackageInput};

const SECOND: Duration = Duration::from_secs(1);

fn scan() -> ScanPackageInput {
    ScanPackageInput { zone: "eu".to_owned(), name: "a".to_owned(), ..Default::default() }
}

fn create() -> CreatePackageInput {
    CreatePackageInput { name: "a".to_owned(), ..Default::default() }
}

fn gaps(canned: &Canned) -> Vec<Duration> {
    let seen = canned.seen();
    seen.windows(2).map(|pair| pair[1].at - pair[0].at).collect()
}

#[tokio::test(start_paused = true)]
async fn waits_are_random_and_bounded() {
    let builder = Client::builder().endpoint("http://a").backoff(SECOND, 3 * SECOND).max_attempts(5);
    let canned = Canned::default();
    let client = builder.transport(canned.clone()).build().unwrap();
    let mut waits = Vec::new();
    for _ in 0..50 {
        canned.refill((0..5).map(|_| answer(503, &[], "")));
        client.scan_package(scan()).await.unwrap_err();
        waits.push(gaps(&canned));
    }
    for (index, longest) in [1, 2, 3, 3].into_iter().enumerate() {
        // The clock ticks in milliseconds.
        let longest = longest * SECOND + Duration::from_millis(2);
        assert!(waits.iter().all(|waits| waits[index] <= longest), "wait {index}");
        assert!(waits.iter().any(|waits| waits[index] < longest / 2), "wait {index}");
        assert!(waits.iter().any(|waits| waits[index] > longest / 2), "wait {index}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_service_may_ask_for_a_longer_wait() {
    let date = shapewright_runtime::Timestamp::from_secs(shapewright_runtime::Timestamp::now().secs() + 10).unwrap();
    let date = date.format(shapewright_runtime::TimestampFormat::HttpDate);
    // What the service says; the shortest and longest wait in seconds.
    let cases =
        [("7", 7, 8), ("3600", 20, 21), (date.as_str(), 8, 11), ("Thu, 01 Jan 1970 00:00:00 GMT", 0, 1), ("x", 0, 1)];
    for (text, shortest, longest) in cases {
        let canned = Canned::new([answer(503, &[("retry-after", text)], ""), answer(200, &[], "")]);
        canned.client().scan_package(scan()).await.unwrap();
        let wait = gaps(&canned)[0];
        assert!(wait >= shortest * SECOND && wait <= longest * SECOND, "{text}: {wait:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_ends_too_late_is_not_begun() {
    // Whichever limit is shorter: the call's or that of retries.
    for (timeout, retry_for) in
        [(Some(5 * SECOND), None), (None, Some(5 * SECOND)), (Some(5 * SECOND), Some(50 * SECOND))]
    {
        let canned = Canned::new([answer(503, &[("retry-after", "6")], "")]);
        let mut builder = Client::builder().endpoint("http://a");
        if let Some(timeout) = timeout {
            builder = builder.timeout(timeout);
        }
        if let Some(total) = retry_for {
            builder = builder.retry_for(total);
        }
        let start = Instant::now();
        let error = builder.transport(canned.clone()).build().unwrap().scan_package(scan()).await.unwrap_err();
        // The service's error says more than a timeout would.
        assert_eq!(error.status(), Some(503));
        assert_eq!(start.elapsed(), Duration::ZERO);
        canned.only();
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_in_time() {
    let late = || Reply::Late(60 * SECOND, response(200, &[], ""));
    let canned = Canned::new([late()]);
    let client = Client::builder().endpoint("http://a").timeout(5 * SECOND).transport(canned.clone()).build().unwrap();
    let start = Instant::now();
    let error = client.create_package(create()).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { limit, scope: TimeoutScope::Call } if limit == 5 * SECOND), "{error:?}");
    assert!(start.elapsed() >= 5 * SECOND && start.elapsed() < 6 * SECOND);
    canned.only();

    // The call's own limit wins over the client's.
    let canned = Canned::new([late()]);
    let client = Client::builder().endpoint("http://a").timeout(5 * SECOND).transport(canned.clone()).build().unwrap();
    let options = CallOptions::new().with_timeout(120 * SECOND);
    client.scan_package(Request::new(scan()).with_options(options)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_attempt_ends_in_time_and_is_repeated_where_the_model_allows_it() {
    let late = || Reply::Late(60 * SECOND, response(201, &[], ""));
    let options = CallOptions::new().with_attempt_timeout(SECOND);

    let canned = Canned::new([late(), late(), answer(201, &[], "")]);
    canned.client().create_package(Request::new(create()).with_options(options.clone())).await.unwrap();
    assert!(gaps(&canned).iter().all(|gap| *gap >= SECOND && *gap < 2 * SECOND));

    let canned = Canned::new([late()]);
    let error = canned.client().scan_package(Request::new(scan()).with_options(options)).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { limit: SECOND, scope: TimeoutScope::Attempt }), "{error:?}");
    canned.only();
}

#[test]
fn no_runtime_is_needed_where_nothing_waits() {
    let canned = Canned::new([answer(200, &[], ""), answer(503, &[], ""), answer(200, &[], "")]);
    let client = canned.client();
    at_once(client.scan_package(scan())).unwrap();
    // Without a clock there is no second attempt, and a limit cannot be kept.
    assert_eq!(at_once(client.scan_package(scan())).unwrap_err().status(), Some(503));
    let options = CallOptions::new().with_timeout(SECOND);
    let error = at_once(client.scan_package(Request::new(scan()).with_options(options))).unwrap_err();
    assert!(format!("{error:#}").contains("Tokio"), "{error:#}");
}

fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future waits"),
    }
}
