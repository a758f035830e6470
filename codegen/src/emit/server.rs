//! The server: a router over any implementation, and the server's half of the messages.
//!
//! ```text
//! pub type Router<T> = runtime::server::Router<T, Routes>;
//!
//! impl<T: Panorama> runtime::server::Routes<T> for Routes { … }
//!
//! impl ServerOperation for operations::CreatePackage {
//!     fn decode(from: &mut Incoming<'_>) -> Result<Self::Input, Stop> {
//!         json_message(from)
//!     }
//!
//!     fn encode(output: Self::Output, to: &mut Outgoing) {
//!         to.json(&output);
//!     }
//!
//!     fn encode_error(error: Self::Error, to: &mut Outgoing) {
//!         to.error(&error);
//!     }
//! }
//! ```

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::message::{self, Half};
use super::{client, docs, mentions, route};
use crate::ir::{ErrorEnum, Message, Operation, Service};

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let trait_name = &service.name.ident;
    let wire = &service.name.wire;
    let title = docs::inner(&format!("The server of `{wire}`."));
    let summary = docs::line(&format!(
        "Serves an implementation of [`{0}`](super::{0}) over HTTP, as a `tower` service.",
        trait_name.as_str()
    ));
    let specs = service.operations.iter().map(|operation| {
        let ident = &operation.name.ident;
        quote!(operations::#ident::SPEC)
    });
    let arms = service.operations.iter().enumerate().map(|(index, operation)| dispatch(index, operation));
    let routes = route::root(&service.routes);
    let operations =
        service.operations.iter().zip(&service.error_enums).map(|(operation, errors)| half(operation, errors));
    let errors = client::error_messages(service).into_values().map(error_message);
    let items = quote! {
        #routes

        #(#operations)*
        #(#errors)*
    };
    let types = mentions(&items, "types").then(|| quote!(, types));
    quote! {
        #title

        use std::sync::Arc;

        use runtime::private::*;

        use super::{operations #types};

        #summary
        pub type Router<T> = runtime::server::Router<T, Routes>;

        /// The routes of the service.
        #[derive(Clone, Copy, Debug)]
        pub struct Routes;

        impl<T: super::#trait_name> runtime::server::Routes<T> for Routes {
            const SERVICE: &'static str = #wire;
            const TREE: &'static Node = &TREE;
            const OPERATIONS: &'static [&'static OperationSpec] = &[#(#specs),*];

            fn dispatch(service: Arc<T>, call: Call) -> ResponseFuture {
                match call.operation() {
                    #(#arms)*
                    _ => call.unknown(),
                }
            }
        }

        #items
    }
}

fn dispatch(index: usize, operation: &Operation) -> TokenStream {
    let index = Token::usize_unsuffixed(index);
    let ident = &operation.name.ident;
    let method = &operation.method;
    quote! {
        #index => call.run(operations::#ident, async move |request| service.#method(request).await),
    }
}

fn half(operation: &Operation, errors: &ErrorEnum) -> TokenStream {
    let ident = &operation.name.ident;
    let decode = message::read(&operation.input, Half::Request);
    let encode = message::write(&operation.output, Half::Response, &quote!(output));
    let encode = if encode.is_empty() {
        quote!(
            fn encode(_: Self::Output, _: &mut Outgoing) {}
        )
    } else {
        quote! {
            fn encode(output: Self::Output, to: &mut Outgoing) {
                #encode
            }
        }
    };
    let encode_error = encode_error(errors);
    quote! {
        impl ServerOperation for operations::#ident {
            fn decode(from: &mut Incoming<'_>) -> Result<Self::Input, Stop> {
                #decode
            }

            #encode

            #encode_error
        }
    }
}

fn encode_error(errors: &ErrorEnum) -> TokenStream {
    let enum_ident = &errors.ident;
    let bound: Vec<TokenStream> = errors
        .errors
        .iter()
        .filter(|error| !message::is_plain_json(&error.message))
        .map(|error| {
            let variant = &error.variant.ident;
            quote!(super::errors::#enum_ident::#variant(error) => error.write(to),)
        })
        .collect();
    if bound.is_empty() {
        return quote! {
            fn encode_error(error: Self::Error, to: &mut Outgoing) {
                to.error(&error);
            }
        };
    }
    let others = (bound.len() < errors.errors.len()).then(|| quote!(other => to.error(&other),));
    quote! {
        fn encode_error(error: Self::Error, to: &mut Outgoing) {
            match error {
                #(#bound)*
                #others
            }
        }
    }
}

fn error_message(message: &Message) -> TokenStream {
    let ty = &message.ty;
    let write = message::write(message, Half::Response, &quote!(self));
    quote! {
        impl types::#ty {
            fn write(self, to: &mut Outgoing) {
                #write
            }
        }
    }
}
