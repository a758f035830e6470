//! Sources, places in them, and the diagnostics that point at those places.
//!
//! A place costs sixteen bytes and knows no line: lines and columns are looked up only when a
//! report is printed, by one scan over the text of each source that a diagnostic mentions.

mod clip;
mod code;
mod locate;
mod render;
mod report;
mod severity;
mod similar;

pub(crate) use clip::clip;
pub use code::{Area, Code, Rule};
pub use locate::{Locator, Spans};
pub use render::{Record, Region, Related};
pub use report::{Report, Suppressed};
pub use severity::Severity;
pub use similar::similar;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::shape_id::ShapeId;

/// One input file: how it is called, where it is found, and its bytes as they are on disk.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name that generated files show, such as `models/panorama.json`: the same on every machine.
    pub name: String,
    /// The path that diagnostics print, by which the file is found from where the command runs.
    pub path: String,
    /// The content, not necessarily valid UTF-8.
    pub bytes: Vec<u8>,
}

/// Names one source of a [`Sources`] list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// The list of all inputs of a run; diagnostics refer to its entries.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
}

impl Sources {
    /// An empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a source whose name is its path, and returns its id in this list.
    pub fn add(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> SourceId {
        let name = name.into();
        self.add_at(name.clone(), name, bytes)
    }

    /// Adds a source that diagnostics show by another path than generated files do, and returns its id in this list.
    pub fn add_at(&mut self, name: impl Into<String>, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> SourceId {
        let id = u32::try_from(self.list.len()).unwrap_or(u32::MAX - 1);
        self.list.push(Source { name: name.into(), path: path.into(), bytes: bytes.into() });
        SourceId(id)
    }

    /// The source of that name, or `None` for an id of another list.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(id.0 as usize)
    }

    /// All ids, in the order in which the sources were added.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..self.list.len() as u32).map(SourceId)
    }

    /// How many sources there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is no source at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// A place in a source, resolved to a line and a column only when it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    source: SourceId,
    at: At,
}

/// What a place points at within its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// No place: a shape of the prelude, or a fault of the run as a whole.
    Nowhere,
    /// The file as a whole.
    File,
    /// The n-th value of a JSON document, counted in the order in which values begin.
    ///
    /// A number rather than a JSON Pointer: it stays exact where a key occurs twice or is written
    /// with escapes, and it is small enough to be kept for every value.
    Value(u32),
    /// The key in front of the n-th value.
    Key(u32),
    /// A range of byte offsets, for syntax errors and for formats other than JSON.
    Bytes(u32, u32),
}

impl Place {
    /// The place of what no source wrote.
    pub const NOWHERE: Self = Self { source: SourceId(u32::MAX), at: At::Nowhere };

    /// The source as a whole.
    pub fn file(source: SourceId) -> Self {
        Self { source, at: At::File }
    }

    /// The n-th value of a JSON source.
    pub fn value(source: SourceId, index: u32) -> Self {
        Self { source, at: At::Value(index) }
    }

    /// The key in front of the n-th value of a JSON source.
    pub fn key(source: SourceId, index: u32) -> Self {
        Self { source, at: At::Key(index) }
    }

    /// A range of bytes; offsets beyond 4 GiB are clamped.
    pub fn bytes(source: SourceId, range: Range<usize>) -> Self {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, at: At::Bytes(clamp(range.start), clamp(range.end)) }
    }

    /// The source, or `None` for [`Place::NOWHERE`].
    pub fn source(self) -> Option<SourceId> {
        (self.at != At::Nowhere).then_some(self.source)
    }

    /// What the place points at within its source.
    pub fn at(self) -> At {
        self.at
    }

    /// The same place with the key in front of the value meant.
    #[must_use]
    pub fn to_key(self) -> Self {
        match self.at {
            At::Value(index) => Self::key(self.source, index),
            _ => self,
        }
    }

    /// The same place with the value meant rather than its key.
    #[must_use]
    pub fn to_value(self) -> Self {
        match self.at {
            At::Key(index) => Self::value(self.source, index),
            _ => self,
        }
    }
}

/// One finding about the input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The rule that is broken.
    pub code: Code,
    /// How bad it is: the severity of its code, unless it has its own.
    pub severity: Severity,
    /// The event id of its own, where that of its code does not say it all; see [`Diagnostic::event_id`].
    pub event: Option<Box<str>>,
    /// The shape or member whose event it is in Smithy's terms, if it is about one; models suppress warnings by it.
    pub shape: Option<ShapeId>,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// What is printed under the marked text.
    pub label: Option<Box<str>>,
    /// Other places that belong to the finding, each with what is printed under it.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Option<Box<str>>,
}

impl Diagnostic {
    /// A finding at a place, as bad as its code says.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.rule().severity,
            event: None,
            shape: None,
            message: message.into(),
            place,
            label: None,
            related: Vec::new(),
            help: None,
        }
    }

    /// Says how bad it is in this case.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The event id under which Smithy's own validators report it, where they do (Smithy 2.0, "Model validation").
    pub fn event_id(&self) -> Option<&str> {
        self.event.as_deref().or(self.code.rule().smithy_id)
    }

    /// Gives it an event id of its own, such as that of a validator which a model defines.
    #[must_use]
    pub fn with_event(mut self, id: impl Into<Box<str>>) -> Self {
        self.event = Some(id.into());
        self
    }

    /// Extends the event id of its code, `Trait` by `Range` to `Trait.Range`.
    #[must_use]
    pub fn with_event_suffix(self, suffix: impl std::fmt::Display) -> Self {
        let event = self.event_id().map_or_else(|| suffix.to_string(), |event| format!("{event}.{suffix}"));
        self.with_event(event)
    }

    /// Whether an id of a suppression means it: the name of its code, or its event id in Smithy or what stands before a
    /// dot of it (Smithy 2.0, "Matching suppression event IDs").
    pub fn is_of(&self, id: &str) -> bool {
        id == self.code.name() || self.event_id().is_some_and(|event| code::is_within(event, id))
    }

    /// Names the shape or member that it is about.
    #[must_use]
    pub fn about(mut self, shape: &ShapeId) -> Self {
        self.shape = Some(shape.clone());
        self
    }

    /// Adds the text that is printed under the marked part of the snippet.
    #[must_use]
    pub fn label(mut self, label: impl Into<Box<str>>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place that belongs to the finding, with what is printed under it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Adds a hint on what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Box<str>>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the word that may have been meant instead of one that does not exist, or else a few of those that do.
    #[must_use]
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        const FEW: usize = 5;
        let known: BTreeSet<&str> = known.into_iter().collect();
        if let Some(similar) = similar(word, known.iter().copied()) {
            return self.help(format!("did you mean `{similar}`?"));
        }
        let few: Vec<String> = known.iter().take(FEW).map(|word| format!("`{word}`")).collect();
        match (few.len(), known.len()) {
            (0, _) => self,
            (1, _) => self.help(format!("there is only {}", few.join(""))),
            (_, all) if all > FEW => self.help(format!("there are {} and {} more", few.join(", "), all - FEW)),
            _ => self.help(format!("there are {}", few.join(", "))),
        }
    }
}
