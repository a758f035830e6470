//! Reads the identifiers out of Rust source.

use std::collections::BTreeSet;

use proc_macro2::{LexError, TokenStream, TokenTree};

/// All identifiers and keywords in Rust source, without `r#`: also those in the arguments of macros, in macros
/// themselves and in examples of documentation.
///
/// # Errors
/// When the text is not Rust.
pub fn identifiers(text: &str) -> Result<BTreeSet<String>, LexError> {
    let mut found = BTreeSet::new();
    collect(text.parse()?, &mut found);
    for example in examples(text) {
        collect(example.parse()?, &mut found);
    }
    Ok(found)
}

fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Ident(ident) => {
                let text = ident.to_string();
                found.insert(text.strip_prefix("r#").map_or(text.clone(), str::to_owned));
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The code blocks in documentation that rustdoc compiles, hidden lines included.
fn examples(text: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut open: Option<Option<String>> = None;
    for line in text.lines() {
        let line = line.trim_start();
        let Some(line) = line.strip_prefix("///").or(line.strip_prefix("//!")).map(str::trim_start) else { continue };
        open = match (line.strip_prefix("```"), open) {
            // A language other than Rust is named.
            (Some(language), None) => Some(language.is_empty().then(String::new)),
            (Some(_), Some(example)) => {
                examples.extend(example);
                None
            }
            (None, Some(Some(example))) => {
                let code = line.strip_prefix("# ").unwrap_or(line);
                Some(Some(example + code + "\n"))
            }
            (None, other) => other,
        };
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::identifiers;

    #[test]
    fn identifiers_are_found_everywhere() {
        let text = r#"
            /// Not these words.
            ///
            /// ```
            /// # fn shown() {
            /// let hidden = 1;
            /// # }
            /// ```
            /// ```text
            /// nor these
            /// ```
            #[derive(Debug)]
            pub fn r#type<'life>(a: &'life str) { call!(b "c" => d); }
            macro_rules! m { ($e:ident) => { f } }
        "#;
        let found = identifiers(text).unwrap();
        let expected = "Debug a b call d derive doc e f fn hidden ident let life m macro_rules pub shown str type";
        assert_eq!(found.into_iter().collect::<Vec<_>>().join(" "), expected);
        assert!(identifiers("fn f() {").is_err());
    }
}
