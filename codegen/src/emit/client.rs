//! The client: a method for each operation, and the client's half of the messages.
//!
//! ```text
//! pub struct Client<S = DefaultTransport> { … }
//!
//! impl<S: Transport> Client<S> {
//!     /// Creates a package.
//!     pub async fn create_package(
//!         &self,
//!         request: impl Into<Request<types::CreatePackageInput>>,
//!     ) -> Result<types::CreatePackageOutput, Error<errors::CreatePackageError>> {
//!         self.core.call::<operations::CreatePackage>(request.into()).await
//!     }
//! }
//!
//! impl ClientOperation for operations::CreatePackage {
//!     fn encode(input: Self::Input, to: &mut Outgoing) {
//!         to.path("/packages");
//!         to.json(&input);
//!     }
//!
//!     fn decode(from: &mut Incoming<'_>) -> Result<Self::Output, Stop> {
//!         json_message(from)
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::message::{self, Half, Place};
use super::{api, docs, example, imports, mentions, waiter};
use crate::ir::{Checksum, ChecksumMember, HostPart, Operation, PathPart, Service};

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let title = docs::inner(&format!("The client of `{}`.", service.name.wire));
    let summary = docs::line(&format!("Calls `{}` over HTTP.", service.name.wire));
    let methods = service.operations.iter().map(|operation| method(service, operation)).chain(waiter::methods(service));
    let operations = service.operations.iter().map(half);
    let deprecated = docs::deprecated(service.deprecated.as_deref());
    let wire = &service.name.wire;
    let methods = quote!(#(#methods)*);
    let operations = quote!(#(#operations)*);
    let items = quote!(#methods #operations);
    let results = imports::of(&items, &[(quote!(runtime), &["Error", "Request"])]);
    let modules = imports::of(&items, &[(quote!(super), &["errors", "operations", "types"])]);
    quote! {
        #title

        #results
        use runtime::client::{Builder, Core, DefaultTransport, GeneratedClient, Transport};
        use runtime::private::*;

        #modules

        #summary
        #deprecated
        #[derive(Clone)]
        pub struct Client<S = DefaultTransport> {
            pub(super) core: Core<S>,
        }

        // Transports need not be `Debug`.
        impl<S> std::fmt::Debug for Client<S> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple("Client").field(&self.core).finish()
            }
        }

        impl Client {
            /// Begins to configure a client.
            pub fn builder() -> Builder<Self> {
                Builder::new()
            }
        }

        impl<S> GeneratedClient for Client<S> {
            type Transport = S;
            type Over<T> = Client<T>;
            const SERVICE: &'static str = #wire;

            fn from_core(core: Core<S>) -> Self {
                Self { core }
            }
        }

        impl<S: Transport> Client<S> {
            #methods
        }

        #operations
    }
}

fn method(service: &Service, operation: &Operation) -> TokenStream {
    let ident = &operation.name.ident;
    let method = &operation.method;
    let input = &operation.input.ty;
    let output = &operation.output.ty;
    let error = &operation.error_enum;
    let docs = api::method_docs(operation);
    let example = example::of_method(service, operation);
    let docs = quote!(#docs #example);
    if operation.pages.is_some() {
        return quote! {
            #docs
            pub fn #method(
                &self,
                request: impl Into<Request<types::#input>>,
            ) -> Pager<'_, Self, operations::#ident> {
                Pager::new(self, request)
            }
        };
    }
    quote! {
        #docs
        pub async fn #method(
            &self,
            request: impl Into<Request<types::#input>>,
        ) -> Result<types::#output, Error<errors::#error>> {
            self.core.call::<operations::#ident>(request.into()).await
        }
    }
}

fn half(operation: &Operation) -> TokenStream {
    let ident = &operation.name.ident;
    let encode = encode(operation);
    let decode = message::read(&operation.output, Half::Response);
    let token = operation.input.idempotency_tokens.first().map(|field| {
        quote! {
            fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
                Some(&mut input.#field)
            }
        }
    });
    quote! {
        impl ClientOperation for operations::#ident {
            #token

            #encode

            fn decode(from: &mut Incoming<'_>) -> Result<Self::Output, Stop> {
                #decode
            }
        }
    }
}

fn encode(operation: &Operation) -> TokenStream {
    let value = quote!(input);
    let path = operation.path.iter().map(|part| match part {
        PathPart::Literal(text) => Some(quote!(to.path(#text);)),
        PathPart::Label(position) => message::write_label(&operation.input, *position, &value),
    });
    let query = operation.query_literals.iter().map(|literal| quote!(to.query_literal(#literal);));
    let host = operation.host_prefix.iter().map(|part| match part {
        HostPart::Literal(text) => quote!(to.host_literal(#text);),
        HostPart::Label { field, wire } => quote!(to.host_label(#wire, &input.#field);),
    });
    let members = message::write(&operation.input, Half::Request, &Place::variable(&value));
    let statements = quote! {
        #(#host)*
        #(#path)*
        #(#query)*
        #members
    };
    let compression = (!operation.compression.is_empty()).then(|| {
        let encodings = &operation.compression;
        quote!(to.compress(&[#(#encodings),*]);)
    });
    let checksum = checksum(&operation.checksum);
    let statements = quote! {
        #statements
        #compression
        #checksum
    };
    let parameter = if mentions(&statements, "input") { quote!(input) } else { quote!(_) };
    quote! {
        fn encode(#parameter: Self::Input, to: &mut Outgoing) {
            #statements
        }
    }
}

/// A checksum is of the body as it goes out, so that this comes last.
fn checksum(checksum: &Checksum) -> Option<TokenStream> {
    Some(match checksum {
        Checksum::None => return None,
        Checksum::ContentMd5 => quote!(to.content_md5();),
        Checksum::Algorithm { member: None, required: _ } => quote!(to.checksum("", None);),
        Checksum::Algorithm { member: Some(ChecksumMember { field, wire, optional }), required } => {
            match (optional, required) {
                (false, _) => quote!(to.checksum(#wire, Some(input.#field.as_str()));),
                (true, true) => quote! {
                    to.checksum(#wire, input.#field.as_ref().map(|algorithm| algorithm.as_str()));
                },
                (true, false) => quote! {
                    if let Some(algorithm) = &input.#field {
                        to.checksum(#wire, Some(algorithm.as_str()));
                    }
                },
            }
        }
    })
}
