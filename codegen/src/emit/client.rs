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
//!         to.members(&input);
//!     }
//!
//!     fn decode(from: &mut Incoming<'_>) -> Result<Self::Output, Stop> {
//!         private::whole_message(from)
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::message::{self, Half, Operand};
use super::{api, docs, example, imports, lint, mentions, waiter};
use crate::ir::{ChecksumMember, Checksums, HostPart, Operation, PathPart, RequestChecksum, Service};

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let title = docs::inner(&format!("The client of `{}`.", service.name.wire));
    let summary = docs::line(&format!("Calls `{}` over HTTP.", service.name.wire));
    let methods = service.operations.iter().map(|operation| method(service, operation)).chain(waiter::methods(service));
    let operations = service.operations.iter().map(half);
    let deprecated = docs::deprecated(service.deprecated.as_deref());
    let methods = quote!(#(#methods)*);
    let operations = quote!(#(#operations)*);
    let signed = service.signing_name.as_ref().map(|name| {
        quote! {
            impl<S> SignedClient for Client<S> {
                const SIGNING_NAME: &'static str = #name;
            }
        }
    });
    let items = quote! {
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
            /// Returns a builder for a client.
            pub fn builder() -> Builder<Self> {
                Builder::new()
            }
        }

        impl<S> GeneratedClient for Client<S> {
            type Transport = S;
            type Over<T> = Client<T>;
            const SERVICE: &'static ServiceSpec = operations::SERVICE;

            fn from_core(core: Core<S>) -> Self {
                Self { core }
            }
        }

        #signed

        impl<S: Transport> Client<S> {
            #methods
        }

        #operations
    };
    let imports = imports::of(
        &items,
        &[
            (quote!(shapewright_runtime), &["Error", "Request"]),
            (quote!(shapewright_runtime), &["private"]),
            (
                quote!(shapewright_runtime::client),
                &["Builder", "Core", "DefaultTransport", "GeneratedClient", "SignedClient", "Transport"],
            ),
            (quote!(shapewright_runtime::private), PRIVATE),
            (quote!(super), &["errors", "operations", "types"]),
        ],
    );
    quote! {
        #title

        #imports

        #items
    }
}

/// What is imported from there: what every operation needs, so that one more adds no import.
const PRIVATE: &[&str] = &["ClientOperation", "Incoming", "Outgoing", "ServiceSpec", "Stop"];

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
        let allow = lint::of_pager(method);
        return quote! {
            #docs
            #allow
            pub fn #method(
                &self,
                request: impl Into<Request<types::#input>>,
            ) -> private::Pager<'_, Self, operations::#ident> {
                private::Pager::new(self, request)
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
    let whole = message::read_whole(&operation.output);
    let decode = message::read(&operation.output, Half::Response, None);
    let checksums = checksums(&operation.checksums);
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

            #checksums

            #encode

            fn decode(from: &mut Incoming<'_>) -> Result<Self::Output, Stop> {
                #whole
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
    let operand = Operand::variable(&value);
    let members = message::write(&operation.input, Half::Request, &operand);
    let fill = message::fill(&operation.input, &value);
    // Such requests have no labels and no query, so that this comes before both.
    let whole = operation.input.whole.as_ref();
    let whole = whole.map(|body| message::write_whole(body, Half::Request, &operand, false));
    let statements = quote! {
        #(#host)*
        #whole
        #fill
        #(#path)*
        #(#query)*
        #members
    };
    let parameter = if mentions(&statements, "input") { quote!(input) } else { quote!(_) };
    let to = if mentions(&statements, "to") { quote!(to) } else { quote!(_) };
    quote! {
        fn encode(#parameter: Self::Input, #to: &mut Outgoing) {
            #statements
        }
    }
}

/// The members that are about checksums. Those that bring one come first, because they decide about the others.
fn checksums(checksums: &Checksums) -> Option<TokenStream> {
    let Checksums { request, response, given } = checksums;
    let algorithm = match request {
        RequestChecksum::None | RequestChecksum::ContentMd5 => None,
        RequestChecksum::Algorithm { member: ChecksumMember { field, wire, in_body: _ }, .. } => {
            Some(quote!(choice.algorithm(#wire, &mut input.#field);))
        }
    };
    let mode = response.as_ref().map(|response| {
        let field = &response.mode.field;
        quote!(choice.mode(&mut input.#field);)
    });
    // Without an algorithm to choose, headers alone decide.
    let given = given.iter().filter(|_| algorithm.is_some()).map(|field| quote!(choice.given(&input.#field);));
    (algorithm.is_some() || mode.is_some()).then(|| {
        quote! {
            fn checksums(input: &mut Self::Input, choice: &mut private::ChecksumChoice) {
                #(#given)*
                #algorithm
                #mode
            }
        }
    })
}
