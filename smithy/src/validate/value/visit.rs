//! Walks a value along a shape.

use super::{ValueCheck, constraints, timestamps};
use crate::diagnostics::{Diagnostic, Severity, clip};
use crate::model::{Entry, Kind, Member, Node, Number, Shape, Subject, Value};
use crate::validate::Context;

/// A walk under way.
pub(super) struct Visit<'a, 'm> {
    pub(super) check: &'a ValueCheck,
    pub(super) context: &'a mut Context<'m>,
    /// The keys and indexes from the outermost value to the current one.
    path: Vec<String>,
}

impl<'a, 'm> Visit<'a, 'm> {
    pub(super) fn new(check: &'a ValueCheck, context: &'a mut Context<'m>) -> Self {
        Self { check, context, path: Vec::new() }
    }

    pub(super) fn subject(&mut self, subject: Subject<'_>, node: &Node) {
        match subject.member {
            Some(member) => self.member(subject.shape, member, node),
            None => self.shape(subject.shape, None, node),
        }
    }

    /// A fault of the current value.
    pub(super) fn fault(&mut self, node: &Node, message: impl AsRef<str>) {
        let diagnostic = self.diagnostic(node, message.as_ref());
        self.context.push(diagnostic);
    }

    /// A constraint that the current value breaks.
    pub(super) fn broken(&mut self, node: &Node, message: impl AsRef<str>) {
        let diagnostic = self.diagnostic(node, message.as_ref());
        let severity = self.severity();
        self.context.push(diagnostic.with_severity(severity));
    }

    /// How bad a broken constraint is.
    pub(super) fn severity(&self) -> Severity {
        if self.check.constraints_warn { Severity::Warning } else { Severity::Error }
    }

    pub(super) fn diagnostic(&self, node: &Node, message: &str) -> Diagnostic {
        let ValueCheck { code, event, about, what, place, .. } = self.check;
        let place = if node.place.source().is_some() { node.place } else { *place };
        let steps: String = self.path.iter().map(|step| format!(".{}", clip(step))).collect();
        let message = format!("{what}{steps}: {message}");
        let mut diagnostic = Diagnostic::new(*code, place, message).with_severity(Severity::Error);
        if let Some(event) = event {
            diagnostic = diagnostic.with_event(event.clone());
        }
        match about {
            Some(about) => diagnostic.about(about),
            None => diagnostic,
        }
    }

    fn at(&mut self, step: String, walk: impl FnOnce(&mut Self)) {
        self.path.push(step);
        walk(self);
        self.path.pop();
    }

    pub(super) fn member(&mut self, container: &Shape, member: &Member, node: &Node) {
        let model = self.context.model;
        let Some(target) = model.target(member) else { return };
        let is_nullable = is_nullable(container, member);
        if node.is_null() {
            let is_collection = matches!(container.kind, Kind::List | Kind::Map);
            if is_nullable && (is_collection || self.check.allows_nulls) {
                return;
            }
            if !is_nullable {
                let message = match container.kind {
                    Kind::List | Kind::Map => format!("`{}` is not sparse and cannot contain `null`", container.id),
                    _ => format!("`{}` cannot be `null`", member.id),
                };
                self.fault(node, message);
                if self.check.allows_nulls {
                    return;
                }
            }
        }
        timestamps::member(self, member, target, node);
        constraints::check(self, &member.id, &member.traits, target, node);
        self.shape(target, Some(member), node);
    }

    /// Checks a value against a shape; `referring` is the member by which it was reached.
    fn shape(&mut self, shape: &Shape, referring: Option<&Member>, node: &Node) {
        timestamps::shape(self, shape, referring, node);
        if !self.fits(shape, node) {
            return;
        }
        constraints::check(self, &shape.id, &shape.traits, shape, node);
        constraints::enumeration(self, shape, node);
        match (&shape.kind, &node.value) {
            (Kind::List, Value::Array(elements)) => {
                let Some(member) = shape.member("member") else { return };
                for (at, element) in elements.iter().enumerate() {
                    self.at(at.to_string(), |visit| visit.member(shape, member, element));
                }
            }
            (Kind::Map, Value::Object(entries)) => self.map(shape, entries),
            (Kind::Structure, Value::Object(entries)) => self.structure(shape, node, entries),
            (Kind::Union, Value::Object(entries)) => self.union(shape, node, entries),
            _ => {}
        }
    }

    fn map(&mut self, shape: &Shape, entries: &[Entry]) {
        for entry in entries {
            if let Some(member) = shape.member("key") {
                let key = Node { place: entry.place(), value: Value::String(entry.key.clone()) };
                self.at(format!("{} (map-key)", entry.key), |visit| visit.member(shape, member, &key));
            }
            if let Some(member) = shape.member("value") {
                self.at(entry.key.to_string(), |visit| visit.member(shape, member, &entry.value));
            }
        }
    }

