//! Samples of outputs and errors: values that keep the constraints of the model, in the serde form of their types.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use shapewright_codegen::tools::ServiceConfig;
use shapewright_smithy::model::traits::EnumValue;
use shapewright_smithy::model::{Kind, Member, Model, Operation, Shape, Traits};

use super::text::{Constraints, Random, text};
use crate::replay::{Constraints as Judge, key, time};

/// How many samples with optional members an operation has.
const FULL: u64 = 4;

/// Below this depth, only what is required is filled in.
const DEPTH: usize = 5;

/// A model whose required members need more has no finite value.
const DEEPEST: usize = 16;

/// The samples of a service, as the program reads them, and the operations and errors without any.
pub(super) fn samples(
    model: &Model,
    config: &ServiceConfig,
    operations: &[(&Shape, &Operation)],
) -> (Value, Vec<String>) {
    let (mut samples, mut without) = (Map::new(), Vec::new());
    let sampled = |shape: &Shape, wanted: std::ops::Range<u64>| -> Vec<Value> {
        let judge = Judge { model, config };
        let made = wanted.filter_map(|number| {
            let seed = shape.id.to_string().bytes().fold(number, |hash, byte| hash.wrapping_mul(31) ^ u64::from(byte));
            let mut sampler = Sampler { model, config, random: Random(seed), is_full: number > 0 };
            sampler.structure(shape, 0)
        });
        // A pattern that is not judged for its dialect has been judged with less strictness.
        let is_broken = |violation: &Value| violation.get("sure").and_then(Value::as_bool).unwrap_or(true);
        made.filter(|sample| !judge.violations(shape, sample).iter().any(is_broken)).collect()
    };
    for (shape, operation) in operations {
        let outputs = match model.shape(&operation.output.id).filter(|shape| matches!(shape.kind, Kind::Structure)) {
            Some(output) => sampled(output, 0..FULL + 1),
            None => vec![json!({})],
        };
        if outputs.is_empty() {
            without.push(shape.id.to_string());
        }
        let service = model.services().flat_map(|(_, service)| &service.errors);
        let errors = operation.errors.iter().chain(service).filter_map(|error| model.shape(&error.id));
        let errors: Vec<Value> = errors
            .flat_map(|error| sampled(error, 0..2).into_iter().map(|sample| json!([error.id.name(), sample])))
            .collect();
        samples.insert(shape.id.name().to_owned(), json!({ "outputs": outputs, "errors": errors }));
    }
    (Value::Object(samples), without)
}

struct Sampler<'m> {
    model: &'m Model,
    config: &'m ServiceConfig,
    random: Random,
    /// Whether optional members are filled in.
    is_full: bool,
}

impl<'m> Sampler<'m> {
    fn structure(&mut self, shape: &'m Shape, depth: usize) -> Option<Value> {
        let mut value = Map::new();
        for member in shape.members.iter() {
            let is_stream = self.model.target(member).is_some_and(|target| target.traits.streaming());
            // A status is needed, required or not.
            let is_required = member.traits.required() || member.traits.http_response_code();
            if is_stream || !(is_required || self.is_full && depth < DEPTH) {
                continue;
            }
            match self.member(member, depth) {
                Some(sample) => drop(value.insert(key(member).to_owned(), sample)),
                None if is_required => return None,
                None => {}
            }
        }
        Some(Value::Object(value))
    }

    fn member(&mut self, member: &'m Member, depth: usize) -> Option<Value> {
        let shape = self.model.target(member)?;
        if depth >= DEEPEST {
            return None;
        }
        if member.traits.http_response_code() {
            return Some(json!(200));
        }
        if member.traits.http_header().is_some_and(|name| name.eq_ignore_ascii_case("content-type")) {
            return Some(json!("application/octet-stream"));
        }
        let is_header = member.traits.http_header().is_some() || member.traits.http_prefix_headers().is_some();
        self.value(shape, [&member.traits, &shape.traits], is_header, depth + 1)
    }

