//! Runs rules, as a client does before it sends a request.

use std::borrow::Cow;
use std::rc::Rc;

use super::diagram::{Diagram, Target};
use super::library;
use super::syntax::{Body, Call, Condition, Endpoint, Expression, ExpressionKind, Outcome, Rule, RuleSet};
use super::template::{Part, Step};
use super::value::{EndpointValue, Value};

/// How long texts may become that templates join: each variable may double the one before.
const LENGTH: usize = 1 << 20;

impl<'m> RuleSet<'m> {
    /// What the rules yield for these values of parameters: an endpoint, or the text of an error. It fails with a message if
    /// no rule matches, or if a function cannot be called.
    pub(crate) fn evaluate(
        &self,
        arguments: impl IntoIterator<Item = (&'m str, Value<'m>)>,
    ) -> Result<Value<'m>, String> {
        let mut names = Vec::new();
        for parameter in &self.parameters {
            names.extend(parameter.default.map(|default| (parameter.name, Value::of(default))));
        }
        names.extend(arguments);
        let mut evaluator = Evaluator { names };
        match &self.body {
            Body::Rules(rules) => {
                for rule in rules {
                    let value = evaluator.rule(rule)?;
                    if !value.is_empty() {
                        return Ok(value);
                    }
                }
                Err("no rule matches".to_owned())
            }
            Body::Diagram(diagram) => evaluator.diagram(diagram),
        }
    }
}

struct Evaluator<'m> {
    /// The values in scope; the last of a name counts.
    names: Vec<(&'m str, Value<'m>)>,
}

