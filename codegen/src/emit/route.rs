//! The tree of routes.
//!
//! ```text
//! static TREE: Node = Node {
//!     literals: &[
//!         ("packages", Node {
//!             endpoints: &[RouteEndpoint { method: "POST", query: &[], operation: Number::CreatePackage as usize }],
//!             ..Node::EMPTY
//!         }),
//!     ],
//!     ..Node::EMPTY
//! };
//! ```
//!
//! Operations go by name, so that one more changes nothing for the others.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{RouteEndpoint, RouteNode};

/// The `static` that holds the tree.
pub(super) fn root(root: &RouteNode) -> TokenStream {
    let node = node(root);
    quote!(static TREE: Node = #node;)
}

fn node(node: &RouteNode) -> TokenStream {
    let RouteNode { literals, label, greedy, endpoints } = node;
    let mut fields = Vec::new();
    if !literals.is_empty() {
        let literals = literals.iter().map(|(text, child)| {
            let child = self::node(child);
            quote!((#text, #child))
        });
        fields.push(quote!(literals: &[#(#literals),*]));
    }
    if let Some(child) = label {
        let child = self::node(child);
        fields.push(quote!(label: Some(&#child)));
    }
    if !greedy.is_empty() {
        let greedy = greedy.iter().map(|(suffix, end)| {
            let endpoints = self::endpoints(&end.endpoints);
            quote!(private::Greedy { suffix: &[#(#suffix),*], endpoints: #endpoints })
        });
        fields.push(quote!(greedy: &[#(#greedy),*]));
    }
    if !endpoints.is_empty() {
        let endpoints = self::endpoints(endpoints);
        fields.push(quote!(endpoints: #endpoints));
    }
    if fields.len() < 4 {
        fields.push(quote!(..Node::EMPTY));
    }
    quote!(Node { #(#fields),* })
}

fn endpoints(endpoints: &[RouteEndpoint]) -> TokenStream {
    let endpoints = endpoints.iter().map(|endpoint| {
        let RouteEndpoint { method, query, operation } = endpoint;
        let query = query.iter().map(|(name, value)| match value {
            Some(value) => quote!((#name, Some(#value))),
            None => quote!((#name, None)),
        });
        quote!(RouteEndpoint { method: #method, query: &[#(#query),*], operation: Number::#operation as usize })
    });
    quote!(&[#(#endpoints),*])
}