    /// A value of a shape. The traits are those of the member, which come first, and of the shape.
    fn value(&mut self, shape: &'m Shape, traits: [&'m Traits; 2], is_header: bool, depth: usize) -> Option<Value> {
        Some(match &shape.kind {
            Kind::Boolean => json!(self.random.below(2) == 1),
            kind if kind.is_number() && !matches!(kind, Kind::IntEnum) => self.number(shape, traits),
            Kind::Timestamp => self.timestamp(traits),
            Kind::Document => {
                let any = [json!({ "any": [1, null, "text"] }), json!("text"), json!(1.5), json!([true, {}])];
                self.random.choice(&any)?.clone()
            }
            Kind::String => match traits.iter().find_map(|traits| traits.enum_definitions()) {
                Some(entries) => json!(self.random.choice(entries)?.value),
                None => json!(self.text(traits, is_header)?),
            },
            Kind::Blob => {
                let (min, max) = length(traits);
                json!(STANDARD.encode([0, 127, 255].repeat(min / 3 + 1).get(..min.max(2).min(max))?))
            }
            Kind::Enum | Kind::IntEnum => {
                let values: Vec<_> = shape.members.iter().filter_map(|member| member.traits.enum_value()).collect();
                match self.random.choice(&values)? {
                    EnumValue::Text(text) => json!(text),
                    EnumValue::Integer(value) => json!(value),
                }
            }
            Kind::List => self.list(shape, traits, is_header, depth)?,
            Kind::Map => self.map(shape, traits, is_header, depth)?,
            Kind::Structure => self.structure(shape, depth)?,
            Kind::Union => self.union(shape, depth)?,
            _ => return None,
        })
    }

    /// How many elements a list or map gets.
    fn count(&mut self, traits: [&Traits; 2], at_least: usize, depth: usize) -> usize {
        let (min, max) = length(traits);
        let more = if self.is_full && depth < DEPTH { self.random.below(3).max(1) } else { 0 };
        min.saturating_add(more).max(at_least).min(max)
    }

    fn list(&mut self, shape: &'m Shape, traits: [&'m Traits; 2], is_header: bool, depth: usize) -> Option<Value> {
        let content = shape.member("member")?;
        let target = self.model.target(content)?;
        let mut items: Vec<Value> = Vec::new();
        for _ in 0..self.count(traits, is_header.into(), depth) {
            // Without a value to be had, the list stays short; it is judged as a whole.
            let Some(item) = self.value(target, [&content.traits, &target.traits], is_header, depth + 1) else {
                break;
            };
            if !(shape.traits.unique_items() && items.contains(&item)) {
                items.push(item);
            }
        }
        if shape.traits.sparse() && self.random.below(2) == 1 && !items.is_empty() {
            let place = self.random.below(items.len());
            items.get_mut(place).into_iter().for_each(|item| *item = Value::Null);
        }
        Some(Value::Array(items))
    }

    fn map(&mut self, shape: &'m Shape, traits: [&'m Traits; 2], is_header: bool, depth: usize) -> Option<Value> {
        let (key, content) = (shape.member("key")?, shape.member("value")?);
        let (of_key, target) = (self.model.target(key)?, self.model.target(content)?);
        let mut entries = Map::new();
        for number in 0..self.count(traits, 0, depth) {
            // Names of headers are tokens.
            let name = match is_header {
                true => Some(json!(format!("name-{number}"))),
                false => self.value(of_key, [&key.traits, &of_key.traits], true, depth + 1),
            };
            let item = self.value(target, [&content.traits, &target.traits], is_header, depth + 1);
            let (Some(Value::String(name)), Some(item)) = (name, item) else {
                break;
            };
            let is_null = shape.traits.sparse() && self.random.below(3) == 0;
            entries.insert(name, if is_null { Value::Null } else { item });
        }
        Some(Value::Object(entries))
    }

    fn union(&mut self, shape: &'m Shape, depth: usize) -> Option<Value> {
        let members: Vec<_> = shape.members.iter().collect();
        let first = self.random.below(members.len());
        // The next ones, if the chosen one has no value.
        (0..members.len()).find_map(|offset| {
            let member = members[(first + offset) % members.len()];
            let value = self.member(member, depth)?;
            Some(json!({ (key(member)): value }))
        })
    }

    fn text(&mut self, traits: [&'m Traits; 2], is_plain: bool) -> Option<String> {
        let pattern = traits.iter().find_map(|traits| traits.pattern());
        let pattern = pattern.filter(|pattern| !self.config.patterns.contains_key(*pattern));
        let (min, max) = length(traits);
        // An empty header is as good as none.
        let min = if is_plain { min.max(1) } else { min };
        text(Constraints { pattern, min, max, is_plain }, &mut self.random)
    }

    fn number(&mut self, shape: &Shape, traits: [&Traits; 2]) -> Value {
        let range = traits.iter().find_map(|traits| traits.range());
        let bound = |bound: Option<String>| bound.and_then(|bound| bound.parse::<f64>().ok());
        let min = range.and_then(|range| bound(range.min.as_ref().map(ToString::to_string)));
        let max = range.and_then(|range| bound(range.max.as_ref().map(ToString::to_string)));
        let limits = shape.kind.limits().map(|limits| (*limits.start() as f64, *limits.end() as f64));
        let choices: &[f64] = match shape.kind {
            Kind::Float | Kind::Double | Kind::BigDecimal => &[0.0, 0.5, -1.5, 1e21],
            // Whole numbers of 64 bits are not all numbers of JavaScript.
            Kind::Long | Kind::BigInteger => &[0.0, 1.0, -1.0, 1e15],
            _ => &[0.0, 1.0, -1.0, f64::MAX],
        };
        let value = self.random.choice(choices).copied().unwrap_or_default();
        let value = limits.map_or(value, |(low, high)| value.clamp(low, high));
        let value = value.max(min.unwrap_or(value)).min(max.unwrap_or(f64::MAX));
        // A document has no values that are not numbers, such as NaN.
        if shape.kind.is_integer() { json!(value as i64) } else { json!(value) }
    }

    fn timestamp(&mut self, traits: [&Traits; 2]) -> Value {
        let format = traits.iter().find_map(|traits| traits.timestamp_format());
        let seconds = self.random.choice(&[0, 1, 1_700_000_000, -1, 253_402_300_799]).copied().unwrap_or_default();
        let micros = self.random.choice(&[0, 0, 500_000]).copied().unwrap_or_default();
        time(format, seconds, micros)
    }
}

/// The least and the greatest length, within reason.
fn length(traits: [&Traits; 2]) -> (usize, usize) {
    let length = traits.iter().find_map(|traits| traits.length());
    let size = |size: Option<u64>| size.and_then(|size| usize::try_from(size).ok());
    let (min, max) = (length.and_then(|length| size(length.min)), length.and_then(|length| size(length.max)));
    (min.unwrap_or(0), max.unwrap_or(usize::MAX).min(100_000))
}