    fn structure(&mut self, shape: &Shape, node: &Node, entries: &[Entry]) {
        for entry in entries {
            if let Some(member) = shape.member(&entry.key) {
                self.at(entry.key.to_string(), |visit| visit.member(shape, member, &entry.value));
                continue;
            }
            let message = format!("`{}` has no member `{}`", shape.id, clip(&entry.key));
            let mut diagnostic = self.diagnostic(&entry.value, &message).with_severity(Severity::Warning);
            diagnostic.place = diagnostic.place.to_key();
            let diagnostic = diagnostic.with_event_suffix(format_args!("UnknownMember.{}.{}", shape.id, entry.key));
            self.context.push(diagnostic.did_you_mean(&entry.key, shape.members.iter().map(Member::name)));
        }
        for member in shape.members.iter().filter(|member| member.traits.required()) {
            if !entries.iter().any(|entry| *entry.key == *member.name()) {
                self.broken(node, format!("the required member `{}` of `{}` is missing", member.name(), shape.id));
            }
        }
    }

    fn union(&mut self, shape: &Shape, node: &Node, entries: &[Entry]) {
        let entry = match entries {
            [entry] => entry,
            // Smithy lets it pass.
            [] => return,
            _ => return self.fault(node, format!("a value of the union `{}` has only one member", shape.id)),
        };
        match shape.member(&entry.key) {
            Some(member) => self.at(entry.key.to_string(), |visit| visit.member(shape, member, &entry.value)),
            None => self.fault(&entry.value, format!("`{}` has no member `{}`", shape.id, clip(&entry.key))),
        }
    }

    /// Whether the value has the type of the shape; if it has not, that is reported.
    fn fits(&mut self, shape: &Shape, node: &Node) -> bool {
        let expected = match (&shape.kind, &node.value) {
            (kind, Value::Number(number)) if kind.is_integer() => return self.integer(shape, node, number),
            (Kind::Float | Kind::Double, Value::String(text)) => {
                let is_known = matches!(&**text, "NaN" | "Infinity" | "-Infinity");
                if !is_known {
                    let message = format!("`{}` is a number, `NaN`, `Infinity` or `-Infinity`", shape.id);
                    self.fault(node, message);
                }
                return is_known;
            }
            (kind, Value::Number(_)) if kind.is_number() => return true,
            (Kind::Blob, Value::String(_)) => {
                let is_valid = !self.check.needs_base64 || node.as_base64().is_some();
                if !is_valid {
                    self.fault(node, format!("the value of the blob `{}` is not base64", shape.id));
                }
                return is_valid;
            }
            (Kind::Boolean, Value::Bool(_))
            | (Kind::String | Kind::Enum, Value::String(_))
            | (Kind::List, Value::Array(_))
            | (Kind::Map | Kind::Structure | Kind::Union, Value::Object(_))
            | (Kind::Document | Kind::Timestamp, _)
            | (Kind::Operation(_) | Kind::Service(_) | Kind::Resource(_), _) => return true,
            (Kind::Boolean, _) => "a boolean",
            (Kind::Blob | Kind::String | Kind::Enum, _) => "a string",
            (Kind::List, _) => "an array",
            (Kind::Map | Kind::Structure | Kind::Union, _) => "an object",
            _ => "a number",
        };
        if !(node.is_null() && self.check.allows_nulls) {
            let message = format!("{expected} is expected for the {} `{}`", shape.kind.name(), shape.id);
            let diagnostic = self.diagnostic(node, &message).label(format!("this is {}", node.describe()));
            self.context.push(diagnostic);
        }
        false
    }

    fn integer(&mut self, shape: &Shape, node: &Node, number: &Number) -> bool {
        let kind = shape.kind.name();
        let is_fraction = matches!(number, Number::Decimal(text) if text.contains(['.', 'e', 'E']));
        if is_fraction {
            self.fault(node, format!("the {kind} `{}` has neither fraction nor exponent", shape.id));
            return false;
        }
        let limits = shape.kind.limits();
        let is_within =
            limits.as_ref().is_none_or(|limits| number.as_i64().is_some_and(|value| limits.contains(&value)));
        if !is_within {
            self.fault(node, format!("{number} is beyond the range of the {kind} `{}`", shape.id));
        }
        is_within
    }
}

/// Whether a client takes `null` for the value of a member (Smithy 2.0, "Optionality").
fn is_nullable(container: &Shape, member: &Member) -> bool {
    let traits = &member.traits;
    match container.kind {
        Kind::List => container.traits.sparse(),
        Kind::Map => container.traits.sparse() && member.name() == "value",
        Kind::Structure => {
            let has_default = traits.default_value().is_some_and(|value| !value.is_null());
            traits.client_optional() || container.traits.input() || !(traits.required() || has_default)
        }
        _ => false,
    }
}
