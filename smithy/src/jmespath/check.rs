//! Runs an expression on an example, and notes what cannot work.

use std::collections::BTreeSet;
use std::rc::Rc;

use ::jmespath::ast::{Ast, Comparator};

use super::functions;
use super::{Type, Value};
use crate::diagnostics::{Severity, similar};
use crate::model::Model;

/// What is known of an expression for an example.
pub(crate) struct Checked<'m> {
    /// The result.
    pub(crate) value: Value<'m>,
    /// What is wrong, in the order of positions.
    pub(crate) problems: Vec<Problem>,
}

/// Something in an expression that cannot work, or is unlikely to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    /// The position of the character, from 1.
    pub(crate) column: usize,
    pub(crate) severity: Severity,
    pub(crate) message: String,
}

pub(super) fn check<'m>(model: &'m Model, ast: &Ast, start: Value<'m>) -> Checked<'m> {
    let mut checker = Checker { model, problems: BTreeSet::new(), referred: Value::Any, steps: 0 };
    let value = checker.run(ast, &start);
    Checked { value, problems: checker.problems.into_iter().collect() }
}

struct Checker<'m> {
    model: &'m Model,
    problems: BTreeSet<Problem>,
    /// What an expression that is an argument is applied to, as far as it is known.
    referred: Value<'m>,
    /// How many parts were run.
    steps: usize,
}

impl<'m> Checker<'m> {
    /// How many parts are run, and how many items an array keeps: nested projections would run without end.
    const STEPS: usize = 20_000;
    const ITEMS: usize = 100;

    fn find(&mut self, severity: Severity, offset: usize, message: String) {
        self.problems.insert(Problem { column: offset + 1, severity, message });
    }

    /// Notes that an operation does not fit a value, unless nothing is known of it.
    fn misfit(&mut self, offset: usize, what: &str, value: &Value<'_>) {
        if value.ty() != Type::Any {
            self.find(Severity::Danger, offset, format!("{what} a value of type `{}`", value.ty()));
        }
    }

