//! Schemas that are written where they are used: of simple types, lists and maps.

use super::super::Version;
use super::super::object::Object;
use super::super::pattern::ecma;
use super::Schemas;
use super::version::number;
use crate::bindings::{Format, Location, format, media_type};
use crate::model::traits::{Length, TimestampFormat};
use crate::model::{Kind, Member, Node, Shape, Traits, Value};

impl<'m> Schemas<'m> {
    /// The schema itself of values of a shape; constraints of the member take the place of the shape's.
    pub(super) fn inline(&mut self, target: &'m Shape, member: Option<&'m Member>, location: Location<'_>) -> Object {
        let constraints = Constraints { target, member };
        match target.kind {
            Kind::Blob => self.blob(&constraints),
            Kind::Boolean => of_type("boolean", None),
            Kind::String => self.string(&constraints, location),
            Kind::Byte => constraints.number(of_type("integer", Some("int8")), Some((-128, 127))),
            Kind::Short => constraints.number(of_type("integer", Some("int16")), Some((-32768, 32767))),
            Kind::Integer => constraints.number(of_type("integer", Some("int32")), None),
            Kind::Long => constraints.number(of_type("integer", Some("int64")), None),
            Kind::BigInteger => constraints.number(of_type("integer", None), None),
            Kind::Float => constraints.number(of_type("number", Some("float")), None),
            Kind::Double => constraints.number(of_type("number", Some("double")), None),
            Kind::BigDecimal => constraints.number(of_type("number", None), None),
            Kind::Timestamp => timestamp(self.timestamp_format(target, member, location)),
            Kind::Document => Object::new(),
            Kind::List => self.list(target, &constraints, location),
            Kind::Map => self.map(target, &constraints, location),
            // The others are components; only a model with errors has members that target a service.
            _ => Object::new(),
        }
    }

    fn timestamp_format(&self, target: &Shape, member: Option<&Member>, location: Location<'_>) -> TimestampFormat {
        match member.map(|member| format(self.protocol, location, member, target)) {
            Some(Format::Timestamp(format)) => format,
            _ => {
                let own = target.traits.timestamp_format().copied();
                own.unwrap_or(location.default_timestamp(self.protocol))
            }
        }
    }

    /// Lengths count bytes, of which base64 makes four characters for three.
    fn blob(&self, constraints: &Constraints<'_>) -> Object {
        let mut schema = self.version.base64();
        let encoded = |bytes: u64| bytes.div_ceil(3).saturating_mul(4);
        let length = constraints.length();
        schema.put_some("minLength", length.and_then(|length| length.min).map(encoded).filter(|min| *min > 0));
        schema.put_some("maxLength", length.and_then(|length| length.max).map(encoded));
        schema
    }

    fn string(&self, constraints: &Constraints<'_>, location: Location<'_>) -> Object {
        let Constraints { target, member } = constraints;
        let is_encoded = member.is_some_and(|member| format(self.protocol, location, member, target) == Format::Base64);
        let media_type = match member {
            Some(member) => media_type(member, target),
            None => target.traits.media_type(),
        };
        let mut schema = if is_encoded { self.version.base64() } else { of_type("string", None) };
        if self.version == Version::V3_1 {
            schema.put_some("contentMediaType", media_type);
        }
        if is_encoded {
            // The constraints are about what is encoded.
            return schema;
        }
        if constraints.any(Traits::sensitive) {
            schema.put("format", "password");
        }
        constraints.put_length(&mut schema, ["minLength", "maxLength"]);
        // Labels cannot be empty.
        if location == Location::Label && schema.get("minLength").is_none() {
            schema.put("minLength", 1u64);
        }
        match constraints.find(Traits::pattern).map(|pattern| (pattern, ecma(pattern))) {
            Some((_, Some(pattern))) => schema.put("pattern", pattern),
            // Those who read the document may know the dialect.
            Some((pattern, None)) => schema.put("x-pattern", pattern),
            None => {}
        }
        schema
    }

