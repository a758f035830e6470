//! Declares a module in the root of a crate, without touching what is there.

use syn::spanned::Spanned;
use syn::{File, Item};

/// What became of a root.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// Its new text.
    Added(String),
    /// It has a module of the name.
    Present,
    /// It is not clear where the line belongs.
    Unclear,
}

/// Adds a line that declares the module `name`: after the last such line, or else before the first item.
pub(super) fn declare(text: &str, name: &str, line: &str) -> Declared {
    let Ok(file) = syn::parse_file(text) else { return Declared::Unclear };
    let file_of_it = format!("\"/{name}.rs\"");
    let is_it = |item: &Item| match item {
        Item::Mod(module) => module.ident == name,
        // What a build script generates is included.
        Item::Macro(call) => call.mac.path.is_ident("include") && call.mac.tokens.to_string().contains(&file_of_it),
        _ => false,
    };
    if file.items.iter().any(is_it) {
        return Declared::Present;
    }
    // Byte order marks and scripts' first lines shift what spans say.
    if file.shebang.is_some() || text.starts_with('\u{feff}') {
        return Declared::Unclear;
    }
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (at, new) = match place(&file, &lines) {
        Some(At::After(at)) => (at, format!("{line}{end}")),
        Some(At::Before(at)) => {
            let is_apart = at == 0 || lines[at - 1].trim().is_empty();
            (at, format!("{}{line}{end}{end}", if is_apart { "" } else { end }))
        }
        Some(At::End) if text.trim().is_empty() => (lines.len(), format!("{line}{end}")),
        Some(At::End) => (lines.len(), format!("{end}{line}{end}")),
        None => return Declared::Unclear,
    };
    let (before, after) = lines.split_at(at);
    let before = before.concat();
    let missing = if before.is_empty() || before.ends_with('\n') { "" } else { end };
    Declared::Added(format!("{before}{missing}{new}{}", after.concat()))
}

/// Where a line goes, by the number of lines before it.
enum At {
    /// Right after another declaration.
    After(usize),
    /// Before an item.
    Before(usize),
    /// After everything.
    End,
}

fn place(file: &File, lines: &[&str]) -> Option<At> {
    let is_declaration = |item: &&Item| matches!(item, Item::Mod(module) if module.content.is_none());
    if let Some(last) = file.items.iter().rfind(is_declaration) {
        let end = last.span().end();
        let rest: String = lines.get(end.line - 1)?.chars().skip(end.column).collect();
        let is_alone = rest.trim().is_empty() || rest.trim_start().starts_with("//");
        return is_alone.then_some(At::After(end.line));
    }
    let Some(first) = file.items.first() else { return Some(At::End) };
    let start = first.span().start();
    if start.column != 0 {
        return None;
    }
    // A comment right above an item belongs to it, unless it is the head of the file.
    let is_comment = |line: &str| line.starts_with("//") && !line.starts_with("//!");
    let above = lines[..start.line - 1].iter().rev().take_while(|line| is_comment(line)).count();
    let at = start.line - 1 - above;
    Some(At::Before(if at == 0 { start.line - 1 } else { at }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_find_their_place() {
        for (text, expected) in [
            ("", Some("mod api;\n")),
            ("//! Docs.\n", Some("//! Docs.\n\nmod api;\n")),
            ("fn main() {}", Some("mod api;\n\nfn main() {}")),
            ("//! Docs.\n\nuse a::b;\n\nfn main() {}\n", Some("//! Docs.\n\nmod api;\n\nuse a::b;\n\nfn main() {}\n")),
            ("//! Docs.\nuse a::b;\n", Some("//! Docs.\n\nmod api;\n\nuse a::b;\n")),
            (
                "#![forbid(unsafe_code)]\n\n/// Runs.\n#[inline]\nfn main() {}\n",
                Some("#![forbid(unsafe_code)]\n\nmod api;\n\n/// Runs.\n#[inline]\nfn main() {}\n"),
            ),
            ("mod a;\npub mod b; // b\n\nuse a::B;\n", Some("mod a;\npub mod b; // b\nmod api;\n\nuse a::B;\n")),
            ("use a::B;\r\n\r\nmod a;\r\n", Some("use a::B;\r\n\r\nmod a;\r\nmod api;\r\n")),
            ("#[cfg(unix)]\nmod a;", Some("#[cfg(unix)]\nmod a;\nmod api;\n")),
            ("mod tests {\n    mod api;\n}\n", Some("mod api;\n\nmod tests {\n    mod api;\n}\n")),
            (
                "// Copyright\n\n// Begins.\nfn main() {}\n",
                Some("// Copyright\n\nmod api;\n\n// Begins.\nfn main() {}\n"),
            ),
            ("// Copyright\nfn main() {}\n", Some("// Copyright\n\nmod api;\n\nfn main() {}\n")),
            ("mod a; mod b;fn main() {}\n", None),
            ("fn main() {\n", None),
        ] {
            let expected = expected.map_or(Declared::Unclear, |text| Declared::Added(text.to_owned()));
            assert_eq!(declare(text, "api", "mod api;"), expected, "{text}");
        }
        for text in ["pub mod api {}\n", "include!(concat!(env!(\"OUT_DIR\"), \"/api.rs\"));\n"] {
            assert_eq!(declare(text, "api", "mod api;"), Declared::Present);
        }
    }
}
