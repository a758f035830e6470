//! Waiters, as functions of the operation that they call.
//!
//! ```text
//! impl GetFunction {
//!     /// Waits until the function exists.
//!     pub fn wait_until_function_exists<S: super::Lambda>(
//!         service: &S,
//!         request: impl Into<Request<types::GetFunctionRequest>>,
//!     ) -> private::Waiter<'_, S, Self> {
//!         use shapewright_runtime::private::{Acceptor, Matcher, State, Wait};
//!         const WAIT: Wait = Wait {
//!             min_delay: 1,
//!             max_delay: 120,
//!             acceptors: &[
//!                 Acceptor { state: State::Success, matcher: Matcher::Success(true) },
//!                 Acceptor { state: State::Retry, matcher: Matcher::ErrorType("ResourceNotFoundException") },
//!             ],
//!         };
//!         private::Waiter::new(service, request, &WAIT)
//!     }
//! }
//! ```

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::{docs, imports};
use crate::ir::{Acceptor, Comparator, Operation, Root, Service, State, Waiter, WaiterMatcher};
use crate::name::{Ident, Name};

/// The functions of an operation's marker; `None` where nothing waits for it.
pub(super) fn functions(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let Service { root, name: Name { ident: trait_name, wire: _ }, .. } = service;
    let ident = &operation.name.ident;
    let input = &operation.input.ty;
    let functions: Vec<TokenStream> =
        operation.waiters.iter().map(|waiter| function(root, waiter, input, trait_name)).collect();
    (!functions.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "client")]
            impl #ident {
                #(#functions)*
            }
        }
    })
}

fn function(root: &Root, waiter: &Waiter, input: &Ident, trait_name: &Ident) -> TokenStream {
    let Waiter { method, docs: _, deprecated: _, min_delay, max_delay, acceptors } = waiter;
    let head = head(root, waiter);
    let min_delay = Token::u32_unsuffixed(*min_delay);
    let max_delay = Token::u32_unsuffixed(*max_delay);
    let acceptors = acceptors.iter().map(|Acceptor { state, matcher }| {
        let state = match state {
            State::Success => quote!(State::Success),
            State::Failure => quote!(State::Failure),
            State::Retry => quote!(State::Retry),
        };
        let matcher = self::matcher(matcher);
        quote!(Acceptor { state: #state, matcher: #matcher })
    });
    let table = quote! {
        const WAIT: Wait = Wait {
            min_delay: #min_delay,
            max_delay: #max_delay,
            acceptors: &[#(#acceptors),*],
        };
    };
    let names = &["Acceptor", "Comparator", "Matcher", "State", "Wait"];
    let imports = imports::of(&table, &[(quote!(shapewright_runtime::private), names)]);
    quote! {
        #head
        pub fn #method<S: super::#trait_name>(
            service: &S,
            request: impl Into<shapewright_runtime::Request<types::#input>>,
        ) -> private::Waiter<'_, S, Self> {
            #imports
            #table
            private::Waiter::new(service, request, &WAIT)
        }
    }
}

/// Whether a waiter looks into outputs, and not only at whether a call succeeds and with which error it fails: then it
/// needs the feature `waiters`.
pub(super) fn looks_inside(waiter: &Waiter) -> bool {
    waiter
        .acceptors
        .iter()
        .any(|acceptor| matches!(acceptor.matcher, WaiterMatcher::Output(..) | WaiterMatcher::InputOutput(..)))
}

fn head(root: &Root, waiter: &Waiter) -> TokenStream {
    let docs = docs::lines(&waiter.docs);
    let deprecated = docs::deprecated(waiter.deprecated.as_deref());
    let feature = looks_inside(waiter).then(|| {
        let docs = root.has_features.then(|| docs::lines(&[String::new(), "Needs the feature `waiters`.".to_owned()]));
        quote!(#docs #[cfg(feature = "waiters")])
    });
    quote!(#docs #feature #deprecated)
}

fn matcher(matcher: &WaiterMatcher) -> TokenStream {
    let comparator = |comparator: &Comparator| match comparator {
        Comparator::StringEquals(text) => quote!(Comparator::StringEquals(#text)),
        Comparator::BooleanEquals(value) => quote!(Comparator::BooleanEquals(#value)),
        Comparator::AllStringEquals(text) => quote!(Comparator::AllStringEquals(#text)),
        Comparator::AnyStringEquals(text) => quote!(Comparator::AnyStringEquals(#text)),
    };
    match matcher {
        WaiterMatcher::Success(success) => quote!(Matcher::Success(#success)),
        WaiterMatcher::ErrorType(name) => quote!(Matcher::ErrorType(#name)),
        WaiterMatcher::Output(path, expected) => {
            let expected = comparator(expected);
            quote!(Matcher::Output(#path, #expected))
        }
        WaiterMatcher::InputOutput(path, expected) => {
            let expected = comparator(expected);
            quote!(Matcher::InputOutput(#path, #expected))
        }
    }
}

/// The client's methods.
pub(super) fn methods(service: &Service) -> impl Iterator<Item = TokenStream> {
    service.operations.iter().flat_map(move |operation| {
        let ident = &operation.name.ident;
        let input = &operation.input.ty;
        operation.waiters.iter().map(move |waiter| {
            let method = &waiter.method;
            let head = head(&service.root, waiter);
            quote! {
                #head
                pub fn #method(
                    &self,
                    request: impl Into<Request<types::#input>>,
                ) -> private::Waiter<'_, Self, operations::#ident> {
                    operations::#ident::#method(self, request)
                }
            }
        })
    })
}
