//! `ServiceTagging`, `TagEnabledService`, `TaggableResource`, `TagResourcePropertyName` and `TagResourcePropertyType`:
//! services and resources that have tags (Smithy 2.0, "AWS tagging traits").

use super::arn::ARN;
use super::tag_shapes::{Action, is_tags, is_tags_name};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::model::{Applied, Model, Node, Operation, Resource, Shape};
use crate::validate::Context;
use crate::validate::index::{Properties, Scope};

const TAG_ENABLED: &str = "aws.api#tagEnabled";
const TAGGABLE: &str = "aws.api#taggable";

/// The operation of a service for an action, which has the name of the action unless `@tagEnabled` names another one, and
/// whether it has the members that it needs.
fn operation<'m>(model: &'m Model, scope: &Scope<'m>, action: Action) -> Option<(&'m Shape, bool)> {
    let enabled = scope.shape.traits.get(TAG_ENABLED);
    let named = enabled.and_then(|applied| applied.node.get("apiConfig")?.get(action.key())?.as_str());
    let mut own = scope.service.operations.iter().map(|reference| reference.id.as_str());
    let id = named.or_else(|| own.find(|id| id.split_once('#').is_some_and(|(_, name)| name == action.operation())))?;
    let shape = model.shape(id)?;
    Some((shape, action.fits_service(model, shape.as_operation()?)))
}

/// Whether a service has operations for the tags of all its resources.
fn has_operations(model: &Model, scope: &Scope<'_>) -> bool {
    Action::ALL.into_iter().all(|action| operation(model, scope, action).is_some_and(|(_, fits)| fits))
}

/// A service whose resources have tags has operations for them.
pub(super) fn services(context: &mut Context<'_>) {
    let model = context.model;
    for scope in &*context.services() {
        let Some(applied) = scope.shape.traits.get(TAG_ENABLED) else { continue };
        for action in Action::ALL {
            let name = action.operation();
            let (severity, place, message) = match operation(model, scope, action) {
                Some((_, true)) => continue,
                Some((shape, false)) => {
                    let message = format!("`{}` does not have the members that `{name}` needs", shape.id);
                    (Severity::Danger, shape.place, message)
                }
                None => {
                    let message = format!("`{}` has tags but no operation `{name}`", scope.shape.id);
                    (Severity::Warning, applied.place().to_key(), message)
                }
            };
            let diagnostic = Diagnostic::new(Code::SERVICE_TAGGING, place, message).about(&scope.shape.id);
            let help = match action {
                Action::Tag => "its input has `resourceArn`, a string, and `tags`, a list of pairs or a map of strings",
                Action::Untag => "its input has `resourceArn`, a string, and `tagKeys`, a list of strings",
                Action::List => {
                    "its input has `resourceArn`, a string; its output has `tags`, a list of pairs or a map"
                }
            };
            context.push(diagnostic.with_severity(severity).help(help));
        }
    }
}

/// What `@tagEnabled` says holds.
pub(super) fn enabled(context: &mut Context<'_>) {
    let model = context.model;
    for scope in &*context.services() {
        let Some(applied) = scope.shape.traits.get(TAG_ENABLED) else { continue };
        let id = &scope.shape.id;
        let place = applied.place().to_key();
        if !scope.resources.iter().any(|(shape, _)| shape.traits.has(TAGGABLE)) {
            let message = format!("`{id}` is marked with `@tagEnabled`, but none of its resources with `@taggable`");
            let diagnostic = Diagnostic::new(Code::TAG_ENABLED_SERVICE, place, message).about(id);
            let diagnostic = diagnostic.with_severity(Severity::Error);
            context.push(diagnostic.help("apply `@taggable` to resources that have tags"));
        }
        let is_disabled = applied.node.get("disableDefaultOperations").and_then(Node::as_bool) == Some(true);
        if !is_disabled && !has_operations(model, scope) {
            let message = format!("`{id}` lacks an operation for tags, or one has not the members that it needs");
            let diagnostic = Diagnostic::new(Code::TAG_ENABLED_SERVICE, place, message).about(id);
            context.push(diagnostic.help("define `TagResource`, `UntagResource` and `ListTagsForResource`"));
        }
    }
}

