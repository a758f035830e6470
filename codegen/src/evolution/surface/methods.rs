//! Signatures, and what implementations hold.

use proc_macro2::{TokenStream, TokenTree};
use syn::{FnArg, ImplItem, Pat, ReturnType, Signature};

use super::{Function, text};

/// The signature of a function that has a body.
pub(super) fn signature(signature: &Signature) -> Function {
    let mut function = Function {
        is_required: false,
        is_async: signature.asyncness.is_some(),
        receiver: String::new(),
        parameters: Vec::new(),
        returns: match &signature.output {
            ReturnType::Default => "()".to_owned(),
            ReturnType::Type(_, ty) => text(ty),
        },
        generics: text(&signature.generics),
    };
    for input in &signature.inputs {
        match input {
            // Whether the method changes its own copy is nothing that callers see.
            FnArg::Receiver(receiver) => function.receiver = text(receiver).replace("mut ", ""),
            FnArg::Typed(typed) => {
                let name = match &*typed.pat {
                    Pat::Ident(ident) => ident.ident.to_string(),
                    other => text(other),
                };
                function.parameters.push((name, text(&typed.ty)));
            }
        }
    }
    function
}

/// The name of a trait with its parameters, without the modules that it is in.
pub(super) fn trait_name(path: &syn::Path) -> String {
    path.segments.last().map(text).unwrap_or_default()
}

/// The types and constants of an implementation; functions are those of the trait.
pub(super) fn held(item: &ImplItem) -> Option<String> {
    match item {
        ImplItem::Type(item) => Some(format!("{} = {}", item.ident, text(&item.ty))),
        _ => None,
    }
}

/// The types of the module `types` that are named in a macro's argument, each followed by `;` or `{`.
pub(super) fn types_in(tokens: &TokenStream) -> Vec<String> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let is_ident = |tree: &TokenTree, name: &str| matches!(tree, TokenTree::Ident(ident) if ident == name);
    let is_colon = |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ':');
    let named = trees.windows(4).filter_map(|window| match window {
        [module, first, second, TokenTree::Ident(name)]
            if is_ident(module, "types") && is_colon(first) && is_colon(second) =>
        {
            Some(name.to_string())
        }
        _ => None,
    });
    named.collect()
}
