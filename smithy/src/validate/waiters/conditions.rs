//! `ConditionsTrait`: expressions that are true for all values of a shape (Smithy 2.0, "Contract traits").

use super::event_of;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::jmespath::{Expression, Type, Value};
use crate::model::Node;
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (subject, applied) in context.applied("smithy.contracts#conditions") {
        let Some(target) = subject.target(model) else { continue };
        for entry in applied.node.as_object().unwrap_or_default() {
            let name = &entry.key;
            let Some(node) = entry.value.get("expression") else { continue };
            let Some(text) = Node::as_str(node) else { continue };
            let find = |code, message: String| {
                Diagnostic::new(code, node.place, format!("condition `{name}`: {message}")).about(subject.id())
            };
            let expression = match Expression::parse(text) {
                Ok(expression) => expression,
                Err(fault) => {
                    let message = format!("not a valid expression at character {}", fault.column);
                    context.push(find(Code::CONDITION_EXPRESSION, message).label(fault.message));
                    continue;
                }
            };
            let checked = expression.check(model, Value::Shape(target));
            for problem in checked.problems {
                let message = format!("{} (at character {})", problem.message, problem.column);
                context.push(match problem.severity {
                    Severity::Error => find(Code::CONDITION_EXPRESSION, message),
                    severity => find(Code::CONDITION_PROBLEM, message)
                        .with_severity(severity)
                        .with_event_suffix(format_args!("{}.{name}", event_of(severity))),
                });
            }
            let ty = checked.value.ty();
            if !matches!(ty, Type::Any | Type::Boolean) {
                context.push(find(
                    Code::CONDITION_RESULT,
                    format!("the result must be a boolean, but has the type `{ty}`"),
                ));
            }
        }
    }
}
