//! Constraint checks that collect every violation.

mod report;

use std::fmt;

pub use report::Report;

use crate::memory::MAX_DEPTH;
use crate::text::REDACTED;
pub use crate::wire::MAX_VIOLATIONS;

/// A value whose model states constraints.
///
/// Constraints do not change types (Smithy 2.0, "Constraint traits"): a value that breaks them can be created, and
/// this trait reports what it breaks.
pub trait Validate {
    /// Checks every constraint.
    ///
    /// # Errors
    ///
    /// All violations, each with its path.
    fn validate(&self) -> Result<(), Violations>;
}

/// A broken constraint.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The path to the value, a JSON Pointer (RFC 6901) such as `/Tags/team`. For a map's key, it is the path of the map.
    pub path: String,
    /// The constraint that is broken.
    pub constraint: Constraint,
}

impl fmt::Display for Violation {
    /// The message that Smithy's validation tests specify.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, constraint } = self;
        match constraint {
            Constraint::Length { length, .. } => write!(f, "Value with length {length} at '{path}'")?,
            _ => write!(f, "Value at '{path}'")?,
        }
        write!(f, " failed to satisfy constraint: {constraint}")
    }
}

/// A kind of constraint, with its bounds.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Constraint {
    /// `smithy.api#required`.
    Required,
    /// `smithy.api#length`: characters, bytes, items or entries.
    Length {
        /// The value's length.
        length: usize,
        /// The minimum length.
        min: Option<u64>,
        /// The maximum length.
        max: Option<u64>,
    },
    /// `smithy.api#range`, with the bounds as the model writes them.
    Range {
        /// The minimum value.
        min: Option<&'static str>,
        /// The maximum value.
        max: Option<&'static str>,
    },
    /// `smithy.api#pattern`.
    Pattern(&'static str),
    /// `smithy.api#uniqueItems`.
    UniqueItems,
    /// The value is not one of the enum's. These are the enum's values, without those marked `@internal`.
    Enum(&'static [&'static str]),
    /// The value is nested more than 128 levels deep; what is deeper was not checked.
    Depth,
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constraint::Required => f.write_str("Member must not be null"),
            Constraint::Length { min, max, .. } => bounds(f, "Member must have length", min.as_ref(), max.as_ref()),
            Constraint::Range { min, max } => bounds(f, "Member must be", min.as_ref(), max.as_ref()),
            Constraint::Pattern(pattern) => {
                write!(f, "Member must satisfy regular expression pattern: {pattern}")
            }
            Constraint::UniqueItems => f.write_str("Member must have unique values"),
            Constraint::Enum(values) => write!(f, "Member must satisfy enum value set: [{}]", values.join(", ")),
            Constraint::Depth => write!(f, "Member must not nest deeper than {MAX_DEPTH} levels"),
        }
    }
}

fn bounds<T: fmt::Display>(f: &mut fmt::Formatter<'_>, what: &str, min: Option<&T>, max: Option<&T>) -> fmt::Result {
    match (min, max) {
        (Some(min), Some(max)) => write!(f, "{what} between {min} and {max}, inclusive"),
        (Some(min), None) => write!(f, "{what} greater than or equal to {min}"),
        (None, Some(max)) => write!(f, "{what} less than or equal to {max}"),
        (None, None) => f.write_str(what),
    }
}

/// Every broken constraint of one value; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Violations {
    listed: Vec<Violation>,
    omitted: usize,
}

impl Violations {
    /// The violations, in the order of the model; at most [`MAX_VIOLATIONS`].
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.listed.iter()
    }

    /// How many there are, including those that are not listed.
    pub fn count(&self) -> usize {
        self.listed.len() + self.omitted
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    /// The summary that Smithy's validation tests specify.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.count();
        write!(f, "{count} validation error{} detected. ", if count == 1 { "" } else { "s" })?;
        for (index, violation) in self.listed.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        if self.omitted > 0 {
            write!(f, "; and {} more", self.omitted)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// The way to the value being checked, as a list on the stack: it costs nothing until something is wrong.
#[must_use]
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
    depth: usize,
    /// Whether the keys of maps in the value are not told.
    hides_keys: bool,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Root,
    Name(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The whole value.
    pub const ROOT: Path<'static> = Path { parent: None, step: Step::Root, depth: 0, hides_keys: false };

    /// A member of this value.
    pub fn member(&'a self, name: &'a str) -> Path<'a> {
        self.step(Step::Name(name))
    }

    /// The value under a key of this map.
    pub fn key(&'a self, key: &'a str) -> Path<'a> {
        self.step(Step::Name(if self.hides_keys { REDACTED } else { key }))
    }

    /// An element of this list.
    pub fn index(&'a self, index: usize) -> Path<'a> {
        self.step(Step::Index(index))
    }

    /// The same way, on which keys are not told from here on (Smithy 2.0, "sensitive trait").
    pub fn hides_keys(self) -> Path<'a> {
        Path { hides_keys: true, ..self }
    }

    fn step(&'a self, step: Step<'a>) -> Path<'a> {
        Path { parent: Some(self), step, depth: self.depth + 1, hides_keys: self.hides_keys }
    }

    fn push(&self, out: &mut String) {
        if let Some(parent) = self.parent {
            parent.push(out);
        }
        match self.step {
            Step::Root => {}
            Step::Name(name) => {
                out.push('/');
                out.push_str(&name.replace('~', "~0").replace('/', "~1"));
            }
            Step::Index(index) => {
                out.push('/');
                out.push_str(&index.to_string());
            }
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.push(&mut text);
        f.write_str(&text)
    }
}

/// A generated enum, of strings or of integers.
#[doc(hidden)]
pub trait Enumeration {
    /// Whether the model has the value.
    fn is_known(&self) -> bool;
    /// The values that the model lists, as they are on the wire.
    fn values(&self) -> &'static [&'static str];
}

/// Checks that an enum has the value.
#[doc(hidden)]
pub fn known(value: &dyn Enumeration, at: &Path<'_>, report: &mut Report) {
    report.known(at, value);
}

/// Checks a nested value.
#[doc(hidden)]
pub fn nested<T: Check>(value: &T, at: &Path<'_>, report: &mut Report) {
    report.nested(at, value);
}

/// A generated type with constraints, its own or of something in it.
#[doc(hidden)]
pub trait Check {
    /// Reports every violation in the value that is found at this place.
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        let _ = (at, report);
    }
}

impl<T: Check> Check for Box<T> {
    fn check(&self, at: &Path<'_>, report: &mut Report) {
        (**self).check(at, report);
    }
}

impl<T: Check> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        let mut report = Report::default();
        self.check(&Path::ROOT, &mut report);
        report.finish()
    }
}
