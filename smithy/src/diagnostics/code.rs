//! The codes of diagnostics: stable names of the rules that they are about.

mod area;
mod events;
mod list;
mod project;

pub use area::Area;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::Severity;

/// Which rule a diagnostic is about: a name, such as `unknown-key`, that does not change between versions, with what is
/// to be known of the rule.
///
/// Its constants are the codes of this crate's own findings; tools that check more have codes of their own.
#[derive(Clone, Copy)]
pub struct Code(&'static Rule);

/// What is to be known of a rule.
#[derive(Debug)]
pub struct Rule {
    /// The name: words in lower case, with dashes between them.
    pub name: &'static str,
    /// What it is about.
    pub area: Area,
    /// How bad it is to break the rule, unless a finding says otherwise.
    pub severity: Severity,
    /// The event id under which Smithy's own validators report the same, where they do.
    pub smithy_id: Option<&'static str>,
    /// What is reported.
    pub meaning: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// An example that breaks it, in Markdown: a block of code for each file of a model, or for the old and the new version.
    /// Empty if no input of the user's breaks the rule.
    pub example: &'static str,
}

impl Code {
    /// The code of a rule.
    pub const fn new(rule: &'static Rule) -> Self {
        Self(rule)
    }

    /// The codes of this crate's findings.
    pub fn all() -> impl Iterator<Item = Self> {
        [list::LISTS, &[project::LIST], events::LISTS].into_iter().flatten().copied().flatten().copied()
    }

    /// The name of the rule.
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// Whether an id of a suppression means this code: its name, or its event id in Smithy or what stands before a dot of
    /// it (Smithy 2.0, "Matching suppression event IDs").
    pub fn is_of(self, id: &str) -> bool {
        id == self.name() || self.0.smithy_id.is_some_and(|event| is_within(event, id))
    }

    /// What is to be known of the rule.
    pub const fn rule(self) -> &'static Rule {
        self.0
    }
}

/// Whether an event id is this one or a part of it, as its dots say.
pub(super) fn is_within(event: &str, id: &str) -> bool {
    event.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

// Names are distinct, and all that there is to compare.
impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Code {}

impl PartialOrd for Code {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Code {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name().cmp(other.name())
    }
}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Code").field(&self.name()).finish()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

    #[test]
    fn names_are_distinct() {
        assert_eq!(Code::all().collect::<BTreeSet<_>>().len(), Code::all().count());
    }
}
