//! What the root exports of the runtime: the names that users write, by name.
//!
//! ```text
//! #[doc(inline)]
//! pub use shapewright_runtime::{Blob, Timestamp};
//! #[cfg(any(feature = "client", feature = "server"))]
//! #[doc(inline)]
//! pub use shapewright_runtime::{Error, Request};
//! ```
//!
//! Only `client` and `server` are modules among them, so that a service may be called like any other of the runtime's.

use proc_macro2::TokenStream;
use quote::quote;

use super::root::Listing;
use crate::name::Ident;

/// Values, their validation, and the faults of reading them.
const VALUES: &[&str] = &[
    "BigDecimal",
    "BigInteger",
    "Blob",
    "Constraint",
    "Document",
    "Fault",
    "Segment",
    "Timestamp",
    "TimestampFormat",
    "UnknownVariant",
    "Validate",
    "Violation",
    "Violations",
];

/// What calls are given, and what becomes of them.
const CALLS: &[&str] = &[
    "Body",
    "BoxError",
    "CallOptions",
    "CollectError",
    "Error",
    "ErrorResponse",
    "Leniency",
    "OperationError",
    "Protocol",
    "Request",
    "ResponseHandle",
    "TimeoutScope",
    "Validation",
];

/// Names that are there with a feature of the runtime, which services with such types ask for.
const PARTS: &[(&str, &[&str])] =
    &[("event-stream", &["EventError", "EventSender", "EventStream", "SendEventError"]), ("stream", &["ByteStream"])];

/// The modules of the two ends of a call, each with the feature of its name.
const ENDS: &[&str] = &["client", "server"];

/// The names of the runtime that roots of generated code export.
pub fn exported() -> impl Iterator<Item = &'static str> {
    let parts = PARTS.iter().map(|(_, names)| *names);
    parts.chain([VALUES, CALLS, ENDS]).flatten().copied()
}

/// The declarations.
pub(super) fn of(services: &[Listing]) -> TokenStream {
    let values = export(None, VALUES);
    let calls = export(Some(quote!(any(feature = "client", feature = "server"))), CALLS);
    let parts = PARTS.iter().filter_map(|(part, names)| {
        let with = services.iter().filter(|service| service.runtime_features.contains(part));
        let features: Vec<&str> = with.map(|service| service.module.as_str()).collect();
        match &*features {
            [] => None,
            [feature] => Some(export(Some(quote!(feature = #feature)), names)),
            _ => Some(export(Some(quote!(any(#(feature = #features),*))), names)),
        }
    });
    let ends = ENDS.iter().map(|end| export(Some(quote!(feature = #end)), &[end]));
    quote! {
        #values
        #calls
        #(#parts)*
        #(#ends)*
        // All else, such as the errors of parsing values.
        pub use shapewright_runtime;
    }
}

fn export(condition: Option<TokenStream>, names: &[&'static str]) -> TokenStream {
    let condition = condition.map(|condition| quote!(#[cfg(#condition)]));
    let names = names.iter().map(|name| Ident::ours(name));
    let names = match names.len() {
        1 => quote!(#(#names)*),
        _ => quote!({#(#names),*}),
    };
    quote! {
        #condition
        #[doc(inline)]
        pub use shapewright_runtime::#names;
    }
}

#[cfg(test)]
mod tests {
    use super::{CALLS, ENDS, PARTS, VALUES};

    #[test]
    fn all_that_the_root_of_the_runtime_has_is_exported() {
        let root = include_str!("../../../runtime/src/lib.rs");
        let declarations = root.lines().filter_map(|line| line.strip_prefix("pub use ")?.strip_suffix(';'));
        let names = declarations.filter_map(|path| path.split_once("::"));
        let mut names: Vec<&str> = names
            .flat_map(|(_, names)| names.trim_matches(['{', '}']).split(", "))
            .chain(ENDS.iter().copied())
            .collect();
        names.sort_unstable();
        let parts = PARTS.iter().flat_map(|(_, names)| names.iter());
        let mut exported: Vec<&str> = VALUES.iter().chain(CALLS).chain(parts).chain(ENDS).copied().collect();
        exported.sort_unstable();
        assert_eq!(exported, names);
    }
}
