//! Unions.
//!
//! ```text
//! /// Where the content comes from.
//! #[derive(Clone, Debug, PartialEq)]
//! #[non_exhaustive]
//! pub enum Source {
//!     /// From a bucket.
//!     Bucket(S3Location),
//!     /// From nowhere.
//!     Nothing,
//!     /// A variant added after this crate was generated.
//!     Unknown(shapewright_runtime::UnknownVariant),
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::{ExtraDerives, Site, derives_beyond, ty};
use super::{REDACTED, docs, lint};
use crate::ir::{Type, Union, UnionVariant};
use crate::name::Name;

/// The union.
pub(super) fn item(union: &Union, extra: &ExtraDerives) -> TokenStream {
    let Union { name: Name { ident, wire: _ }, docs, deprecated, variants, sensitive: _, events: _, element: _ } =
        union;
    let docs = docs::lines(docs);
    let deprecated = docs::deprecated(deprecated.as_deref());
    let extra = derives_beyond(extra, ident);
    let hides = hides_something(union);
    let debug_derive = (!hides).then(|| quote!(Debug,));
    let debug = hides.then(|| debug(union));
    let variants = variants.iter().map(variant);
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug_derive PartialEq)]
        #extra
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
            /// A variant added after this crate was generated.
            Unknown(shapewright_runtime::UnknownVariant),
        }

        #debug
    }
}

fn hides_something(union: &Union) -> bool {
    union.sensitive || union.variants.iter().any(|variant| variant.sensitive)
}

fn variant(variant: &UnionVariant) -> TokenStream {
    let UnionVariant {
        name: Name { ident, wire: _ },
        key: _,
        docs,
        deprecated,
        ty: variant_ty,
        timestamp: _,
        sensitive: _,
        hides_keys: _,
        at_most: _,
        check: _,
        event: _,
        element: _,
    } = variant;
    let docs = docs::lines(docs);
    let deprecated = docs::deprecated(deprecated.as_deref());
    let allow = lint::of_types([variant_ty]);
    let value = match variant_ty {
        Type::Unit => None,
        other => {
            let ty = ty(Site::Types, other);
            Some(quote!((#ty)))
        }
    };
    quote! {
        #docs
        #deprecated
        #allow
        #ident #value,
    }
}

fn debug(union: &Union) -> TokenStream {
    let ident = &union.name.ident;
    let arms = union.variants.iter().map(|variant| {
        let name = &variant.name.ident;
        let text = name.as_str();
        match (&variant.ty, variant.sensitive || union.sensitive) {
            (Type::Unit, _) => quote!(Self::#name => f.write_str(#text),),
            (_, true) => quote! {
                Self::#name(_) => f.debug_tuple(#text).field(&format_args!(#REDACTED)).finish(),
            },
            (_, false) => quote!(Self::#name(value) => f.debug_tuple(#text).field(value).finish(),),
        }
    });
    let unknown = if union.sensitive {
        quote!(Self::Unknown(_) => f.debug_tuple("Unknown").field(&format_args!(#REDACTED)).finish(),)
    } else {
        quote!(Self::Unknown(value) => f.debug_tuple("Unknown").field(value).finish(),)
    };
    quote! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    #(#arms)*
                    #unknown
                }
            }
        }
    }
}
