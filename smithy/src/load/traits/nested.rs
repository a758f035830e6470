//! Traits that are kept as nodes, since whoever uses them reads them together with the shapes that they are about: here
//! their keys are looked at, so that a misspelt one is noticed, and what is only for people.

use crate::load::fields::{Context, Fields};
use crate::model::Node;

/// (Smithy 2.0, "examples trait".)
pub(super) fn examples(context: &mut Context, what: &str, node: &Node) {
    for example in node.as_array().unwrap_or_default() {
        let Some(mut fields) = fields(context, format!("an element of {what}"), example) else { continue };
        fields.string(context, "title");
        fields.string(context, "documentation");
        fields.boolean(context, "allowConstraintErrors");
        // The older name of the same.
        fields.boolean(context, "allowInvalidInput");
        let [_, _, error] = ["input", "output", "error"].map(|key| fields.take(key));
        let of_error = fields.name("error");
        fields.finish(context);
        if let Some(error) = error {
            keys(context, of_error, &error, &["shapeId", "content"]);
        }
    }
}

/// (Smithy 2.0, "Waiters".)
pub(super) fn waitable(context: &mut Context, what: &str, node: &Node) {
    for entry in node.as_object().unwrap_or_default() {
        let waiter = format!("the waiter `{}` of {what}", entry.key);
        let Some(mut fields) = fields(context, waiter.clone(), &entry.value) else { continue };
        fields.string(context, "documentation");
        fields.boolean(context, "deprecated");
        fields.strings(context, "tags");
        let [acceptors, ..] = ["acceptors", "minDelay", "maxDelay"].map(|key| fields.take(key));
        fields.finish(context);
        for acceptor in acceptors.as_ref().and_then(Node::as_array).unwrap_or_default() {
            keys(context, format!("an acceptor of {waiter}"), acceptor, &["state", "matcher"]);
            for path in ["output", "inputOutput"].iter().filter_map(|key| acceptor.get("matcher")?.get(key)) {
                keys(context, format!("a matcher of {waiter}"), path, &["path", "expected", "comparator"]);
            }
        }
    }
}

/// Warns of keys other than these.
fn keys(context: &mut Context, what: String, node: &Node, known: &[&'static str]) {
    if let Some(mut fields) = fields(context, what, node) {
        known.iter().for_each(|key| drop(fields.take(key)));
        fields.finish(context);
    }
}

/// The entries of an object; what is none is reported by whoever reads it.
fn fields(context: &mut Context, what: String, node: &Node) -> Option<Fields> {
    node.as_object()?;
    Fields::new(context, what, node.clone())
}
