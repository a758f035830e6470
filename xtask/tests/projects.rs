//! A public project in Smithy's IDL, the quickstart of the official Rust server: from its `smithy-build.json` to a service
//! that is served and called over a socket.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

mod nested;

use std::fs;
use std::path::{Path, PathBuf};

use xtask::{Console, Outcome, codegen};

/// A program that serves the coffee shop and orders a coffee.
const PROGRAM: &str = r##"//! A coffee shop and its customer.

use coffee::quickstart_rust_smithy::{CoffeeShop, client::Client, errors::*, server::Router, types::*};
use coffee::{Error, Request};

struct Shop;

const ORDER: &str = "5b1e2f6c-0a4d-4c5e-9f00-2d7b8f3a9c11";

impl CoffeeShop for Shop {
    async fn get_menu(&self, _: Request<GetMenuInput>) -> Result<GetMenuOutput, Error<GetMenuError>> {
        let item = CoffeeItem::from(CoffeeItemRequired { r#type: CoffeeType::Latte, description: "with milk".into() });
        Ok(GetMenuOutput::new().with_items([item]))
    }

    async fn create_order(
        &self,
        request: Request<CreateOrderInput>,
    ) -> Result<CreateOrderOutput, Error<CreateOrderError>> {
        let coffee_type = request.input.coffee_type;
        Ok(CreateOrderOutputRequired { id: ORDER.into(), coffee_type, status: OrderStatus::InProgress }.into())
    }

    async fn get_order(&self, request: Request<GetOrderInput>) -> Result<GetOrderOutput, Error<GetOrderError>> {
        Err(OrderNotFound::new().with_order_id(request.input.id).into())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    tokio::spawn(axum::serve(listener, axum::Router::new().fallback_service(Router::new(Shop))).into_future());
    let client = Client::builder().endpoint(&endpoint).build()?;
    let menu = client.get_menu(GetMenuInput::new()).await?;
    println!("{}", menu.items.unwrap_or_default()[0].description);
    let order = client.create_order(CreateOrderInput::new(CoffeeType::Latte)).await?;
    println!("{} {:?}", order.id, order.status);
    match client.get_order(GetOrderInput::new(order.id)).await {
        Err(Error::Modeled { error: GetOrderError::OrderNotFound(error), .. }) => println!("{:?}", error.order_id),
        other => println!("{other:?}"),
    }
    let violation = client.get_order(GetOrderInput::new("no id")).await;
    println!("{}", violation.is_err_and(|error| error.message().is_some_and(|text| text.contains("/id"))));
    Ok(())
}
"##;

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn the_coffee_shop_serves_and_calls() {
    let Some(shared) = std::env::var_os("SHAPEWRIGHT_SHARED") else {
        println!("skipped: SHAPEWRIGHT_SHARED is not set");
        return;
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("projects");
    let options = codegen::Options {
        models: Some(Path::new(&shared).join("smithy-projects/quickstart-rust-smithy")),
        out: Some(folder.join("coffee")),
        package: Some("coffee".to_owned()),
        ..codegen::Options::default()
    };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = codegen::run(&options, &mut Console::new(&mut out, &mut err)).unwrap();
    assert_eq!(outcome, Outcome::Done, "{}", String::from_utf8_lossy(&err));
    write(&folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"coffee\", \"shop\"]\n");
    write(
        &folder.join("shop/Cargo.toml"),
        "[package]\nname = \"shop\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         coffee = { path = \"../coffee\" }\n\
         axum = { version = \"0.8\", default-features = false, features = [\"http1\", \"tokio\"] }\n\
         tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }\n",
    );
    write(&folder.join("shop/src/main.rs"), PROGRAM);
    let output = nested::cargo(&folder).args(["run", "--quiet"]).output().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaints}");
    let expected = "with milk\n5b1e2f6c-0a4d-4c5e-9f00-2d7b8f3a9c11 InProgress\n\
                    Some(\"5b1e2f6c-0a4d-4c5e-9f00-2d7b8f3a9c11\")\ntrue\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{complaints}");
}
