//! The module of types.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, enumeration, imports, structure, union};
use crate::ir::Service;

/// The module of types: structures, unions and enums.
pub(super) fn module(service: &Service) -> TokenStream {
    let structures = service.structures.iter().map(|item| structure::item(item, &service.derives));
    let unions = service.unions.iter().map(|item| union::item(item, &service.derives));
    let enumerations = service.enumerations.iter().map(|item| enumeration::item(item, &service.derives));
    let int_enumerations = service.int_enumerations.iter().map(|item| enumeration::int_item(item, &service.derives));
    let items = quote! {
        #(#structures)*
        #(#unions)*
        #(#enumerations)*
        #(#int_enumerations)*
    };
    let maps = imports::of(&items, &[(quote!(std::collections), &["BTreeMap"])]);
    let errors = (!service.error_enums.is_empty()).then(|| {
        quote! {
            #[cfg(any(feature = "client", feature = "server"))]
            pub use super::errors::*;
        }
    });
    let title = docs::inner(&format!("The types of `{}`.", service.name.wire));
    quote! {
        #title

        #maps
        #errors

        #items
    }
}
