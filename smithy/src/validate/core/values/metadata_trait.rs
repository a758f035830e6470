//! `MetadataTrait` and `TypedMetadata`: a shape with the trait `metadata` is the type of the values of a key (Smithy 2.0,
//! "metadata trait").

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Node, Subject};
use crate::validate::{Context, ValueCheck};

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    let mut by_key: BTreeMap<&str, Vec<(Subject<'_>, &Applied)>> = BTreeMap::new();
    for shape in model.shapes.all() {
        let Some(applied) = shape.traits.get("smithy.api#metadata") else { continue };
        if let Some(key) = applied.node.get("key").and_then(Node::as_str) {
            by_key.entry(key).or_default().push((shape.subject(), applied));
        }
    }
    for (key, types) in by_key {
        if let (Some(value), [(subject, _)]) = (model.metadata(key), &*types) {
            let check = ValueCheck::new(Code::TYPED_METADATA, format!("metadata `{key}`"));
            check.with_event_suffix(key).run(context, *subject, value);
        }
        if types.len() < 2 {
            continue;
        }
        for (at, (subject, applied)) in types.iter().enumerate() {
            let message = format!("another shape is the type of the metadata `{key}`, too");
            let mut diagnostic = Diagnostic::new(Code::METADATA_TRAIT, applied.place(), message).about(subject.id());
            for (_, (other, _)) in types.iter().enumerate().filter(|(other, _)| *other != at) {
                diagnostic = diagnostic.related(other.place(), "another one");
            }
            context.push(diagnostic.help("keep one of them, or give one another key"));
        }
    }
}
