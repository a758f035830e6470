//! `ChangedDefault`: defaults that were added, removed or changed (Smithy 2.0, "default trait").

use super::comparison::{Comparison, shown};
use crate::diagnostics::{Code, Report, Severity};
use crate::model::{Kind, Node, Value};

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    for change in &comparison.changes {
        let Some(traits) = change.of("smithy.api#default") else { continue };
        let id = change.new.id();
        let mut find = |message: String, severity: Severity, help: &str| {
            let diagnostic = change.find_in_trait(Code::CHANGED_DEFAULT, traits, message);
            report.push(diagnostic.with_severity(severity).help(help.to_owned()));
        };
        let is_member = change.new.member.is_some();
        match (traits.old.map(|one| &one.node), traits.new.map(|one| &one.node)) {
            // `null` means that there is none.
            (Some(old), None) if !old.is_null() => {
                find(format!("`{id}` had the default {} and has none now", shown(old)), Severity::Error, "keep it");
            }
            (None, Some(new)) if new.is_null() => {}
            (None, Some(new)) if !is_member => {
                let message = format!("shape `{id}` has the default {} now", shown(new));
                find(
                    message,
                    Severity::Error,
                    "all members that target the shape change; give them the default instead",
                );
            }
            (None, Some(new)) => {
                let is_explained = change.new.traits().added_default() || change.old.traits().required();
                if !is_explained {
                    let message = format!("member `{id}` has the default {} now", shown(new));
                    find(message, Severity::Error, "apply `@addedDefault` too");
                }
            }
            (Some(old), Some(new)) => {
                let message = format!("the default of `{id}` was {} and is {} now", shown(old), shown(new));
                let kind = change.new.target(comparison.new).map(|shape| &shape.kind);
                let is_same_zero = is_zero(old, kind) == is_zero(new, kind);
                match is_member && is_same_zero {
                    true => find(message, Severity::Danger, "clients and servers of different versions disagree"),
                    false => find(message, Severity::Error, "the types in generated code change; keep it"),
                }
            }
            (Some(_) | None, None) => {}
        }
    }
}

/// Whether a default is what version 1.0 has for the type without a default.
fn is_zero(node: &Node, kind: Option<&Kind>) -> bool {
    match (kind, &node.value) {
        (Some(Kind::Boolean), Value::Bool(value)) => !value,
        (
            Some(Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::Float | Kind::Double),
            Value::Number(number),
        ) => number.as_f64() == 0.0,
        _ => false,
    }
}
