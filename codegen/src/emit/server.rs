//! The server: a router over any implementation, and the server's half of the messages.
//!
//! ```text
//! pub type Router<T> = shapewright_runtime::server::Router<T, Routes>;
//!
//! impl shapewright_runtime::server::Api for Routes { … }
//!
//! private::dispatch! {
//!     super::Panorama;
//!     CreatePackage;
//! }
//!
//! impl ServerOperation for operations::CreatePackage {
//!     type Service = Routes;
//!
//!     fn decode(from: &mut Incoming<'_>) -> Result<Self::Input, Stop> {
//!         private::whole_message(from)
//!     }
//!
//!     fn encode(output: Self::Output, to: &mut Outgoing) {
//!         to.members(&output);
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::message::{self, Half, Operand};
use super::{docs, imports, lint, route};
use crate::ir::{Operation, RequestChecksum, Service};

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let trait_name = &service.name.ident;
    let wire = &service.name.wire;
    let title = docs::inner(&format!("The server of `{wire}`."));
    let summary = docs::lines(&router_docs(service));
    let markers = service.operations.iter().map(|operation| &operation.name.ident);
    let routes = route::root(&service.routes);
    let operations = service.operations.iter().map(half);
    let router = quote! {
        #summary
        pub type Router<T> = shapewright_runtime::server::Router<T, Routes>;

        /// The routes of the service.
        #[doc(hidden)]
        #[derive(Clone, Copy, Debug)]
        pub struct Routes;

        impl shapewright_runtime::server::Api for Routes {
            const SERVICE: &'static ServiceSpec = operations::SERVICE;
            const TREE: &'static Node = &TREE;
            const OPERATIONS: &'static [&'static OperationSpec] = OPERATIONS;
        }
    };
    // Markers, which stand bare here, may be called like anything that is imported.
    let dispatch = quote! {
        private::dispatch! {
            super::#trait_name;
            #(#markers;)*
        }
    };
    let operations = quote! {
        #routes

        #(#operations)*
    };
    let imports = imports::of(
        &quote!(#router private::dispatch! {} #operations),
        &[
            (quote!(shapewright_runtime), &["private"]),
            (quote!(shapewright_runtime::private), PRIVATE),
            (quote!(super), &["operations", "types"]),
        ],
    );
    quote! {
        #title

        #imports

        #router

        #dispatch

        #operations
    }
}

/// What is imported from there: what every operation needs, so that one more adds no import.
const PRIVATE: &[&str] =
    &["Incoming", "Node", "OperationSpec", "Outgoing", "RouteEndpoint", "ServerOperation", "ServiceSpec", "Stop"];

/// What the router is, and how it serves and is called in a test.
fn router_docs(service: &Service) -> Vec<String> {
    let Service { root, module, .. } = service;
    let (krate, name) = (&root.path, &service.name.ident);
    let text = format!(
        "Serves an implementation of [`{name}`](super::{name}) over HTTP: a `tower` service, which axum, hyper and Lambda
adapters accept. Its methods, such as `new`, `handlers`, `merge` and `on_fault`, are documented at
[`{krate}::server::Router`](shapewright_runtime::server::Router).

To serve it with axum, use `axum::Router::new().fallback_service(router)`; with hyper, use
`hyper_util::service::TowerToHyperService::new(router)`. In tests, it can be the transport of a client, without a socket:

```
# #[cfg(feature = \"client\")]
fn client<T>(service: T) -> Result<impl {krate}::{module}::{name}, Box<dyn std::error::Error>>
where
    T: {krate}::{module}::{name},
{{
    use {krate}::{module}::{{client, server}};

    let router = server::Router::new(service).on_fault(|fault| eprintln!(\"{{fault}}\"));
    Ok(client::Client::builder().endpoint(\"http://localhost\").transport(router).build()?)
}}
```"
    );
    docs::examples(root, text.lines().map(str::to_owned))
}

fn half(operation: &Operation) -> TokenStream {
    let ident = &operation.name.ident;
    let algorithm = match &operation.checksums.request {
        RequestChecksum::None | RequestChecksum::ContentMd5 => None,
        RequestChecksum::Algorithm { member, .. } => Some(member),
    };
    let read_whole = message::read_whole(&operation.input);
    let decode = message::read(&operation.input, Half::Request, algorithm);
    // The values of defaults.
    let allow = lint::of_numbers(&decode);
    let wants_checksum = operation.checksums.response.as_ref().map(|response| {
        let field = &response.mode.field;
        quote! {
            fn wants_checksum(input: &Self::Input) -> bool {
                private::ChecksumMember::text(&input.#field) == Some("ENABLED")
            }
        }
    });
    let value = quote!(output);
    let fill = message::fill(&operation.output, &value);
    let operand = Operand::variable(&value);
    let encode = message::write(&operation.output, Half::Response, &operand);
    let whole = message::other_whole(&operation.output);
    let whole = whole.map(|body| message::write_whole(body, Half::Response, &operand, encode.is_empty()));
    let encode = if encode.is_empty() && whole.is_none() {
        quote!(
            fn encode(_: Self::Output, _: &mut Outgoing) {}
        )
    } else {
        quote! {
            fn encode(output: Self::Output, to: &mut Outgoing) {
                #whole
                #fill
                #encode
            }
        }
    };
    quote! {
        impl ServerOperation for operations::#ident {
            type Service = Routes;

            #allow
            fn decode(from: &mut Incoming<'_>) -> Result<Self::Input, Stop> {
                #read_whole
                #decode
            }

            #wants_checksum

            #encode
        }
    }
}
