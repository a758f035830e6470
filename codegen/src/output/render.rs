//! Turns the tokens of a module into formatted text with a blank line between items.

mod example;

use std::error::Error;
use std::fmt;
use std::mem;

use proc_macro2::{Span, TokenStream};
use syn::parse::Parser as _;
use syn::{ImplItem, Item, ItemMacro, MacroDelimiter, TraitItem, parse_quote};

use super::conditions;

/// Formats the items of one module; `module` is the name that an error gives.
///
/// The result is `Send`, unlike the tokens, so one parallel task may emit and render a module.
///
/// # Errors
/// When the tokens are not a Rust file. That is a fault of a template, never of a model.
pub fn render(tokens: TokenStream, module: &str) -> Result<String, RenderError> {
    Ok(text(parse(tokens, module)?))
}

/// [`render`], without conditions about features: those given are off, all others are on.
pub(crate) fn render_without(tokens: TokenStream, module: &str, off: &[&str]) -> Result<String, RenderError> {
    let mut file = parse(tokens, module)?;
    conditions::decide(&mut file, off);
    Ok(text(file))
}

fn parse(tokens: TokenStream, module: &str) -> Result<syn::File, RenderError> {
    // A clone of tokens is a reference; it is looked at only when they do not parse.
    syn::parse2(tokens.clone()).map_err(|error| fault(module, &tokens, &error))
}

fn text(mut file: syn::File) -> String {
    let mut text = String::new();
    let mut run = Vec::new();
    for item in mem::take(&mut file.items) {
        match call(&item) {
            None => run.push(item),
            Some(call) => {
                append(&mut text, &mut file, &mut run);
                separate(&mut text);
                text.push_str(&call);
            }
        }
    }
    append(&mut text, &mut file, &mut run);
    text
}

/// Adds items to the text, in front of the first the file's own attributes.
fn append(text: &mut String, file: &mut syn::File, run: &mut Vec<Item>) {
    if run.is_empty() && file.attrs.is_empty() {
        return;
    }
    separate(text);
    file.items = spaced_items(mem::take(run));
    if !file.attrs.is_empty() && !file.items.is_empty() {
        file.items.insert(0, Item::blank());
    }
    text.push_str(&prettyplease::unparse(file));
    file.attrs.clear();
}

fn separate(text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
}

/// The text of a macro call whose argument is an expression, in parentheses, or statements, in braces: prettyplease does
/// not know where lines end in a macro's argument, but in these it does.
fn call(item: &Item) -> Option<String> {
    let Item::Macro(item) = item else { return None };
    let segments: Vec<String> = item.mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let path = segments.join("::");
    match item.mac.delimiter {
        MacroDelimiter::Paren(_) => call_of_expression(item, &path),
        MacroDelimiter::Brace(_) => call_of_statements(item, &path),
        MacroDelimiter::Bracket(_) => None,
    }
}

