//! Values of shapes, at the edges of what their constraints allow: what a valid client may send.

use serde_json::{Map, Value, json};

/// Which of the possible values is made.
#[derive(Clone, Copy)]
pub(super) struct Kind {
    /// Whether optional members are there.
    pub(super) is_full: bool,
    /// Whether lengths and numbers are the greatest that are allowed; otherwise the least.
    pub(super) is_greatest: bool,
    /// Which value of an enum and which variant of a union is taken, counted around.
    pub(super) pick: usize,
}

/// The values that are tried for each message.
pub(super) const KINDS: [Kind; 8] = [
    Kind { is_full: false, is_greatest: false, pick: 0 },
    Kind { is_full: true, is_greatest: false, pick: 0 },
    Kind { is_full: true, is_greatest: true, pick: 1 },
    Kind { is_full: true, is_greatest: true, pick: 2 },
    Kind { is_full: true, is_greatest: false, pick: 3 },
    Kind { is_full: true, is_greatest: false, pick: 4 },
    Kind { is_full: true, is_greatest: true, pick: 5 },
    Kind { is_full: false, is_greatest: true, pick: 6 },
];

/// Texts that patterns in real models allow.
const TEXTS: &[&str] = &[
    "aaaaaaaaaaaa",
    "a",
    "123456789012",
    "A1",
    "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa",
    "arn:aws:iam::123456789012:role/aaaa",
    "a.b",
    "a@example.com",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "us-east-1",
    "https://example.com/a",
    "/a",
];

/// How deep values are in each other before optional members are left out.
const DEEPEST: usize = 5;

/// A value of a shape, in the form that serde reads.
pub(super) fn value(model: &Value, id: &str, kind: Kind) -> Option<Value> {
    Sampler { model, kind }.of(id, &Value::Null, 0)
}

struct Sampler<'m> {
    model: &'m Value,
    kind: Kind,
}

