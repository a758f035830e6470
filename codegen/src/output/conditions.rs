//! Decides conditions about features when code is generated, for a module that leaves none to Cargo.
//!
//! With the feature `server` off and all others on,
//!
//! ```text
//! #[cfg(feature = "client")]
//! pub mod client;
//! #[cfg(feature = "server")]
//! pub mod server;
//! #[cfg(all(test, feature = "client"))]
//! mod examples;
//! ```
//!
//! becomes
//!
//! ```text
//! pub mod client;
//! #[cfg(test)]
//! mod examples;
//! ```

use quote::quote;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Block, Expr, ExprLit, ImplItem, Item, Lit, Meta, Stmt, Token, parse_quote};

/// Decides the conditions of all items, of those in blocks of `impl`, and of statements given to macros. Features that
/// are not among those that are off are on.
pub(super) fn decide(file: &mut syn::File, off: &[&str]) {
    file.items.retain_mut(|item| {
        if let Item::Impl(block) = item {
            block.items.retain_mut(|item| of_impl_item(item).is_none_or(|attributes| is_kept(attributes, off)));
        }
        if let Item::Macro(item) = item
            && let Ok(mut statements) = Block::parse_within.parse2(item.mac.tokens.clone())
        {
            statements
                .retain_mut(|statement| of_statement(statement).is_none_or(|attributes| is_kept(attributes, off)));
            item.mac.tokens = quote!(#(#statements)*);
        }
        of_item(item).is_none_or(|attributes| is_kept(attributes, off))
    });
}

fn of_item(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Macro(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Use(item) => &mut item.attrs,
        _ => return None,
    })
}

fn of_impl_item(item: &mut ImplItem) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        ImplItem::Const(item) => &mut item.attrs,
        ImplItem::Fn(item) => &mut item.attrs,
        ImplItem::Type(item) => &mut item.attrs,
        _ => return None,
    })
}

fn of_statement(statement: &mut Stmt) -> Option<&mut Vec<Attribute>> {
    match statement {
        Stmt::Expr(Expr::Path(path), _) => Some(&mut path.attrs),
        _ => None,
    }
}

/// Whether an item stays; its attributes are then without what is decided.
fn is_kept(attributes: &mut Vec<Attribute>, off: &[&str]) -> bool {
    let mut stays = true;
    attributes.retain_mut(|attribute| {
        let Meta::List(list) = &attribute.meta else { return true };
        let condition = list.path.is_ident("cfg").then(|| list.parse_args::<Meta>());
        match condition.and_then(Result::ok).map(|condition| decided(condition, off)) {
            None => true,
            Some(Decided::Always) => false,
            Some(Decided::Never) => {
                stays = false;
                false
            }
            Some(Decided::If(condition)) => {
                *attribute = parse_quote!(#[cfg(#condition)]);
                true
            }
        }
    });
    stays
}

/// What is left of a condition.
enum Decided {
    Always,
    Never,
    If(Box<Meta>),
}

fn decided(condition: Meta, off: &[&str]) -> Decided {
    match &condition {
        Meta::NameValue(pair) if pair.path.is_ident("feature") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(feature), .. }) if off.contains(&feature.value().as_str()) => {
                Decided::Never
            }
            _ => Decided::Always,
        },
        Meta::List(list) => {
            let Ok(inner) = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) else {
                return Decided::If(Box::new(condition));
            };
            let inner = inner.into_iter().map(|condition| decided(condition, off));
            match list.path.get_ident().map(ToString::to_string).as_deref() {
                Some("all") => all(inner),
                Some("any") => any(inner),
                _ => Decided::If(Box::new(condition)),
            }
        }
        _ => Decided::If(Box::new(condition)),
    }
}

fn all(conditions: impl Iterator<Item = Decided>) -> Decided {
    let mut left: Vec<Meta> = Vec::new();
    for condition in conditions {
        match condition {
            Decided::Always => {}
            Decided::Never => return Decided::Never,
            Decided::If(condition) => left.push(*condition),
        }
    }
    match left.len() {
        0 => Decided::Always,
        1 => Decided::If(Box::new(parse_quote!(#(#left)*))),
        _ => Decided::If(Box::new(parse_quote!(all(#(#left),*)))),
    }
}

fn any(conditions: impl Iterator<Item = Decided>) -> Decided {
    let mut left: Vec<Meta> = Vec::new();
    for condition in conditions {
        match condition {
            Decided::Always => return Decided::Always,
            Decided::Never => {}
            Decided::If(condition) => left.push(*condition),
        }
    }
    match left.len() {
        0 => Decided::Never,
        1 => Decided::If(Box::new(parse_quote!(#(#left)*))),
        _ => Decided::If(Box::new(parse_quote!(any(#(#left),*)))),
    }
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens as _, quote};
    use syn::parse_quote;

    #[test]
    fn conditions_about_features_are_decided() {
        let mut file: syn::File = parse_quote! {
            #[cfg(feature = "client")]
            pub mod client;
            #[cfg(feature = "server")]
            pub mod server;
            #[cfg(any(feature = "client", feature = "server"))]
            use a::b;
            #[cfg(all(feature = "client", feature = "server"))]
            fn both() {}
            #[cfg(all(test, feature = "client"))]
            mod examples;
            #[cfg(any(test, feature = "server"))]
            mod doubles;
            #[cfg(any(unix, test, feature = "server"))]
            struct A;
            impl A {
                #[doc = " Reads."]
                #[cfg(feature = "client")]
                #[inline]
                fn read() {}
                #[cfg(feature = "server")]
                fn write() {}
            }
            called! {
                #[cfg(feature = "client")]
                super::Client;
                #[cfg(feature = "server")]
                super::Server;
                Start = start;
            }
            structure!(A { 0: a("a") });
        };
        super::decide(&mut file, &["server"]);
        let expected = quote! {
            pub mod client;
            use a::b;
            #[cfg(test)]
            mod examples;
            #[cfg(test)]
            mod doubles;
            #[cfg(any(unix, test))]
            struct A;
            impl A {
                #[doc = " Reads."]
                #[inline]
                fn read() {}
            }
            called! {
                super::Client;
                Start = start;
            }
            structure!(A { 0: a("a") });
        };
        assert_eq!(file.to_token_stream().to_string(), expected.to_string());
    }
}
