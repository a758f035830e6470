//! Which constraints a value that the model writes down breaks: what generated checks would report of it.

use crate::codes;
use std::cell::RefCell;
use std::collections::HashMap;

use super::checks::Checks;
use super::closure::{content, members};
use super::constraints::Subject;
use super::literal::{Dialect, literal};
use super::presence::{Absence, is_token};
use super::types::{Facts, enum_entries};
use crate::pattern::Tester;
use shapewright_smithy::diagnostics::{Diagnostic, Place};
use shapewright_smithy::model::traits::EnumValue;
use shapewright_smithy::model::{Decimal, Entry, Kind, Member, Node, Number, Shape, ShapeId, Value};

/// Judges the values of a service.
pub(super) struct Judge<'r, 'm> {
    facts: &'r Facts<'m>,
    checks: &'r Checks<'m>,
    /// By the shape or member that bears the pattern; compiled when needed.
    patterns: RefCell<HashMap<&'m ShapeId, Tester>>,
}

impl<'r, 'm> Judge<'r, 'm> {
    pub(super) fn new(facts: &'r Facts<'m>, checks: &'r Checks<'m>) -> Self {
        Self { facts, checks, patterns: RefCell::default() }
    }

    /// The first constraint that an example's message breaks, in itself or below, told at its place; the message must
    /// have become a [`literal`]. The defaults that a server puts into an input are judged, too.
    pub(super) fn violation(&self, shape: &Shape, node: &Node) -> Option<Diagnostic> {
        let shape = self.facts.closure.shape(&shape.id)?;
        let is_input = self.facts.closure.is_input(shape);
        Walk { judge: self, dialect: Dialect::Example, is_input }.value(Subject::shape(shape), node, &Path::Root)
    }

    fn matches(&self, bearer: &'m ShapeId, text: &str) -> bool {
        let Some(matcher) = self.checks.matcher(bearer) else { return true };
        let mut patterns = self.patterns.borrow_mut();
        patterns.entry(bearer).or_insert_with(|| Tester::new(matcher)).is_match(text)
    }
}

struct Walk<'w, 'r, 'm> {
    judge: &'w Judge<'r, 'm>,
    dialect: Dialect,
    /// Whether the whole value is an input.
    is_input: bool,
}

/// The way to a value.
enum Path<'p> {
    Root,
    Step(&'p Path<'p>, &'p dyn std::fmt::Display),
}

impl std::fmt::Display for Path<'_> {
    /// A JSON Pointer (RFC 6901), but for escapes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Step(parent, step) => write!(f, "{parent}/{step}"),
        }
    }
}

impl<'m> Walk<'_, '_, 'm> {
    fn value(&self, subject: Subject<'m>, node: &Node, at: &Path<'_>) -> Option<Diagnostic> {
        if node.is_null() || subject.shape.traits.streaming() {
            return None;
        }
        if let Some(broken) = self.own(subject, node) {
            return Some(Diagnostic::new(codes::VALUE, node.place, format!("`{at}` {broken}")));
        }
        self.below(subject.shape, node, at)
    }