    fn run(&mut self, ast: &Ast, current: &Value<'m>) -> Value<'m> {
        self.steps += 1;
        if self.steps > Self::STEPS {
            return Value::Any;
        }
        match ast {
            Ast::Identity { .. } => current.clone(),
            Ast::Literal { value, .. } => Value::literal(value),
            Ast::Field { offset, name } => self.field(*offset, name, current),
            Ast::Index { offset, .. } => match current.items(self.model) {
                // Any position may exist: examples of lists are short.
                Some(items) => items.first().cloned().unwrap_or(Value::Any),
                None => {
                    self.misfit(*offset, "an index is taken of", current);
                    Value::Any
                }
            },
            Ast::Slice { offset, .. } => {
                if current.ty() == Type::Array {
                    return current.clone();
                }
                self.misfit(*offset, "a slice is taken of", current);
                Value::Array([].into())
            }
            Ast::Subexpr { lhs, rhs, .. } => {
                let left = self.run(lhs, current);
                self.run(rhs, &left)
            }
            Ast::Expref { ast, .. } => {
                let referred = self.referred.clone();
                self.run(ast, &referred);
                Value::Expression
            }
            Ast::Function { offset, name, args } => self.function(*offset, name, args, current),
            Ast::Comparison { offset, comparator, lhs, rhs } => {
                let (left, right) = (self.run(lhs, current), self.run(rhs, current));
                self.comparison(*offset, comparator, &left, &right)
            }
            Ast::Not { node, .. } => Value::Boolean(!self.run(node, current).is_truthy()),
            // Both sides are run, since both must work.
            Ast::And { lhs, rhs, .. } => {
                let (left, right) = (self.run(lhs, current), self.run(rhs, current));
                if left.is_truthy() { right } else { left }
            }
            Ast::Or { lhs, rhs, .. } => {
                let (left, right) = (self.run(lhs, current), self.run(rhs, current));
                if left.is_truthy() { left } else { right }
            }
            Ast::MultiList { elements, .. } => {
                Value::Array(elements.iter().map(|one| self.run(one, current)).collect())
            }
            Ast::MultiHash { elements, .. } => {
                let entries = elements.iter().map(|pair| (pair.key.as_str().into(), self.run(&pair.value, current)));
                Value::Object(Rc::new(entries.collect()))
            }
            Ast::Condition { predicate, then, .. } => {
                // Other values than the example may meet it.
                self.run(predicate, current);
                self.run(then, current)
            }
            Ast::ObjectValues { offset, node } => {
                let value = self.run(node, current);
                match value.values(self.model) {
                    Some(values) => Value::Array(values),
                    None => {
                        self.misfit(*offset, "the values are taken of", &value);
                        Value::Any
                    }
                }
            }
            Ast::Flatten { offset, node } => self.flatten(*offset, node, current),
            Ast::Projection { offset, lhs, rhs } => self.projection(*offset, lhs, rhs, current),
        }
    }

    fn field(&mut self, offset: usize, name: &str, current: &Value<'m>) -> Value<'m> {
        if current.ty() != Type::Object {
            self.misfit(offset, &format!("the field `{name}` is taken of"), current);
            return Value::Any;
        }
        current.field(self.model, name).unwrap_or_else(|| {
            let keys = current.keys();
            let message = match similar(name, keys.iter().copied()) {
                Some(similar) => format!("there is no field `{name}`; did you mean `{similar}`?"),
                None => format!("there is no field `{name}`"),
            };
            self.find(Severity::Danger, offset, message);
            Value::Null
        })
    }

    fn function(&mut self, offset: usize, name: &str, args: &[Ast], current: &Value<'m>) -> Value<'m> {
        let outer = std::mem::replace(&mut self.referred, current.clone());
        // What a function applies an expression to is in its array.
        let mut values: Vec<Value<'m>> = Vec::with_capacity(args.len());
        for arg in args {
            let is_reference = matches!(arg, Ast::Expref { .. });
            values.push(if is_reference { Value::Expression } else { self.run(arg, current) });
        }
        if let Some(items) = values.iter().find_map(|value| value.items(self.model)) {
            self.referred = items.first().cloned().unwrap_or(Value::Any);
        }
        for reference in args.iter().filter(|arg| matches!(arg, Ast::Expref { .. })) {
            self.run(reference, current);
        }
        self.referred = outer;
        let Some(function) = functions::find(name) else {
            let message = match similar(name, functions::names()) {
                Some(similar) => format!("there is no function `{name}`; did you mean `{similar}`?"),
                None => format!("there is no function `{name}`"),
            };
            self.find(Severity::Error, offset, message);
            return Value::Any;
        };
        let expected = function.arguments.len();
        if values.len() < expected || (function.variadic.is_none() && values.len() > expected) {
            let message = format!("`{name}` takes {expected} arguments, but is given {}", values.len());
            self.find(Severity::Error, offset, message);
        } else {
            for (at, value) in values.iter().enumerate() {
                let fault = function.argument(at).and_then(|argument| argument.fault(self.model, value));
                if let Some(fault) = fault {
                    self.find(Severity::Error, offset, format!("argument {} of `{name}`: {fault}", at + 1));
                }
            }
        }
        match function.result {
            Type::Boolean => Value::Boolean(false),
            Type::Number => Value::Number(0.0),
            Type::String => Value::String("".into()),
            Type::Array => Value::Array([Value::Any].into()),
            Type::Object => Value::Object(Default::default()),
            Type::Null => Value::Null,
            Type::Any | Type::Expression => Value::Any,
        }
    }

    fn comparison(&mut self, offset: usize, comparator: &Comparator, left: &Value<'m>, right: &Value<'m>) -> Value<'m> {
        if left.ty() == Type::Any || right.ty() == Type::Any {
            return Value::Boolean(false);
        }
        let numbers = left.as_number().zip(right.as_number());
        let (symbol, ordered) = match comparator {
            Comparator::Equal => return Value::Boolean(left.equals(right)),
            Comparator::NotEqual => return Value::Boolean(!left.equals(right)),
            Comparator::LessThan => ("<", numbers.map(|(a, b)| a < b)),
            Comparator::LessThanEqual => ("<=", numbers.map(|(a, b)| a <= b)),
            Comparator::GreaterThan => (">", numbers.map(|(a, b)| a > b)),
            Comparator::GreaterThanEqual => (">=", numbers.map(|(a, b)| a >= b)),
        };
        match ordered {
            Some(value) => Value::Boolean(value),
            None => {
                let ty = if left.ty() == Type::Number { right.ty() } else { left.ty() };
                self.find(
                    Severity::Warning,
                    offset,
                    format!("`{symbol}` compares numbers, not a value of type `{ty}`"),
                );
                Value::Null
            }
        }
    }

    fn flatten(&mut self, offset: usize, node: &Ast, current: &Value<'m>) -> Value<'m> {
        let value = self.run(node, current);
        let Some(items) = value.items(self.model) else {
            self.misfit(offset, "`[]` flattens", &value);
            return Value::Any;
        };
        let mut flat = Vec::new();
        for item in items.iter() {
            match item.items(self.model) {
                Some(items) => flat.extend(items.iter().take(Self::ITEMS).cloned()),
                None if item.ty() == Type::Null => {}
                None => flat.push(item.clone()),
            }
        }
        flat.truncate(Self::ITEMS);
        Value::Array(flat.into())
    }

    fn projection(&mut self, offset: usize, lhs: &Ast, rhs: &Ast, current: &Value<'m>) -> Value<'m> {
        let left = self.run(lhs, current);
        match left.items(self.model) {
            Some(items) if !items.is_empty() => Value::Array(items.iter().map(|item| self.run(rhs, item)).collect()),
            found => {
                // What flattens or takes values has reported the type already.
                let is_reported = matches!(lhs, Ast::Flatten { .. } | Ast::ObjectValues { .. });
                if found.is_none() && !is_reported {
                    self.misfit(offset, "a projection is applied to", &left);
                }
                self.run(rhs, &Value::Any);
                Value::Array([Value::Any].into())
            }
        }
    }
}
