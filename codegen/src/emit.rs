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
pub(crate) mod exports;
mod guide;
mod imports;
mod lint;
pub(crate) mod literal;
pub(crate) mod manifest;
mod message;
mod named;
mod operation;
mod pattern;
pub(crate) mod root;
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
pub(crate) struct Emitted {
    /// Its file next to the root.
    pub path: String,
    /// Its items.
    pub tokens: TokenStream,
}

/// A module of a service, and what emits it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// The file below the service's folder; empty for the service's own file.
    stem: &'static str,
    /// Without which features it is not there.
    needs: Needs,
    emit: fn(&Service) -> TokenStream,
}

/// The ends of a call that a module is about.
#[derive(Clone, Copy, Debug)]
enum Needs {
    Nothing,
    Client,
    Server,
    Either,
    Both,
}

/// The modules of a service. Each can be emitted apart from the others.
pub(crate) const PARTS: [Part; 9] = [
    Part { stem: "", needs: Needs::Nothing, emit: api::module },
    Part { stem: "types", needs: Needs::Nothing, emit: types::module },
    Part { stem: "errors", needs: Needs::Either, emit: error::module },
    Part { stem: "wire", needs: Needs::Nothing, emit: wire::module },
    Part { stem: "checks", needs: Needs::Nothing, emit: check::module },
    Part { stem: "operations", needs: Needs::Either, emit: operation::module },
    Part { stem: "client", needs: Needs::Client, emit: client::module },
    Part { stem: "server", needs: Needs::Server, emit: server::module },
    Part { stem: "examples", needs: Needs::Both, emit: example::module },
];

impl Part {
    /// Whether there is such a module while these features are off.
    pub(crate) fn is_there(self, off: &[&str]) -> bool {
        let [client, server] = ["client", "server"].map(|feature| !off.contains(&feature));
        match self.needs {
            Needs::Nothing => true,
            Needs::Client => client,
            Needs::Server => server,
            Needs::Either => client || server,
            Needs::Both => client && server,
        }
    }

    /// The name of the module in that of the service; empty for that itself.
    pub(crate) fn stem(self) -> &'static str {
        self.stem
    }

    /// Emits this module of a service.
    pub(crate) fn emit(self, service: &Service) -> Emitted {
        let module = service.module.as_str();
        let path = if self.stem.is_empty() { format!("{module}.rs") } else { format!("{module}/{}.rs", self.stem) };
        Emitted { path, tokens: (self.emit)(service) }
    }
}

/// What is shown instead of a sensitive value, as the runtime shows it.
const REDACTED: &str = "** redacted **";

/// Whether tokens contain an identifier, which decides whether a parameter has a name.
fn mentions(tokens: &TokenStream, text: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == text,
        TokenTree::Group(group) => mentions(&group.stream(), text),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
