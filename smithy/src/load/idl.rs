//! Turns the syntax tree of a file in Smithy's IDL into the nodes that the same model has in the JSON AST.
//!
//! All files of a model are parsed before the first is lowered, because what a relative shape ID means depends on the
//! shapes that exist (Smithy 2.0, "Relative shape ID resolution").

mod elision;
mod entities;
mod ids;
mod members;
mod shapes;
mod traits;
mod values;
mod version;

use std::collections::HashMap;

pub(super) use self::elision::{Elided, report_unresolved, resolve as resolve_elided};
pub(super) use self::ids::Known;
use self::version::Version;
use super::fields::Context;
use crate::diagnostics::{Code, Diagnostic, Place, SourceId, clip};
use crate::idl::{Element, Fault, Kind, Tree, parse, string_value};
use crate::model::{Entry, Node, ShapeId, Value};

/// A parsed file, with what its first sections say.
pub(super) struct File<'t> {
    source: SourceId,
    tree: Tree<'t>,
    version: Version,
    namespace: &'t str,
    /// The imported shapes by name.
    uses: HashMap<&'t str, &'t str>,
    input_suffix: Box<str>,
    output_suffix: Box<str>,
}

/// What a file says, as the JSON AST would.
#[derive(Default)]
pub(super) struct Document {
    /// The entries of `metadata`.
    pub(super) metadata: Vec<Entry>,
    /// The entries of `shapes`.
    pub(super) shapes: Vec<Entry>,
    /// Shapes whose definitions could not be read.
    pub(super) broken: Vec<ShapeId>,
    /// Members whose targets are to be found in resources and mixins.
    pub(super) elided: Vec<Elided>,
}

/// Parses a file and reports what is wrong with its syntax.
pub(super) fn read<'t>(context: &mut Context, source: SourceId, text: &'t str) -> File<'t> {
    context.shape = None;
    let tree = parse(text);
    for fault in tree.faults() {
        context.report.push(report(fault, source));
    }
    let mut file = File {
        source,
        tree,
        version: Version::One,
        namespace: "",
        uses: HashMap::new(),
        input_suffix: "Input".into(),
        output_suffix: "Output".into(),
    };
    file.control_section(context);
    file.namespace_and_uses(context);
    file
}

/// What is wrong with a text, as a diagnostic.
pub(super) fn report(fault: &Fault, source: SourceId) -> Diagnostic {
    let code = if fault.is_warning { Code::DOCUMENTATION_COMMENT } else { Code::BROKEN_IDL };
    let mut diagnostic = Diagnostic::new(code, Place::bytes(source, fault.range.clone()), fault.message.clone());
    if let Some((range, label)) = &fault.related {
        diagnostic = diagnostic.related(Place::bytes(source, range.clone()), *label);
    }
    match &fault.help {
        Some(help) => diagnostic.help(help.as_ref()),
        None => diagnostic,
    }
}

impl<'t> File<'t> {
    fn place(&self, element: Element<'_>) -> Place {
        Place::bytes(self.source, element.range())
    }

    /// The text of an element, which lives as long as the file's.
    fn text(&self, element: Element<'_>) -> &'t str {
        self.tree.text().get(element.range()).unwrap_or_default()
    }

    /// The statements of a kind that could be read.
    fn statements(&self, kind: Kind) -> impl Iterator<Item = Element<'_>> {
        let statements = self.tree.root().children().filter(move |statement| statement.kind() == kind);
        statements.filter(|statement| statement.child(Kind::Error).is_none())
    }

    /// Reads the control statements (Smithy 2.0, "Control section").
    fn control_section(&mut self, context: &mut Context) {
        let (mut version, mut input, mut output) = (None, None, None);
        // Where the version is wrong, that is the only fault to report of it.
        let is_version = |one: Element<'_>| one.kind() == Kind::ControlStatement && one.text().starts_with("$version");
        let has_version = self.tree.root().children().any(is_version);
        let mut known: HashMap<String, Place> = HashMap::new();
        for statement in self.statements(Kind::ControlStatement) {
            let Some((key, value)) = key_and_value(statement) else {
                continue;
            };
            let place = self.place(value);
            let name = key_text(key);
            if let Some(first) = known.insert(name.clone(), self.place(key)) {
                let message = format!("the control statement `{}` occurs twice", clip(&name));
                let diagnostic = Diagnostic::new(Code::BROKEN_IDL, place, message).related(first, "first occurrence");
                context.push(diagnostic.help("keep one of them"));
                continue;
            }
            match name.as_str() {
                "version" => version = self.version(context, value),
                "operationInputSuffix" => input = self.suffix(context, &name, value),
                "operationOutputSuffix" => output = self.suffix(context, &name, value),
                _ => {
                    let message = format!("`{}` is not a control statement of Smithy, and is ignored", clip(&name));
                    let known = ["version", "operationInputSuffix", "operationOutputSuffix"];
                    let diagnostic = Diagnostic::new(Code::CONTROL_STATEMENT, self.place(key), message);
                    context.push(diagnostic.did_you_mean(&name, known));
                }
            }
        }
        self.version = version.unwrap_or(if has_version { Version::Two } else { Version::One });
        self.input_suffix = input.unwrap_or_else(|| "Input".into());
        self.output_suffix = output.unwrap_or_else(|| "Output".into());
    }

