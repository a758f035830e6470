//! What a module imports: what its items name, and nothing else.
//!
//! Emitters name what is not theirs either by a path that begins with a module, such as `private::Path` or
//! `types::Tag`, or bare. The former is safe wherever a model's names stand: types begin with a capital, modules do not.
//! Of the runtime's private part, types and traits are imported and named bare; functions and macros go by their path, as
//! do all its names where a model's own stand bare, and those that are there only under conditions.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::name::Ident;

/// `use` declarations for those of the candidates that the items name. A candidate is a path and what may be imported
/// from it: modules, in small letters, count where a path begins with them, all else where it stands bare.
pub(super) fn of(items: &TokenStream, candidates: &[(TokenStream, &[&'static str])]) -> TokenStream {
    let mut names = Names::default();
    names.collect(items.clone());
    let declarations = candidates.iter().filter_map(|(path, candidates)| {
        let used: Vec<Ident> =
            (candidates.iter()).filter(|name| names.contain(name)).map(|name| Ident::ours(name)).collect();
        match &*used {
            [] => None,
            [one] => Some(quote!(use #path::#one;)),
            several => Some(quote!(use #path::{#(#several),*};)),
        }
    });
    quote!(#(#declarations)*)
}

/// The identifiers that are looked up in the scope of the module.
#[derive(Default)]
struct Names {
    /// Those at the start of a longer path.
    first: BTreeSet<String>,
    /// Those at the start of any path.
    bare: BTreeSet<String>,
}

impl Names {
    fn contain(&self, name: &str) -> bool {
        let is_module = name.starts_with(|c: char| c.is_ascii_lowercase());
        if is_module { self.first.contains(name) } else { self.bare.contains(name) }
    }

    fn collect(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let joined = |at: usize, sign| matches!(tokens.get(at), Some(TokenTree::Punct(one)) if one.as_char() == sign && one.spacing() == Spacing::Joint);
        let is = |at: usize, sign| matches!(tokens.get(at), Some(TokenTree::Punct(one)) if one.as_char() == sign);
        for (at, token) in tokens.iter().enumerate() {
            match token {
                // An attribute, whose example of code is text of its own.
                TokenTree::Group(_) if at >= 1 && is(at - 1, '#') => {}
                TokenTree::Group(group) => self.collect(group.stream()),
                TokenTree::Ident(ident) => {
                    let in_path = at >= 2 && joined(at - 2, ':') && is(at - 1, ':');
                    let is_member = at >= 1 && is(at - 1, '.') && !(at >= 2 && joined(at - 2, '.'));
                    if in_path || is_member {
                        continue;
                    }
                    if joined(at + 1, ':') {
                        self.first.insert(ident.to_string());
                    }
                    self.bare.insert(ident.to_string());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_is_imported() {
        let candidates = [
            (quote!(std::collections), &["BTreeMap"][..]),
            (quote!(shapewright_runtime::private), &["Path", "Report"]),
            (quote!(super), &["errors", "types"]),
        ];
        for (items, expected) in [
            (
                quote!(
                    fn types(errors: u8) {
                        x.types;
                        x.errors();
                    }
                ),
                quote!(),
            ),
            (
                quote!(
                    fn f(x: types::Path) -> a::errors::BTreeMap {
                        (..x.Report)
                    }
                ),
                quote!(
                    use super::types;
                ),
            ),
            (
                quote!(f!(types::A, [BTreeMap::new()]);),
                quote!(
                    use std::collections::BTreeMap;
                    use super::types;
                ),
            ),
            (
                quote!(
                    fn f(_: &Path<'_>, _: Report) {
                        ..errors::A
                    }
                ),
                quote! {
                    use shapewright_runtime::private::{Path, Report};
                    use super::errors;
                },
            ),
            (
                quote!(
                    #[example(Path::new())]
                    struct A {
                        types: ::errors::X,
                    }
                ),
                quote!(),
            ),
        ] {
            assert_eq!(of(&items, &candidates).to_string(), expected.to_string(), "{items}");
        }
    }
}
