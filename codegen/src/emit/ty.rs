//! Rust types as tokens.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{TimestampFormat, Type};
use crate::name::Ident;

/// Where a type is written, which decides how types of the same service are called.
#[derive(Clone, Copy)]
pub(super) enum Site {
    /// In the module of types.
    Types,
    /// In a module next to it.
    Beside,
    /// Among the markers of operations, which may be called like anything that is not in the prelude.
    Markers,
}

/// The derive macros beyond those that every type has.
pub(super) type ExtraDerives = BTreeMap<Ident, Vec<String>>;

/// `#[derive(…)]` for what a type derives beyond what every type does.
pub(super) fn derives_beyond(derives: &ExtraDerives, ident: &Ident) -> Option<TokenStream> {
    // The configuration was read to hold paths and nothing else.
    let paths = derives.get(ident)?.iter().filter_map(|path| path.parse::<TokenStream>().ok());
    Some(quote!(#[derive(#(#paths),*)]))
}

/// The type.
pub(super) fn ty(site: Site, ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::I8 => quote!(i8),
        Type::I16 => quote!(i16),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::String => quote!(String),
        Type::Blob => quote!(shapewright_runtime::Blob),
        Type::Timestamp => quote!(shapewright_runtime::Timestamp),
        Type::Document => quote!(shapewright_runtime::Document),
        Type::BigInteger => quote!(shapewright_runtime::BigInteger),
        Type::BigDecimal => quote!(shapewright_runtime::BigDecimal),
        Type::ByteStream => quote!(shapewright_runtime::ByteStream),
        Type::EventStream(union) => {
            let union = self::ty(site, &Type::Named(union.clone()));
            quote!(shapewright_runtime::EventStream<#union>)
        }
        Type::Named(ident) => match site {
            Site::Types => quote!(#ident),
            Site::Beside | Site::Markers => quote!(types::#ident),
        },
        Type::Unit => quote!(()),
        Type::Option(inner) => {
            let inner = self::ty(site, inner);
            quote!(Option<#inner>)
        }
        Type::Boxed(inner) => {
            let inner = self::ty(site, inner);
            quote!(Box<#inner>)
        }
        Type::List(item) => {
            let item = self::ty(site, item);
            quote!(Vec<#item>)
        }
        Type::Map(key, value) => {
            let key = self::ty(site, key);
            let value = self::ty(site, value);
            match site {
                Site::Types | Site::Beside => quote!(BTreeMap<#key, #value>),
                Site::Markers => quote!(std::collections::BTreeMap<#key, #value>),
            }
        }
    }
}

/// An argument of a constructor or setter.
pub(super) struct Argument {
    /// The type that it takes.
    pub(super) taken: TokenStream,
    /// The field's value that becomes of it.
    pub(super) value: TokenStream,
}

/// The argument of this name for a field of this type.
pub(super) fn argument(ty: &Type, name: &TokenStream) -> Argument {
    let (taken, value) = match ty {
        Type::Option(inner) => {
            let Argument { taken, value } = argument(inner, name);
            (taken, quote!(Some(#value)))
        }
        Type::Boxed(inner) => {
            // With or without a box: whether there is one depends on the size of what is in it.
            let inner = self::ty(Site::Types, inner);
            (quote!(impl Into<Box<#inner>>), quote!(#name.into()))
        }
        Type::String | Type::Blob | Type::Document | Type::ByteStream => (content(ty), quote!(#name.into())),
        Type::List(item) => {
            let item = content(item);
            (quote!(impl IntoIterator<Item = #item>), quote!(shapewright_runtime::private::list(#name)))
        }
        Type::Map(key, value) => {
            let [key, value] = [key, value].map(|inner| content(inner));
            (quote!(impl IntoIterator<Item = (#key, #value)>), quote!(shapewright_runtime::private::map(#name)))
        }
        _ => (self::ty(Site::Types, ty), name.clone()),
    };
    Argument { taken, value }
}

/// What is taken for a value of this type, alone or in a collection, that is not one itself.
fn content(ty: &Type) -> TokenStream {
    let own = self::ty(Site::Types, ty);
    match ty {
        Type::String | Type::Blob | Type::Document | Type::ByteStream => quote!(impl Into<#own>),
        _ => own,
    }
}

/// The runtime's name of a format.
pub(super) fn format(format: TimestampFormat) -> TokenStream {
    match format {
        TimestampFormat::DateTime => quote!(shapewright_runtime::TimestampFormat::DateTime),
        TimestampFormat::HttpDate => quote!(shapewright_runtime::TimestampFormat::HttpDate),
        TimestampFormat::EpochSeconds => quote!(shapewright_runtime::TimestampFormat::EpochSeconds),
    }
}
