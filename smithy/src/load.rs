//! Builds a model from its files.

mod apply;
mod build;
mod builtin;
mod definitions;
mod enums;
mod events;
pub(crate) mod fields;
mod foreign;
mod idl;
mod json;
mod mixins;
mod source;
#[cfg(test)]
mod tests;
mod traits;
mod version_1;

use std::collections::{BTreeMap, HashSet};

use self::apply::Applies;
use self::fields::{Context, Fields};
use self::source::Parsed;
pub(crate) use self::source::{json_value, syntax_tree};
use crate::diagnostics::{Code, Diagnostic, Report, SourceId, Sources, clip};
use crate::model::{Applied, Builtin, Entry, Model, Node, ShapeId, Shapes};

impl Model {
    /// Loads sources in Smithy's IDL or JSON AST, version 1.0 or 2.0, and merges them into one model.
    ///
    /// A source is in the IDL if its name ends in `.smithy` or its text begins like a file in the IDL.
    ///
    /// Loading goes on after a fault: the report holds all faults of syntax, of shapes and of
    /// trait values, and the model holds what could be understood. What needs a service to be
    /// judged is left to [`check`](crate::check()).
    pub fn load(sources: &Sources, ids: impl IntoIterator<Item = SourceId>) -> (Self, Report) {
        load(sources, ids, Some(builtin::shapes()))
    }
}

/// Loads sources in front of the shapes that are built in, which are loaded so themselves.
fn load(
    sources: &Sources,
    ids: impl IntoIterator<Item = SourceId>,
    builtin: Option<&'static Builtin>,
) -> (Model, Report) {
    let mut loader = Loader::default();
    loader.sources(sources, ids, builtin);
    let Loader { mut context, mut raw, mut applies, metadata, version_1, elided, mut broken } = loader;
    let unresolved = idl::resolve_elided(&mut context, &mut raw, builtin, &elided);
    context.incomplete = unresolved.iter().filter_map(|(id, _)| ShapeId::parse(id.shape())).collect();
    context.shape = None;
    let value = |key: &str| metadata.get(key).map(|entry| entry.value.clone());
    let suppressions = value("suppressions").map(|node| events::suppressions(&mut context, node));
    let overrides = value("severityOverrides").map(|node| events::severity_overrides(&mut context, node));
    let mut shapes = Shapes::new(builtin);
    for (id, definition) in raw {
        match build::shape(&mut context, &mut applies, &id, definition) {
            Some(shape) => shapes.insert(shape),
            None => drop(broken.insert(id)),
        }
    }
    mixins::flatten(&mut context, &mut shapes, &mut applies, &mut broken);
    idl::report_unresolved(&mut context, unresolved, &broken);
    enums::drop_empty(&mut context, &mut shapes, &mut broken);
    applies.report_unused(&mut context, &shapes, &broken);
    version_1::refuse(&mut context, &shapes, &version_1);
    version_1::upgrade(&mut shapes, &version_1);
    definitions::check(&mut context, &shapes, &broken);
    let metadata = metadata.into_iter().map(|(key, entry)| (key, entry.value));
    let model = Model {
        shapes,
        metadata: metadata.collect(),
        suppressions: suppressions.unwrap_or_default(),
        severity_overrides: overrides.unwrap_or_default(),
        broken,
    };
    model.suppress(&mut context.report);
    (model, context.report)
}

/// Reads what the metadata says about events again, after it has changed.
pub(crate) fn read_metadata(model: &mut Model) {
    let mut context = Context::default();
    let suppressions = model.metadata("suppressions").cloned();
    let overrides = model.metadata("severityOverrides").cloned();
    model.suppressions = suppressions.map(|node| events::suppressions(&mut context, node)).unwrap_or_default();
    model.severity_overrides = overrides.map(|node| events::severity_overrides(&mut context, node)).unwrap_or_default();
}

/// A trait with a value that no file writes.
pub(crate) fn applied(id: ShapeId, node: Node) -> Applied {
    traits::read(&mut Context::default(), id, node)
}

/// What the files say, before any shape is understood.
#[derive(Default)]
struct Loader {
    context: Context,
    /// The definition of each shape.
    raw: BTreeMap<ShapeId, Entry>,
    applies: Applies,
    metadata: BTreeMap<Box<str>, Entry>,
    /// The sources in version 1.0 of the AST.
    version_1: HashSet<SourceId>,
    /// Members of files in the IDL that leave out their targets.
    elided: Vec<idl::Elided>,
    /// Shapes whose definitions could not be read, which is reported.
    broken: HashSet<ShapeId>,
}

