//! The kinds of relationships and sets of them.

/// Declares the relationships with the names that selectors have for them.
macro_rules! relationships {
    ($($(#[doc = $doc:literal])+ $name:ident $label:expr,)+) => {
        /// What connects a shape with another one (Smithy 2.0, "Relationships").
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Relationship {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Relationship {
            /// All relationships.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name in selectors, if it has one.
            pub const fn label(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => $label,)+
                }
            }
        }
    };
}

relationships! {
    /// An operation of a service or a resource, lifecycle operations included.
    Operation Some("operation"),
    /// An operation on the collection of a resource, `create` and `list` included.
    CollectionOperation Some("collectionOperation"),
    /// An operation on one resource, `put`, `read`, `update` and `delete` included.
    InstanceOperation Some("instanceOperation"),
    /// A resource of a service or of another resource.
    Resource Some("resource"),
    /// The type of an identifier of a resource.
    Identifier Some("identifier"),
    /// The type of a property of a resource.
    Property Some("property"),
    /// The lifecycle operation of that name.
    Create Some("create"),
    /// The lifecycle operation of that name.
    Put Some("put"),
    /// The lifecycle operation of that name.
    Read Some("read"),
    /// The lifecycle operation of that name.
    Update Some("update"),
    /// The lifecycle operation of that name.
    Delete Some("delete"),
    /// The lifecycle operation of that name.
    List Some("list"),
    /// The input of an operation; the unit type counts as none.
    Input Some("input"),
    /// The output of an operation; the unit type counts as none.
    Output Some("output"),
    /// An error of an operation or a service.
    Error Some("error"),
    /// A member of a shape.
    Member Some("member"),
    /// The target of a member.
    MemberTarget None,
    /// A mixin of a shape, or the member of a mixin that a member comes from.
    Mixin Some("mixin"),
    /// The definition of a trait that is applied to a shape or a member.
    Trait Some("trait"),
    /// A shape whose id is in the value of a trait, where the trait's definition has `smithy.api#idRef`. Selectors do not
    /// follow it.
    IdRef None,
}

impl Relationship {
    /// The relationship that selectors call so.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|relationship| relationship.label() == Some(label))
    }

    /// Whether it leads from a resource to an operation of its lifecycle (Smithy 2.0, "Resource lifecycle operations").
    pub const fn is_lifecycle(self) -> bool {
        matches!(self, Self::Create | Self::Put | Self::Read | Self::Update | Self::Delete | Self::List)
    }
}

/// A set of relationships.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relationships(u32);

impl Relationships {
    /// No relationship.
    pub const NONE: Self = Self(0);

    /// All but [`Relationship::Trait`] and [`Relationship::IdRef`]: those that are followed unless others are asked for.
    pub const USUAL: Self = Self(!0).without(Relationship::Trait).without(Relationship::IdRef);

    /// From shapes to the operations and resources that are bound to them.
    pub const BINDINGS: Self = Self::NONE.with(Relationship::Operation).with(Relationship::Resource);

    /// The set with this one added.
    #[must_use]
    pub const fn with(self, relationship: Relationship) -> Self {
        Self(self.0 | 1 << relationship as u32)
    }

    /// The set without this one.
    #[must_use]
    pub const fn without(self, relationship: Relationship) -> Self {
        Self(self.0 & !(1 << relationship as u32))
    }

    /// Whether it is in the set.
    pub const fn contains(self, relationship: Relationship) -> bool {
        self.0 & (1 << relationship as u32) != 0
    }
}

impl FromIterator<Relationship> for Relationships {
    fn from_iter<T: IntoIterator<Item = Relationship>>(relationships: T) -> Self {
        relationships.into_iter().fold(Self::NONE, Self::with)
    }
}
