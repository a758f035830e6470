//! `IamAction` and `IamResourceTraitConflictingName`: actions and resources in AWS IAM (Smithy 2.0, "AWS IAM traits").

use std::collections::BTreeMap;

use super::{SERVICE, list};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::model::{Node, ShapeId};
use crate::validate::Context;

const RESOURCE: &str = "aws.iam#iamResource";

/// An action says each thing once.
pub(super) fn actions(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("aws.iam#iamAction") {
        let node = &applied.node;
        let replaced = [
            ("name", "aws.iam#actionName"),
            ("documentation", "aws.iam#actionPermissionDescription"),
            ("requiredActions", "aws.iam#requiredActions"),
        ];
        for (key, id) in replaced {
            let Some(value) = node.get(key).filter(|_| subject.traits().has(id)) else { continue };
            let message =
                format!("`{}` has both `{key}` of `@iamAction` and the deprecated trait `{id}`", subject.id());
            let diagnostic = Diagnostic::new(Code::IAM_ACTION, value.place, message).about(subject.id());
            context.push(diagnostic.help(format!("remove `{id}`")));
        }
        let names = |key: &str| node.get("resources")?.get(key)?.as_object();
        let [Some(required), Some(optional)] = ["required", "optional"].map(names) else { continue };
        let both: Vec<_> = optional.iter().filter(|one| required.iter().any(|other| other.key == one.key)).collect();
        if let Some(first) = both.first() {
            let message = format!(
                "resources of `{}` are both required and optional: {}",
                subject.id(),
                list(both.iter().map(|entry| &entry.key))
            );
            let diagnostic = Diagnostic::new(Code::IAM_ACTION, first.place(), message).about(subject.id());
            let diagnostic = diagnostic.with_severity(Severity::Danger);
            context.push(diagnostic.with_event_suffix("Resources.DuplicateEntries").help("keep one of the entries"));
        }
    }
}

/// The resources of a service have distinct names.
pub(super) fn resources(context: &mut Context<'_>) {
    for scope in context.services().iter().filter(|scope| scope.shape.traits.has(SERVICE)) {
        let mut by_name: BTreeMap<String, Vec<&ShapeId>> = BTreeMap::new();
        let mut named = false;
        for (shape, _) in &scope.resources {
            let written =
                shape.traits.get(RESOURCE).and_then(|applied| applied.node.get("name").and_then(Node::as_str));
            named |= written.is_some();
            by_name.entry(written.unwrap_or(shape.id.name()).to_ascii_lowercase()).or_default().push(&shape.id);
        }
        for (name, ids) in by_name.into_iter().filter(|(_, ids)| named && ids.len() > 1) {
            let place = ids.last().map_or(scope.shape.place, |id| context.model.place_of_trait(id, RESOURCE));
            let message =
                format!("resources of `{}` have the same name `{name}` in IAM: {}", scope.shape.id, list(ids));
            let diagnostic = Diagnostic::new(Code::IAM_RESOURCE_NAME, place, message).about(&scope.shape.id);
            context.push(diagnostic.help("give each resource another `name` with `@iamResource`"));
        }
    }
}
