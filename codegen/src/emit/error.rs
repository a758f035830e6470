//! Errors that each operation can return.
//!
//! ```text
//! /// Errors that `CreatePackage` can return.
//! #[derive(Clone, Debug, PartialEq)]
//! #[non_exhaustive]
//! pub enum CreatePackageError {
//!     /// HTTP status 409.
//!     ConflictException(types::ConflictException),
//! }
//!
//! private::operation_error! {
//!     CreatePackageError = "CreatePackage";
//!     ConflictException;
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, imports};
use crate::ir::{ErrorEnum, OperationError, Service};

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let title = docs::inner(&format!("Errors that the operations of `{}` can return.", service.name.wire));
    let enums = service.error_enums.iter().map(item);
    let enums = quote!(#(#enums)*);
    let imports = imports::of(&enums, &[(quote!(shapewright_runtime), &["private"]), (quote!(super), &["types"])]);
    quote! {
        #title

        #imports

        #enums
    }
}

fn item(item: &ErrorEnum) -> TokenStream {
    let ErrorEnum { ident, operation, errors } = item;
    let summary = docs::line(&format!("Errors that `{operation}` can return."));
    let variants = errors.iter().map(|error| {
        let OperationError { variant, message, status, boxed } = error;
        let variant = &variant.ident;
        let ty = &message.ty;
        let docs = docs::line(&format!("HTTP status {status}."));
        let held = if *boxed { quote!(Box<types::#ty>) } else { quote!(types::#ty) };
        quote! {
            #docs
            #variant(#held),
        }
    });
    let pairs = errors.iter().map(|error| {
        let variant = &error.variant.ident;
        let ty = &error.message.ty;
        let ty = (variant != ty).then(|| quote!((#ty)));
        let boxed = error.boxed.then(|| quote!(as boxed));
        quote!(#variant #ty #boxed;)
    });
    quote! {
        #summary
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants)*
        }

        private::operation_error! { #ident = #operation; #(#pairs)* }
    }
}
