//! Methods that are put into an existing file: text is inserted, and every other byte stays as it is.

use quote::ToTokens;
use syn::spanned::Spanned as _;
use syn::{ImplItem, Item, ItemImpl};

use super::imports::Imports;
use super::method::{Layout, Method, Names};
use super::{Stub, StubError};

/// What was found in a file, and what it becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// The whole text with the added methods; `None` if no method is missing.
    pub text: Option<String>,
    /// The methods that were added.
    pub added: Vec<String>,
    /// The methods that belong to no operation, each with its line.
    pub obsolete: Vec<(String, usize)>,
    /// The macros in the implementation, each with its line: which methods they make cannot be seen.
    pub macros: Vec<(String, usize)>,
}

impl Stub {
    /// Adds the methods that an implementation of the trait in a file lacks; of several implementations, that for the
    /// type of this name.
    ///
    /// # Errors
    ///
    /// When the text is not Rust, or has no such implementation, or several.
    pub fn add(&self, text: &str, type_name: Option<&str>) -> Result<Addition, StubError> {
        let file = syn::parse_file(text).map_err(|error| unread(text, &error))?;
        let mut found = Vec::new();
        self.find(&file.items, &mut found);
        let found = self.choose(found, type_name)?;
        let base =
            text.len() - text.trim_start_matches('\u{feff}').len() + file.shebang.as_ref().map_or(0, String::len);
        let line = |span: proc_macro2::Span| span.start().line;
        let mut present = Vec::new();
        let mut macros = Vec::new();
        for item in &found.item.items {
            match item {
                ImplItem::Fn(method) => present.push((method.sig.ident.to_string(), line(method.sig.ident.span()))),
                ImplItem::Macro(item) => {
                    macros.push((written(&item.mac.path), line(item.mac.path.span())));
                }
                _ => {}
            }
        }
        let missing = self.methods.iter().filter(|method| present.iter().all(|(name, _)| *name != method.name));
        let missing: Vec<&Method> = missing.collect();
        let is_known = |name: &str| self.methods.iter().any(|method| method.name == name);
        present.retain(|(name, _)| !is_known(name));
        Ok(Addition {
            text: (!missing.is_empty()).then(|| found.insert(&missing, text, base, self)),
            added: missing.iter().map(|method| method.name.clone()).collect(),
            obsolete: present,
            macros,
        })
    }

    /// The implementations of the trait among items, those in modules among them included.
    fn find<'f>(&self, items: &'f [Item], found: &mut Vec<Found<'f>>) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, items)) = &module.content {
                        self.find(items, found);
                    }
                }
                Item::Impl(item) => {
                    let path = path(item).unwrap_or_default();
                    if path.last() == Some(&self.trait_name) {
                        found.push(Found { item, scope: items, path });
                    }
                }
                _ => {}
            }
        }
    }

    /// The one implementation that is meant.
    fn choose<'f>(&self, mut found: Vec<Found<'f>>, type_name: Option<&str>) -> Result<Found<'f>, StubError> {
        let trait_name = &self.trait_name;
        let place = |found: &Found<'_>| {
            let start = found.item.impl_token.span.start();
            Some((start.line, start.column + 1))
        };
        let list = |found: &[Found<'_>]| {
            let types =
                found.iter().map(|one| format!("`{}` (line {})", one.ty(), one.item.impl_token.span.start().line));
            types.collect::<Vec<_>>().join(", ")
        };
        if found.is_empty() {
            let message = format!("the file has no `impl {trait_name} for …`");
            let help = "name the file that has it, or leave out `--add` to make a new file".to_owned();
            return Err(StubError { message, place: None, help });
        }
        if let Some(name) = type_name {
            let all = list(&found);
            found.retain(|one| one.is_for(name));
            if found.is_empty() {
                let message = format!("the file has no `impl {trait_name} for {name}`");
                return Err(StubError { message, place: None, help: format!("it implements the trait for {all}") });
            }
        }
        match found.len() {
            1 => Ok(found.remove(0)),
            _ => Err(StubError {
                message: format!("the file implements `{trait_name}` several times: for {}", list(&found)),
                place: place(&found[1]),
                help: "choose one with `--impl TYPE`".to_owned(),
            }),
        }
    }
}