impl Loader {
    /// Takes in all files: first what shapes there are, by which files in the IDL mean relative ids, then the shapes.
    fn sources(
        &mut self,
        sources: &Sources,
        ids: impl IntoIterator<Item = SourceId>,
        builtin: Option<&'static Builtin>,
    ) {
        let mut known = idl::Known::new(builtin);
        let parsed: Vec<_> = ids.into_iter().filter_map(|id| source::read(sources, id, &mut self.context)).collect();
        // Only files in the IDL have relative ids.
        let has_idl = parsed.iter().any(|source| matches!(source, Parsed::Idl(..)));
        for source in parsed.iter().filter(|_| has_idl) {
            match source {
                Parsed::Json(_, node) => known.add_json(node),
                Parsed::Idl(_, file) => known.add_idl(file),
            }
        }
        for source in parsed {
            match source {
                Parsed::Json(id, node) => self.document(id, node),
                Parsed::Idl(id, file) => self.idl(id, &file, &known),
            }
        }
    }

    /// Takes in one file in the IDL.
    fn idl(&mut self, source: SourceId, file: &idl::File<'_>, known: &idl::Known) {
        if file.is_version_1() {
            self.version_1.insert(source);
        }
        let document = file.document(&mut self.context, known);
        self.context.shape = None;
        self.metadata(document.metadata);
        document.shapes.into_iter().for_each(|entry| self.shape(entry));
        self.elided.extend(document.elided);
        self.broken.extend(document.broken);
    }

    /// Takes in one file (Smithy 2.0, "JSON AST", "Top level properties").
    fn document(&mut self, source: SourceId, node: Node) {
        let context = &mut self.context;
        context.shape = None;
        if let Some(diagnostic) = foreign::document(&node) {
            return context.report.push(diagnostic);
        }
        let Some(mut fields) = Fields::new(context, "the model", node) else {
            return;
        };
        if let Some(version) = fields.require(context, "smithy") {
            match version.as_str() {
                Some("2.0" | "2") => {}
                Some("1.0" | "1") => drop(self.version_1.insert(source)),
                _ => context.mismatch("`smithy`", "the version `2.0` or `1.0`", &version),
            }
        }
        let metadata = fields.take("metadata");
        let shapes = fields.take("shapes");
        fields.finish(context);
        if let Some(entries) = metadata.and_then(|node| context.object("`metadata`", node)) {
            self.metadata(entries);
        }
        let Some(entries) = shapes.and_then(|node| self.context.object("`shapes`", node)) else {
            return;
        };
        for entry in entries {
            self.shape(entry);
        }
    }

    /// Merges metadata: arrays are joined, other values must agree (Smithy 2.0, "Merging metadata").
    fn metadata(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            match self.metadata.get_mut(&entry.key) {
                None => drop(self.metadata.insert(entry.key.clone(), entry)),
                Some(known) => {
                    let what = format!("metadata `{}`", clip(&entry.key));
                    apply::merge(&mut self.context, &what, &mut known.value, entry.value);
                }
            }
        }
    }

    fn shape(&mut self, entry: Entry) {
        let place = entry.place();
        self.context.shape = None;
        let Some(id) = self.context.any_id(&entry.key, place) else {
            return;
        };
        self.context.shape = Some(id.clone());
        if entry.value.get("type").and_then(Node::as_str) == Some("apply") {
            self.applies.add(&mut self.context, id, entry.value);
            return;
        }
        if id.member().is_some() {
            let message = format!("`{id}` is the id of a member, which must not be listed under `shapes`");
            let help =
                format!("define it under `members` of `{}`; only `apply` statements name members here", id.shape());
            self.context.error(Code::SHAPE_ID, place, message, help);
            return;
        }
        match self.raw.get(&id) {
            None => drop(self.raw.insert(id, entry)),
            // The specification lets files repeat a shape word by word.
            Some(known) if known.value == entry.value => {
                let message = format!("`{id}` is defined twice in the same way");
                let diagnostic = Diagnostic::new(Code::REPEATED_SHAPE, place, message).label("second definition");
                self.context.push(diagnostic.related(known.place(), "first definition"));
            }
            Some(known) => {
                let diagnostic =
                    Diagnostic::new(Code::DUPLICATE_SHAPE, place, format!("`{id}` has two different definitions"));
                let diagnostic = diagnostic.label("second definition");
                let help = "remove or rename one of them; only equal definitions may be repeated";
                self.context.push(diagnostic.help(help).related(known.place(), "first definition"));
            }
        }
    }
}
