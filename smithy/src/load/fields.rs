//! Reads the entries of an object one by one and reports what is missing, ill-typed or unknown.
//!
//! An unknown key is a warning, as it is in Smithy: a model of a newer version loads in an older tool (Smithy 2.0,
//! "JSON AST").

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Place, Report, clip, similar};
use crate::model::{Entry, Node, Value};
use crate::model::{Reference, ShapeId};
use crate::shape_id::is_absolute;

/// What all steps of loading share.
#[derive(Default)]
pub(crate) struct Context {
    /// What was found so far.
    pub(crate) report: Report,
    /// The shape or member that is read: what is found is about it.
    pub(crate) shape: Option<ShapeId>,
    /// The texts of the shape ids seen so far: most ids are mentioned many times.
    ids: HashSet<Arc<str>>,
    /// How many times a similar word was looked for.
    searches: usize,
    /// Shapes of which members are left out because of faults that are reported elsewhere.
    pub(crate) incomplete: HashSet<ShapeId>,
    /// Whether the value of a trait is read.
    pub(crate) in_trait: bool,
}

impl Context {
    /// Reports an error.
    pub(crate) fn error(&mut self, code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) {
        let help = help.into();
        let diagnostic = Diagnostic::new(code, place, message);
        self.push(if help.is_empty() { diagnostic } else { diagnostic.help(help) });
    }

    /// Adds a diagnostic, which is about what is read unless it names another shape.
    pub(crate) fn push(&mut self, mut diagnostic: Diagnostic) {
        if diagnostic.shape.is_none() {
            diagnostic.shape.clone_from(&self.shape);
        }
        self.report.push(diagnostic);
    }

    /// The code of what is reported of any value: in that of a trait, the trait is at fault.
    fn code(&self, elsewhere: Code) -> Code {
        if self.in_trait { Code::MALFORMED_TRAIT } else { elsewhere }
    }

    /// Reports a value of the wrong type.
    pub(crate) fn mismatch(&mut self, what: &str, expected: &str, found: &Node) {
        let message = format!("{what} must be {expected}");
        let label = format!("expected {expected}, found {}", found.describe());
        self.push(Diagnostic::new(self.code(Code::ILL_FORMED), found.place, message).label(label));
    }

    /// An absolute shape id without member.
    pub(crate) fn shape_id(&mut self, text: &str, place: Place) -> Option<ShapeId> {
        let id = self.any_id(text, place)?;
        if id.member().is_none() {
            return Some(id);
        }
        let help = format!("refer to the shape: `{}`", id.shape());
        self.error(self.code(Code::SHAPE_ID), place, format!("`{text}` is the id of a member, not of a shape"), help);
        None
    }

    /// An absolute shape id, with or without member.
    pub(crate) fn any_id(&mut self, text: &str, place: Place) -> Option<ShapeId> {
        if let Some(known) = self.ids.get(text) {
            return Some(ShapeId::from_valid(known.clone()));
        }
        if !is_absolute(text) {
            let message = format!("`{}` is not an absolute shape id", clip(text));
            self.error(
                self.code(Code::SHAPE_ID),
                place,
                message,
                "write the namespace and the name, like `com.example#Name`",
            );
            return None;
        }
        let id: Arc<str> = text.into();
        self.ids.insert(id.clone());
        Some(ShapeId::from_valid(id))
    }

    /// A string.
    pub(crate) fn string(&mut self, what: &str, node: Node) -> Option<Box<str>> {
        match node.value {
            Value::String(text) => Some(text),
            _ => {
                self.mismatch(what, "a string", &node);
                None
            }
        }
    }

    /// The word that may have been meant instead of one that does not exist.
    pub(crate) fn similar<'a>(&mut self, word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
        // The search is slow, and the first few faults are the ones that people read.
        const SEARCHES: usize = 20;
        if self.searches == SEARCHES {
            return None;
        }
        self.searches += 1;
        similar(word, candidates)
    }

    /// An array.
    pub(crate) fn array(&mut self, what: &str, node: Node) -> Option<Vec<Node>> {
        match node.value {
            Value::Array(elements) => Some(elements),
            _ => {
                self.mismatch(what, "an array", &node);
                None
            }
        }
    }

    /// An object.
    pub(crate) fn object(&mut self, what: &str, node: Node) -> Option<Vec<Entry>> {
        match node.value {
            Value::Object(entries) => Some(entries),
            _ => {
                self.mismatch(what, "an object", &node);
                None
            }
        }
    }

    /// An array of strings; elements that are none are reported and left out.
    pub(crate) fn strings(&mut self, what: &str, node: Node) -> Option<Vec<Box<str>>> {
        let elements = self.array(what, node)?;
        let what = format!("an element of {what}");
        let strings = elements.into_iter().filter_map(|element| self.string(&what, element));
        Some(strings.collect())
    }

    /// A shape reference, which the AST writes as `{ "target": "…" }`.
    pub(crate) fn reference(&mut self, what: &str, node: Node) -> Option<Reference> {
        let mut fields = Fields::new(self, what, node)?;
        let target = fields.target(self);
        fields.finish(self);
        target
    }
}

/// The entries of an object that have not been read yet.
pub(crate) struct Fields {
    /// What the object is, for messages.
    what: String,
    place: Place,
    entries: Vec<Option<Entry>>,
    /// The keys that were asked for.
    known: Vec<&'static str>,
}

