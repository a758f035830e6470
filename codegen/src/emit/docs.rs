//! Documentation and deprecation attributes.

use proc_macro2::TokenStream;
use quote::quote;

/// `/// line` for each line.
pub(super) fn lines(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| line_text(line));
    quote!(#(#[doc = #lines])*)
}

/// `/// line`.
pub(super) fn line(text: &str) -> TokenStream {
    let text = line_text(text);
    quote!(#[doc = #text])
}

/// `//! line`.
pub(super) fn inner(text: &str) -> TokenStream {
    let text = line_text(text);
    quote!(#![doc = #text])
}

/// `#[deprecated(note = "…")]`.
pub(super) fn deprecated(note: Option<&str>) -> Option<TokenStream> {
    note.map(|note| if note.is_empty() { quote!(#[deprecated]) } else { quote!(#[deprecated(note = #note)]) })
}

/// rustdoc strips one leading space, which keeps `/// text` from printing as `///text`.
fn line_text(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}
