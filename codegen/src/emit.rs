//! Turns what is decided into tokens, one file per kind of item.
//!
//! An emitter cannot fail and decides nothing. It takes the whole of what it emits apart, so that a new field breaks
//! the build until each emitter has answered.

mod api;
mod check;
mod client;
mod docs;
mod element;
mod enumeration;
mod error;
mod event;
mod example;
mod exports;
mod guide;
mod imports;
pub(crate) mod krate;
mod lint;
pub(crate) mod literal;
mod message;
mod named;
mod operation;
mod pattern;
mod route;
mod server;
mod structure;
mod ty;
mod types;
mod union;
mod waiter;
mod wire;

use proc_macro2::{TokenStream, TokenTree};

use crate::ir::Service;

/// A module of the generated crate.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// Its file below `src/`.
    pub path: String,
    /// Its items.
    pub tokens: TokenStream,
}

/// A module of a service, and what emits it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// The file below the service's folder; empty for the service's own file.
    stem: &'static str,
    emit: fn(&Service) -> TokenStream,
}

/// The modules of a service. Each can be emitted apart from the others.
pub(crate) const PARTS: [Part; 9] = [
    Part { stem: "", emit: api::module },
    Part { stem: "types", emit: types::module },
    Part { stem: "errors", emit: error::module },
    Part { stem: "wire", emit: wire::module },
    Part { stem: "checks", emit: check::module },
    Part { stem: "operations", emit: operation::module },
    Part { stem: "client", emit: client::module },
    Part { stem: "server", emit: server::module },
    Part { stem: "examples", emit: example::module },
];

impl Part {
    /// Emits this module of a service.
    pub(crate) fn emit(self, service: &Service) -> Module {
        let module = service.module.as_str();
        let path = if self.stem.is_empty() { format!("{module}.rs") } else { format!("{module}/{}.rs", self.stem) };
        Module { path, tokens: (self.emit)(service) }
    }
}

/// Whether tokens contain an identifier, which decides whether something must be imported or named.
fn mentions(tokens: &TokenStream, text: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == text,
        TokenTree::Group(group) => mentions(&group.stream(), text),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
