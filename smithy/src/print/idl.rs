//! Model → Smithy IDL 2.0, a text for each namespace (Smithy 2.0, "Smithy IDL").

mod names;
mod shapes;
mod values;

use std::collections::BTreeMap;

use self::names::Names;
use crate::model::{Kind, Model, Shape};

/// A file of a model in Smithy's IDL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdlFile {
    /// The namespace of its shapes; `None` for a model that has metadata only.
    pub namespace: Option<String>,
    /// The text.
    pub text: String,
}

pub(super) fn files(model: &Model) -> Vec<IdlFile> {
    let mut namespaces: BTreeMap<&str, Vec<&Shape>> = BTreeMap::new();
    // A file may define shapes of the prelude, which every reader knows.
    for shape in model.shapes().filter(|shape| shape.id.namespace() != "smithy.api") {
        namespaces.entry(shape.id.namespace()).or_default().push(shape);
    }
    let mut header = String::from("$version: \"2.0\"\n");
    for (key, value) in &model.metadata {
        header.push_str("\nmetadata ");
        values::key(&mut header, key);
        header.push_str(" = ");
        values::node(&mut header, value);
        header.push('\n');
    }
    if namespaces.is_empty() {
        return vec![IdlFile { namespace: None, text: header }];
    }
    let mut files = Vec::with_capacity(namespaces.len());
    for (namespace, mut shapes) in namespaces {
        // Arrays of the metadata of several files are joined, so that only one file has it.
        let mut text = std::mem::replace(&mut header, String::from("$version: \"2.0\"\n"));
        shapes.sort_by_key(|shape| (rank(shape), &shape.id));
        let names = Names::new(model, namespace, &shapes);
        text.push_str(&format!("\nnamespace {namespace}\n"));
        if !names.used().is_empty() {
            text.push('\n');
        }
        for id in names.used() {
            text.push_str(&format!("use {id}\n"));
        }
        shapes::print(&mut text, model, &names, &shapes);
        files.push(IdlFile { namespace: Some(namespace.to_owned()), text });
    }
    files
}

/// The order of shapes in a file: trait definitions, what a service consists of from the top down, simple types.
fn rank(shape: &Shape) -> u8 {
    match shape.kind {
        _ if shape.traits.has("smithy.api#trait") => 0,
        Kind::Service(_) => 1,
        Kind::Resource(_) => 2,
        Kind::Operation(_) => 3,
        Kind::Structure => 4,
        Kind::Union => 5,
        Kind::List => 6,
        Kind::Map => 7,
        _ => 8,
    }
}
