//! The areas that rules are about.

/// What a rule is about: the page of the documentation that it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// What files say, before it is a model: syntax, names, definitions that conflict.
    Files,
    /// Shapes, members and values.
    Shapes,
    /// Traits: their definitions, values and targets.
    Traits,
    /// Services, resources and operations.
    Services,
    /// HTTP bindings, streams, hosts, authentication and XML.
    Http,
    /// Waiters and conditions.
    Waiters,
    /// The rules by which clients choose endpoints.
    Endpoints,
    /// Smithy's packages of AWS traits.
    Aws,
    /// Protocol tests and smoke tests.
    Tests,
    /// Linters, and validators that models ask for by their metadata.
    Linters,
    /// Projects and their transforms.
    Projects,
    /// Comparisons of two versions of a model.
    Differences,
    /// The generator and its configuration.
    Generator,
}

impl Area {
    /// All areas, in the order in which documentation shows them.
    pub const ALL: [Self; 13] = [
        Self::Files,
        Self::Shapes,
        Self::Traits,
        Self::Services,
        Self::Http,
        Self::Waiters,
        Self::Endpoints,
        Self::Aws,
        Self::Tests,
        Self::Linters,
        Self::Projects,
        Self::Differences,
        Self::Generator,
    ];

    /// The name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Shapes => "shapes",
            Self::Traits => "traits",
            Self::Services => "services",
            Self::Http => "http",
            Self::Waiters => "waiters",
            Self::Endpoints => "endpoints",
            Self::Aws => "aws",
            Self::Tests => "tests",
            Self::Linters => "linters",
            Self::Projects => "projects",
            Self::Differences => "differences",
            Self::Generator => "generator",
        }
    }

    /// The title of its page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Files => "Files and names",
            Self::Shapes => "Shapes and values",
            Self::Traits => "Traits",
            Self::Services => "Services, resources and operations",
            Self::Http => "HTTP, streams and XML",
            Self::Waiters => "Waiters and conditions",
            Self::Endpoints => "Endpoint rules",
            Self::Aws => "AWS",
            Self::Tests => "Protocol tests and smoke tests",
            Self::Linters => "Linters and custom validators",
            Self::Projects => "Projects",
            Self::Differences => "Differences between versions",
            Self::Generator => "Generating code",
        }
    }
}