impl<'m> Evaluator<'m> {
    /// The result of a rule, or no value if it does not match.
    fn rule(&mut self, rule: &Rule<'m>) -> Result<Value<'m>, String> {
        let scope = self.names.len();
        let value = self.within_scope(rule);
        self.names.truncate(scope);
        value
    }

    fn within_scope(&mut self, rule: &Rule<'m>) -> Result<Value<'m>, String> {
        for condition in &rule.conditions {
            if !self.condition(condition)? {
                return Ok(Value::Empty);
            }
        }
        match &rule.outcome {
            Outcome::Endpoint(endpoint) => self.endpoint(endpoint),
            Outcome::Error(error) => self.expression(error),
            Outcome::Tree(rules) => {
                for rule in rules {
                    let value = self.rule(rule)?;
                    if !value.is_empty() {
                        return Ok(value);
                    }
                }
                Err("no rule of a tree matches whose conditions are met".to_owned())
            }
        }
    }

    fn condition(&mut self, condition: &Condition<'m>) -> Result<bool, String> {
        let value = self.call(&condition.call)?;
        let is_met = !matches!(value, Value::Empty | Value::Boolean(false));
        if let Some((name, _)) = condition.assign.filter(|_| !value.is_empty()) {
            self.names.push((name, value));
        }
        Ok(is_met)
    }

    /// (Smithy 2.0, "BDD evaluation".)
    fn diagram(&mut self, diagram: &Diagram<'m>) -> Result<Value<'m>, String> {
        const NO_MATCH: &str = "no rule matches";
        let mut reference = diagram.root;
        // A walk that is longer goes in circles.
        for _ in 0..=diagram.nodes.len() {
            match Target::of(reference) {
                Target::Invalid => return Err("the diagram has the reference 0".to_owned()),
                Target::NoMatch => return Err(NO_MATCH.to_owned()),
                Target::Result(index) => {
                    let result = diagram.results.get(index).ok_or("the diagram has a reference to no result")?;
                    return self.rule(result);
                }
                Target::Node { index, is_complemented } => {
                    let node = diagram.nodes.get(index).ok_or("the diagram has a reference to no node")?;
                    let condition = usize::try_from(node.condition).ok().and_then(|at| diagram.conditions.get(at));
                    let is_met = self.condition(condition.ok_or("the diagram has a node without a condition")?)?;
                    reference = if is_met == is_complemented { node.low } else { node.high };
                }
            }
        }
        Err("the diagram has a cycle".to_owned())
    }

    fn endpoint(&mut self, endpoint: &Endpoint<'m>) -> Result<Value<'m>, String> {
        let url = self.expression(&endpoint.url)?.into_string()?;
        let headers = endpoint.headers.iter().map(|(name, values)| {
            let values = values.iter().map(|value| self.expression(value)?.into_string());
            Ok((*name, values.collect::<Result<_, String>>()?))
        });
        let headers = headers.collect::<Result<_, String>>()?;
        let properties = endpoint.properties.iter().map(|(name, value)| Ok((*name, self.expression(value)?)));
        let properties = properties.collect::<Result<_, String>>()?;
        Ok(Value::Endpoint(Rc::new(EndpointValue { url, headers, properties })))
    }

    fn expression(&mut self, expression: &Expression<'m>) -> Result<Value<'m>, String> {
        Ok(match &expression.kind {
            ExpressionKind::Reference(name) => self.find(name),
            ExpressionKind::Call(call) => self.call(call)?,
            ExpressionKind::Text(parts) => Value::String(self.text(parts)?),
            ExpressionKind::Boolean(value) => Value::Boolean(*value),
            ExpressionKind::Integer(value) => Value::Integer(*value),
            ExpressionKind::Array(elements) => {
                let elements = elements.iter().map(|element| self.expression(element));
                Value::Array(elements.collect::<Result<_, String>>()?)
            }
            ExpressionKind::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| Ok((Cow::Borrowed(*key), self.expression(value)?)));
                Value::record(entries.collect::<Result<Vec<_>, String>>()?)
            }
        })
    }

    fn find(&self, name: &str) -> Value<'m> {
        let found = self.names.iter().rev().find(|(known, _)| *known == name);
        found.map_or(Value::Empty, |(_, value)| value.clone())
    }

    fn text(&mut self, parts: &[Part<'m>]) -> Result<Cow<'m, str>, String> {
        let mut text = Cow::Borrowed("");
        for part in parts {
            let part = match part {
                Part::Literal(literal) => literal.clone(),
                Part::Dynamic(expression) => self.expression(expression)?.into_string()?,
            };
            if text.is_empty() {
                text = part;
            } else if text.len() + part.len() > LENGTH {
                return Err("a text becomes too long".to_owned());
            } else {
                text.to_mut().push_str(&part);
            }
        }
        Ok(text)
    }

    fn call(&mut self, call: &Call<'m>) -> Result<Value<'m>, String> {
        let arguments = call.arguments.iter().map(|argument| self.expression(argument));
        let arguments = arguments.collect::<Result<Vec<_>, String>>()?;
        if !call.path.is_empty() {
            let target = arguments.into_iter().next().unwrap_or(Value::Empty);
            return call.path.iter().try_fold(target, get_attr);
        }
        library::call(call.function.name, arguments)
    }
}

/// (Smithy 2.0, "getAttr function".)
fn get_attr<'m>(target: Value<'m>, step: &Step<'m>) -> Result<Value<'m>, String> {
    match (target, step) {
        (Value::Empty, _) => Ok(Value::Empty),
        (Value::Record(entries), Step::Key(key)) => Ok(entries.get(*key).cloned().unwrap_or(Value::Empty)),
        (Value::Array(elements), Step::Index(index)) => {
            let length = i64::try_from(elements.len()).unwrap_or(i64::MAX);
            let index = if *index < 0 { index + length } else { *index };
            let index = usize::try_from(index).ok();
            Ok(index.and_then(|index| elements.get(index)).cloned().unwrap_or(Value::Empty))
        }
        (other, Step::Key(key)) => Err(format!("{other} has no part `{key}`")),
        (other, Step::Index(index)) => Err(format!("{other} has no element {index}")),
    }
}