    fn version(&self, context: &mut Context, value: Element<'_>) -> Option<Version> {
        let Some(text) = string(value) else {
            let message = format!("`$version` must be a string, found `{}`", clip(value.text()));
            context.error(Code::BROKEN_IDL, self.place(value), message, "write `$version: \"2.0\"`");
            return None;
        };
        let version = Version::parse(&text);
        if version.is_none() {
            // Smithy reports it where the value ends.
            let end = value.range().end;
            let message = format!("the version `{}` of Smithy is not supported", clip(&text));
            let diagnostic = Diagnostic::new(Code::BROKEN_IDL, Place::bytes(self.source, end..end), message);
            let diagnostic = diagnostic.related(self.place(value), "this version");
            context.push(diagnostic.help("the versions are `\"1.0\"` and `\"2.0\"`"));
        }
        version
    }

    fn suffix(&self, context: &mut Context, name: &str, value: Element<'_>) -> Option<Box<str>> {
        let text = string(value);
        if text.is_none() {
            let message = format!("`${name}` must be a string, found `{}`", clip(value.text()));
            context.error(Code::BROKEN_IDL, self.place(value), message, format!("write `${name}: \"…\"`"));
        }
        text.map(Into::into)
    }

    /// Reads the namespace and the imports (Smithy 2.0, "Namespaces", "Referring to shapes").
    fn namespace_and_uses(&mut self, context: &mut Context) {
        // What follows the name may be wrong.
        let mut statements = self.tree.root().children().filter(|one| one.kind() == Kind::NamespaceStatement);
        let namespace = statements.find_map(|one| one.child(Kind::Namespace)).map(|namespace| self.text(namespace));
        self.namespace = namespace.filter(|name| ShapeId::parse(&format!("{name}#a")).is_some()).unwrap_or_default();
        let mut uses: HashMap<&str, (&str, Place)> = HashMap::new();
        for id in self.statements(Kind::UseStatement).filter_map(|one| one.child(Kind::ShapeId)) {
            let (place, text) = (self.place(id), self.text(id));
            let Some((_, name)) = text.split_once('#') else {
                continue;
            };
            match uses.get(name) {
                Some((first, first_place)) => {
                    let message = format!("`{text}` cannot be imported: `{name}` is `{first}` already");
                    let diagnostic = Diagnostic::new(Code::IMPORT_CONFLICT, place, message);
                    let help = "write the absolute ID of one of them where it is used, instead of importing it";
                    context.push(diagnostic.related(*first_place, "imported here").help(help));
                }
                None => drop(uses.insert(name, (text, place))),
            }
        }
        self.uses = uses.into_iter().map(|(name, (id, _))| (name, id)).collect();
    }

    pub(super) fn is_version_1(&self) -> bool {
        self.version == Version::One
    }

    /// Lowers the whole file.
    pub(super) fn document(&self, context: &mut Context, known: &Known) -> Document {
        let mut lowering = Lowering::new(self, context, known);
        lowering.check_uses();
        lowering.metadata();
        // Without a namespace shapes have no ids; that it is missing is reported.
        if !self.namespace.is_empty() {
            lowering.shape_section();
        }
        lowering.document
    }
}

/// A file that is being lowered.
struct Lowering<'a, 't> {
    file: &'a File<'t>,
    context: &'a mut Context,
    known: &'a Known,
    /// What relative shape ids without members mean.
    resolved: HashMap<String, String>,
    document: Document,
}

impl<'a, 't> Lowering<'a, 't> {
    fn new(file: &'a File<'t>, context: &'a mut Context, known: &'a Known) -> Self {
        Self { file, context, known, resolved: HashMap::new(), document: Document::default() }
    }

    fn place(&self, element: Element<'_>) -> Place {
        self.file.place(element)
    }

    fn error(&mut self, code: Code, at: Element<'_>, message: String, help: &str) {
        let place = self.place(at);
        self.context.error(code, place, message, help);
    }

    /// Reads the metadata, in which shape ids belong to the prelude (Smithy 2.0, "Metadata section").
    fn metadata(&mut self) {
        self.context.shape = None;
        let file = self.file;
        for statement in file.statements(Kind::MetadataStatement) {
            if let Some((key, value)) = key_and_value(statement) {
                let value = self.value(value);
                self.document.metadata.push(Entry { key: key_text(key).into(), value });
            }
        }
        // What comes after the metadata is in a namespace.
        self.resolved.clear();
    }
}

/// The key and the value of a statement or an entry.
fn key_and_value(statement: Element<'_>) -> Option<(Element<'_>, Element<'_>)> {
    let key = statement.child(Kind::NodeObjectKey)?;
    let value = statement.children().find(|child| child.kind().is_node_value())?;
    Some((key, value))
}

/// What a key says, with or without quotes.
fn key_text(key: Element<'_>) -> String {
    match key.first_token() {
        Some(token) if token.kind() == Kind::QuotedText => string_value(token.text()).into_owned(),
        _ => key.text().to_owned(),
    }
}

/// What a value says that is a string.
fn string(value: Element<'_>) -> Option<String> {
    matches!(value.kind(), Kind::QuotedText | Kind::TextBlock).then(|| string_value(value.text()).into_owned())
}

fn entry(key: &str, value: Node) -> Entry {
    Entry { key: key.into(), value }
}

fn object(place: Place, entries: Vec<Entry>) -> Node {
    Node { place, value: Value::Object(entries) }
}

fn text_node(place: Place, text: impl Into<Box<str>>) -> Node {
    Node { place, value: Value::String(text.into()) }
}

/// `{ "target": "…" }`
fn reference(place: Place, id: impl Into<Box<str>>) -> Node {
    object(place, vec![entry("target", text_node(place, id))])
}
