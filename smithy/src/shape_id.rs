//! Shape ids: the absolute names of shapes and members.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// An absolute shape id, such as `com.example#City` or `com.example#City$name`.
///
/// Cheap to clone; ordered and compared as its text. (Smithy 2.0, "Shape ID".)
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeId(Arc<str>);

impl ShapeId {
    /// Reads an absolute shape id; `None` if the text is not one.
    pub fn parse(text: &str) -> Option<Self> {
        is_absolute(text).then(|| Self(text.into()))
    }

    /// Wraps a text that [`is_absolute`] has accepted.
    pub(crate) fn from_valid(text: Arc<str>) -> Self {
        Self(text)
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before `#`.
    pub fn namespace(&self) -> &str {
        self.0.split_once('#').map_or("", |(namespace, _)| namespace)
    }

    /// The name of the shape, without namespace and member.
    pub fn name(&self) -> &str {
        let rest = self.0.split_once('#').map_or(&*self.0, |(_, rest)| rest);
        rest.split_once('$').map_or(rest, |(name, _)| name)
    }

    /// The name of the member, if the id names one.
    pub fn member(&self) -> Option<&str> {
        self.0.split_once('$').map(|(_, member)| member)
    }

    /// The id of a member of this shape.
    #[must_use]
    pub fn with_member(&self, member: &str) -> Self {
        Self(format!("{}${member}", self.shape()).into())
    }

    /// The text of the id without the member.
    pub fn shape(&self) -> &str {
        self.0.split_once('$').map_or(&self.0, |(shape, _)| shape)
    }
}

/// Whether a text is an absolute shape id, with or without a member.
pub(crate) fn is_absolute(text: &str) -> bool {
    let Some((namespace, rest)) = text.split_once('#') else {
        return false;
    };
    let (name, member) = match rest.split_once('$') {
        Some((name, member)) => (name, Some(member)),
        None => (rest, None),
    };
    namespace.split('.').all(is_identifier) && is_identifier(name) && member.is_none_or(is_identifier)
}

/// Whether a text is an identifier (Smithy 2.0, "Shape ID ABNF").
pub(crate) fn is_identifier(text: &str) -> bool {
    let rest = text.trim_start_matches('_');
    let start = rest.bytes().next();
    let starts_well = match start {
        Some(byte) if rest.len() == text.len() => byte.is_ascii_alphabetic(),
        Some(byte) => byte.is_ascii_alphanumeric(),
        None => false,
    };
    starts_well && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl Borrow<str> for ShapeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for ShapeId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for ShapeId {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for ShapeId {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Display for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ShapeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ShapeId;

    #[test]
    fn ids_follow_the_grammar() {
        let good = ["a#B", "com.example#City", "a._b1#_1", "a#B$c", "smithy.api#String"];
        let bad =
            ["", "a", "#B", "a#", "a.#B", ".a#B", "a#1", "a#B$", "a#B$1", "a#B#c", "a#B$c$d", "a#_", "a#é", "a b#C"];
        for text in good {
            assert!(ShapeId::parse(text).is_some(), "{text}");
        }
        for text in bad {
            assert!(ShapeId::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn ids_come_apart() {
        let id = ShapeId::parse("com.example#City$name").unwrap();
        assert_eq!(id.namespace(), "com.example");
        assert_eq!(id.name(), "City");
        assert_eq!(id.member(), Some("name"));
        assert_eq!(id.shape(), "com.example#City");
        assert_eq!(id.with_member("other"), "com.example#City$other");
    }
}
