//! Pages and waiters on a double of a service: what generated code says of an operation, and what comes of it.

#![cfg(feature = "waiters")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

use std::collections::VecDeque;
use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::sync::Mutex;
use std::time::Duration;

use futures_core::Stream;
use shapewright_runtime::client::{Item, Paged, PagedItems, Pager, WaitError, Waiter};
use shapewright_runtime::private::{
    Acceptor, CalledOn, Comparator, Matcher, Operation, OperationSpec, Outcome, State, Wait, error_shapes,
    operation_error, structure, unchecked,
};
use shapewright_runtime::{Error, Request};

#[derive(Clone, Debug, Default, PartialEq)]
struct ListInput {
    token: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct ListOutput {
    items: Vec<String>,
    next: Option<String>,
    state: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Gone {}

#[derive(Clone, Debug, PartialEq)]
enum ListError {
    Gone(Gone),
}

mod types {
    pub(super) use super::*;
}

structure!(types::ListInput { 0: token("token").bound() });
structure!(types::ListOutput { 0: items("items"), 1: next("next").bound(), 2: state("state").key("st") });
structure!(types::Gone {});
unchecked! { ListInput; ListOutput; Gone; }
error_shapes! { Gone; }
operation_error! { ListError = "List"; Gone; }

impl shapewright_runtime::private::ErrorShape for Gone {
    fn status(&self) -> u16 {
        404
    }

    fn message(&self) -> Option<&str> {
        None
    }
}

#[derive(Debug)]
struct List;

impl Operation for List {
    type Input = ListInput;
    type Output = ListOutput;
    type Error = ListError;
    const SPEC: &'static OperationSpec = &OperationSpec::new("List", "GET", 200);
}

impl Paged for List {
    fn input_token(input: &mut ListInput) -> &mut Option<String> {
        &mut input.token
    }

    fn output_token(output: &ListOutput) -> Option<&String> {
        output.next.as_ref()
    }
}

impl PagedItems for List {
    type Items = Vec<String>;

    fn items(output: ListOutput) -> Option<Vec<String>> {
        Some(output.items)
    }
}

/// Answers one after the other; behind the last it never answers again.
#[derive(Default)]
struct Double {
    answers: Mutex<VecDeque<Result<ListOutput, Error<ListError>>>>,
    asked: Mutex<Vec<Option<String>>>,
}

impl CalledOn<Double> for List {
    async fn call(service: &Double, request: Request<ListInput>) -> Outcome<Self> {
        service.asked.lock().unwrap().push(request.input.token);
        let answer = service.answers.lock().unwrap().pop_front();
        match answer {
            Some(answer) => answer,
            None => pending().await,
        }
    }
}

fn double(answers: impl IntoIterator<Item = Result<ListOutput, Error<ListError>>>) -> Double {
    Double { answers: Mutex::new(answers.into_iter().collect()), ..Double::default() }
}

fn page(items: &[&str], next: Option<&str>) -> Result<ListOutput, Error<ListError>> {
    let items = items.iter().map(ToString::to_string).collect();
    Ok(ListOutput { items, next: next.map(str::to_owned), state: None })
}

fn state(state: &str) -> Result<ListOutput, Error<ListError>> {
    Ok(ListOutput { state: Some(state.to_owned()), ..ListOutput::default() })
}

async fn items(double: &Double) -> Vec<String> {
    let mut stream = Pager::<_, List>::new(double, ListInput::default()).items();
    let mut found = Vec::new();
    while let Some(item) = stream.next().await {
        let item: Result<Item<List>, _> = item;
        found.push(item.unwrap_or_else(|error| error.to_string()));
        assert!(found.len() < 10, "it does not end");
    }
    found
}

#[tokio::test]
async fn items_come_from_all_pages_in_order() {
    let double = double([page(&["a", "b"], Some("2")), page(&[], Some("3")), page(&["c"], Some(""))]);
    assert_eq!(items(&double).await, ["a", "b", "c"]);
    assert_eq!(*double.asked.lock().unwrap(), [None, Some("2".to_owned()), Some("3".to_owned())]);
}

#[tokio::test]
async fn pages_and_items_are_streams() {
    async fn read<T>(mut stream: impl Stream<Item = Result<T, Error<ListError>>> + Unpin) -> Vec<T> {
        let mut found = Vec::new();
        while let Some(item) = poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await {
            found.push(item.unwrap());
        }
        found
    }
    let double = double([page(&["a"], Some("2")), page(&["b"], None), page(&["a"], Some("2")), page(&["b"], None)]);
    let pager = || Pager::<_, List>::new(&double, ListInput::default());
    let pages = read(pager().pages()).await;
    assert_eq!(pages.into_iter().map(|page| page.items).collect::<Vec<_>>(), [["a"], ["b"]]);
    assert_eq!(read(pager().items()).await, ["a", "b"]);
}

#[tokio::test]
async fn a_call_outlives_the_future_that_began_it() {
    let double = double([page(&["a"], None)]);
    let mut pages = Pager::<_, List>::new(&double, ListInput::default()).pages();
    drop(pages.next());
    assert_eq!(pages.next().await.unwrap().unwrap().items, ["a"]);
    assert!(pages.next().await.is_none());
    assert_eq!(double.asked.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn an_error_ends_the_pages() {
    let double = double([page(&["a"], Some("2")), Err(Gone {}.into()), page(&["b"], None)]);
    assert_eq!(items(&double).await, ["a", "List: Gone (status 404)"]);
    assert_eq!(double.answers.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_page_that_asks_for_itself_ends_them() {
    let double = double([page(&["a"], Some("2")), page(&["b"], Some("2")), page(&["c"], None)]);
    let found = items(&double).await;
    assert_eq!(found, ["a", "b", "List: the service returned the same page token twice"]);
    assert_eq!(double.asked.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn awaited_it_is_one_call() {
    let double = double([page(&["a"], Some("2"))]);
    let output = Pager::<_, List>::new(&double, ListInput::default()).await.unwrap();
    assert_eq!(output.items, ["a"]);
}

/// Ready by the state, by its name in the model and not by its key; broken by the state; gone is no reason to stop.
const READY: Wait = Wait {
    min_delay: 2,
    max_delay: 8,
    acceptors: &[
        Acceptor { state: State::Success, matcher: Matcher::Output("state", Comparator::StringEquals("READY")) },
        Acceptor {
            state: State::Failure,
            matcher: Matcher::InputOutput("output.state == 'BROKEN'", Comparator::BooleanEquals(true)),
        },
        Acceptor { state: State::Retry, matcher: Matcher::ErrorType("Gone") },
    ],
};

const GONE: Wait = Wait {
    min_delay: 2,
    max_delay: 8,
    acceptors: &[Acceptor { state: State::Success, matcher: Matcher::Success(false) }],
};

async fn wait(double: &Double, wait: &'static Wait, limit: Duration) -> Result<Outcome<List>, WaitError<List>> {
    Waiter::<_, List>::new(double, ListInput::default(), wait).within(limit).await
}

#[tokio::test(start_paused = true)]
async fn a_waiter_asks_until_it_is_so() {
    let double = double([state("NEW"), Err(Gone {}.into()), state("READY"), state("BROKEN")]);
    let output = wait(&double, &READY, Duration::from_secs(60)).await.unwrap().unwrap();
    assert_eq!(output.state.as_deref(), Some("READY"));
    assert_eq!(double.asked.lock().unwrap().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_waiter_gives_up() {
    let broken = double([state("NEW"), state("BROKEN")]);
    let error = wait(&broken, &READY, Duration::MAX).await.unwrap_err();
    assert!(matches!(error, WaitError::Failed(_)), "{error}");

    let unknown = double([Err(Error::internal("lost"))]);
    let error = wait(&unknown, &READY, Duration::from_secs(60)).await.unwrap_err();
    assert_eq!(error.to_string(), "List: lost");

    let slow = double((0..99).map(|_| state("NEW")));
    let error = wait(&slow, &READY, Duration::from_secs(60)).await.unwrap_err();
    let WaitError::Timeout { attempts, .. } = error else { panic!("{error}") };
    assert!((8..=30).contains(&attempts), "{attempts}");

    let hanging = double([state("NEW")]);
    let error = wait(&hanging, &READY, Duration::from_secs(60)).await.unwrap_err();
    assert!(matches!(error, WaitError::Timeout { attempts: 2, .. }), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_error_can_be_what_is_waited_for() {
    let double = double([state("READY"), Err(Gone {}.into())]);
    let error = wait(&double, &GONE, Duration::from_secs(60)).await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("Gone"));
}
