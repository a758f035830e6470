//! Values that the model writes down, as Rust expressions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::pattern::raw_string;
use super::ty::{Site, ty};
use crate::ir::{DocumentLiteral, Literal, Type};
use crate::name::Ident;

/// The expression in a module next to that of the types, of the type that its place demands.
pub(crate) fn beside(literal: &Literal) -> TokenStream {
    value(Site::Beside, literal)
}

/// The expression, of the type that its place demands.
pub(super) fn value(site: Site, literal: &Literal) -> TokenStream {
    let named = |ident: &Ident| ty(site, &Type::Named(ident.clone()));
    let all = |values: &[Literal]| values.iter().map(|value| self::value(site, value)).collect::<Vec<_>>();
    match literal {
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(value) => integer(*value),
        Literal::Float(value) => double(*value),
        Literal::SpecialFloat { single, value } => special_float(*single, *value),
        Literal::String(text) if text.is_empty() => quote!(String::new()),
        Literal::String(text) => {
            let text = string(text);
            quote!(#text.to_owned())
        }
        Literal::Blob(bytes) if bytes.is_empty() => quote!(shapewright_runtime::Blob::default()),
        Literal::Blob(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote!(shapewright_runtime::Blob::from(#bytes))
        }
        Literal::Timestamp { secs, nanos } => {
            let secs = integer(*secs);
            let nanos = Token::u32_unsuffixed(*nanos);
            quote!(shapewright_runtime::private::timestamp(#secs, #nanos))
        }
        Literal::BigInteger(text) => quote!(shapewright_runtime::private::big_integer(#text)),
        Literal::BigDecimal(text) => quote!(shapewright_runtime::private::big_decimal(#text)),
        Literal::Document(value) => document(value),
        Literal::Variant { ty, variant } => {
            let ty = named(ty);
            quote!(#ty::#variant)
        }
        Literal::UnknownText { ty, text } => {
            let ty = named(ty);
            quote!(#ty::Unknown(#text.to_owned()))
        }
        Literal::UnknownInteger { ty, value } => {
            let ty = named(ty);
            let value = integer((*value).into());
            quote!(#ty::Unknown(#value))
        }
        Literal::Structure { ty, named: required_ty, required, with } => {
            let ty = named(ty);
            let made = match required_ty {
                Some(required_ty) => {
                    let required_ty = named(required_ty);
                    let fields = required.iter().map(|(field, value)| {
                        let value = self::value(site, value);
                        quote!(#field: #value)
                    });
                    quote!(#ty::from(#required_ty { #(#fields),* }))
                }
                None => {
                    let required = required.iter().map(|(_, value)| argument(site, value));
                    quote!(#ty::new(#(#required),*))
                }
            };
            let with = with.iter().map(|(setter, value)| {
                let value = argument(site, value);
                quote!(.#setter(#value))
            });
            quote!(#made #(#with)*)
        }
        Literal::Union { ty, variant, value } => {
            let ty = named(ty);
            let value = value.as_ref().map(|value| {
                let value = self::value(site, value);
                quote!((#value))
            });
            quote!(#ty::#variant #value)
        }
        Literal::Empty(Type::Map(..)) => quote!(std::collections::BTreeMap::new()),
        Literal::Empty(_) => quote!(Vec::new()),
        Literal::List(items) => {
            let items = all(items);
            quote!(vec![#(#items),*])
        }
        Literal::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let key = self::value(site, key);
                let value = self::value(site, value);
                quote!((#key, #value))
            });
            quote!(std::collections::BTreeMap::from([#(#entries),*]))
        }
        Literal::Some(value) => {
            let value = self::value(site, value);
            quote!(Some(#value))
        }
        Literal::None => quote!(None),
        Literal::Boxed(value) => {
            let value = self::value(site, value);
            quote!(Box::new(#value))
        }
        Literal::EventStream(events) if events.is_empty() => quote!(shapewright_runtime::EventStream::empty()),
        Literal::EventStream(events) => {
            let events = all(events);
            quote!(shapewright_runtime::EventStream::from(vec![#(#events),*]))
        }
        Literal::ByteStream(bytes) if bytes.is_empty() => quote!(shapewright_runtime::ByteStream::empty()),
        Literal::ByteStream(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote!(shapewright_runtime::ByteStream::from(#bytes.as_slice()))
        }
    }
}

/// A value given to `new` or a setter, which make a `String` of a text and a collection of an array.
fn argument(site: Site, literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(text) => string(text),
        Literal::Empty(Type::Map(key, value)) => {
            let [key, value] = [key, value].map(|inner| ty(Site::Markers, inner));
            quote!(std::collections::BTreeMap::<#key, #value>::new())
        }
        Literal::Empty(Type::List(item)) => {
            let item = ty(Site::Markers, item);
            quote!(Vec::<#item>::new())
        }
        Literal::List(items) => {
            let items = items.iter().map(|item| content(site, item));
            quote!([#(#items),*])
        }
        Literal::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let [key, value] = [key, value].map(|content| self::content(site, content));
                quote!((#key, #value))
            });
            quote!([#(#entries),*])
        }
        other => value(site, other),
    }
}

/// An item, a key or a value of a collection given to `new` or a setter, which make a `String` of a text.
fn content(site: Site, literal: &Literal) -> TokenStream {
    match literal {
        Literal::String(text) => string(text),
        other => value(site, other),
    }
}

/// A text; raw where quotes and backslashes would be doubled.
fn string(text: &str) -> TokenStream {
    let is_raw = text.contains(['"', '\\']) && !text.contains(char::is_control);
    if is_raw { raw_string(text) } else { quote!(#text) }
}

/// An integer without a suffix.
pub(super) fn integer(value: i64) -> TokenStream {
    let digits = Token::u64_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

/// An `f64`; with an exponent where it would be a long row of zeros otherwise.
pub(super) fn double(value: f64) -> TokenStream {
    float(format!("{:?}", value.abs()), value.is_sign_negative()).unwrap_or_else(|| special_float(false, value))
}

/// An `f32`, with as few digits as tell it from any other.
pub(super) fn single(value: f32) -> TokenStream {
    float(format!("{:?}", value.abs()), value.is_sign_negative()).unwrap_or_else(|| special_float(true, value.into()))
}

/// A float by its digits; `None` if it is infinite or not a number.
fn float(digits: String, is_negative: bool) -> Option<TokenStream> {
    let digits = digits.starts_with(|c: char| c.is_ascii_digit()).then_some(digits)?;
    let digits: Token = digits.parse().ok()?;
    Some(if is_negative { quote!(-#digits) } else { quote!(#digits) })
}

fn special_float(single: bool, value: f64) -> TokenStream {
    let ty = if single { quote!(f32) } else { quote!(f64) };
    if value.is_nan() {
        quote!(#ty::NAN)
    } else if value > 0.0 {
        quote!(#ty::INFINITY)
    } else {
        quote!(#ty::NEG_INFINITY)
    }
}

fn document(value: &DocumentLiteral) -> TokenStream {
    match value {
        DocumentLiteral::Null => quote!(shapewright_runtime::Document::Null),
        DocumentLiteral::Bool(value) => quote!(shapewright_runtime::Document::Bool(#value)),
        DocumentLiteral::PosInt(value) => {
            let value = Token::u64_suffixed(*value);
            quote!(shapewright_runtime::Document::from(#value))
        }
        DocumentLiteral::NegInt(value) => {
            let digits = Token::u64_unsuffixed(value.unsigned_abs());
            let digits = format!("{digits}i64").parse().unwrap_or(digits);
            quote!(shapewright_runtime::Document::from(-#digits))
        }
        DocumentLiteral::Float(value) => {
            let value = double(*value);
            quote!(shapewright_runtime::Document::from(#value))
        }
        DocumentLiteral::Number(text) => quote!(shapewright_runtime::private::document_number(#text)),
        DocumentLiteral::String(text) => quote!(shapewright_runtime::Document::from(#text)),
        DocumentLiteral::List(items) => {
            let items = items.iter().map(document);
            quote!(shapewright_runtime::Document::List(vec![#(#items),*]))
        }
        DocumentLiteral::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let value = document(value);
                quote!((#key.to_owned(), #value))
            });
            quote!(shapewright_runtime::Document::Map(std::collections::BTreeMap::from([#(#entries),*])))
        }
    }
}
