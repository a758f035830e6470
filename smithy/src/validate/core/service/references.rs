//! `ReferencesTrait`: what structures and strings refer to are resources, whose identifiers they have (Smithy 2.0,
//! "references trait").

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Applied, Kind, Node, Resource, Shape, Subject};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#references") {
        for element in applied.node.as_array().unwrap_or_default() {
            reference(context, subject, applied, element);
        }
    }
}

fn reference(context: &mut Context<'_>, subject: Subject<'_>, applied: &Applied, element: &Node) {
    let model = context.model;
    let Some(named) = element.get("resource") else { return };
    let id = named.as_str().unwrap_or_default();
    let Some(shape) = model.shape(id) else { return };
    let Some(resource) = shape.as_resource() else {
        let message = format!("`references` names `{id}`, which is a {} instead of a resource", shape.kind.name());
        let diagnostic = Diagnostic::new(Code::REFERENCES, named.place, message).about(subject.id());
        context.push(diagnostic.help("name a resource"));
        return;
    };
    let place = if element.place == Place::NOWHERE { applied.place() } else { element.place };
    let found = match subject.target(model) {
        Some(target) if matches!(target.kind, Kind::Structure) => structure(target, context, shape, resource, element),
        Some(target) if target.kind.is_string() => string(shape, resource),
        _ => return,
    };
    if let Some((message, help)) = found {
        context.push(Diagnostic::new(Code::REFERENCES, place, message).about(subject.id()).help(help));
    }
}

/// A string is a resource's only identifier.
fn string(shape: &Shape, resource: &Resource) -> Option<(String, String)> {
    if resource.identifiers.len() == 1 {
        return None;
    }
    let message =
        format!("a string cannot refer to `{}`, which has {} identifiers", shape.id, resource.identifiers.len());
    Some((message, "refer to it from a structure with a member for each identifier".to_owned()))
}

fn structure(
    structure: &Shape,
    context: &Context<'_>,
    shape: &Shape,
    resource: &Resource,
    element: &Node,
) -> Option<(String, String)> {
    let written: BTreeMap<&str, &str> = element
        .get("ids")
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some((&*entry.key, entry.value.as_str()?)))
        .collect();
    let names: Vec<&str> = resource.identifiers.iter().map(|(name, _)| &**name).collect();
    let list =
        |names: &mut dyn Iterator<Item = &str>| names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let is_collection = element.get("rel").and_then(Node::as_str) == Some("collection");
    let is_implicit = written.is_empty();
    let ids: BTreeMap<&str, &str> =
        if is_implicit && !is_collection { names.iter().map(|name| (*name, *name)).collect() } else { written };
    let mut unknown = ids.keys().copied().filter(|name| !names.contains(name)).peekable();
    if unknown.peek().is_some() {
        let message = format!("`ids` names what is not an identifier of `{}`: {}", shape.id, list(&mut unknown));
        return Some((message, format!("its identifiers are {}", list(&mut names.iter().copied()))));
    }
    if ids.len() < names.len() && !is_collection {
        let mut missing = names.iter().copied().filter(|name| !ids.contains_key(name));
        let message = format!("`ids` lacks identifiers of `{}`: {}", shape.id, list(&mut missing));
        return Some((message, "name a member for each, or set `rel` to `collection`".to_owned()));
    }
    let mut faults = Vec::new();
    for name in ids.values() {
        match structure.member(name) {
            None => faults.push(format!("`{}` has no member `{name}`", structure.id)),
            Some(member) if context.model.target(member).is_some_and(|target| !target.kind.is_string()) => {
                faults.push(format!("`{name}` is not a string"));
            }
            Some(_) => {}
        }
    }
    let help = if is_implicit {
        "add the member, name another one in `ids`, or set `rel` to `collection`"
    } else {
        "name members that are strings"
    };
    let message = format!("the reference to `{}` is not complete: {}", shape.id, faults.join(", "));
    (!faults.is_empty()).then(|| (message, help.to_owned()))
}
