//! The constraints that an input breaks, found by other code than the generated crates': over JSON and the model, with
//! patterns in an engine of ECMA 262, in whose dialect they are written (Smithy 2.0, "pattern trait").

use serde_json::{Value, json};
use shapewright_codegen::tools::ServiceConfig;
use shapewright_smithy::model::traits::EnumValue;
use shapewright_smithy::model::{Kind, Member, Model, Shape, Traits};

use super::allowances::below;
use super::forms::key;

/// Finds the constraints that values break.
pub(crate) struct Constraints<'m> {
    pub(crate) model: &'m Model,
    pub(crate) config: &'m ServiceConfig,
}

impl Constraints<'_> {
    /// All broken constraints of a structure's value, in the form that the program reads.
    pub(crate) fn violations(&self, shape: &Shape, value: &Value) -> Vec<Value> {
        let mut found = Vec::new();
        self.structure(shape, value, "", &mut found);
        found
    }

    fn structure(&self, shape: &Shape, value: &Value, path: &str, found: &mut Vec<Value>) {
        for member in shape.members.iter() {
            let path = below(path, member.name());
            match value.get(key(member)).filter(|value| !value.is_null()) {
                Some(value) => self.member(member, value, &path, found),
                None if matches!(shape.kind, Kind::Structure) && self.is_missed(member) => {
                    found.push(violation(&path, "required", true));
                }
                None => {}
            }
        }
    }

    /// Whether the absence of a member breaks a constraint: streams may be empty, and servers fill in defaults.
    fn is_missed(&self, member: &Member) -> bool {
        let has_default = member.traits.default_value().is_some_and(|default| !default.is_null());
        let is_stream = self.model.target(member).is_some_and(|target| target.traits.streaming());
        member.traits.required() && !has_default && !is_stream
    }

    fn member(&self, member: &Member, value: &Value, path: &str, found: &mut Vec<Value>) {
        let Some(shape) = self.model.target(member).filter(|shape| !shape.traits.streaming()) else {
            return;
        };
        self.own(member, shape, value, path, found);
        match (&shape.kind, value) {
            (Kind::Structure | Kind::Union, _) => self.structure(shape, value, path, found),
            (Kind::List, Value::Array(items)) => {
                let content = shape.member("member");
                for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.is_null()) {
                    content.into_iter().for_each(|member| {
                        self.member(member, item, &format!("{path}/{index}"), found);
                    });
                }
            }
            (Kind::Map, Value::Object(entries)) => {
                for (name, item) in entries {
                    // A key is reported by the place of its map.
                    if let Some(member) = shape.member("key") {
                        self.member(member, &json!(name), path, found);
                    }
                    if let Some(member) = shape.member("value").filter(|_| !item.is_null()) {
                        self.member(member, item, &below(path, name), found);
                    }
                }
            }
            _ => {}
        }
    }

    /// The constraints on a value itself; those of a member replace those of its target.
    fn own(&self, member: &Member, shape: &Shape, value: &Value, path: &str, found: &mut Vec<Value>) {
        let traits = [&member.traits, &shape.traits];
        if let Some(length) = traits.iter().find_map(|traits| traits.length())
            && let Some(actual) = length_of(shape, value)
            && (length.min.is_some_and(|min| actual < min) || length.max.is_some_and(|max| actual > max))
        {
            found.push(violation(path, "length", true));
        }
        if let Some(range) = traits.iter().find_map(|traits| traits.range())
            && let Some(actual) = value.as_f64()
        {
            let bound = |bound: Option<String>| bound.and_then(|bound| bound.parse::<f64>().ok());
            let min = bound(range.min.as_ref().map(ToString::to_string));
            let max = bound(range.max.as_ref().map(ToString::to_string));
            if min.is_some_and(|min| actual < min) || max.is_some_and(|max| actual > max) {
                found.push(violation(path, "range", true));
            }
        }
        if let (Some(pattern), Some(text)) = (self.pattern(traits), value.as_str()) {
            found.extend(pattern_violation(pattern, text, path));
        }
        if traits.iter().any(|traits| traits.unique_items())
            && let Value::Array(items) = value
            && items.iter().enumerate().any(|(index, item)| items[..index].contains(item))
        {
            found.push(violation(path, "uniqueItems", true));
        }
        if !is_known(shape, value) {
            found.push(violation(path, "enum", true));
        }
    }

    /// The pattern, unless the crate does not check it.
    fn pattern<'t>(&self, traits: [&'t Traits; 2]) -> Option<&'t str> {
        let pattern = traits.iter().find_map(|traits| traits.pattern())?;
        (!self.config.patterns.contains_key(pattern)).then_some(pattern)
    }
}

fn violation(path: &str, constraint: &str, sure: bool) -> Value {
    json!({ "path": path, "constraint": constraint, "sure": sure })
}

/// A pattern that is not written in the dialect of ECMA 262 is not judged.
fn pattern_violation(pattern: &str, text: &str, path: &str) -> Option<Value> {
    match regress::Regex::with_flags(pattern, "u") {
        Ok(regex) => regex.find(text).is_none().then(|| violation(path, "pattern", true)),
        Err(_) => Some(violation(path, "pattern", false)),
    }
}

/// The length as the trait counts it: characters, bytes, items, entries.
fn length_of(shape: &Shape, value: &Value) -> Option<u64> {
    let length = match (&shape.kind, value) {
        (Kind::Blob, Value::String(text)) => {
            use base64::Engine as _;
            base64::engine::general_purpose::STANDARD.decode(text).ok()?.len()
        }
        (_, Value::String(text)) => text.chars().count(),
        (_, Value::Array(items)) => items.len(),
        (_, Value::Object(entries)) => entries.len(),
        _ => return None,
    };
    u64::try_from(length).ok()
}

/// Whether an enumeration has a value; anything is fine where there is none.
fn is_known(shape: &Shape, value: &Value) -> bool {
    if let (Some(definitions), Some(text)) = (shape.traits.enum_definitions(), value.as_str()) {
        return definitions.iter().any(|one| &*one.value == text);
    }
    let mut values = shape.members.iter().filter_map(|member| member.traits.enum_value());
    match (&shape.kind, value) {
        (Kind::Enum, Value::String(text)) => values.any(|one| *one == EnumValue::Text(text.as_str().into())),
        (Kind::IntEnum, Value::Number(number)) => {
            let integer = number.as_i64().and_then(|number| i32::try_from(number).ok());
            values.any(|one| integer.is_some_and(|integer| *one == EnumValue::Integer(integer)))
        }
        _ => true,
    }
}
