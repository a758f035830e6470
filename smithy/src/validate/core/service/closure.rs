//! `Service`, on names: the shapes of a service must be distinct without namespaces and case (Smithy 2.0, "Service
//! closure", "Shape types allowed to conflict in a closure").

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::model::{Kind, Model, Shape, Traits};
use crate::validate::Context;
use crate::validate::index::Scope;

/// How many shapes of the same name are compared, each with each.
const MOST: usize = 50;
/// How deep lists of lists are compared.
const DEPTH: usize = 50;

pub(super) fn validate(context: &mut Context<'_>) {
    for scope in &*context.services() {
        let mut by_name: BTreeMap<String, Vec<&Shape>> = BTreeMap::new();
        for shape in &scope.closure {
            by_name.entry(scope.name_of(&shape.id).to_ascii_lowercase()).or_default().push(shape);
        }
        for shapes in by_name.values().filter(|shapes| shapes.len() > 1) {
            let few = shapes.get(..MOST).unwrap_or(shapes);
            for (at, shape) in few.iter().enumerate() {
                let others = few.iter().enumerate().filter(|(other, _)| *other != at);
                for (_, other) in others {
                    conflict(context, scope, shape, other);
                }
            }
        }
    }
}

fn conflict<'m>(context: &mut Context<'_>, scope: &Scope<'m>, shape: &'m Shape, other: &'m Shape) {
    let is_renamed = scope.renames(&shape.id) || scope.renames(&other.id);
    let severity = if is_renamed { Severity::Error } else { severity(context.model, shape, other, DEPTH) };
    let [name, other_name] = [shape, other].map(|shape| scope.name_of(&shape.id));
    let differ = if name == other_name { "have the same name" } else { "differ only in case" };
    let message = format!("`{}` and `{}` {differ} within `{}`", shape.id, other.id, scope.shape.id);
    let code = if name == other_name { Code::SHAPE_NAME } else { Code::SHAPE_CASE };
    let diagnostic = Diagnostic::new(code, shape.place, message).about(&shape.id).with_severity(severity);
    let diagnostic = diagnostic.related(other.place, "other shape");
    context.push(diagnostic.help("give one of them another name with `rename` on the service"));
}

/// How bad it is that two shapes have the same name: simple types and lists of them may if nothing tells them apart.
fn severity(model: &Model, shape: &Shape, other: &Shape, depth: usize) -> Severity {
    if shape.id == other.id {
        return Severity::Note;
    }
    if shape.kind.name() != other.kind.name() || depth == 0 || !are_equal(&shape.traits, &other.traits) {
        return Severity::Error;
    }
    if shape.kind.is_simple() {
        return if have_equal_members(shape, other) { Severity::Note } else { Severity::Error };
    }
    let members = match shape.kind {
        Kind::List => [shape, other].map(|list| list.member("member")),
        _ => return Severity::Error,
    };
    let [Some(member), Some(other_member)] = members else { return Severity::Error };
    let targets = [member, other_member].map(|member| model.target(member));
    let [Some(target), Some(other_target)] = targets else { return Severity::Error };
    if !are_equal(&member.traits, &other_member.traits) {
        return Severity::Error;
    }
    severity(model, target, other_target, depth - 1).min(Severity::Warning)
}

/// Those of enums, which define their values.
fn have_equal_members(shape: &Shape, other: &Shape) -> bool {
    let mut pairs = shape.members.iter().zip(&other.members);
    shape.members.len() == other.members.len()
        && pairs.all(|(member, other)| member.name() == other.name() && are_equal(&member.traits, &other.traits))
}

fn are_equal(traits: &Traits, others: &Traits) -> bool {
    let mut others = others.iter();
    let is_same =
        traits.iter().all(|one| others.next().is_some_and(|other| one.id == other.id && one.node == other.node));
    is_same && others.next().is_none()
}
