//! How members are spelled in formats where every value has a name of its own, the items of a list included.

#[cfg(feature = "bindings")]
use super::MemberShape;

/// The name of a member's values, and of what is in them.
#[doc(hidden)]
#[must_use]
#[derive(Debug, Clone, Copy)]
pub struct Element {
    /// The name, with its prefix if it has one; by default, that of the member, or the format's own for items, keys and
    /// values.
    pub name: Option<&'static str>,
    /// The name in forms, where it differs from this one with a capital.
    pub form_name: Option<&'static str>,
    /// Whether the value is an attribute of the element around it.
    pub attribute: bool,
    /// Whether the items of a list, or the entries of a map, follow one another without an element around them.
    pub flattened: bool,
    /// The namespace that begins here.
    pub namespace: Option<Namespace>,
    /// The items of a list, or the values of a map.
    pub item: &'static Element,
    /// The keys of a map.
    pub key: &'static Element,
}

/// A namespace and the prefix that stands for it; without one, it is the default of the element and what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Namespace {
    /// The name of the namespace.
    pub uri: &'static str,
    /// The prefix.
    pub prefix: Option<&'static str>,
}

impl Namespace {
    /// The default namespace of an element and what is in it.
    pub const fn new(uri: &'static str) -> Self {
        Self { uri, prefix: None }
    }

    /// A namespace that a prefix stands for.
    pub const fn prefixed(uri: &'static str, prefix: &'static str) -> Self {
        Self { uri, prefix: Some(prefix) }
    }
}

/// What is known of the outermost element of a body besides the value in it.
#[cfg(feature = "bindings")]
#[derive(Debug, Clone, Copy, Default)]
#[allow(dead_code, reason = "not every format has places for all of it")]
pub(crate) struct Root {
    /// The member that is the whole body.
    pub(crate) member: Option<&'static MemberShape>,
    /// The namespace of an element that begins none itself.
    pub(crate) namespace: Option<Namespace>,
}

/// Nothing but the usual, at any depth.
static PLAIN: Element = element();

/// An element with the usual name.
pub const fn element() -> Element {
    Element {
        name: None,
        form_name: None,
        attribute: false,
        flattened: false,
        namespace: None,
        item: &PLAIN,
        key: &PLAIN,
    }
}

impl Element {
    /// The element of what has no name of its own.
    pub const fn plain() -> &'static Self {
        &PLAIN
    }

    /// The same element with this name.
    pub const fn name(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// The same element with another name in forms.
    pub const fn form_name(self, name: &'static str) -> Self {
        Self { form_name: Some(name), ..self }
    }

    /// An attribute of the element around it.
    pub const fn attribute(self) -> Self {
        Self { attribute: true, ..self }
    }

    /// The same element, whose items or entries follow one another.
    pub const fn flattened(self) -> Self {
        Self { flattened: true, ..self }
    }

    /// The same element with a namespace.
    pub const fn namespace(self, namespace: Namespace) -> Self {
        Self { namespace: Some(namespace), ..self }
    }

    /// The same element with these items or values in it.
    pub const fn item(self, item: &'static Element) -> Self {
        Self { item, ..self }
    }

    /// The same element with these keys in it.
    pub const fn key(self, key: &'static Element) -> Self {
        Self { key, ..self }
    }
}
