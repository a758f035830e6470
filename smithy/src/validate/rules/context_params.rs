//! `StaticContextParamsTrait`, `OperationContextParamsTrait`: what operations bind to parameters of endpoint rules (Smithy
//! 2.0, "staticContextParams trait", "operationContextParams trait").

use crate::diagnostics::{Code, Diagnostic, clip};
use crate::jmespath::{Checked, Expression, Type, Value};
use crate::model::{Entry, Model, Node, Operation, Shape};
use crate::rules::ParameterType;
use crate::validate::Context;

pub(super) const STATIC: &str = "smithy.rules#staticContextParams";
pub(super) const PATHS: &str = "smithy.rules#operationContextParams";

/// The entries of a trait by the names of parameters.
pub(super) fn entries<'m>(shape: &'m Shape, id: &str) -> &'m [Entry] {
    shape.traits.get(id).and_then(|applied| applied.node.as_object()).unwrap_or_default()
}

pub(super) fn fixed(context: &mut Context<'_>) {
    for subject in context.with_trait(STATIC) {
        for entry in entries(subject.shape, STATIC) {
            let Some(value) = entry.value.get("value") else { continue };
            if ParameterType::of(value).is_some() {
                continue;
            }
            let found =
                if value.as_array().is_some() { "an array with other values than strings" } else { value.describe() };
            let message = format!("`{}` binds {found} to the parameter `{}`", subject.id(), clip(&entry.key));
            let diagnostic = Diagnostic::new(Code::STATIC_CONTEXT_PARAMS, value.place, message).about(subject.id());
            context.push(diagnostic.help("use a string, a boolean or an array of strings"));
        }
    }
}

/// What is wrong with a path.
enum Fault {
    Syntax(String),
    Unsupported(String),
    Input(String),
}

pub(super) fn paths(context: &mut Context<'_>) {
    for subject in context.with_trait(PATHS) {
        let Some(operation) = subject.shape.as_operation() else { continue };
        for entry in entries(subject.shape, PATHS) {
            let Some(path) = entry.value.get("path") else { continue };
            let Some(text) = path.as_str() else { continue };
            let what = format!("the path `{}` of the parameter `{}`", clip(text), clip(&entry.key));
            for fault in faults(context.model, operation, text) {
                let (message, help) = match fault {
                    Fault::Syntax(fault) => (format!("{what} is not JMESPath: {fault}"), ""),
                    Fault::Unsupported(kinds) => (
                        format!("{what} has what such paths must not have: {kinds}"),
                        "use names, wildcards, `[]`, lists and `keys()`",
                    ),
                    Fault::Input(problems) => (format!("{what} does not fit the input: {problems}"), ""),
                };
                let diagnostic =
                    Diagnostic::new(Code::OPERATION_CONTEXT_PARAMS, path.place, message).about(subject.id());
                context.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
            }
        }
    }
}

fn faults(model: &Model, operation: &Operation, path: &str) -> Vec<Fault> {
    let expression = match Expression::parse(path) {
        Ok(expression) => expression,
        Err(fault) => return vec![Fault::Syntax(format!("{} (column {})", fault.message, fault.column))],
    };
    let mut faults = Vec::new();
    let unsupported = expression.beyond_paths();
    if !unsupported.is_empty() {
        faults.push(Fault::Unsupported(unsupported.join(", ")));
    }
    let problems = check(model, operation, &expression).map(|checked| checked.problems).unwrap_or_default();
    if !problems.is_empty() {
        let problems: Vec<String> = problems.into_iter().map(|problem| problem.message).collect();
        faults.push(Fault::Input(problems.join("; ")));
    }
    faults
}

/// Runs a path on an example of the input.
fn check<'m>(model: &'m Model, operation: &Operation, path: &Expression) -> Option<Checked<'m>> {
    let input = model.shape(&operation.input.id)?;
    Some(path.check(model, Value::Shape(input)))
}

/// The type of what a path finds in the input, if the path is valid.
pub(super) fn kind_of(model: &Model, operation: &Operation, entry: &Entry) -> Option<ParameterType> {
    let path = entry.value.get("path").and_then(Node::as_str)?;
    let checked = check(model, operation, &Expression::parse(path).ok()?)?;
    match checked.value.ty() {
        Type::String => Some(ParameterType::String),
        Type::Boolean => Some(ParameterType::Boolean),
        Type::Array => Some(ParameterType::StringArray),
        _ => None,
    }
}
