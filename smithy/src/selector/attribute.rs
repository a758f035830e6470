//! Attributes as selectors write them: paths of properties, and what they are compared with.

/// The path of an attribute, such as `trait|range|min`.
#[derive(Clone, Debug)]
pub(super) struct Attribute {
    /// The names of properties, of which there is at least one.
    pub(super) segments: Vec<Segment>,
}

impl Attribute {
    /// Whether it leads to variables, seen from a shape.
    pub(super) fn is_variable(&self) -> bool {
        self.segments.first().is_some_and(|segment| &*segment.name == "var")
    }
}

/// The name of a property: a name, or a function such as `(keys)`, which is kept with its parentheses.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    /// The name.
    pub(super) name: Box<str>,
    /// The trait of that name, if the name has no namespace: one of the prelude.
    prelude: Option<Box<str>>,
}

impl Segment {
    /// A segment of that name.
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.into(), prelude: (!name.contains('#')).then(|| format!("smithy.api#{name}").into()) }
    }

    /// The id of the trait that the name means.
    pub(super) fn trait_id(&self) -> &str {
        self.prelude.as_deref().unwrap_or(&self.name)
    }
}

/// A comparator with what stands to its right.
#[derive(Clone, Debug)]
pub(super) struct Comparison {
    pub(super) comparator: Comparator,
    /// The values, of which one must fit.
    pub(super) values: Vec<Operand>,
    pub(super) ignores_case: bool,
}

/// What is compared.
#[derive(Clone, Debug)]
pub(super) enum Operand {
    /// `foo`, `'foo'`
    Literal(Box<str>),
    /// `@{path}`
    Context(Attribute),
}

/// How two values are compared (Smithy 2.0, "Attribute comparison").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparator {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `^=`
    StartsWith,
    /// `$=`
    EndsWith,
    /// `*=`
    Contains,
    /// `?=`
    Exists,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `{=}`
    SameValues,
    /// `{!=}`
    OtherValues,
    /// `{<}`
    Subset,
    /// `{<<}`
    ProperSubset,
}