impl Sampler<'_> {
    /// A value of a member, or of a shape where `member` is null.
    fn of(&self, id: &str, member: &Value, depth: usize) -> Option<Value> {
        if depth > 2 * DEEPEST {
            return None;
        }
        let shape = &self.model["shapes"][id];
        let of_prelude = id.strip_prefix("smithy.api#").map(str::to_lowercase);
        let kind = shape["type"].as_str().or(of_prelude.as_deref())?.trim_start_matches("primitive").to_owned();
        let constraint = |name: &str| {
            let id = format!("smithy.api#{name}");
            let own = &member["traits"][&id];
            if own.is_null() { &shape["traits"][&id] } else { own }
        };
        Some(match &*kind {
            "string" if !shape["traits"]["smithy.api#enum"].is_null() => {
                let values = shape["traits"]["smithy.api#enum"].as_array()?;
                values.get(self.kind.pick % values.len().max(1))?["value"].clone()
            }
            "string" => json!(self.text(constraint("pattern"), constraint("length"))),
            "enum" | "intenum" => {
                let members = shape["members"].as_object()?;
                let (name, member) = members.iter().nth(self.kind.pick % members.len().max(1))?;
                let value = &member["traits"]["smithy.api#enumValue"];
                if value.is_null() { json!(name) } else { value.clone() }
            }
            "intEnum" => {
                let members = shape["members"].as_object()?;
                members.values().nth(self.kind.pick % members.len().max(1))?["traits"]["smithy.api#enumValue"].clone()
            }
            "boolean" => json!(self.kind.is_greatest),
            "byte" => self.integer(constraint("range"), i64::from(i8::MAX)),
            "short" => self.integer(constraint("range"), i64::from(i16::MAX)),
            "integer" => self.integer(constraint("range"), i64::from(i32::MAX)),
            "long" | "biginteger" | "bigInteger" => self.integer(constraint("range"), i64::MAX),
            "float" | "double" | "bigdecimal" | "bigDecimal" => {
                let range = constraint("range");
                let edge = if self.kind.is_greatest { &range["max"] } else { &range["min"] };
                if edge.is_null() { json!(1.5) } else { edge.clone() }
            }
            "timestamp" => match constraint("timestampFormat").as_str() {
                Some("date-time") => json!("2026-01-02T03:04:05Z"),
                Some("http-date") => json!("Fri, 02 Jan 2026 03:04:05 GMT"),
                _ => json!(1_767_323_045),
            },
            "blob" => json!("aGVsbG8="),
            "document" => json!({ "a": [1, "b"] }),
            "list" | "set" => self.list(shape, member, depth)?,
            "map" => self.map(shape, member, depth)?,
            "union" => {
                let members = shape["members"].as_object()?;
                let (name, member) = members.iter().nth(self.kind.pick % members.len().max(1))?;
                json!({ key(name, member): self.of(member["target"].as_str()?, member, depth + 1)? })
            }
            "structure" | "unit" => self.structure(shape, depth)?,
            _ => return None,
        })
    }

    fn structure(&self, shape: &Value, depth: usize) -> Option<Value> {
        let mut found = Map::new();
        for (name, member) in shape["members"].as_object().into_iter().flatten() {
            let is_required = !member["traits"]["smithy.api#required"].is_null();
            if !is_required && (!self.kind.is_full || depth > DEEPEST) {
                continue;
            }
            let value = match member["traits"]["smithy.api#httpResponseCode"].is_null() {
                true => self.of(member["target"].as_str()?, member, depth + 1),
                false => Some(json!(200)),
            };
            match value {
                Some(value) => drop(found.insert(key(name, member).to_owned(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        Some(Value::Object(found))
    }

    fn list(&self, shape: &Value, member: &Value, depth: usize) -> Option<Value> {
        let length = Self::either(member, shape, "length");
        let (least, greatest) = (length["min"].as_u64().unwrap_or(0), length["max"].as_u64());
        let count = if self.kind.is_greatest { greatest.unwrap_or(2).min(30) } else { least.max(1) };
        let item = &shape["member"];
        let is_unique = !Self::either(member, shape, "uniqueItems").is_null();
        let mut items = Vec::new();
        for at in 0..count {
            // Where nothing forbids it, items occur twice.
            let pick = if is_unique { self.kind.pick + usize::try_from(at).ok()? } else { self.kind.pick };
            let sampler = Self { model: self.model, kind: Kind { pick, ..self.kind } };
            let mut value = sampler.of(item["target"].as_str()?, item, depth + 1)?;
            if is_unique
                && let Value::String(text) = &mut value
                && at > 0
            {
                text.replace_range(..1, &char::from(b'a' + u8::try_from(at % 26).ok()?).to_string());
            }
            items.push(value);
        }
        if self.kind.is_greatest && !shape["traits"]["smithy.api#sparse"].is_null() && greatest != Some(count) {
            items.push(Value::Null);
        }
        Some(Value::Array(items))
    }

    fn map(&self, shape: &Value, member: &Value, depth: usize) -> Option<Value> {
        let _ = member;
        let (key, value) = (&shape["key"], &shape["value"]);
        let key = self.of(key["target"].as_str()?, key, depth + 1)?;
        let value = self.of(value["target"].as_str()?, value, depth + 1)?;
        Some(json!({ key.as_str()?: value }))
    }

    fn either<'v>(member: &'v Value, shape: &'v Value, name: &str) -> &'v Value {
        let id = format!("smithy.api#{name}");
        let own = &member["traits"][&id];
        if own.is_null() { &shape["traits"][&id] } else { own }
    }

    fn integer(&self, range: &Value, limit: i64) -> Value {
        match (self.kind.is_greatest, range["min"].as_i64(), range["max"].as_i64()) {
            (true, _, Some(max)) => json!(max),
            (true, _, None) => json!(limit),
            (false, Some(min), _) => json!(min),
            (false, None, Some(max)) => json!(max.min(1)),
            (false, None, None) => json!(1),
        }
    }

    fn text(&self, pattern: &Value, length: &Value) -> String {
        let (least, greatest) = (length["min"].as_u64().unwrap_or(0), length["max"].as_u64());
        if let Some(pattern) = pattern.as_str() {
            let fitting = fitting(pattern, length);
            // Without a fitting text, the server of the same version refuses it, and the case does not count.
            return fitting.get(self.kind.pick % fitting.len().max(1)).map_or("a", |text| *text).to_owned();
        }
        let count = match self.kind.is_greatest {
            true => greatest.unwrap_or(least.max(12)).min(6000),
            // An empty text is tried once: not every part of a message can hold it.
            false if self.kind.is_full && self.kind.pick == 0 => least,
            false => least.max(1),
        };
        "a".repeat(usize::try_from(count).unwrap_or(1))
    }
}

/// The texts that a pattern and a length allow.
pub(super) fn fitting(pattern: &str, length: &Value) -> Vec<&'static str> {
    let (least, greatest) = (length["min"].as_u64().unwrap_or(0), length["max"].as_u64());
    let regex = regress::Regex::with_flags(pattern, "u").or_else(|_| regress::Regex::new(pattern));
    let fits = |text: &&&str| {
        let count = text.chars().count() as u64;
        let has_length = count >= least && greatest.is_none_or(|greatest| count <= greatest);
        has_length && regex.as_ref().is_ok_and(|regex| regex.find(text).is_some())
    };
    TEXTS.iter().filter(fits).copied().collect()
}

/// What serde calls a member, whatever the protocol.
pub(super) fn key<'m>(name: &'m str, member: &'m Value) -> &'m str {
    member["traits"]["smithy.api#jsonName"].as_str().unwrap_or(name)
}