    /// What is wrong with the value itself.
    fn own(&self, subject: Subject<'m>, node: &Node) -> Option<&'static str> {
        let is_short = |length: usize| {
            let length = length as u64;
            subject
                .length()
                .is_some_and(|one| one.min.is_some_and(|min| length < min) || one.max.is_some_and(|max| length > max))
        };
        let text = node.as_str().filter(|_| subject.shape.kind.is_string());
        if self.length(subject.shape, node).is_some_and(is_short) {
            return Some("breaks the constraint `smithy.api#length`");
        }
        if let (Some(text), Some((bearer, _))) = (text, subject.pattern())
            && !self.judge.matches(bearer, text)
        {
            return Some("breaks the constraint `smithy.api#pattern`");
        }
        if subject.range().is_some_and(|range| !is_within(node, range.min.as_ref(), range.max.as_ref())) {
            return Some("breaks the constraint `smithy.api#range`");
        }
        if subject.unique_items() && self.repeats(subject.shape, node) {
            return Some("breaks the constraint `smithy.api#uniqueItems`");
        }
        let entries = enum_entries(subject.shape).filter(|_| subject.is_enumeration());
        if let (Some(text), Some(entries)) = (text, entries)
            && !entries.iter().any(|entry| entry.value == text)
        {
            return Some("is not a value of its enum");
        }
        if matches!(subject.shape.kind, Kind::IntEnum) && !has_integer(subject.shape, node) {
            return Some("is not a value of its enum");
        }
        None
    }

    fn length(&self, shape: &Shape, node: &Node) -> Option<usize> {
        Some(match &node.value {
            Value::String(_) if matches!(shape.kind, Kind::Blob) => self.dialect.bytes(node)?.len(),
            Value::String(text) => text.chars().count(),
            Value::Array(items) => items.len(),
            Value::Object(entries) => entries.len(),
            _ => return None,
        })
    }

    /// Whether a list has two equal items, as values and not as text.
    fn repeats(&self, list: &'m Shape, node: &Node) -> bool {
        let Some(item) = content(list).map(|member| self.judge.facts.closure.target(member)) else { return false };
        let items = node.as_array().unwrap_or_default().iter();
        let items: Vec<_> = items.filter_map(|node| literal(self.judge.facts, item, node, self.dialect).ok()).collect();
        items.iter().enumerate().any(|(index, item)| items[..index].contains(item))
    }

    /// What is wrong with the values in a value.
    fn below(&self, shape: &'m Shape, node: &Node, at: &Path<'_>) -> Option<Diagnostic> {
        let subject = |member: &'m Member| self.judge.facts.subject(member);
        match (&shape.kind, &node.value) {
            (Kind::List, Value::Array(items)) => {
                let member = content(shape)?;
                let mut items = items.iter().enumerate();
                items.find_map(|(index, item)| self.value(subject(member), item, &Path::Step(at, &index)))
            }
            (Kind::Map, Value::Object(entries)) => {
                let (key, member) = (shape.member("key")?, content(shape)?);
                entries.iter().find_map(|Entry { key: text, value }| {
                    let key_node = Node { place: value.place.to_key(), value: Value::String(text.clone()) };
                    let of_key = self.value(subject(key), &key_node, at);
                    of_key.or_else(|| self.value(subject(member), value, &Path::Step(at, text)))
                })
            }
            (Kind::Union, Value::Object(_)) => members(shape).find_map(|member| {
                let value = node.get(member.name())?;
                self.value(subject(member), value, &Path::Step(at, &member.name()))
            }),
            (Kind::Structure, Value::Object(_)) => members(shape).find_map(|member| {
                let at = Path::Step(at, &member.name());
                match node.get(member.name()).filter(|value| !value.is_null()) {
                    Some(value) => self.value(subject(member), value, &at),
                    None => self.absent(shape, member, node.place, &at),
                }
            }),
            _ => None,
        }
    }

    /// What is wrong with leaving a member of a structure out.
    fn absent(&self, shape: &'m Shape, member: &'m Member, place: Place, at: &Path<'_>) -> Option<Diagnostic> {
        let facts = self.judge.facts;
        let plan = facts.plan(shape, member);
        let target = facts.closure.target(member);
        if plan.checked && !is_token(facts.closure.is_input(shape), member, target) {
            return Some(Diagnostic::new(codes::VALUE, place, format!("the required member `{at}` is missing")));
        }
        match plan.absence {
            Absence::Default(value) | Absence::OptionalDefault(value, _) if self.is_input => {
                let default = Walk { dialect: Dialect::Default, ..*self };
                default.value(facts.subject(member), value, at).map(|fault| Diagnostic { place, ..fault })
            }
            _ => None,
        }
    }
}

/// Whether an enum of integers has the value.
fn has_integer(shape: &Shape, node: &Node) -> bool {
    let value = node.as_number().and_then(Number::as_i64);
    let mut values = shape.members.iter().filter_map(|member| member.traits.enum_value());
    values.any(|one| matches!(one, EnumValue::Integer(one) if Some(i64::from(*one)) == value))
}

/// Whether a number is between two; NaN is not.
fn is_within(node: &Node, min: Option<&Decimal>, max: Option<&Decimal>) -> bool {
    match &node.value {
        Value::Number(number) => {
            let number = &Decimal::from(number);
            min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)
        }
        Value::String(text) => match &**text {
            "Infinity" => max.is_none(),
            "-Infinity" => min.is_none(),
            _ => false,
        },
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, resolved};

