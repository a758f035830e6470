//! How members are spelled in formats where every value has a name.

/// What the model says of the element of a value, and of those in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// The name.
    pub name: Option<String>,
    /// The name in forms.
    pub form_name: Option<String>,
    /// Whether it is an attribute.
    pub attribute: bool,
    /// Whether its items or entries have no element around them.
    pub flattened: bool,
    /// The namespace.
    pub namespace: Option<Namespace>,
    /// That of items or values.
    pub item: Option<Box<Element>>,
    /// That of keys.
    pub key: Option<Box<Element>>,
}

/// A namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Namespace {
    /// Its name.
    pub uri: String,
    /// The prefix that stands for it.
    pub prefix: Option<String>,
}