    fn list(&mut self, list: &'m Shape, constraints: &Constraints<'_>, location: Location<'_>) -> Object {
        let items = list.member("member").map(|member| self.item(list, member, location)).unwrap_or_default();
        let mut schema = of_type("array", None).with("items", items);
        constraints.put_length(&mut schema, ["minItems", "maxItems"]);
        if constraints.any(Traits::unique_items) {
            schema.put("uniqueItems", true);
        }
        schema
    }

    fn map(&mut self, map: &'m Shape, constraints: &Constraints<'_>, location: Location<'_>) -> Object {
        let mut schema = of_type("object", None);
        if let (Version::V3_1, Some(key)) = (self.version, map.member("key"))
            && let Some(target) = self.model.target(key)
        {
            let names = self.value(target, Some(key), location);
            if names.has("$ref") || ["pattern", "minLength", "maxLength"].iter().any(|keyword| names.has(keyword)) {
                schema.put("propertyNames", names);
            }
        }
        let values = map.member("value").map(|member| self.item(map, member, location)).unwrap_or_default();
        schema.put("additionalProperties", values);
        constraints.put_length(&mut schema, ["minProperties", "maxProperties"]);
        schema
    }

    /// The schema of what a list or map holds.
    fn item(&mut self, collection: &Shape, member: &'m Member, location: Location<'_>) -> Object {
        let item = self.member(member, location);
        if collection.traits.sparse() { self.version.nullable(item) } else { item }
    }
}

/// The constraints of a member and its target.
struct Constraints<'m> {
    target: &'m Shape,
    member: Option<&'m Member>,
}

impl<'m> Constraints<'m> {
    /// The value of a trait on the member, or else on its target.
    fn find<T>(&self, get: impl Fn(&'m Traits) -> Option<T>) -> Option<T> {
        self.member.and_then(|member| get(&member.traits)).or_else(|| get(&self.target.traits))
    }

    /// Whether the member or its target has a trait.
    fn any(&self, has: impl Fn(&'m Traits) -> bool) -> bool {
        self.find(|traits| has(traits).then_some(())).is_some()
    }

    fn length(&self) -> Option<&'m Length> {
        self.find(Traits::length)
    }

    fn put_length(&self, schema: &mut Object, [min, max]: [&str; 2]) {
        let length = self.length();
        schema.put_some(min, length.and_then(|length| length.min).filter(|length| *length > 0));
        schema.put_some(max, length.and_then(|length| length.max));
    }

    /// A schema of numbers with its bounds. `limits` are those of a type whose format few tools know.
    fn number(&self, mut schema: Object, limits: Option<(i64, i64)>) -> Object {
        let range = self.find(Traits::range);
        let (min, max) = limits.unzip();
        let limit = |limit: i64| number(&limit.into());
        schema.put_some("minimum", range.and_then(|range| range.min.as_ref()).map(number).or(min.map(limit)));
        schema.put_some("maximum", range.and_then(|range| range.max.as_ref()).map(number).or(max.map(limit)));
        schema
    }
}

fn of_type(name: &str, format: Option<&str>) -> Object {
    let mut schema = Object::new().with("type", name);
    schema.put_some("format", format);
    schema
}

fn timestamp(format: TimestampFormat) -> Object {
    match format {
        TimestampFormat::DateTime => of_type("string", Some("date-time")),
        TimestampFormat::HttpDate => of_type("string", Some("http-date")),
        TimestampFormat::EpochSeconds => {
            let limit = |limit: i64| number(&limit.into());
            of_type("number", Some("double")).with("minimum", limit(-SECONDS)).with("maximum", limit(SECONDS))
        }
    }
}

/// The seconds before and after 1970 that servers take: what 64 bits hold in milliseconds, as most languages have it.
const SECONDS: i64 = i64::MAX / 1_000 - 1;

/// A schema that allows these values only.
pub(super) fn of_values(name: &str, values: Vec<Node>) -> Object {
    of_type(name, None).with("enum", Node::synthetic(Value::Array(values)))
}
