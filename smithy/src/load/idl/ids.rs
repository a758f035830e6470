//! What shape ids mean (Smithy 2.0, "Relative shape ID resolution").

use std::collections::HashMap;

use super::{Lowering, Place};
use crate::diagnostics::{Code, Diagnostic, clip};
use crate::idl::{Element, Kind};
use crate::model::{Builtin, Entry, Node};

use super::File;

/// The shapes that the files of a model define, with their types, and those that every model may name.
pub(in crate::load) struct Known {
    own: HashMap<String, Box<str>>,
    builtin: Option<&'static Builtin>,
}

impl Known {
    /// Knows no shapes of files yet.
    pub(in crate::load) fn new(builtin: Option<&'static Builtin>) -> Self {
        Self { own: HashMap::new(), builtin }
    }

    /// Adds the shapes of a file in the JSON AST.
    pub(in crate::load) fn add_json(&mut self, document: &Node) {
        let shapes = document.get("shapes").and_then(Node::as_object).unwrap_or_default();
        for Entry { key, value } in shapes {
            if let Some(kind) = value.get("type").and_then(Node::as_str).filter(|kind| *kind != "apply") {
                self.own.insert(key.to_string(), kind.into());
            }
        }
    }

    /// Adds the shapes of a file in the IDL.
    pub(in crate::load) fn add_idl(&mut self, file: &File<'_>) {
        let shapes = file.tree.root().children().filter(|one| one.kind() == Kind::ShapeStatement);
        for shape in shapes.flat_map(|statement| statement.children().filter(|child| child.kind().is_shape())) {
            let mut words = shape.parts();
            let (Some(keyword), Some(name)) = (words.next(), words.next()) else {
                continue;
            };
            self.own.insert(format!("{}#{}", file.namespace, name.text()), keyword.text().into());
            self.own.extend(inline_names(file, shape, name.text()).map(|id| (id, "structure".into())));
        }
    }

    /// The type of a shape, given by its absolute id without member.
    pub(in crate::load) fn kind(&self, id: &str) -> Option<&str> {
        let own = self.own.get(id).map(|kind| &**kind);
        own.or_else(|| self.builtin?.get(id).map(|shape| shape.kind.name()))
    }
}

/// The ids of the structures that an operation of this name defines as its input and output.
pub(super) fn inline_names(file: &File<'_>, shape: Element<'_>, name: &str) -> impl Iterator<Item = String> {
    shape.child(Kind::OperationBody).into_iter().flat_map(Element::children).filter_map(move |property| {
        let suffix = match property.kind() {
            Kind::OperationInput => &file.input_suffix,
            Kind::OperationOutput => &file.output_suffix,
            _ => return None,
        };
        property.child(Kind::InlineAggregateShape)?;
        Some(format!("{}#{name}{suffix}", file.namespace))
    })
}

impl Lowering<'_, '_> {
    /// The absolute form of a shape id as the file writes it.
    pub(super) fn resolve(&mut self, id: &str) -> String {
        let (root, member) = match id.split_once('$') {
            Some((root, member)) => (root, Some(member)),
            None => (id, None),
        };
        let root = match self.resolved.get(root) {
            Some(known) => known.clone(),
            None => {
                let absolute = self.absolute(root);
                self.resolved.insert(root.to_owned(), absolute.clone());
                absolute
            }
        };
        match member {
            Some(member) => format!("{root}${member}"),
            None => root,
        }
    }

    fn absolute(&self, name: &str) -> String {
        if name.contains('#') {
            return name.to_owned();
        }
        if let Some(imported) = self.file.uses.get(name) {
            return (*imported).to_owned();
        }
        let in_namespace = format!("{}#{name}", self.file.namespace);
        let in_prelude = || format!("smithy.api#{name}");
        if self.file.namespace.is_empty() || self.known.kind(&in_namespace).is_none() {
            let in_prelude = in_prelude();
            if self.file.namespace.is_empty() || self.known.kind(&in_prelude).is_some() {
                return in_prelude;
            }
        }
        in_namespace
    }

    /// The absolute form of a shape id in the tree.
    pub(super) fn id(&mut self, id: Element<'_>) -> String {
        self.resolve(id.text())
    }

    /// The absolute form of a shape id in a node value, which must name a shape (Smithy 2.0, "Syntactic shape IDs").
    pub(super) fn syntactic_id(&mut self, id: Element<'_>) -> String {
        let absolute = self.id(id);
        let root = absolute.split('$').next().unwrap_or_default();
        if self.known.kind(root).is_none() {
            let message = format!(
                "`{}` without quotes is a shape ID, but the shape `{}` does not exist",
                clip(id.text()),
                clip(&absolute)
            );
            let diagnostic = Diagnostic::new(Code::SYNTACTIC_SHAPE_ID, self.place(id), message);
            // Smithy reports it about no shape.
            let help = format!("if a string is meant, write \"{}\"", clip(id.text()));
            self.context.report.push(diagnostic.help(help));
        }
        absolute
    }

    /// Warns of imports of shapes that do not exist.
    pub(super) fn check_uses(&mut self) {
        let file = self.file;
        for id in file.statements(Kind::UseStatement).filter_map(|one| one.child(Kind::ShapeId)) {
            if self.known.kind(id.text()).is_none() {
                let place: Place = self.place(id);
                let message = format!("the imported shape `{}` does not exist", clip(id.text()));
                let diagnostic = Diagnostic::new(Code::UNDEFINED_IMPORT, place, message);
                self.context.report.push(diagnostic.help("correct the ID, or load the file that defines it too"));
            }
        }
    }
}
