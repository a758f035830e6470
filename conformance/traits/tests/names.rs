//! Names of a model that generated code uses itself: they yield only where they must, and what goes over the wire is the
//! model's.

use std::time::Duration;

use support::{Canned, JSON, response};
use traits::names::BTreeMap;
use traits::names::operations::{Paged, Waiter};
use traits::names::types::*;

#[test]
fn a_value_may_be_called_as_an_associated_type_or_constant() {
    assert_eq!("err".parse(), Ok(Level::Err));
    assert_eq!(Level::VALUES, ["err", "values", "ok"]);
    assert_eq!(Level::VALUESValue.as_str(), "values");
}

#[test]
fn an_empty_structure_keeps_its_name() {
    let choice = [Choice::None(NoneShape::new()), Choice::Mine(OwnEmpty::new()), Choice::Other(OtherEmpty::new())];
    let texts = choice.map(|choice| serde_json::to_string(&choice).unwrap_or_default());
    assert_eq!(texts, [r#"{"none":{}}"#, r#"{"mine":{}}"#, r#"{"other":{}}"#]);
}

#[tokio::test]
async fn operations_may_be_called_as_traits_and_parameters() {
    let page = |body: &'static str| response(200, JSON, body);
    let canned = Canned::new([page("{}"), page(r#"{"items":{"a":1}}"#), page("{}")]);
    let client =
        traits::names::client::Client::builder().endpoint("http://localhost").transport(canned.clone()).build();
    let client = client.expect("a client");
    client.s(Client::new().with_level(Level::Ok)).await.expect("an answer");
    let page = Paged::on(&client, PagedInput::new()).await.expect("a page");
    assert!(page.items.is_some_and(|items| items.contains_key("a")));
    let waiter = Waiter::wait_until_wait(&client, WaiterInput::new()).within(Duration::from_secs(9));
    assert!(waiter.await.expect("no timeout").is_ok());
    assert_eq!(
        canned.requests().iter().map(|sent| sent.uri.clone()).collect::<Vec<_>>(),
        ["http://localhost/s", "http://localhost/paged", "http://localhost/waiter"]
    );
    fn is_implemented(_: &impl BTreeMap) {}
    is_implemented(&client);
}

#[tokio::test]
async fn a_service_may_be_called_as_the_runtime_is() {
    use traits::runtime::{client::Client, types::*};
    let canned = Canned::new([response(200, JSON, r#"{"started":1}"#)]);
    let client = Client::builder().endpoint("http://localhost").transport(canned.clone()).build();
    let input = StartInput::new(Kind::Wasm).with_code("a");
    let output = client.expect("a client").start(input).await.expect("an answer");
    assert_eq!(output.started, traits::Timestamp::from_secs(1).ok());
}

#[tokio::test]
async fn a_service_may_be_called_as_a_module_of_the_runtime_is() {
    use traits::document::{client::Client, types::*};
    use traits::shapewright_runtime::number::NumberError;
    let canned = Canned::new([response(200, JSON, r#"{"document":["a"]}"#)]);
    let client = Client::builder().endpoint("http://localhost").transport(canned.clone()).build();
    let number: traits::BigDecimal = "1.5".parse().expect("a number");
    let output = client.expect("a client").store(StoreInput::new().with_number(number)).await.expect("an answer");
    assert_eq!(output.document, Some(traits::Document::List(vec!["a".into()])));
    // What the root does not export by name is in the runtime, whatever the services are called.
    let fault: NumberError = "x".parse::<traits::BigDecimal>().unwrap_err();
    assert!(!fault.to_string().is_empty());
}
