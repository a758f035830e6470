//! The elements of values, as rows of tables and of shapes have them.
//!
//! ```text
//! &const { private::element().name("Item").flattened().item(&const { private::element().name("i") }) }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Element, Namespace};

/// The expression of a reference to an element.
pub(super) fn expression(element: &Element) -> TokenStream {
    let Element { name, form_name, attribute, flattened, namespace, item, key } = element;
    let name = name.as_ref().map(|name| quote!(.name(#name)));
    let form_name = form_name.as_ref().map(|name| quote!(.form_name(#name)));
    let attribute = attribute.then(|| quote!(.attribute()));
    let flattened = flattened.then(|| quote!(.flattened()));
    let namespace = namespace.as_ref().map(|namespace| {
        let namespace = self::namespace(namespace);
        quote!(.namespace(#namespace))
    });
    let item = item.as_deref().map(expression).map(|item| quote!(.item(#item)));
    let key = key.as_deref().map(expression).map(|key| quote!(.key(#key)));
    quote!(&const { private::element() #name #form_name #attribute #flattened #namespace #item #key })
}

/// What a row adds to its member.
pub(super) fn of_row(element: Option<&Element>) -> Option<TokenStream> {
    let element = expression(element?);
    Some(quote!(.element(#element)))
}

/// The expression of a namespace.
pub(super) fn namespace(Namespace { uri, prefix }: &Namespace) -> TokenStream {
    match prefix {
        Some(prefix) => quote!(private::Namespace::prefixed(#uri, #prefix)),
        None => quote!(private::Namespace::new(#uri)),
    }
}
