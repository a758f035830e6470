//! Writes models as text: the other direction of loading.

mod idl;
mod json;
mod tree;

pub use idl::IdlFile;

use crate::diagnostics::Sources;
use crate::format;
use crate::model::{Model, Node};

/// A model in Smithy's JSON AST, version 2.0, as Smithy's serializer writes it (Smithy 2.0, "JSON AST").
///
/// It has the metadata and the shapes of the files, each with only what the shape itself introduces: what comes from
/// mixins is left to these, and traits that a shape adds to a member of a mixin become an `apply` statement. Reading the
/// text makes an equal model.
pub fn json(model: &Model) -> String {
    let mut text = tree::pretty(&json::ast(model));
    text.push('\n');
    text
}

/// The same as [`json`], as a value: two models are equal if these are.
pub fn ast(model: &Model) -> Node {
    json::ast(model).into_node()
}

/// A value as JSON.
pub fn node(node: &Node) -> String {
    tree::pretty(&tree::Tree::Node(node))
}

/// A model in Smithy's IDL, version 2.0: a file for each namespace, sorted (Smithy 2.0, "Smithy IDL").
///
/// As in [`json`], each shape has only what it introduces itself. The metadata is in the first file. Reading all files
/// makes an equal model. The files are [formatted](crate::format()).
pub fn idl(model: &Model) -> Vec<IdlFile> {
    let files = idl::files(model).into_iter().map(|file| {
        let mut sources = Sources::new();
        let id = sources.add("model.smithy", file.text.as_str());
        IdlFile { text: format(&sources, id).unwrap_or(file.text), ..file }
    });
    files.collect()
}
