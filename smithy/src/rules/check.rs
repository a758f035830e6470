//! Checks the types of rules (Smithy 2.0, "Rules engine specification").

use super::Fault;
use super::functions::Signature;
use super::syntax::{
    Body, Call, Condition, Endpoint, Expression, ExpressionKind, Outcome, ParameterType, Rule, RuleSet,
};
use super::template::{Part, Step};
use super::types::{Base, Type};
use crate::diagnostics::{Place, clip, similar};

/// Checks rules; a diagram is not checked, because there is no order in which its conditions are met.
pub(super) fn check(set: &RuleSet<'_>, faults: &mut Vec<Fault>) {
    let Body::Rules(rules) = &set.body else { return };
    let mut checker = Checker { names: Vec::new(), faults };
    for parameter in &set.parameters {
        let base = match parameter.kind {
            ParameterType::String => Base::String,
            ParameterType::Boolean => Base::Boolean,
            ParameterType::StringArray => Base::Strings,
        };
        let ty = Type { base, is_optional: !parameter.is_required };
        checker.names.push((parameter.name, ty));
    }
    for rule in rules {
        checker.rule(rule);
    }
}

struct Checker<'a, 'm> {
    /// The parameters and variables in scope; the last of a name counts.
    names: Vec<(&'m str, Type)>,
    faults: &'a mut Vec<Fault>,
}

impl<'m> Checker<'_, 'm> {
    fn fault(&mut self, place: Place, message: impl Into<String>, help: impl Into<String>) -> Type {
        self.faults.push(Fault { place, message: message.into(), help: help.into() });
        Type::UNKNOWN
    }

    fn find(&self, name: &str) -> Option<Type> {
        self.names.iter().rev().find(|(known, _)| *known == name).map(|(_, ty)| *ty)
    }

    fn rule(&mut self, rule: &Rule<'m>) {
        let scope = self.names.len();
        for condition in &rule.conditions {
            self.condition(condition);
        }
        match &rule.outcome {
            Outcome::Endpoint(endpoint) => self.endpoint(endpoint),
            Outcome::Error(error) => self.string(error, "the error"),
            Outcome::Tree(rules) => rules.iter().for_each(|rule| self.rule(rule)),
        }
        self.names.truncate(scope);
    }

    fn condition(&mut self, condition: &Condition<'m>) {
        let ty = self.call(&condition.call, condition.place);
        if let Some((name, place)) = condition.assign {
            if self.find(name).is_some() {
                self.fault(place, format!("there is already a parameter or a variable `{}`", clip(name)), "rename it");
            }
            // The condition is met only if there is a value.
            self.names.push((name, ty.base.required()));
        }
    }

    fn endpoint(&mut self, endpoint: &Endpoint<'m>) {
        self.string(&endpoint.url, "the URL");
        for value in endpoint.headers.iter().flat_map(|(_, values)| values) {
            self.string(value, "a value of a header");
        }
        for (_, value) in &endpoint.properties {
            self.expression(value);
        }
    }

    fn string(&mut self, expression: &Expression<'m>, what: &str) {
        let ty = self.expression(expression);
        self.expect(ty, Base::String.required(), expression.place, what);
    }

    fn expect(&mut self, found: Type, expected: Type, place: Place, what: &str) {
        if expected.accepts(found) {
            return;
        }
        let help = if found.is_optional && !expected.is_optional && expected.accepts(found.base.required()) {
            "check with `isSet` that it has a value, or `assign` it in a condition"
        } else if !found.is_optional && expected.is_optional {
            "it always has a value; remove the check"
        } else {
            ""
        };
        self.fault(place, format!("{what} must be {expected}, not {found}"), help);
    }

    fn expression(&mut self, expression: &Expression<'m>) -> Type {
        let place = expression.place;
        match &expression.kind {
            ExpressionKind::Reference(name) => self.reference(name, place),
            ExpressionKind::Call(call) => self.call(call, place),
            ExpressionKind::Text(parts) => {
                for part in parts {
                    if let Part::Dynamic(expression) = part {
                        self.string(expression, "what is in braces");
                    }
                }
                Base::String.required()
            }
            ExpressionKind::Boolean(_) => Base::Boolean.required(),
            ExpressionKind::Integer(_) => Base::Integer.required(),
            ExpressionKind::Array(elements) => {
                let mut are_strings = true;
                for element in elements {
                    are_strings &= self.expression(element) == Base::String.required();
                }
                if are_strings { Base::Strings.required() } else { Base::Literal.required() }
            }
            ExpressionKind::Object(entries) => {
                for (_, value) in entries {
                    self.expression(value);
                }
                Base::Literal.required()
            }
        }
    }

