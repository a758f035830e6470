//! Documentation and deprecation attributes.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Root;

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

/// Lines of Markdown with examples, as the root can have them. Those of a crate are compiled by its tests. Those of a
/// module are not, since they may be in a private module or a program: they are only shown, without the lines that are
/// there to compile.
pub(super) fn examples(root: &Root, lines: impl IntoIterator<Item = String>) -> Vec<String> {
    if root.is_crate {
        return lines.into_iter().collect();
    }
    let mut is_code = false;
    let lines = lines.into_iter().filter_map(|line| {
        if line.starts_with("```") {
            is_code = !is_code;
            return Some(if is_code { IGNORED.to_owned() } else { line });
        }
        let is_hidden = is_code && (line == "#" || line.starts_with("# "));
        (!is_hidden).then_some(line)
    });
    lines.collect()
}

/// What begins an example that is not compiled.
const IGNORED: &str = "```ignore";

/// `#[deprecated(note = "…")]`.
pub(super) fn deprecated(note: Option<&str>) -> Option<TokenStream> {
    note.map(|note| if note.is_empty() { quote!(#[deprecated]) } else { quote!(#[deprecated(note = #note)]) })
}

/// rustdoc strips one leading space, which keeps `/// text` from printing as `///text`.
fn line_text(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}
