//! What the root says of its use: how to serve, call and test, shown with one of its operations.
//!
//! The examples compile whatever the model is, and whichever features the crate is tested with: nothing that a model
//! names is imported, and each is there only with the features that it needs.

use super::docs;
use crate::ir::{Root, Service};
use crate::name::Ident;

/// What the examples use of a service.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    root: Root,
    module: Ident,
    trait_name: Ident,
    operation: Ident,
    method: Ident,
    input: Ident,
    output: Ident,
}

impl Sample {
    /// The first operation that is not deprecated.
    pub(super) fn new(service: &Service) -> Option<Self> {
        // A module of the crate's own name would hide the crate.
        let mut operations = service.operations.iter().filter(|_| service.root.path != service.module.as_str());
        let operation = operations.find(|operation| operation.deprecated.is_none())?;
        Some(Self {
            root: service.root.clone(),
            module: service.module.clone(),
            trait_name: service.name.ident.clone(),
            operation: operation.name.ident.clone(),
            method: operation.method.clone(),
            input: operation.input.ty.clone(),
            output: operation.output.ty.clone(),
        })
    }

    /// The lines, of Markdown, with these ends of a call.
    pub(super) fn lines(&self, client: bool, server: bool) -> Vec<String> {
        let sections = [
            server.then(|| self.serving()),
            client.then(|| self.calling()),
            (client && server).then(|| self.testing()),
        ];
        let text: String = sections.into_iter().flatten().collect();
        docs::examples(&self.root, text.lines().map(str::to_owned))
    }

    fn serving(&self) -> String {
        let Self { root, module, trait_name, operation, method: _, input, output } = self;
        let krate = &root.path;
        let feature = module.as_str();
        format!(
            r#"
# Serve

Implement the trait of a service, here `{trait_name}`, and pass the implementation to the module's `Router`. To serve only
some operations, pass a handler for each of them instead. Either way, the router is a `tower` service, which axum, hyper
and Lambda adapters accept:

```no_run
# #[cfg(all(feature = "{feature}", feature = "server"))]
# mod example {{
use {krate}::server::Handlers;
use {krate}::{module}::{{operations, server, types}};

fn respond(input: types::{input}) -> types::{output} {{
    // …
#   drop(input);
#   todo!()
}}

fn router() -> server::Router<Handlers> {{
    server::Router::handlers().on(operations::{operation}, |request| async move {{
        Ok(respond(request.input))
    }})
}}

fn router_of<T: {krate}::{module}::{trait_name}>(service: T) -> server::Router<T> {{
    server::Router::new(service)
}}
# }}
```
"#
        )
    }

    fn calling(&self) -> String {
        let Self { root, module, trait_name: _, operation: _, method, input, output: _ } = self;
        let krate = &root.path;
        let feature = module.as_str();
        let http = if root.has_features { "feature `http`" } else { "runtime's feature `http`" };
        format!(
            r#"
# Call

The client has a method for each operation, and implements the trait as well. Without the {http} it needs a
transport: `.transport(service)` takes any `tower` service.

```no_run
# #[cfg(all(feature = "{feature}", feature = "http"))]
# mod example {{
use {krate}::{module}::{{client, types}};

async fn call(input: types::{input}) -> {FAILS} {{
    let client = client::Client::builder().endpoint("http://127.0.0.1:8080").build()?;
    match client.{method}(input).await {{
        Ok(output) => println!("{{output:?}}"),
        Err(error) => println!("{{error:#}}"), // `error.modeled()` is the error that the model defines, if it is one
    }}
    Ok(())
}}
# }}
```
"#
        )
    }

    fn testing(&self) -> String {
        let Self { root, module, trait_name: _, operation, method, input, output: _ } = self;
        let krate = &root.path;
        let feature = module.as_str();
        format!(
            r#"
# Test

Code that calls a service can take any implementation of its trait: the client, or a test double. A router is also a
transport, so a client can be tested without a socket:

```no_run
# #[cfg(all(feature = "{feature}", feature = "client", feature = "server"))]
# mod example {{
use {krate}::{module}::{{client, operations, server, types}};

async fn test(input: types::{input}) -> {FAILS} {{
    let router = server::Router::handlers().on(operations::{operation}, |_request| async move {{
        Err({krate}::Error::internal("the disk is full"))
    }});
    let client = client::Client::builder().endpoint("http://localhost").transport(router).build()?;
    assert_eq!(client.{method}(input).await.unwrap_err().status(), Some(500));
    Ok(())
}}
# }}
```
"#
        )
    }
}

/// What the functions of examples return.
const FAILS: &str = "Result<(), Box<dyn std::error::Error>>";
