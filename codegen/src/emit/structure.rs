//! Structures.
//!
//! ```text
//! /// Asks for a package.
//! #[derive(Clone, Debug, PartialEq)]
//! #[non_exhaustive]
//! pub struct CreatePackageInput {
//!     /// A name for the package.
//!     pub package_name: String,
//!     /// Tags for the package.
//!     pub tags: Option<BTreeMap<String, String>>,
//! }
//!
//! impl CreatePackageInput {
//!     /// Creates a value from its required member.
//!     pub fn new(package_name: impl Into<String>) -> Self { … }
//!
//!     /// Tags for the package.
//!     #[must_use]
//!     pub fn with_tags(mut self, tags: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
//!         self.tags = Some(shapewright_runtime::private::map(tags));
//!         self
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::{Argument, ExtraDerives, Site, argument, derives_beyond, ty};
use super::{REDACTED, docs, lint, literal, named};
use crate::ir::{Member, Presence, Structure, Type};
use crate::name::{Ident, Name};

/// The structure with its methods.
pub(super) fn item(structure: &Structure, extra: &ExtraDerives) -> TokenStream {
    let Structure { name, docs, deprecated, members, named, error: _, sensitive, streaming, checks: _, element: _ } =
        structure;
    let Name { ident, wire: _ } = name;
    let docs = docs::lines(docs);
    let deprecated_attribute = docs::deprecated(deprecated.as_deref());
    let derives = derives(structure);
    let extra = derives_beyond(extra, ident);
    let fields = members.iter().map(field);
    let methods = methods(structure);
    let debug = hides_something(structure).then(|| debug(structure));
    let named = named.as_ref().map(|named| named::item(structure, named));
    let _ = (sensitive, streaming);
    quote! {
        #docs
        #deprecated_attribute
        #derives
        #extra
        #[non_exhaustive]
        pub struct #ident {
            #(#fields)*
        }

        #methods
        #debug
        #named
    }
}

fn hides_something(structure: &Structure) -> bool {
    structure.sensitive || structure.members.iter().any(|member| member.sensitive)
}

fn derives(structure: &Structure) -> TokenStream {
    let default = structure.is_empty_by_default().then(|| quote!(Default,));
    let debug = (!hides_something(structure)).then(|| quote!(Debug,));
    let values = (!structure.streaming).then(|| quote!(Clone, PartialEq,));
    let list = quote!(#default #debug #values);
    if list.is_empty() { list } else { quote!(#[derive(#list)]) }
}

fn field(member: &Member) -> TokenStream {
    let Member {
        name: Name { ident, wire: _ },
        setter: _,
        key: _,
        docs,
        setter_docs: _,
        deprecated,
        ty: member_ty,
        presence: _,
        required: _,
        outside_request: _,
        outside_response: _,
        timestamp: _,
        sensitive: _,
        hides_keys: _,
        at_most: _,
        idempotency_token: _,
        hides_default: _,
        element: _,
    } = member;
    let docs = docs::lines(docs);
    let deprecated = docs::deprecated(deprecated.as_deref());
    let allow = lint::of_types([member_ty]);
    let ty = ty(Site::Types, member_ty);
    quote! {
        #docs
        #deprecated
        #allow
        pub #ident: #ty,
    }
}

fn methods(structure: &Structure) -> TokenStream {
    let ident = &structure.name.ident;
    let new = new(structure);
    let setters = structure.members.iter().map(setter);
    quote! {
        impl #ident {
            #new

            #(#setters)*
        }
    }
}

fn new(structure: &Structure) -> TokenStream {
    let required: Vec<&Member> = structure.required().collect();
    let parameters = required.iter().map(|member| {
        let name = &member.name.ident;
        let taken = argument(&member.ty, &quote!(#name)).taken;
        quote!(#name: #taken)
    });
    let body = match &structure.named {
        _ if structure.is_empty_by_default() => quote!(Self::default()),
        Some(named) => named::body_of_new(structure, named).unwrap_or_else(|| body_of_new(structure)),
        None => body_of_new(structure),
    };
    let summary = docs::line(&match (&structure.named, required.len()) {
        (Some(named), _) => {
            format!("Creates a value from its required members. [`{}`] takes them by name.", named.as_str())
        }
        (None, 0) => "Creates a value with no members set.".to_owned(),
        (None, _) => "Creates a value from its required members.".to_owned(),
    });
    let many = lint::of_count(required.len());
    let default = (required.is_empty() && !structure.is_empty_by_default()).then(|| {
        // `new` without parameters wants a `Default` beside it; deriving one would forget the model's defaults.
        quote!(#[allow(clippy::new_without_default, reason = "the model's defaults are not Rust's")])
    });
    let names = lint::of_parameters(required.iter().map(|member| &member.name.ident));
    let types = lint::of_types(required.iter().map(|member| &member.ty));
    let numbers = lint::of_numbers(&body);
    quote! {
        #summary
        #many
        #default
        #names
        #types
        #numbers
        pub fn new(#(#parameters),*) -> Self {
            #body
        }
    }
}

/// Every field, from the parameters of `new`.
fn body_of_new(structure: &Structure) -> TokenStream {
    let values = structure.members.iter().map(|member| match &member.presence {
        Presence::Required => argument_field(&member.name.ident, &member.ty),
        presence => absent(&member.name.ident, presence),
    });
    quote!(Self { #(#values),* })
}

/// A field of this type in the literal of a structure, from the parameter of the same name.
pub(super) fn argument_field(field: &Ident, ty: &Type) -> TokenStream {
    match argument(ty, &quote!(#field)).value {
        value if value.to_string() == quote!(#field).to_string() => quote!(#field),
        value => quote!(#field: #value),
    }
}

/// The field of a member that is not required, in a new structure's literal.
pub(super) fn absent(field: &Ident, presence: &Presence) -> TokenStream {
    match presence {
        Presence::Default(value) => {
            let value = literal::value(Site::Types, value);
            quote!(#field: #value)
        }
        Presence::Required | Presence::Optional | Presence::OptionalDefault { .. } => quote!(#field: None),
    }
}

fn setter(member: &Member) -> TokenStream {
    let field = &member.name.ident;
    let setter = &member.setter;
    let Argument { taken, value } = argument(&member.ty, &quote!(#field));
    let deprecated = docs::deprecated(member.deprecated.as_deref());
    let names = lint::of_parameters([field]);
    let types = lint::of_types([setter_ty(&member.ty)]);
    let docs = docs::lines(&member.setter_docs);
    quote! {
        #docs
        #[must_use]
        #deprecated
        #names
        #types
        pub fn #setter(mut self, #field: #taken) -> Self {
            self.#field = #value;
            self
        }
    }
}

/// What a setter takes: never an `Option`.
fn setter_ty(ty: &Type) -> &Type {
    match ty {
        Type::Option(inner) => inner,
        other => other,
    }
}

fn debug(structure: &Structure) -> TokenStream {
    let ident = &structure.name.ident;
    let text = ident.as_str();
    let fields = structure.members.iter().map(|member| {
        let field = &member.name.ident;
        let text = field.as_str();
        if member.sensitive || structure.sensitive {
            quote!(.field(#text, &format_args!(#REDACTED)))
        } else {
            quote!(.field(#text, &self.#field))
        }
    });
    quote! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text)#(#fields)*.finish()
            }
        }
    }
}
