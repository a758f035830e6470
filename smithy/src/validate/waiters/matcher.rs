//! What an acceptor of a waiter matches (Smithy 2.0, "Waiters", "Matcher union").

use super::event_of;
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::jmespath::{Checked, Expression, Type, Value};
use crate::model::{Model, Node, Reference, Shape, ShapeId};
use crate::validate::Context;

/// An acceptor of a waiter of an operation.
pub(super) struct Acceptor<'m> {
    pub(super) operation: &'m Shape,
    /// The name of the waiter.
    pub(super) waiter: &'m str,
    /// Its position in the waiter.
    pub(super) at: usize,
    pub(super) node: &'m Node,
}

impl<'m> Acceptor<'m> {
    /// The state that it leads to.
    pub(super) fn state(&self) -> Option<&'m str> {
        self.node.get("state").and_then(Node::as_str)
    }

    pub(super) fn validate(&self, context: &mut Context<'m>) {
        let model = context.model;
        let matcher = self.node.get("matcher");
        let part = |key| matcher.and_then(|matcher| matcher.get(key));
        if let Some(node) = part("errorType") {
            self.error_type(context, node);
        }
        if let Some(path) = part("output") {
            self.path(context, path, self.output(model));
        }
        if let Some(path) = part("inputOutput") {
            let value = Value::object([("input", self.input(model)), ("output", self.output(model))]);
            self.path(context, path, value);
        }
        if let Some(message) = self.node.get("message") {
            self.message(context, message);
        }
    }

    fn input(&self, model: &'m Model) -> Value<'m> {
        example(model, self.operation.as_operation().map(|operation| &operation.input))
    }

    fn output(&self, model: &'m Model) -> Value<'m> {
        example(model, self.operation.as_operation().map(|operation| &operation.output))
    }

    fn find(&self, code: Code, node: &Node, message: &str) -> Diagnostic {
        let message = format!("waiter `{}`, acceptor {}: {message}", self.waiter, self.at);
        Diagnostic::new(code, node.place, message).about(&self.operation.id)
    }

    /// The error is one of the operation, by its id or its name.
    fn error_type(&self, context: &mut Context<'m>, node: &Node) {
        let (Some(name), Some(operation)) = (node.as_str(), self.operation.as_operation()) else { return };
        let is_meant = |id: &ShapeId| *id == *name || id.name() == name;
        if !operation.errors.iter().any(|error| is_meant(&error.id)) {
            let message = format!("`{}` has no error `{name}`", self.operation.id);
            let finding = self.find(Code::WAITER_ERROR_TYPE, node, &message);
            let finding = finding.with_event_suffix(format_args!("{}.{}", self.waiter, self.at));
            let known: Vec<&str> = operation.errors.iter().map(|error| error.id.name()).collect();
            context.push(finding.did_you_mean(name, known));
        }
    }

    fn path(&self, context: &mut Context<'m>, matcher: &Node, start: Value<'m>) {
        let Some(path) = matcher.get("path") else { return };
        let result = self.expression(context, path, start);
        let ty = result.map_or(Type::Any, |checked| checked.value.ty());
        let comparator = matcher.get("comparator").and_then(Node::as_str);
        let expected = match comparator {
            Some("booleanEquals") => {
                if let Some(node) = matcher.get("expected")
                    && node.as_str().is_some_and(|text| !matches!(text, "true" | "false"))
                {
                    let message = "`booleanEquals` expects neither `true` nor `false`";
                    context.push(self.find(Code::WAITER_EXPECTED, node, message).help("write `true` or `false`"));
                }
                Type::Boolean
            }
            Some("stringEquals") => Type::String,
            Some("allStringEquals" | "anyStringEquals") => Type::Array,
            _ => return,
        };
        if ty != Type::Any && ty != expected {
            let name = comparator.unwrap_or_default();
            let message = format!("`{name}` takes a result of the type `{expected}`, not `{ty}`");
            let finding = self.find(Code::WAITER_RESULT, path, &message);
            context.push(finding.with_event_suffix(format_args!("{}.{}", self.waiter, self.at)));
        }
    }

    /// The message of a failure is a text or several (Smithy 2.0, "Acceptor structure").
    fn message(&self, context: &mut Context<'m>, node: &'m Node) {
        let model = context.model;
        if self.state().is_some_and(|state| state != "failure") {
            let finding = self.find(Code::WAITER_MESSAGE, node, "only a failure may have a `message`");
            context.push(finding.help("remove it, or change the state to `failure`"));
        }
        let Some(checked) = self.expression(context, node, self.output(model)) else { return };
        let found = match checked.value.ty() {
            Type::Any | Type::String => return,
            Type::Array => {
                let items = checked.value.items(model);
                let types = items.iter().flat_map(|items| items.iter()).map(Value::ty);
                let other = types.into_iter().find(|ty| !matches!(ty, Type::Any | Type::String));
                match other {
                    Some(ty) => format!("an array of the type `{ty}`"),
                    None => return,
                }
            }
            ty => format!("the type `{ty}`"),
        };
        let message = format!("`message` must be a string or an array of strings, but has {found}");
        context.push(self.find(Code::WAITER_MESSAGE, node, &message).help("select members that are strings"));
    }

    /// Checks an expression; `None` if it is not valid.
    fn expression(&self, context: &mut Context<'m>, node: &Node, start: Value<'m>) -> Option<Checked<'m>> {
        let text = node.as_str()?;
        let expression = match Expression::parse(text) {
            Ok(expression) => expression,
            Err(fault) => {
                let message = format!("not a valid expression at character {}", fault.column);
                context.push(self.find(Code::WAITER_EXPRESSION, node, &message).label(fault.message));
                return None;
            }
        };
        let checked = expression.check(context.model, start);
        for problem in &checked.problems {
            let message = format!("{} (at character {})", problem.message, problem.column);
            context.push(match problem.severity {
                Severity::Error => self.find(Code::WAITER_EXPRESSION, node, &message),
                severity => {
                    let finding = self.find(Code::WAITER_EXPRESSION_PROBLEM, node, &message).with_severity(severity);
                    finding.with_event_suffix(format_args!("{}.{}.{}", event_of(severity), self.waiter, self.at))
                }
            });
        }
        Some(checked)
    }
}

/// An example of an input or output; of the unit type, it has no members.
fn example<'m>(model: &'m Model, reference: Option<&'m Reference>) -> Value<'m> {
    reference.and_then(|reference| model.shape(&reference.id)).map_or(Value::Any, Value::Shape)
}
