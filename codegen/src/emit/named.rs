//! Types that take the required members of a structure by name.
//!
//! ```text
//! /// The required members of [`S3Location`] by name; convert them with `S3Location::from` or `.into()`.
//! pub struct S3LocationRequired {
//!     /// The bucket's name.
//!     pub bucket_name: String,
//!     /// The object's key.
//!     pub object_key: String,
//! }
//!
//! impl From<S3LocationRequired> for S3Location {
//!     fn from(required: S3LocationRequired) -> Self {
//!         Self { bucket_name: required.bucket_name, object_key: required.object_key, region: None }
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::structure::{absent, argument_field};
use super::ty::{Site, ty};
use super::{docs, lint};
use crate::ir::{Member, Presence, Structure, Type};
use crate::name::Ident;

/// The type and the way from it to the structure.
pub(super) fn item(structure: &Structure, named: &Ident) -> TokenStream {
    let ident = &structure.name.ident;
    let summary =
        format!("The required members of [`{0}`] by name; convert them with `{0}::from` or `.into()`.", ident.as_str());
    let summary = docs::line(&summary);
    let deprecated = docs::deprecated(structure.deprecated.as_deref());
    let fields = structure.required().map(|member| {
        let field = &member.name.ident;
        let docs = docs::lines(&member.setter_docs);
        let allow = lint::of_types([unboxed(&member.ty)]);
        let ty = ty(Site::Types, unboxed(&member.ty));
        quote! {
            #docs
            #allow
            pub #field: #ty,
        }
    });
    let values = structure.members.iter().map(value);
    let body = quote!(Self { #(#values),* });
    let numbers = lint::of_numbers(&body);
    quote! {
        #summary
        #deprecated
        pub struct #named {
            #(#fields)*
        }

        impl From<#named> for #ident {
            #numbers
            fn from(required: #named) -> Self {
                #body
            }
        }
    }
}

/// The body of `new`; `None` where it had to take something out of a box to put it into another.
pub(super) fn body_of_new(structure: &Structure, named: &Ident) -> Option<TokenStream> {
    let values = structure.required().map(|member| match &member.ty {
        Type::Boxed(_) => None,
        ty => Some(argument_field(&member.name.ident, ty)),
    });
    let values: Vec<TokenStream> = values.collect::<Option<_>>()?;
    Some(quote!(Self::from(#named { #(#values),* })))
}

fn value(member: &Member) -> TokenStream {
    let field = &member.name.ident;
    match (&member.presence, &member.ty) {
        (Presence::Required, Type::Boxed(_)) => quote!(#field: Box::new(required.#field)),
        (Presence::Required, _) => quote!(#field: required.#field),
        (presence, _) => absent(field, presence),
    }
}

/// A box depends on the size of what is in it, and is nothing that a name should ask for.
fn unboxed(ty: &Type) -> &Type {
    match ty {
        Type::Boxed(inner) => inner,
        other => other,
    }
}
