//! `ArnTrait`: templates of ARNs name identifiers of the resource (Smithy 2.0, "arn trait").

use std::collections::BTreeSet;

use super::{SERVICE, list};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Node, Resource, Shape};
use crate::shape_id::is_identifier;
use crate::validate::Context;

pub(super) const ARN: &str = "aws.api#arn";

pub(super) fn validate(context: &mut Context<'_>) {
    let mut seen = BTreeSet::new();
    for scope in context.services().iter().filter(|scope| scope.shape.traits.has(SERVICE)) {
        for (shape, resource) in &scope.resources {
            if let Some(applied) = shape.traits.get(ARN)
                && seen.insert(&shape.id)
            {
                template(context, shape, resource, applied);
            }
        }
    }
}

fn template(context: &mut Context<'_>, shape: &Shape, resource: &Resource, applied: &Applied) {
    let is_set = |key: &str| applied.node.get(key).and_then(Node::as_bool) == Some(true);
    if let Some(delimiter) = applied.node.get("resourceDelimiter")
        && !is_set("absolute")
    {
        let message = format!("the ARN of `{}` has a `resourceDelimiter`, but is not absolute", shape.id);
        let diagnostic = Diagnostic::new(Code::ARN, delimiter.place, message).about(&shape.id);
        context.push(diagnostic.help("remove `resourceDelimiter`, or set `absolute` to true"));
    }
    let Some((node, text)) = applied.node.get("template").and_then(|node| Some((node, node.as_str()?))) else { return };
    if text.starts_with('/') {
        let message = format!("the template of the ARN of `{}` begins with a slash", shape.id);
        let diagnostic = Diagnostic::new(Code::ARN, node.place, message).about(&shape.id).with_event("Model");
        context.push(diagnostic.help("remove the slash"));
    }
    let labels = labels(text);
    let malformed: Vec<&str> = labels.iter().copied().filter(|label| !is_label(label)).collect();
    let (message, help) = if !malformed.is_empty() {
        let message = format!("the ARN of `{}` has labels that are not valid names: {}", shape.id, list(malformed));
        (message, "write the name of an identifier between the braces".to_owned())
    } else {
        let is_identifier = |label: &&str| resource.identifiers.iter().any(|(name, _)| **name == **label);
        let unknown: Vec<&str> = labels.into_iter().filter(|label| !is_identifier(label)).collect();
        if unknown.is_empty() {
            return;
        }
        let message = format!("labels in the ARN of `{}` are not identifiers of it: {}", shape.id, list(unknown));
        let names = list(resource.identifiers.iter().map(|(name, _)| name));
        (message, if names.is_empty() { "it has no identifiers".to_owned() } else { format!("it has {names}") })
    };
    context.push(Diagnostic::new(Code::ARN, node.place, message).about(&shape.id).help(help));
}

/// What stands in braces.
fn labels(template: &str) -> Vec<&str> {
    let parts = template.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}')).map(|(label, _)| label).collect()
}

fn is_label(label: &str) -> bool {
    is_identifier(label.strip_prefix(['!', '|', '+']).unwrap_or(label))
}
