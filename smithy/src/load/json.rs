//! Reads the text of a model file into nodes, with duplicate keys and broken syntax reported.

mod large;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::foreign;
use crate::diagnostics::{Code, Diagnostic, Locator, Place, Report, SourceId};
use crate::model::{Entry, Node, Number, Value};

/// Reads the text of a source as one JSON value; `None` if its syntax is broken, which is then reported.
pub(super) fn parse(text: &str, bytes: &[u8], id: SourceId, report: &mut Report) -> Option<Node> {
    let state = State::new(id);
    // What the parser refuses may be no more than a number that no float can hold.
    let parsed = state.read(text).or_else(|error| match large::stand_ins(text) {
        Some(text) => State::new(id).read(&text),
        None => Err(error),
    });
    let (mut node, state) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            let skipped = bytes.len() - text.len();
            let foreign = foreign::text(text, skipped, id);
            report.push(foreign.unwrap_or_else(|| syntax_error(&error, text, skipped, id)));
            return None;
        }
    };
    let duplicates = state.duplicates.into_inner();
    if !duplicates.is_empty() {
        // Which of the two is meant is not known, so that whatever else were found might not be a fault.
        report.extend(duplicates.into_iter().map(|(first, second, key)| {
            Diagnostic::new(Code::DUPLICATE_KEY, second, format!("the key `{key}` occurs twice"))
                .label("second occurrence in the same object")
                .related(first, "first occurrence")
                .help("keep one of them")
        }));
        return None;
    }
    if state.has_decimals.get() {
        restore_decimals(&mut node, &Locator::new(bytes), bytes);
    }
    Some(node)
}

fn syntax_error(error: &serde_json::Error, text: &str, skipped: usize, id: SourceId) -> Diagnostic {
    // Lines are split at `\n` as the parser counts them; its columns count bytes.
    let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (line_start + error.column().saturating_sub(1)).min(text.len()) + skipped;
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let diagnostic =
        Diagnostic::new(Code::BROKEN_JSON, Place::bytes(id, at..at + 1), format!("broken JSON: {message}"));
    match error.classify() {
        serde_json::error::Category::Eof => diagnostic.help("the file ends too early; is it cut off?"),
        _ => diagnostic,
    }
}

struct State {
    source: SourceId,
    /// How many values have begun so far.
    count: Cell<u32>,
    /// Whether a number was seen that the parser may have rounded.
    has_decimals: Cell<bool>,
    /// Where each duplicate key stands first and where again, and the key.
    duplicates: RefCell<Vec<(Place, Place, String)>>,
}

impl State {
    fn new(source: SourceId) -> Self {
        Self { source, count: Cell::new(0), has_decimals: Cell::new(false), duplicates: RefCell::default() }
    }

    /// Reads a whole text.
    fn read(self, text: &str) -> Result<(Node, Self), serde_json::Error> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let node = Seed(&self).deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok((node, self))
    }
}

/// Reads one value.
struct Seed<'a>(&'a State);

impl Seed<'_> {
    fn node<E>(self, value: Value) -> Result<Node, E> {
        Ok(Node { place: self.next(), value })
    }

    /// The place of the value that begins now.
    fn next(&self) -> Place {
        let index = self.0.count.get();
        self.0.count.set(index + 1);
        Place::value(self.0.source, index)
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        self.node(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        self.node(Value::Number(Number::Unsigned(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        self.node(Value::Number(Number::Negative(value)))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        self.0.has_decimals.set(true);
        self.node(Value::Number(Number::Decimal(Box::default())))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        self.node(Value::String(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let place = self.next();
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element_seed(Seed(self.0))? {
            elements.push(element);
        }
        Ok(Node { place, value: Value::Array(elements) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let place = self.next();
        let mut entries: Vec<Entry> = Vec::new();
        let mut seen = Seen::default();
        while let Some(key) = map.next_key::<String>()? {
            let index = self.0.count.get();
            let value = map.next_value_seed(Seed(self.0))?;
            if seen.insert(&entries, &key) {
                entries.push(Entry { key: key.into(), value });
            } else if let Some(first) = entries.iter().find(|entry| *entry.key == *key) {
                let second = Place::key(self.0.source, index);
                self.0.duplicates.borrow_mut().push((first.place(), second, key));
            }
        }
        Ok(Node { place, value: Value::Object(entries) })
    }
}

/// The keys of an object so far: compared one by one while they are few, hashed when they are many.
#[derive(Default)]
struct Seen(HashSet<Box<str>>);

impl Seen {
    /// Whether the key is new.
    fn insert(&mut self, entries: &[Entry], key: &str) -> bool {
        const FEW: usize = 16;
        if entries.len() < FEW {
            return !entries.iter().any(|entry| &*entry.key == key);
        }
        if self.0.is_empty() {
            self.0.extend(entries.iter().map(|entry| entry.key.clone()));
        }
        self.0.insert(key.into())
    }
}

/// Fills in the text of each number that a float cannot hold, which the parser does not hand out.
fn restore_decimals(node: &mut Node, locator: &Locator, bytes: &[u8]) {
    match &mut node.value {
        Value::Number(Number::Decimal(text)) => {
            if let crate::diagnostics::At::Value(index) = node.place.at()
                && let Some(spans) = locator.get(index)
            {
                *text = String::from_utf8_lossy(&bytes[spans.value()]).into();
            }
        }
        Value::Array(elements) => {
            for element in elements {
                restore_decimals(element, locator, bytes);
            }
        }
        Value::Object(entries) => {
            for entry in entries {
                restore_decimals(&mut entry.value, locator, bytes);
            }
        }
        _ => {}
    }
}