fn call_of_expression(item: &ItemMacro, path: &str) -> Option<String> {
    let argument: syn::Expr = syn::parse2(item.mac.tokens.clone()).ok()?;
    let call = format!("{path}!(");
    // The expression is formatted where it takes as much of the line as in the call.
    let [before, after] = ["const ", ": () = "];
    let padding = call.len().saturating_sub(before.len() + after.len()).max(1);
    let name = syn::Ident::new(&"_".repeat(padding), Span::call_site());
    let attributes = &item.attrs;
    let formatted = prettyplease::unparse(&parse_quote!(#(#attributes)* const #name: () = #argument;));
    let (attributes, argument) = formatted.split_once(&format!("{before}{name}{after}"))?;
    let argument = argument.strip_suffix(";\n")?;
    Some(format!("{attributes}{call}{argument});\n"))
}

fn call_of_statements(item: &ItemMacro, path: &str) -> Option<String> {
    let statements = syn::Block::parse_within.parse2(item.mac.tokens.clone()).ok()?;
    let attributes = &item.attrs;
    let formatted = prettyplease::unparse(&parse_quote!(#(#attributes)* fn __() { #(#statements)* }));
    let (attributes, block) = formatted.split_once("fn __() ")?;
    Some(format!("{attributes}{path}! {block}"))
}

/// A piece of syntax between which blank lines are set.
trait Spaced: Sized {
    /// The empty piece of syntax: prettyplease prints it as an empty line.
    fn blank() -> Self;

    /// Whether no blank line belongs between `self` and `next`.
    fn joins(&self, next: &Self) -> bool;

    /// Sets the blank lines within.
    fn space_within(&mut self) {}
}

fn spaced_items<T: Spaced>(items: Vec<T>) -> Vec<T> {
    let mut spaced: Vec<T> = Vec::with_capacity(2 * items.len());
    for mut item in items {
        item.space_within();
        if spaced.last().is_some_and(|previous| !previous.joins(&item)) {
            spaced.push(T::blank());
        }
        spaced.push(item);
    }
    spaced
}

impl Spaced for Item {
    fn blank() -> Self {
        Self::Verbatim(TokenStream::new())
    }

    fn joins(&self, next: &Self) -> bool {
        match (self, next) {
            (Self::Use(_), Self::Use(_)) => true,
            (Self::Mod(a), Self::Mod(b)) => a.content.is_none() && b.content.is_none() && !is_documented(&b.attrs),
            _ => false,
        }
    }

    fn space_within(&mut self) {
        match self {
            Self::Impl(block) => {
                example::write_out(&mut block.items);
                block.items = spaced_items(mem::take(&mut block.items));
            }
            Self::Trait(block) => block.items = spaced_items(mem::take(&mut block.items)),
            Self::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    *items = spaced_items(mem::take(items));
                }
            }
            _ => {}
        }
    }
}

impl Spaced for ImplItem {
    fn blank() -> Self {
        Self::Verbatim(TokenStream::new())
    }

    fn joins(&self, next: &Self) -> bool {
        matches!((self, next), (Self::Type(_), Self::Type(b)) if !is_documented(&b.attrs))
    }
}

impl Spaced for TraitItem {
    fn blank() -> Self {
        Self::Verbatim(TokenStream::new())
    }

    fn joins(&self, next: &Self) -> bool {
        matches!((self, next), (Self::Type(_), Self::Type(b)) if !is_documented(&b.attrs))
    }
}

fn is_documented(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|one| one.path().is_ident("doc"))
}

/// A template made tokens that are not Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderError {
    module: String,
    message: String,
    /// The tokens in front of the fault.
    before: String,
    /// The tokens from the fault on.
    after: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { module, message, before, after } = self;
        writeln!(f, "the template of `{module}` does not parse: {message} (a fault of the generator)")?;
        writeln!(f, "    {before}{after}")?;
        write!(f, "    {:>1$}", "^", before.chars().count() + 1)
    }
}

impl Error for RenderError {}

/// How many characters are shown on each side of the fault.
const SHOWN: usize = 100;

fn fault(module: &str, tokens: &TokenStream, error: &syn::Error) -> RenderError {
    // Tokens made by a template have no position. Their text has, so it is parsed once more.
    let text = tokens.to_string();
    let located = syn::parse_str::<syn::File>(&text).err();
    let range = located.as_ref().map_or(0..0, |error| error.span().byte_range());
    // The end of the input is no token and has an empty range.
    let start = if range.is_empty() { text.len() } else { range.start };
    let (before, after) = text.split_at_checked(start).unwrap_or((&text, ""));
    let skipped = before.chars().count().saturating_sub(SHOWN);
    let on_one_line = |part: &mut dyn Iterator<Item = char>| -> String {
        part.map(|c| if c.is_control() { ' ' } else { c }).collect()
    };
    RenderError {
        module: module.to_owned(),
        message: error.to_string(),
        before: on_one_line(&mut before.chars().skip(skipped)),
        after: on_one_line(&mut after.chars().take(SHOWN)),
    }
}
