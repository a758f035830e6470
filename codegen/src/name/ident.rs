//! Rust identifiers that are known to be legal.

use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// A legal Rust identifier of edition 2024, claimed in a [`Scope`](super::Scope).
///
/// Displayed and quoted as source code writes it, so `r#type` for a keyword. It holds text rather
/// than a token so that it can cross threads.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ident(String);

impl Ident {
    /// Wraps a text of ASCII letters, digits and underscores that starts with no digit.
    pub(super) fn new(text: String) -> Self {
        Self(text)
    }

    /// An identifier of our own, where no name of a model stands: an import, or a name within a function.
    pub(crate) fn ours(text: &'static str) -> Self {
        Self(text.to_owned())
    }

    /// One of several identifiers of our own in the same place, such as `CHECK_2`.
    pub(crate) fn numbered(text: &'static str, number: usize) -> Self {
        Self(format!("{text}_{number}"))
    }

    /// The identifier without `r#`, as it appears in file names and inside longer identifiers.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_keyword(&self.0) {
            f.write_str("r#")?;
        }
        f.write_str(&self.0)
    }
}

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let make = if is_keyword(&self.0) { proc_macro2::Ident::new_raw } else { proc_macro2::Ident::new };
        make(&self.0, Span::call_site()).to_tokens(tokens);
    }
}

/// Whether an identifier of this text must be written with `r#`.
pub(super) fn is_keyword(text: &str) -> bool {
    KEYWORDS.binary_search(&text).is_ok()
}

/// Whether this text can be no identifier at all, not even a raw one.
pub(super) fn is_forbidden(text: &str) -> bool {
    FORBIDDEN.contains(&text)
}

/// The strict and reserved keywords of edition 2024 that have a raw form, sorted.
///
/// Source: the Rust reference, "Keywords". Weak keywords (`union`, `default`, `raw`, …) are
/// ordinary identifiers wherever we put one.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The keywords that have no raw form.
///
/// Source: the Rust reference, "Identifiers", raw identifiers.
pub(super) const FORBIDDEN: &[&str] = &["Self", "_", "crate", "self", "super"];