/// The tags of a resource can be read and changed.
pub(super) fn resources(context: &mut Context<'_>) {
    let model = context.model;
    for scope in &*context.services() {
        let is_service_wide = scope.shape.traits.has(TAG_ENABLED) && has_operations(model, scope);
        for (shape, resource) in &scope.resources {
            let has_arn = shape.traits.has(ARN);
            if let Some(applied) = shape.traits.get(TAGGABLE) {
                taggable(context, scope, shape, resource, applied, is_service_wide);
            } else if has_arn && is_service_wide {
                let message = format!(
                    "`{}` has an ARN, and its service has tags, but it is not marked with `@taggable`",
                    shape.id
                );
                let diagnostic = Diagnostic::new(Code::TAGGABLE_RESOURCE, shape.place, message).about(&shape.id);
                let diagnostic = diagnostic.with_severity(Severity::Warning);
                context.push(diagnostic.help("apply `@taggable` if it has tags"));
            } else {
                continue;
            }
            if !scope.shape.traits.has(TAG_ENABLED) {
                let message =
                    format!("resource `{}` has tags, but its service is not marked with `@tagEnabled`", shape.id);
                let diagnostic =
                    Diagnostic::new(Code::TAGGABLE_RESOURCE, scope.shape.place, message).about(&scope.shape.id);
                context.push(diagnostic.with_severity(Severity::Warning).help("apply `@tagEnabled` to the service"));
            }
        }
    }
}

fn taggable<'m>(
    context: &mut Context<'m>,
    scope: &Scope<'m>,
    shape: &'m Shape,
    resource: &'m Resource,
    applied: &'m Applied,
    is_service_wide: bool,
) {
    let model = context.model;
    let index = context.properties();
    let property = applied.node.get("property").and_then(Node::as_str);
    let place = applied.place().to_key();
    let updates = [&resource.update, &resource.put].into_iter().flatten();
    let mut updates = updates.filter_map(|reference| model.shape(&reference.id));
    let updating = updates.find(|shape| shape.as_operation().is_some_and(|one| takes(model, &index, one, property)));
    if let Some(operation) = updating {
        let message =
            format!("`{}` changes the tags of `{}`, which only privileged calls should", operation.id, shape.id);
        let diagnostic = Diagnostic::new(Code::TAGGABLE_RESOURCE, operation.place, message).about(&operation.id);
        context.push(diagnostic.help("change tags by operations of their own"));
    }
    let has_own = Action::ALL.into_iter().all(|action| {
        let id = applied.node.get("apiConfig").and_then(|config| config.get(action.key())?.as_str());
        let operation = id.and_then(|id| model.shape(id)?.as_operation());
        operation.is_some_and(|operation| {
            let is_bound = action != Action::Tag || takes(model, &index, operation, property);
            is_bound && action.fits(model, operation)
        })
    });
    let (severity, message, help) = match (is_service_wide, has_own) {
        (true, false) if !shape.traits.has(ARN) => {
            let message = format!("`{}` has tags by operations that need an ARN, but does not have one", shape.id);
            (Severity::Error, message, "apply `@aws.api#arn` to it")
        }
        (false, false) => {
            let message = format!("neither `{}` nor `{}` has operations for tags", shape.id, scope.shape.id);
            (Severity::Danger, message, "name operations in `apiConfig`, or define those of the service")
        }
        _ => return,
    };
    let diagnostic = Diagnostic::new(Code::TAGGABLE_RESOURCE, place, message).about(&shape.id);
    context.push(diagnostic.with_severity(severity).help(help));
}

/// Whether the input of an operation has the property for tags.
fn takes(model: &Model, index: &Properties<'_>, operation: &Operation, property: Option<&str>) -> bool {
    let Some(input) = model.shape(&operation.input.id) else { return false };
    property.is_some_and(|property| index.has(input, property))
}

/// The property that `@taggable` names has the name and the type of tags.
pub(super) fn properties(context: &mut Context<'_>) {
    let model = context.model;
    for (subject, applied) in context.applied(TAGGABLE) {
        let Some(resource) = subject.shape.as_resource() else { continue };
        let Some((node, name)) = applied.node.get("property").and_then(|node| Some((node, node.as_str()?))) else {
            continue;
        };
        if !is_tags_name(name) {
            let message = format!("the property for tags of `{}` is usually called `tags`, not `{name}`", subject.id());
            let diagnostic = Diagnostic::new(Code::TAG_PROPERTY_NAME, node.place, message).about(subject.id());
            context.push(diagnostic.help("call it `tags`"));
        }
        let property = resource.properties.iter().find(|(property, _)| **property == *name);
        let target = property.and_then(|(_, reference)| model.shape(&reference.id));
        if target.is_some_and(|target| !is_tags(model, target)) {
            let message = format!("property `{name}` of `{}` does not have the type of tags", subject.id());
            let diagnostic = Diagnostic::new(Code::TAG_PROPERTY_TYPE, node.place, message).about(subject.id());
            context.push(diagnostic.help("use a list of structures of two strings, or a map from strings to strings"));
        }
    }
}