impl Fields {
    /// Starts to read; reports a node that is no object.
    pub(crate) fn new(context: &mut Context, what: impl Into<String>, node: Node) -> Option<Self> {
        let what = what.into();
        let place = node.place;
        let entries = context.object(&what, node)?;
        Some(Self { what, place, entries: entries.into_iter().map(Some).collect(), known: Vec::new() })
    }

    /// Changes what the object is called.
    pub(crate) fn rename(&mut self, what: String) {
        self.what = what;
    }

    /// What the object is, for messages.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// Where the object stands.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// Where the value of a key stands that was not taken yet.
    pub(crate) fn place_of(&self, key: &str) -> Option<Place> {
        let entry = self.entries.iter().flatten().find(|entry| &*entry.key == key)?;
        Some(entry.value.place)
    }

    /// Whether the object had no entries to begin with.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes the value of a key.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        let is_meant = |entry: &&mut Option<Entry>| entry.as_ref().is_some_and(|entry| &*entry.key == key);
        let entry = self.entries.iter_mut().find(is_meant)?;
        entry.take().map(|entry| entry.value)
    }

    /// Takes the value of a key that must be there.
    pub(crate) fn require(&mut self, context: &mut Context, key: &'static str) -> Option<Node> {
        let node = self.take(key);
        if node.is_none() {
            let help = format!("add the key `{key}`");
            context.error(context.code(Code::ILL_FORMED), self.place, format!("{} has no `{key}`", self.what), help);
        }
        node
    }

    /// Takes the string of a key that must be there.
    pub(crate) fn require_string(&mut self, context: &mut Context, key: &'static str) -> Option<Box<str>> {
        let node = self.require(context, key)?;
        context.string(&self.name(key), node)
    }

    /// Takes the string of a key, if it is there.
    pub(crate) fn string(&mut self, context: &mut Context, key: &'static str) -> Option<Box<str>> {
        let node = self.take(key)?;
        context.string(&self.name(key), node)
    }

    /// Takes the strings of a key; none if it is absent.
    pub(crate) fn strings(&mut self, context: &mut Context, key: &'static str) -> Vec<Box<str>> {
        let node = self.take(key);
        let name = self.name(key);
        node.and_then(|node| context.strings(&name, node)).unwrap_or_default()
    }

    /// Takes the boolean of a key; `false` if it is absent.
    pub(crate) fn boolean(&mut self, context: &mut Context, key: &'static str) -> bool {
        let Some(node) = self.take(key) else {
            return false;
        };
        let value = node.as_bool();
        if value.is_none() {
            context.mismatch(&self.name(key), "a boolean", &node);
        }
        value.unwrap_or_default()
    }

    /// Takes the shape id of the key `target`, which must be there.
    pub(crate) fn target(&mut self, context: &mut Context) -> Option<Reference> {
        let node = self.require(context, "target")?;
        let place = node.place;
        let text = context.string(&self.name("target"), node)?;
        let id = context.shape_id(&text, place)?;
        Some(Reference { id, place })
    }

    /// Takes the shape reference of a key, if it is there.
    pub(crate) fn reference(&mut self, context: &mut Context, key: &'static str) -> Option<Reference> {
        let node = self.take(key)?;
        context.reference(&self.name(key), node)
    }

    /// Takes the shape references of a key; none if it is absent.
    pub(crate) fn references(&mut self, context: &mut Context, key: &'static str) -> Vec<Reference> {
        let name = self.name(key);
        let Some(elements) = self.take(key).and_then(|node| context.array(&name, node)) else {
            return Vec::new();
        };
        let name = format!("an element of {name}");
        let references = elements.into_iter().filter_map(|element| context.reference(&name, element));
        references.collect()
    }

    /// How a key of this object is called in messages.
    pub(crate) fn name(&self, key: &str) -> String {
        format!("`{key}` of {}", self.what)
    }

    /// Warns of all keys that were not taken: once, as Smithy does.
    ///
    /// In the value of a trait, they do not fit its definition, which is for its validator.
    pub(crate) fn finish(self, context: &mut Context) {
        if context.in_trait {
            return;
        }
        let unknown: Vec<Entry> = self.entries.into_iter().flatten().collect();
        let Some((first, others)) = unknown.split_first() else {
            return;
        };
        let keys: Vec<String> = unknown.iter().map(|entry| clip(&entry.key)).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let message = match others {
            [] => format!("{} has no key `{}`", self.what, clip(&first.key)),
            _ => format!("{} has no keys {}", self.what, list(&keys)),
        };
        let help = match context.similar(&first.key, self.known.iter().copied()) {
            Some(similar) if others.is_empty() => format!("did you mean `{similar}`?"),
            Some(similar) => format!("did you mean `{similar}` instead of `{}`?", clip(&first.key)),
            None if self.known.is_empty() => "it has no keys; write `{}`".to_owned(),
            None => format!("its keys are {}", list(&self.known)),
        };
        let diagnostic = Diagnostic::new(Code::UNKNOWN_KEY, first.place(), message).label("unknown key, ignored");
        let diagnostic = others
            .iter()
            .fold(diagnostic, |diagnostic, entry| diagnostic.related(entry.place(), "unknown key, ignored"));
        context.push(diagnostic.help(help));
    }
}

/// `a`, `b` and `c`.
pub(crate) fn list(words: &[&str]) -> String {
    joined(words, "and")
}

/// `a`, `b` or `c`.
pub(crate) fn either(words: &[&str]) -> String {
    joined(words, "or")
}

fn joined(words: &[&str], conjunction: &str) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {conjunction} {last}", rest.join(", ")),
        None => String::new(),
    }
}
