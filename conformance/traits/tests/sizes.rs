//! Memory follows the data, not the model: what is large is boxed, and everything else stays as it was.

#![allow(clippy::unwrap_used, reason = "a test that cannot make its messages has failed")]

use std::mem::size_of;

use support::{Canned, JSON, response, serve};
use traits::server::Handlers;
use traits::sizes::client::Client;
use traits::sizes::operations;
use traits::sizes::server::Router;
use traits::sizes::types::*;
use traits::{Error, EventStream, Validate};

/// The stack of a thread that must do, far less than threads usually have.
const STACK: usize = 256 << 10;

fn client(transport: Canned) -> Client<Canned> {
    Client::builder().endpoint("http://localhost").transport(transport).build().unwrap()
}

/// Runs a future on a small stack. Too small a stack ends the process.
fn on_a_small_stack<F: Future<Output = ()>>(future: impl FnOnce() -> F + Send + 'static) {
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(future());
    };
    std::thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap();
}

#[test]
fn sizes_have_a_limit() {
    let sizes =
        [size_of::<Level5>(), size_of::<Level14>(), size_of::<Kind>(), size_of::<Holder>(), size_of::<PutBoxInput>()];
    assert!(sizes.iter().all(|size| *size <= 1024), "{sizes:?}");
    assert_eq!(size_of::<Option<Box<Wide>>>(), size_of::<usize>());
    let errors = size_of::<PutBoxError>();
    assert!(errors <= 40, "{errors}");
}

#[test]
fn deep_models_need_no_deep_stack() {
    on_a_small_stack(|| async {
        let input: PutTreeInput = serde_json::from_str(r#"{ "tree": { "left": { "right": {} } } }"#).unwrap();
        assert!(input.validate().is_ok());
        let client = client(Canned::one(200, JSON, r#"{ "tree": {} }"#));
        assert!(client.put_tree(input).await.unwrap().tree.is_some());
    });
    on_a_small_stack(|| async {
        let router = Router::new(Handlers::new().on(operations::PutTree, |request| async move {
            let mut output = PutTreeOutput::new();
            output.tree = request.input.tree;
            Ok(output)
        }));
        let body = r#"{"tree":{"left":{"left":{"left":{}}}}}"#;
        let answer = serve(&router, "PUT", "/tree", JSON, body).await;
        assert_eq!(answer.text(), body);
    });
}

#[tokio::test]
async fn setters_take_values_with_and_without_box() {
    let wide = || Wide::new().with_a("a");
    let input = PutBoxInput::new().with_wide(wide()).with_holder(Holder::new(Box::new(wide())));
    assert_eq!(input, PutBoxInput::new().with_wide(Box::new(wide())).with_holder(Holder::new(wide())));
    assert_eq!(input.wide.as_ref().unwrap().a.as_deref(), Some("a"));
    let input = input.with_kind(Kind::Wide(Box::new(wide())));
    let canned = Canned::one(200, JSON, r#"{ "wide": { "b": "1" } }"#);
    let output = client(canned.clone()).put_box(input).await.unwrap();
    assert_eq!(canned.last().text(), r#"{"wide":{"a":"a"},"kind":{"wide":{"a":"a"}},"holder":{"wide":{"a":"a"}}}"#);
    assert_eq!(output.holder.unwrap().wide.b.as_deref(), Some("1"));
}

#[tokio::test]
async fn large_errors_are_boxed_in_the_enum_of_their_operation() {
    let router = Router::new(Handlers::new().on(operations::PutBox, |request| async move {
        let input: PutBoxInput = request.input;
        Err(match input.wide {
            Some(wide) => TooWide::new().with_message("no").with_b(wide.b.clone().unwrap_or_default()).into(),
            None => TooHigh::new().into(),
        })
    }));
    let answer = serve(&router, "PUT", "/box", JSON, r#"{"wide":{"b":"2"}}"#).await;
    assert_eq!((answer.status.as_u16(), answer.text().as_str()), (409, r#"{"message":"no","b":"2"}"#));
    let error =
        client(Canned::one(409, &[("x-amzn-errortype", "TooWide")], answer.body)).put_box(PutBoxInput::new()).await;
    let error = error.unwrap_err();
    let Error::Modeled { error: PutBoxError::TooWide(wide), .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(wide.b.as_deref(), Some("2"));
    assert_eq!(error.to_string(), "PutBox: TooWide (status 409): no");
    // The error shows all of its text, which a source would only repeat.
    assert!(std::error::Error::source(&error).is_none());
}

#[tokio::test]
async fn pages_are_found_through_a_box() {
    let holder = r#"{ "wide": {} }"#;
    let canned = Canned::new([
        response(200, JSON, format!(r#"{{ "page": {{ "boxes": [{holder}, {holder}], "token": "1" }} }}"#)),
        response(200, JSON, format!(r#"{{ "page": {{ "boxes": [{holder}] }} }}"#)),
    ]);
    let client = client(canned.clone());
    let mut items = client.list_boxes(ListBoxesInput::new()).items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!((count, canned.requests().len()), (3, 2));
}

#[tokio::test]
async fn events_may_be_boxed() {
    let events = || {
        vec![
            Events::Wide(WideEvent::new().with_id("1").with_a("a").into()),
            Events::Plain(Box::default()),
            Events::Small(Level0::new()),
        ]
    };
    let router = Router::new(Handlers::new().on(operations::WatchBoxes, move |_| async move {
        Ok(WatchBoxesOutput::new().with_events(EventStream::from(events())))
    }));
    let client = Client::builder().endpoint("http://localhost").transport(router).build().unwrap();
    let mut stream = client.watch_boxes(WatchBoxesInput::new()).await.unwrap().events.unwrap();
    let mut found = Vec::new();
    while let Some(event) = stream.next().await {
        found.push(event.unwrap());
    }
    assert_eq!(found, events());
}
