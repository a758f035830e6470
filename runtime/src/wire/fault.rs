//! What is wrong with a value, and where.

use std::fmt;

#[cfg(feature = "bindings")]
use super::MemberShape;
use crate::text::REDACTED;

/// One step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A member, by its name in the model.
    Member(&'static str),
    /// An element of a list.
    Index(usize),
    /// An entry of a map.
    Key(String),
}

/// A value that could not be decoded: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The path to the value, from the outermost value inwards.
    pub path: Vec<Segment>,
    /// The reason. It never contains the value itself, which may be sensitive.
    pub reason: String,
}

impl Fault {
    /// A fault of the whole value, with an empty path.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { path: Vec::new(), reason: reason.into() }
    }

    /// The path as a JSON Pointer (RFC 6901); empty for the whole value.
    pub fn pointer(&self) -> String {
        pointer(&self.path)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.reason) } else { write!(f, "{}: {}", self.pointer(), self.reason) }
    }
}

/// A JSON Pointer, `~` and `/` escaped.
pub(crate) fn pointer(path: &[Segment]) -> String {
    let mut text = String::new();
    for segment in path {
        text.push('/');
        match segment {
            Segment::Member(name) => text.push_str(name),
            Segment::Index(index) => text.push_str(&index.to_string()),
            Segment::Key(key) => text.push_str(&key.replace('~', "~0").replace('/', "~1")),
        }
    }
    text
}

/// Replaces sensitive keys.
pub(crate) fn hide_keys(path: &mut [Segment]) {
    for segment in path {
        if let Segment::Key(key) = segment {
            REDACTED.clone_into(key);
        }
    }
}

/// The way from a message to what is wrong in the member that is its payload.
#[cfg(feature = "bindings")]
pub(crate) fn below(member: Option<&MemberShape>, mut path: Vec<Segment>) -> Vec<Segment> {
    if member.is_some_and(|member| member.hides_keys) {
        hide_keys(&mut path);
    }
    path.insert(0, Segment::Member(member.map_or("", |member| member.name)));
    path
}
