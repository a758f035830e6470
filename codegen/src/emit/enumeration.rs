//! Enums of strings and of integers.
//!
//! ```text
//! /// The state of a job.
//! #[derive(Clone, Debug, PartialEq, Eq, Hash)]
//! #[non_exhaustive]
//! pub enum JobState {
//!     /// `WAITING`
//!     Waiting,
//!     /// A value added after this crate was generated.
//!     Unknown(String),
//! }
//!
//! shapewright_runtime::private::texts!(JobState {
//!     Waiting: "WAITING",
//! });
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::{ExtraDerives, derives_beyond};
use super::{REDACTED, docs, literal};
use crate::ir::{Enumeration, IntEnumeration, IntVariant, Variant};
use crate::name::Name;

/// The enum of strings with its methods.
pub(super) fn item(enumeration: &Enumeration, extra: &ExtraDerives) -> TokenStream {
    let Enumeration { name: Name { ident, wire: _ }, docs, deprecated, variants, sensitive } = enumeration;
    let docs = docs::lines(docs);
    let deprecated_attribute = docs::deprecated(deprecated.as_deref());
    let items = variants.iter().map(|variant| {
        let Variant { name: Name { ident, wire: _ }, docs, deprecated, internal: _ } = variant;
        let docs = docs::lines(docs);
        let deprecated = docs::deprecated(deprecated.as_deref());
        quote! {
            #docs
            #deprecated
            #ident,
        }
    });
    let idents: Vec<_> = variants.iter().map(|variant| &variant.name.ident).collect();
    let texts: Vec<_> = variants.iter().map(|variant| &variant.name.wire).collect();
    let values = variants.iter().any(|variant| variant.internal).then(|| {
        let listed = variants.iter().filter(|variant| !variant.internal).map(|variant| &variant.name.wire);
        quote!(VALUES: [#(#listed),*],)
    });
    let extra = derives_beyond(extra, ident);
    let debug_derive = (!sensitive).then(|| quote!(Debug,));
    let debug = sensitive.then(|| redacted_debug(ident));
    quote! {
        #docs
        #deprecated_attribute
        #[derive(Clone, #debug_derive PartialEq, Eq, Hash)]
        #extra
        #[non_exhaustive]
        pub enum #ident {
            #(#items)*
            /// A value added after this crate was generated.
            Unknown(String),
        }

        shapewright_runtime::private::texts!(#ident { #values #(#idents: #texts),* });

        #debug
    }
}

fn redacted_debug(ident: &crate::name::Ident) -> TokenStream {
    quote! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(#REDACTED)
            }
        }
    }
}

/// The enum of integers with its methods.
pub(super) fn int_item(enumeration: &IntEnumeration, extra: &ExtraDerives) -> TokenStream {
    let IntEnumeration { name: Name { ident, wire: _ }, docs, deprecated, variants, sensitive } = enumeration;
    let docs = docs::lines(docs);
    let deprecated_attribute = docs::deprecated(deprecated.as_deref());
    let items = variants.iter().map(|variant| {
        let IntVariant { name: Name { ident, wire: _ }, value: _, docs, deprecated, internal: _ } = variant;
        let docs = docs::lines(docs);
        let deprecated = docs::deprecated(deprecated.as_deref());
        quote! {
            #docs
            #deprecated
            #ident,
        }
    });
    let idents: Vec<_> = variants.iter().map(|variant| &variant.name.ident).collect();
    let value = |variant: &IntVariant| literal::integer(variant.value.into());
    let values: Vec<_> = variants.iter().map(value).collect();
    let listed = variants.iter().any(|variant| variant.internal).then(|| {
        let listed = variants.iter().filter(|variant| !variant.internal).map(value);
        quote!(VALUES: [#(#listed),*],)
    });
    let extra = derives_beyond(extra, ident);
    let debug_derive = (!sensitive).then(|| quote!(Debug,));
    let debug = sensitive.then(|| redacted_debug(ident));
    quote! {
        #docs
        #deprecated_attribute
        #[derive(Clone, Copy, #debug_derive PartialEq, Eq, PartialOrd, Ord, Hash)]
        #extra
        #[non_exhaustive]
        pub enum #ident {
            #(#items)*
            /// A value added after this crate was generated.
            Unknown(i32),
        }

        shapewright_runtime::private::integers!(#ident { #listed #(#idents: #values),* });

        #debug
    }
}