/// What the parser says, with its place.
fn unread(text: &str, error: &syn::Error) -> StubError {
    let start = error.span().start();
    let reason = match text.parse::<proc_macro2::TokenStream>() {
        Ok(_) => error.to_string(),
        Err(_) => "a bracket, quote or comment is not closed, or not opened".to_owned(),
    };
    let place = Some((start.line, start.column + 1));
    StubError { message: format!("cannot parse the file: {reason}"), place, help: "correct it first".to_owned() }
}

/// An implementation of the trait.
struct Found<'f> {
    item: &'f ItemImpl,
    /// The items of the module that it is in.
    scope: &'f [Item],
    /// The trait as it is written there.
    path: Vec<String>,
}

impl Found<'_> {
    /// The type as it is written.
    fn ty(&self) -> String {
        written(&self.item.self_ty)
    }

    /// Whether the type is meant by a name: as it is written, or without its path and generic arguments.
    fn is_for(&self, name: &str) -> bool {
        let last = match &*self.item.self_ty {
            syn::Type::Path(ty) => ty.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        let name: String = name.split_whitespace().collect();
        self.ty() == name || last.is_some_and(|last| last == name)
    }

    /// The text with the methods at the end of the implementation. Places in the syntax tree count from `base`.
    fn insert(&self, methods: &[&Method], text: &str, base: usize, stub: &Stub) -> String {
        let braces = self.item.brace_token.span;
        let open = base + braces.open().byte_range().end;
        let close = base + braces.close().byte_range().start;
        let body = &text[open..close];
        let content = body.trim_end();
        let rest = &body[content.len()..];
        let newline = if text.find('\n').is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" };
        let outer = indent(text, base + self.item.impl_token.span.byte_range().start);
        let layout =
            Layout { indent: self.indent(text, base, outer), step: step(text, outer), names: self.names(stub) };
        let mut added = Vec::new();
        for (at, method) in methods.iter().enumerate() {
            if at > 0 || !content.is_empty() {
                added.push(String::new());
            }
            added.extend(method.lines(&layout));
        }
        let added: String = added.iter().map(|line| format!("{line}{newline}")).collect();
        // The brace may be in a line of its own, which then stays as it is.
        let (at, added) = match rest.find('\n') {
            Some(end) => (open + content.len() + end + 1, added),
            None => (close, format!("{newline}{added}{outer}")),
        };
        format!("{}{added}{}", &text[..at], &text[at..])
    }

    /// What the lines of methods begin with: that of those that are there, or else one step more than the block.
    fn indent(&self, text: &str, base: usize, outer: &str) -> String {
        let mut starts = self.item.items.iter().map(|item| base + item.span().byte_range().start);
        let first = starts.find_map(|start| {
            let indent = indent(text, start);
            text[..start].ends_with(&format!("\n{indent}")).then(|| indent.to_owned())
        });
        first.unwrap_or_else(|| format!("{outer}{}", step(text, outer)))
    }

    /// How the module names what signatures need.
    fn names(&self, stub: &Stub) -> Names {
        let imports = Imports::of(self.scope);
        let full = imports.resolve(self.path.clone());
        // The file may know the crate by another name. Where it does not say which, it is the one of the configuration.
        let module = match &full[..] {
            [root @ .., module, _] if !root.is_empty() && *module == stub.module => full[..full.len() - 1].to_vec(),
            _ => stub.root.split("::").map(str::to_owned).chain([stub.module.clone()]).collect(),
        };
        let root = &module[..module.len() - 1];
        let spell = |path: &[String], name: &str| {
            let path: Vec<String> = path.iter().cloned().chain([name.to_owned()]).collect();
            imports.spell(&path)
        };
        let result = if imports.defines("Result") { "std::result::Result" } else { "Result" };
        Names {
            result: result.to_owned(),
            error: spell(root, "Error"),
            request: spell(root, "Request"),
            errors: spell(&module, "errors"),
            types: spell(&module, "types"),
        }
    }
}

/// The path of the trait that is implemented.
fn path(item: &ItemImpl) -> Option<Vec<String>> {
    let (path, _) = item.trait_.as_ref()?;
    Some(path.segments.iter().map(|segment| segment.ident.to_string()).collect())
}

/// Tokens as text without white space.
fn written(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().split_whitespace().collect()
}

/// The white space that the line of this place begins with.
fn indent(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// By what lines within a block are further in.
fn step(text: &str, outer: &str) -> String {
    let has = |start| text.lines().any(|line| line.starts_with(start));
    let is_tabbed = outer.starts_with('\t') || has("\t") && !has("  ");
    if is_tabbed { "\t".to_owned() } else { "    ".to_owned() }
}
