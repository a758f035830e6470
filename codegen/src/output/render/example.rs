//! Examples in documentation, formatted as the code that they are.
//!
//! An emitter cannot write them out, since it does not know where lines end. It leaves an attribute with the statements,
//! `#[example(let output = client.send(input).await?;)]`, which becomes a line of documentation for each line of code.

use std::mem;

use syn::parse::Parser as _;
use syn::{Attribute, Block, ImplItem, Meta, Stmt, parse_quote};

/// Writes out the examples of an implementation's functions.
pub(super) fn write_out(items: &mut [ImplItem]) {
    for item in items {
        if let ImplItem::Fn(function) = item
            && function.attrs.iter().any(|one| statements(one).is_some())
        {
            let attributes = mem::take(&mut function.attrs).into_iter();
            function.attrs = attributes.flat_map(lines).collect();
        }
    }
}

fn lines(attribute: Attribute) -> Vec<Attribute> {
    let Some(statements) = statements(&attribute) else { return vec![attribute] };
    let formatted = prettyplease::unparse(&parse_quote! {
        fn example() {
            #(#statements)*
        }
    });
    let body = formatted.lines().filter_map(|line| line.strip_prefix("    "));
    body.map(|line| format!(" {line}")).map(|line| parse_quote!(#[doc = #line])).collect()
}

fn statements(attribute: &Attribute) -> Option<Vec<Stmt>> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("example") => Block::parse_within.parse2(list.tokens.clone()).ok(),
        _ => None,
    }
}
