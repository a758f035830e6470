//! `ConditionKeys` and `ConditionKeyValueTrait`: the condition keys of AWS IAM (Smithy 2.0, "Condition keys").

use std::collections::{BTreeMap, BTreeSet};

use super::{SERVICE, arn_namespace, list};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Member, Model, Node, Resource, Shape, ShapeId};
use crate::validate::Context;
use crate::validate::index::Scope;

const DEFINED: &str = "aws.iam#defineConditionKeys";
const NAMED: &str = "aws.iam#conditionKeys";
const VALUE: &str = "aws.iam#conditionKeyValue";
const RESOLVED: &str = "aws.iam#serviceResolvedConditionKeys";
const NO_INFERENCE: &str = "aws.iam#disableConditionKeyInference";

/// A key with its service: what is written, after the service's namespace if it names none.
fn resolve(namespace: &str, key: &str) -> String {
    if key.contains(':') { key.to_owned() } else { format!("{namespace}:{key}") }
}

/// The elements of a trait that is a list of keys, with their full names.
fn keys<'m>(applied: Option<&'m Applied>, namespace: &str) -> Vec<(&'m Node, String)> {
    let nodes = applied.and_then(|applied| applied.node.as_array()).unwrap_or_default();
    nodes.iter().filter_map(|node| Some((node, resolve(namespace, node.as_str()?)))).collect()
}

/// Keys are defined by the service, or inferred from the identifiers of its resources.
pub(super) fn validate(context: &mut Context<'_>) {
    for scope in context.services().iter().filter(|scope| scope.shape.traits.has(SERVICE)) {
        let Some(namespace) = arn_namespace(scope) else { continue };
        let known = known(context.model, scope, &namespace);
        let report = |context: &mut Context<'_>, id: &ShapeId, node: &Node, message: String| {
            let diagnostic = Diagnostic::new(Code::CONDITION_KEYS, node.place, message).about(id);
            let named = node.as_str().map(|key| resolve(&namespace, key)).unwrap_or_default();
            context.push(diagnostic.did_you_mean(&named, known.iter().map(String::as_str)));
        };
        let resolved = keys(scope.shape.traits.get(RESOLVED), &namespace);
        let foreign: Vec<_> = resolved.iter().filter(|(_, key)| !known.contains(key)).collect();
        if let Some((node, _)) = foreign.first() {
            let names = list(foreign.iter().map(|(_, key)| key));
            let message = format!("`{}` resolves condition keys that are not defined: {names}", scope.shape.id);
            report(context, &scope.shape.id, node, message);
        }
        let resolved: BTreeSet<&String> = resolved.iter().map(|(_, key)| key).collect();
        for (shape, operation) in &scope.operations {
            for (node, key) in keys(shape.traits.get(NAMED), &namespace) {
                if !known.contains(&key) && !key.starts_with("aws:") {
                    let message = format!(
                        "`{}` names condition key `{key}`, which `{}` does not define",
                        shape.id, scope.shape.id
                    );
                    report(context, &shape.id, node, message);
                }
            }
            let input = context.model.shape(&operation.input.id);
            for (member, applied, key) in input.into_iter().flat_map(|input| supplied(input, &namespace)) {
                if !known.contains(&key) {
                    let message = format!(
                        "`{}` supplies condition key `{key}`, which `{}` does not define",
                        member.id, scope.shape.id
                    );
                    report(context, &member.id, &applied.node, message);
                }
                if resolved.contains(&key) {
                    let message = format!("`{}` supplies condition key `{key}`, which the service resolves", member.id);
                    let diagnostic = Diagnostic::new(Code::CONDITION_KEYS, applied.place(), message).about(&member.id);
                    context.push(diagnostic.help(format!("remove it here or from `{RESOLVED}`")));
                }
            }
        }
    }
}

/// The members of an input that supply condition keys.
fn supplied<'m>(input: &'m Shape, namespace: &str) -> Vec<(&'m Member, &'m Applied, String)> {
    let members = input.members.iter().filter_map(|member| Some((member, member.traits.get(VALUE)?)));
    let key = |applied: &Applied| Some(resolve(namespace, applied.node.as_str()?));
    members.filter_map(|(member, applied)| Some((member, applied, key(applied)?))).collect()
}

/// One member of an input at most supplies a key.
pub(super) fn values(context: &mut Context<'_>) {
    for scope in context.services().iter().filter(|scope| scope.shape.traits.has(SERVICE)) {
        let Some(namespace) = arn_namespace(scope) else { continue };
        for (shape, operation) in &scope.operations {
            let Some(input) = context.model.shape(&operation.input.id) else { continue };
            let mut by_key: BTreeMap<String, Vec<(&Member, &Applied)>> = BTreeMap::new();
            for (member, applied, key) in supplied(input, &namespace) {
                by_key.entry(key).or_default().push((member, applied));
            }
            for (key, members) in by_key.into_iter().filter(|(_, members)| members.len() > 1) {
                let names = list(members.iter().map(|(member, _)| member.name()));
                let place = members.last().map_or(input.place, |(_, applied)| applied.place());
                let message = format!("several members supply condition key `{key}` to `{}`: {names}", shape.id);
                let diagnostic = Diagnostic::new(Code::CONDITION_KEY_VALUE, place, message).about(&input.id);
                context.push(diagnostic.help("keep the trait on one of them"));
            }
        }
    }
}

/// The keys that a service defines, and those that are inferred from the identifiers of its resources.
fn known(model: &Model, scope: &Scope<'_>, namespace: &str) -> BTreeSet<String> {
    let defined = scope.shape.traits.get(DEFINED).and_then(|applied| applied.node.as_object());
    let defined = defined.unwrap_or_default().iter().map(|entry| resolve(namespace, &entry.key));
    let mut known: BTreeSet<String> = defined.collect();
    if scope.shape.traits.has(NO_INFERENCE) {
        return known;
    }
    let top = scope.service.resources.iter().map(|reference| (&reference.id, None));
    let mut open: Vec<(&ShapeId, Option<&Resource>)> = top.collect();
    let mut seen = BTreeSet::new();
    while let Some((id, parent)) = open.pop() {
        let Some(shape) = model.shape(id).filter(|shape| seen.insert(&shape.id)) else { continue };
        let Some(resource) = shape.as_resource() else { continue };
        if !shape.traits.has(NO_INFERENCE) {
            // Those of the parent have keys already.
            let is_new =
                |name: &str| !parent.is_some_and(|parent| parent.identifiers.iter().any(|(one, _)| **one == *name));
            let new = resource.identifiers.iter().filter(|(name, _)| is_new(name));
            known.extend(new.map(|(name, _)| inferred(shape, namespace, name)));
        }
        open.extend(resource.resources.iter().map(|child| (&child.id, Some(resource))));
    }
    known
}

/// The key of an identifier (Smithy 2.0, "Deriving condition key names"): the names of the resource and of the identifier,
/// each with a capital.
fn inferred(shape: &Shape, namespace: &str, identifier: &str) -> String {
    let named = shape.traits.get("aws.iam#iamResource").and_then(|applied| applied.node.get("name")?.as_str());
    let capital = |name: &str| {
        let mut letters = name.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    format!("{namespace}:{}{}", capital(named.unwrap_or(shape.id.name())), capital(identifier))
}
