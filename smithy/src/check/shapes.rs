//! Members of structures, unions and enums.

use std::collections::HashMap;
use std::hash::Hash;

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::traits::{EnumDefinition, EnumValue};
use crate::model::{Kind, Shape};

impl<'m> Checker<'m> {
    /// Checks the members of a shape against each other.
    pub(super) fn members(&mut self, shape: &'m Shape) {
        match shape.kind {
            Kind::Structure => self.wire_names(shape),
            Kind::Union => {
                self.not_empty(shape);
                self.wire_names(shape);
            }
            Kind::Enum | Kind::IntEnum => {
                self.not_empty(shape);
                self.enum_values(shape);
            }
            _ => {}
        }
        let folded = shape.members.iter().map(|member| (member.name().to_ascii_lowercase(), member));
        for (first, second) in repeated(folded) {
            // Enums of real models hold values that differ in case only.
            if matches!(shape.kind, Kind::Structure | Kind::Union) {
                let message = format!("members `{}` and `{}` differ only in case", first.name(), second.name());
                self.find(Code::MEMBER_CASE, &second.id, second.place, message);
            }
        }
        if let Some(definitions) = shape.traits.enum_definitions() {
            self.enum_definitions(shape, definitions);
        }
    }

    fn not_empty(&mut self, shape: &Shape) {
        if shape.members.is_empty() {
            let code = if matches!(shape.kind, Kind::Union) { Code::EMPTY_UNION } else { Code::EMPTY_ENUM };
            self.find(code, &shape.id, shape.place, format!("{} `{}` has no members", shape.kind.name(), shape.id));
        }
    }

    /// The names of members in JSON must be distinct.
    fn wire_names(&mut self, shape: &'m Shape) {
        let named = shape.members.iter().map(|member| {
            let name = member.traits.json_name().unwrap_or(member.name());
            (name, member)
        });
        for (first, second) in repeated(named) {
            let place = second.traits.place_of("smithy.api#jsonName", second.place);
            let message = format!("members `{}` and `{}` have the same name in JSON", first.name(), second.name());
            let other = first.traits.place_of("smithy.api#jsonName", first.place);
            let diagnostic = Diagnostic::new(Code::JSON_NAME, place, message).about(&second.id);
            self.report.push(diagnostic.related(other, "first member"));
        }
    }

    /// (Smithy 2.0, "enum", "intEnum".)
    fn enum_values(&mut self, shape: &'m Shape) {
        let is_int = matches!(shape.kind, Kind::IntEnum);
        let mut values = Vec::new();
        for member in &shape.members {
            let place = member.traits.place_of("smithy.api#enumValue", member.place);
            match member.traits.enum_value() {
                None if member.traits.has("smithy.api#enumValue") => {}
                None if is_int => {
                    let message = format!("member `{}` of an intEnum has no value", member.name());
                    let help = "apply the trait `smithy.api#enumValue` with an integer";
                    self.report.push(Diagnostic::new(Code::ENUM_VALUE, place, message).about(&member.id).help(help));
                }
                None => values.push((EnumValue::Text(member.name().into()), (&member.id, place))),
                Some(EnumValue::Text(_)) if is_int => {
                    self.find(
                        Code::ENUM_VALUE,
                        &member.id,
                        place,
                        "the value of a member of an intEnum must be an integer",
                    );
                }
                Some(EnumValue::Integer(_)) if !is_int => {
                    self.find(Code::ENUM_VALUE, &member.id, place, "the value of a member of an enum must be a string");
                }
                Some(EnumValue::Text(text)) if text.is_empty() => {
                    self.find(
                        Code::ENUM_VALUE,
                        &member.id,
                        place,
                        "the value of a member of an enum must not be empty",
                    );
                }
                Some(value) => values.push((value.clone(), (&member.id, place))),
            }
        }
        for ((_, first), (id, place)) in repeated(values.into_iter()) {
            let message = format!("`{}` has two members with this value", shape.id);
            let diagnostic = Diagnostic::new(Code::ENUM_VALUE, place, message).about(id);
            self.report.push(diagnostic.related(first, "first member"));
        }
    }

    /// (Smithy 2.0, "enum trait".)
    fn enum_definitions(&mut self, shape: &'m Shape, definitions: &'m [EnumDefinition]) {
        let values = definitions.iter().map(|definition| (&definition.value, definition.place));
        for (first, place) in repeated(values) {
            let message = "an earlier entry of the enum has the same value";
            let diagnostic = Diagnostic::new(Code::ENUM_TRAIT, place, message).about(&shape.id);
            self.report.push(diagnostic.related(first, "first entry"));
        }
        let names = definitions.iter().filter_map(|definition| Some((definition.name.as_ref()?, definition.place)));
        for (first, place) in repeated(names) {
            let message = "an earlier entry of the enum has the same name";
            let diagnostic = Diagnostic::new(Code::ENUM_TRAIT, place, message).about(&shape.id);
            self.report.push(diagnostic.related(first, "first entry"));
        }
        let named = definitions.iter().filter(|definition| definition.name.is_some()).count();
        if named > 0
            && let Some(nameless) = definitions.iter().find(|definition| definition.name.is_none())
        {
            let message = "this entry has no name, but other entries of the enum have one";
            self.find(Code::ENUM_NAMES, &shape.id, nameless.place, message);
        }
    }
}

/// Each item whose key an earlier item has, together with the first such item.
fn repeated<K: Eq + Hash, T: Copy>(items: impl Iterator<Item = (K, T)>) -> Vec<(T, T)> {
    let mut seen: HashMap<K, T> = HashMap::new();
    let mut pairs = Vec::new();
    for (key, item) in items {
        match seen.get(&key) {
            Some(first) => pairs.push((*first, item)),
            None => drop(seen.insert(key, item)),
        }
    }
    pairs
}