    fn shapes(example: &str) -> String {
        format!(
            r##""t#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "t#Put" }}],
                "traits": {{ "aws.protocols#restJson1": {{}} }} }},
            "t#Put": {{ "type": "operation", "input": {{ "target": "t#In" }}, "output": {{ "target": "t#Out" }},
                "errors": [{{ "target": "t#Full" }}], "traits": {{ "smithy.api#examples": [{example}],
                "smithy.api#http": {{ "method": "PUT", "uri": "/" }} }} }},
            "t#In": {{ "type": "structure", "traits": {{ "smithy.api#input": {{}} }}, "members": {{
                "name": {{ "target": "t#Name" }},
                "key": {{ "target": "smithy.api#String",
                    "traits": {{ "smithy.api#required": {{}}, "smithy.api#clientOptional": {{}} }} }},
                "token": {{ "target": "smithy.api#String",
                    "traits": {{ "smithy.api#required": {{}}, "smithy.api#idempotencyToken": {{}} }} }},
                "size": {{ "target": "smithy.api#Integer",
                    "traits": {{ "smithy.api#default": 1, "smithy.api#range": {{ "max": 9 }} }} }},
                "bytes": {{ "target": "smithy.api#Blob", "traits": {{ "smithy.api#length": {{ "max": 2 }} }} }},
                "ratio": {{ "target": "smithy.api#Double", "traits": {{ "smithy.api#range": {{ "min": 0 }} }} }},
                "times": {{ "target": "t#Times" }}, "map": {{ "target": "t#Map" }}, "either": {{ "target": "t#Either" }} }} }},
            "t#Out": {{ "type": "structure", "members": {{ "name": {{ "target": "t#Name" }},
                "size": {{ "target": "smithy.api#Integer",
                    "traits": {{ "smithy.api#default": 0, "smithy.api#range": {{ "min": 1 }} }} }} }} }},
            "t#Full": {{ "type": "structure", "members": {{ "name": {{ "target": "t#Name" }} }},
                "traits": {{ "smithy.api#error": "client" }} }},
            "t#Name": {{ "type": "string",
                "traits": {{ "smithy.api#length": {{ "max": 3 }}, "smithy.api#pattern": "^[a-z]+$" }} }},
            "t#Times": {{ "type": "list", "member": {{ "target": "smithy.api#Timestamp" }},
                "traits": {{ "smithy.api#uniqueItems": {{}}, "smithy.api#length": {{ "min": 1 }} }} }},
            "t#Map": {{ "type": "map", "key": {{ "target": "t#Color" }}, "value": {{ "target": "t#Name" }},
                "traits": {{ "smithy.api#sparse": {{}} }} }},
            "t#Either": {{ "type": "union", "members": {{ "name": {{ "target": "t#Name" }} }} }},
            "t#Color": {{ "type": "enum", "members": {{ "RED": {{ "target": "smithy.api#Unit" }} }} }}"##
        )
    }

    /// Whether an example with this input, which lacks only what it must, is kept, or why it is not.
    fn verdict(example: &str) -> Option<String> {
        let found = faults(&shapes(example), "");
        let found = found.iter().find_map(|fault| fault.strip_prefix("an example of `t#Put` is ignored: "));
        found.map(str::to_owned)
    }

    #[test]
    fn inputs_are_judged_as_servers_judge_them() {
        for (members, expected) in [
            (r#""name": "abc", "size": 9, "bytes": "YWI=", "times": [1, 2], "ratio": 0"#, None),
            (r#""map": { "RED": null }, "either": { "name": "a" }"#, None),
            (r#""name": "abcd""#, Some("`/name` breaks the constraint `smithy.api#length`")),
            (r#""name": "A""#, Some("`/name` breaks the constraint `smithy.api#pattern`")),
            (r#""size": 10"#, Some("`/size` breaks the constraint `smithy.api#range`")),
            (r#""bytes": "YWJj""#, Some("`/bytes` breaks the constraint `smithy.api#length`")),
            (r#""ratio": "NaN""#, Some("`/ratio` breaks the constraint `smithy.api#range`")),
            (r#""ratio": "-Infinity""#, Some("`/ratio` breaks the constraint `smithy.api#range`")),
            (r#""ratio": "Infinity""#, None),
            (r#""times": []"#, Some("`/times` breaks the constraint `smithy.api#length`")),
            (
                r#""times": [0, 1, "1970-01-01T00:00:00Z"]"#,
                Some("`/times` breaks the constraint `smithy.api#uniqueItems`"),
            ),
            (r#""map": { "RED": "A" }"#, Some("`/map/RED` breaks the constraint `smithy.api#pattern`")),
            (r#""map": { "BLUE": "a" }"#, Some("`/map` is not a value of its enum")),
            (r#""either": { "name": "A" }"#, Some("`/either/name` breaks the constraint `smithy.api#pattern`")),
        ] {
            let found = verdict(&format!(
                r#"{{ "title": "t", "input": {{ "key": "k", {members} }}, "output": {{ "size": 1 }} }}"#
            ));
            assert_eq!(found, expected.map(|reason| format!("in its input, {reason}")), "{members}");
        }
        let found = verdict(r#"{ "title": "t", "input": { "token": "t" }, "output": { "size": 1 } }"#);
        assert_eq!(found.as_deref(), Some("in its input, the required member `/key` is missing"));
    }

    #[test]
    fn outputs_and_errors_are_judged_without_their_defaults() {
        let of_error = |content: &str| {
            format!(
                r#"{{ "title": "t", "input": {{ "key": "k" }}, "error": {{ "shapeId": "t#Full", "content": {content} }} }}"#
            )
        };
        assert_eq!(verdict(r#"{ "title": "t", "input": { "key": "k" }, "output": {} }"#), None);
        let output = verdict(r#"{ "title": "t", "input": { "key": "k" }, "output": { "name": "A" } }"#);
        assert_eq!(output.as_deref(), Some("in its output, `/name` breaks the constraint `smithy.api#pattern`"));
        assert_eq!(verdict(&of_error(r#"{ "name": "a" }"#)), None);
        let error = verdict(&of_error(r#"{ "name": "A" }"#));
        assert_eq!(error.as_deref(), Some("in its error, `/name` breaks the constraint `smithy.api#pattern`"));
    }

    #[test]
    fn what_an_example_breaks_on_purpose_is_refused() {
        let error = r#""error": { "shapeId": "t#Full", "content": {} }, "allowConstraintErrors": true"#;
        for (members, expected) in
            [(r#""name": "A""#, "Refused"), (r#""name": "a""#, "Error {"), (r#""size": 10"#, "Refused")]
        {
            let service =
                resolved(&shapes(&format!(r#"{{ "title": "t", "input": {{ "key": "k", {members} }}, {error} }}"#)));
            let answer = format!("{:?}", service.operations[0].examples[0].answer);
            assert!(answer.starts_with(expected), "{members}: {answer}");
        }
        // Without an error there is nothing to allow.
        let found = verdict(
            r#"{ "title": "t", "input": { "key": "k", "name": "A" }, "output": {}, "allowConstraintErrors": true }"#,
        );
        assert_eq!(found.as_deref(), Some("in its input, `/name` breaks the constraint `smithy.api#pattern`"));
    }
}
