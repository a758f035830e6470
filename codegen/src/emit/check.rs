//! Constraint checks.
//!
//! ```text
//! private::checks!(types::CreatePackageInput {
//!     package_name: one(package_name, "PackageName"),
//!     tags: some(tag_map, "Tags"),
//! });
//!
//! /// `com.amazonaws.panorama#PackageName`
//! fn package_name(value: &str, at: &Path<'_>, report: &mut Report) {
//!     report.chars(at, value, Some(1), Some(128));
//!     report.pattern(at, matches_package_name(value), r"^[a-zA-Z0-9\-\_]+$");
//! }
//! ```

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::ty::{Site, ty};
use super::{docs, imports, lint, literal, pattern};
use crate::ir::{
    Check, CheckFn, Checked, Constraint, LengthOf, Limit, LimitValue, MemberCheck, Service, Structure, Type, Union,
};
use crate::name::Ident;

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let title = docs::inner(&format!("The constraints of `{}`.", service.name.wire));
    let checked = service.structures.iter().filter(|structure| !structure.checks.is_empty()).map(structure);
    let checked_unions = service.unions.iter().filter(|union| is_checked(union)).map(union);
    let unchecked: Vec<&Ident> = (service.structures.iter())
        .filter(|structure| structure.checks.is_empty())
        .map(|structure| &structure.name.ident)
        .chain(service.unions.iter().filter(|union| !is_checked(union)).map(|union| &union.name.ident))
        .collect();
    let unchecked = (!unchecked.is_empty()).then(|| quote!(private::unchecked! { #(types::#unchecked;)* }));
    let functions = service.check_fns.iter().map(function);
    let patterns = service.patterns.iter().map(pattern::matcher);
    let items = quote! {
        #unchecked
        #(#checked)*
        #(#checked_unions)*
        #(#functions)*
        #(#patterns)*
    };
    let imports = imports::of(
        &items,
        &[
            (quote!(std::collections), &["BTreeMap"]),
            (quote!(shapewright_runtime), &["private"]),
            (quote!(shapewright_runtime::private), &["Check", "Path", "Report"]),
            (quote!(super), &["types"]),
        ],
    );
    quote! {
        #title

        #imports

        #items
    }
}

fn is_checked(union: &Union) -> bool {
    union.variants.iter().any(|variant| variant.check.is_some())
}

fn structure(structure: &Structure) -> TokenStream {
    let ident = &structure.name.ident;
    let members = structure.checks.iter().flat_map(member);
    quote! {
        private::checks!(types::#ident { #(#members),* });
    }
}

fn member(member: &MemberCheck) -> impl Iterator<Item = TokenStream> {
    let MemberCheck { field, wire, optional, required, check, hides_keys } = member;
    let required = required.then(|| quote!(#field: required(#wire)));
    let check = check.as_ref().map(|check| {
        let function = function_of(check);
        let hides_keys = hides_keys.then(|| quote!(, hides_keys));
        let presence = if *optional { quote!(some) } else { quote!(one) };
        quote!(#field: #presence(#function, #wire #hides_keys))
    });
    required.into_iter().chain(check)
}

fn function_of(check: &Check) -> TokenStream {
    match check {
        Check::Nested => quote!(private::nested),
        Check::Known => quote!(private::known),
        Check::Call(function) => quote!(#function),
    }
}

/// A statement that checks a value, given a reference to it.
fn call(check: &Check, value: &TokenStream, at: &TokenStream) -> TokenStream {
    let function = function_of(check);
    quote!(#function(#value, #at, report);)
}

fn union(union: &Union) -> TokenStream {
    let ident = &union.name.ident;
    let cases = union.variants.iter().filter_map(|variant| {
        let name = &variant.name.ident;
        let wire = &variant.name.wire;
        let hides_keys = variant.hides_keys.then(|| quote!(.hides_keys()));
        let at = quote!(&at.member(#wire)#hides_keys);
        let check = call(variant.check.as_ref()?, &quote!(value), &at);
        Some((quote!(Self::#name(value)), check))
    });
    let (variants, checks): (Vec<_>, Vec<_>) = cases.unzip();
    let body = match (&*variants, &*checks) {
        ([variant], [check]) => quote! {
            if let #variant = self {
                #check
            }
        },
        _ => quote! {
            match self {
                #(#variants => { #checks })*
                _ => {}
            }
        },
    };
    quote! {
        impl Check for types::#ident {
            fn check(&self, at: &Path<'_>, report: &mut Report) {
                #body
            }
        }
    }
}

fn function(function: &CheckFn) -> TokenStream {
    let CheckFn { ident, shape_id, checked, constraints } = function;
    let title = docs::line(&format!("`{shape_id}`"));
    let taken = taken(checked);
    let constraints: Vec<_> = constraints.iter().map(|constraint| self::constraint(checked, constraint)).collect();
    let inner = inner(checked);
    let types = lint::of_types(mentioned(checked).as_ref());
    let constraints = quote!(#(#constraints)*);
    let numbers = lint::of_numbers(&constraints);
    quote! {
        #title
        #types
        #numbers
        fn #ident(value: #taken, at: &Path<'_>, report: &mut Report) {
            #constraints
            #inner
        }
    }
}

/// The types that stand in the parameter of a function, inside a slice or a map.
fn mentioned(checked: &Checked) -> Option<Type> {
    match checked {
        // A slice counts as much as a list does.
        Checked::List { item, check: _ } => Some(Type::List(Box::new(item.clone()))),
        Checked::Map { key, value, .. } => Some(Type::Map(Box::new(key.clone()), Box::new(value.clone()))),
        _ => None,
    }
}

fn taken(checked: &Checked) -> TokenStream {
    match checked {
        Checked::Text => quote!(&str),
        Checked::Number(number) | Checked::BigNumber(number) => {
            let number = ty(Site::Beside, number);
            quote!(&#number)
        }
        Checked::Blob => quote!(&shapewright_runtime::Blob),
        Checked::Enumeration(ident) => quote!(&types::#ident),
        Checked::List { item, check: _ } => {
            let item = ty(Site::Beside, item);
            quote!(&[#item])
        }
        Checked::Map { key, value, key_check: _, value_check: _ } => {
            let key = ty(Site::Beside, key);
            let value = ty(Site::Beside, value);
            quote!(&BTreeMap<#key, #value>)
        }
    }
}

fn constraint(checked: &Checked, constraint: &Constraint) -> TokenStream {
    match constraint {
        Constraint::Length { of, min, max } => {
            let min = bound(min.map(Token::u64_unsuffixed));
            let max = bound(max.map(Token::u64_unsuffixed));
            match (of, checked) {
                (LengthOf::Chars, Checked::Enumeration(_)) => quote!(report.chars(at, value.as_str(), #min, #max);),
                (LengthOf::Chars, _) => quote!(report.chars(at, value, #min, #max);),
                (LengthOf::Bytes | LengthOf::Items | LengthOf::Entries, _) => {
                    quote!(report.length(at, value.len(), #min, #max);)
                }
            }
        }
        Constraint::Range { min, max } => {
            let within = within(checked, min.as_ref(), max.as_ref());
            let min = bound(min.as_ref().map(|bound| &bound.text));
            let max = bound(max.as_ref().map(|bound| &bound.text));
            quote!(report.range(at, #within, #min, #max);)
        }
        Constraint::Pattern { matcher, text } => {
            let value = match checked {
                Checked::Enumeration(_) => quote!(value.as_str()),
                _ => quote!(value),
            };
            let text = pattern::raw_string(text);
            quote!(report.pattern(at, #matcher(#value), #text);)
        }
        Constraint::UniqueItems => quote!(report.unique(at, value);),
        Constraint::Known => match checked {
            Checked::Enumeration(_) => quote!(report.known(at, value);),
            _ => TokenStream::new(),
        },
    }
}

fn bound<T: quote::ToTokens>(bound: Option<T>) -> TokenStream {
    match bound {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    }
}

/// Whether a number is within its range, as an expression.
fn within(checked: &Checked, min: Option<&Limit>, max: Option<&Limit>) -> TokenStream {
    match checked {
        Checked::BigNumber(_) => {
            let min = bound(min.map(limit));
            let max = bound(max.map(limit));
            return quote!(private::within(value, #min, #max));
        }
        Checked::Number(_) => {}
        _ => return quote!(true),
    }
    // To compare integers with the least or the greatest of their type is a mistake in clippy's eyes.
    let is_limit = |bound: &&Limit| bound.is_limit && matches!(bound.value, LimitValue::Integer(_));
    let is_limit = min.iter().chain(&max).any(is_limit);
    match (min.map(limit), max.map(limit)) {
        (Some(lower), Some(upper)) => quote!((#lower..=#upper).contains(value)),
        (Some(lower), None) if is_limit => quote!((#lower..).contains(value)),
        (None, Some(upper)) if is_limit => quote!((..=#upper).contains(value)),
        (Some(lower), None) => quote!(*value >= #lower),
        (None, Some(upper)) => quote!(*value <= #upper),
        (None, None) => quote!(true),
    }
}

/// A bound as a literal of the type that is checked; a text for one without limits.
fn limit(bound: &Limit) -> TokenStream {
    let Limit { text: _, value, is_limit } = bound;
    match value {
        LimitValue::Integer(value) => literal::integer(*value),
        LimitValue::Single(value) if *is_limit && *value < 0.0 => quote!(f32::MIN),
        LimitValue::Single(_) if *is_limit => quote!(f32::MAX),
        LimitValue::Single(value) => literal::single(*value),
        LimitValue::Double(value) if *is_limit && *value < 0.0 => quote!(f64::MIN),
        LimitValue::Double(_) if *is_limit => quote!(f64::MAX),
        LimitValue::Double(value) => literal::double(*value),
        LimitValue::Big(text) => quote!(#text),
    }
}

/// The checks of what is in a list or map.
fn inner(checked: &Checked) -> Option<TokenStream> {
    match checked {
        Checked::List { item, check } => {
            let check = call(check.as_ref()?, &quote!(item), &quote!(&at.index(index)));
            let check = unless_null(item, &quote!(item), &check);
            Some(quote! {
                for (index, item) in value.iter().enumerate() {
                    #check
                }
            })
        }
        Checked::Map { key: _, value, key_check, value_check } => {
            let key_check = key_check.as_ref().map(|check| call(check, &quote!(key), &quote!(at)));
            let value_check = value_check.as_ref().map(|check| {
                let key_text = quote!(key.as_ref());
                let check = call(check, &quote!(item), &quote!(&at.key(#key_text)));
                unless_null(value, &quote!(item), &check)
            });
            match (&key_check, &value_check) {
                (None, None) => None,
                (Some(_), None) => Some(quote! {
                    for key in value.keys() {
                        #key_check
                    }
                }),
                (_, Some(_)) => Some(quote! {
                    for (key, item) in value {
                        #key_check
                        #value_check
                    }
                }),
            }
        }
        _ => None,
    }
}

fn unless_null(ty: &Type, item: &TokenStream, check: &TokenStream) -> TokenStream {
    match ty {
        Type::Option(_) => quote! {
            if let Some(#item) = #item {
                #check
            }
        },
        _ => check.clone(),
    }
}
