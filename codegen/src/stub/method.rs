//! A method of a stub, laid out as rustfmt does with its default settings.

use std::collections::BTreeSet;

use crate::ir::Operation;
use crate::name::Ident;

/// What lets a signature name what the model deprecates.
pub(super) const ALLOW: &str = "#[allow(deprecated, reason = \"the model deprecates it\")]";

/// The width of lines.
const WIDTH: usize = 100;

/// What a method is made of.
#[derive(Clone, Debug)]
pub(super) struct Method {
    /// The identifier.
    pub(super) name: String,
    /// The first paragraph of the documentation.
    summary: Vec<String>,
    input: Ident,
    output: Ident,
    error: Ident,
    is_deprecated: bool,
}

/// How methods are written in a file.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// What a line of the method begins with.
    pub(super) indent: String,
    /// What a line within begins with besides.
    pub(super) step: String,
    /// How the file names the types and modules that signatures need.
    pub(super) names: Names,
}

/// Names and paths in a file.
#[derive(Clone, Debug)]
pub(super) struct Names {
    pub(super) result: String,
    pub(super) error: String,
    pub(super) request: String,
    pub(super) errors: String,
    pub(super) types: String,
}

impl Default for Layout {
    /// That of a new file.
    fn default() -> Self {
        let [result, error, request, errors, types] =
            ["Result", "Error", "Request", "errors", "types"].map(str::to_owned);
        let names = Names { result, error, request, errors, types };
        Self { indent: "    ".to_owned(), step: "    ".to_owned(), names }
    }
}

impl Method {
    pub(super) fn new(operation: &Operation, deprecated: &BTreeSet<&Ident>) -> Self {
        let (input, output) = (&operation.input.ty, &operation.output.ty);
        Self {
            name: operation.method.to_string(),
            summary: summary(&operation.docs),
            input: input.clone(),
            output: output.clone(),
            error: operation.error_enum.clone(),
            is_deprecated: [input, output].iter().any(|ty| deprecated.contains(ty)),
        }
    }

    /// The lines of the method.
    pub(super) fn lines(&self, layout: &Layout) -> Vec<String> {
        let Self { name, summary, input, output, error, is_deprecated } = self;
        let Layout { indent, step, names } = layout;
        let (output, error) = (format!("{}::{output}", names.types), format!("{}::{error}", names.errors));
        let (request, result) = (format!("{}<{}::{input}>", names.request, names.types), &names.result);
        let error = format!("{}<{error}>", names.error);
        let documentation = summary.iter().map(|line| match line.is_empty() {
            true => "///".to_owned(),
            false => format!("/// {line}"),
        });
        let allow = is_deprecated.then(|| ALLOW.to_owned());
        let margin: usize = indent.chars().map(columns).sum();
        let width = |line: &str| line.chars().count() + margin;
        let short = format!("async fn {name}(&self, _request: {request}) -> {result}<{output}, {error}> {{");
        let signature = if width(&short) <= WIDTH {
            vec![short]
        } else {
            let mut lines =
                vec![format!("async fn {name}("), format!("{step}&self,"), format!("{step}_request: {request},")];
            let returned = format!(") -> {result}<{output}, {error}>");
            // The bounds are not what one would expect, but what rustfmt has.
            if width(&returned) + margin <= WIDTH - 2 {
                lines.push(returned + " {");
            } else if width(&returned) <= WIDTH + 2 {
                lines.extend([returned, "{".to_owned()]);
            } else {
                lines.push(format!(") -> {result}<"));
                lines.extend([output, error].map(|argument| format!("{step}{argument},")));
                lines.push("> {".to_owned());
            }
            lines
        };
        let body = [format!("{step}Err({}::NotImplemented)", names.error), "}".to_owned()];
        let lines = documentation.chain(allow).chain(signature).chain(body);
        lines.map(|line| format!("{indent}{line}")).collect()
    }
}

/// How many columns a character takes at the beginning of a line.
fn columns(c: char) -> usize {
    if c == '\t' { 4 } else { 1 }
}

/// The first paragraph, as rustdoc shows it in lists.
fn summary(docs: &[String]) -> Vec<String> {
    let paragraph: Vec<String> = docs.iter().take_while(|line| !line.trim().is_empty()).cloned().collect();
    let is_text =
        paragraph.first().is_some_and(|line| !line.starts_with(['`', '~', '|', '#', '-', '*', '<', ' ', '>']));
    if is_text || paragraph.first().is_some_and(|line| line.starts_with('`') && !line.starts_with("```")) {
        paragraph
    } else {
        Vec::new()
    }
}