    fn reference(&mut self, name: &str, place: Place) -> Type {
        if let Some(ty) = self.find(name) {
            return ty;
        }
        let help = match similar(name, self.names.iter().map(|(known, _)| *known)) {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => "a variable is known from the condition that assigns it to the end of its rule".to_owned(),
        };
        self.fault(place, format!("there is no parameter or variable `{}`", clip(name)), help)
    }

    fn call(&mut self, call: &Call<'m>, place: Place) -> Type {
        let scope = self.names.len();
        let name = call.function.name;
        let found: Vec<Type> = call.arguments.iter().map(|argument| self.expression(argument)).collect();
        match &call.function.signature {
            Signature::Fixed(expected, result) => {
                if expected.len() != found.len() {
                    let message = format!("`{name}` has {} arguments, not {}", expected.len(), found.len());
                    return self.fault(place, message, "");
                }
                for ((argument, mut found), expected) in call.arguments.iter().zip(found).zip(*expected) {
                    // What is known to be set may be checked again.
                    if let ("isSet", ExpressionKind::Reference(reference)) = (name, &argument.kind) {
                        found.is_optional |= self.names.iter().any(|(known, ty)| known == reference && ty.is_optional);
                    }
                    self.expect(found, *expected, argument.place, &format!("the argument of `{name}`"));
                }
                match (name, call.arguments.first().map(|argument| &argument.kind)) {
                    // What is known to be set within `not` is not known outside of it.
                    ("not", _) => self.names.truncate(scope),
                    ("isSet", Some(ExpressionKind::Reference(reference))) => {
                        if let Some(ty) = self.find(reference) {
                            self.names.push((reference, ty.base.required()));
                        }
                    }
                    _ => {}
                }
                *result
            }
            Signature::GetAttr => self.get_attr(call, found.first().copied().unwrap_or(Type::UNKNOWN), place),
            Signature::Coalesce => {
                if found.len() < 2 {
                    return self.fault(place, "`coalesce` has two or more arguments", "");
                }
                let base = self.same(&found, place, name);
                Type { base, is_optional: found.iter().all(|ty| ty.is_optional) }
            }
            Signature::Ite => {
                let [condition, then, otherwise] = found[..] else {
                    return self.fault(place, format!("`ite` has 3 arguments, not {}", found.len()), "");
                };
                self.expect(condition, Base::Boolean.required(), place, "the condition of `ite`");
                let base = self.same(&[then, otherwise], place, name);
                Type { base, is_optional: then.is_optional || otherwise.is_optional }
            }
        }
    }

    /// The type that all arguments have, whether optional or not.
    fn same(&mut self, types: &[Type], place: Place, name: &str) -> Base {
        let mut known = types.iter().map(|ty| ty.base).filter(|base| *base != Base::Unknown);
        let Some(first) = known.next() else { return Base::Unknown };
        match known.find(|base| *base != first) {
            None => first,
            Some(other) => {
                let (first, other) = (first.required(), other.required());
                let message = format!("the arguments of `{name}` must be of one type, but are {first} and {other}");
                self.fault(place, message, "").base
            }
        }
    }

    /// The type of a part of a value (Smithy 2.0, "getAttr function").
    fn get_attr(&mut self, call: &Call<'m>, target: Type, place: Place) -> Type {
        let mut ty = target;
        for step in &call.path {
            let base = match (step, ty.base) {
                (_, Base::Unknown) => return Type::UNKNOWN,
                (Step::Key(key), Base::Record(record)) => {
                    let field = record.fields.iter().find(|(name, _)| name == key);
                    let Some((_, base)) = field else {
                        let names: Vec<String> = record.fields.iter().map(|(name, _)| format!("`{name}`")).collect();
                        let message = format!("{} has no `{}`", record.name, clip(key));
                        return self.fault(place, message, format!("it has {}", names.join(", ")));
                    };
                    *base
                }
                (Step::Index(_), Base::Strings) => {
                    ty.is_optional = true;
                    Base::String
                }
                // What is written down is known only when it is evaluated.
                (_, Base::Literal) => return Type::UNKNOWN,
                (Step::Key(key), _) => return self.fault(place, format!("{ty} has no `{}`", clip(key)), ""),
                (Step::Index(index), _) => return self.fault(place, format!("{ty} has no element {index}"), ""),
            };
            ty.base = base;
        }
        ty
    }
}
