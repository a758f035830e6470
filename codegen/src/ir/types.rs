//! Types: what is a `struct` or an `enum` of the generated crate.

use super::{Check, Element, EventMessage, Literal, MemberCheck, Retry};
use crate::name::{Ident, Name};

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Bool,
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    String,
    Blob,
    Timestamp,
    Document,
    BigInteger,
    BigDecimal,
    /// A streaming blob.
    ByteStream,
    /// A stream of the events of this union.
    EventStream(Ident),
    /// A structure, union or enum of the same service.
    Named(Ident),
    /// The value of a union's variant that carries nothing.
    Unit,
    Option(Box<Type>),
    Boxed(Box<Type>),
    List(Box<Type>),
    /// The key is a string or an enum.
    Map(Box<Type>, Box<Type>),
}

impl Type {
    /// Whether it is, or contains, one of a kind.
    pub(crate) fn contains(&self, is: &dyn Fn(&Self) -> bool) -> bool {
        is(self)
            || match self {
                Self::Option(inner) | Self::Boxed(inner) | Self::List(inner) => inner.contains(is),
                Self::Map(key, value) => key.contains(is) || value.contains(is),
                _ => false,
            }
    }
}

/// The format of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimestampFormat {
    DateTime,
    HttpDate,
    EpochSeconds,
}

/// A structure.
#[derive(Clone, Debug)]
pub(crate) struct Structure {
    /// The type and the shape's name.
    pub name: Name,
    /// The model's documentation, a line each.
    pub docs: Vec<String>,
    /// A deprecation's note (empty where the model has none).
    pub deprecated: Option<String>,
    /// The members in the order of the model.
    pub members: Vec<Member>,
    /// The type that takes its required members by name; `None` where there are fewer than two.
    pub named: Option<Ident>,
    /// What makes it an error; `None` for any other structure.
    pub error: Option<ErrorFacts>,
    /// Whether `Debug` shows no member at all, because the structure is sensitive.
    pub sensitive: bool,
    /// Whether a member is a stream, so that it can be neither cloned, compared nor serialized.
    pub streaming: bool,
    /// What its check looks at; empty where there is nothing to check.
    pub checks: Vec<MemberCheck>,
    /// Its element where it is in no other, unless it is the usual one.
    pub element: Option<Element>,
}

impl Structure {
    /// Whether leaving every field at its type's default is what `new` does.
    pub(crate) fn is_empty_by_default(&self) -> bool {
        let is_option =
            |member: &Member| matches!(member.presence, Presence::Optional | Presence::OptionalDefault { .. });
        self.members.iter().all(is_option)
    }

    /// The members that `new` takes.
    pub(crate) fn required(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| matches!(member.presence, Presence::Required))
    }
}

/// What an error structure is beyond its members.
#[derive(Clone, Debug)]
pub(crate) struct ErrorFacts {
    /// The field with the service's own words, if it is a string.
    pub message: Option<ErrorMessage>,
    /// The shape's id, if a protocol of the service names errors by it.
    pub shape_id: Option<String>,
    /// The error's name in protocols of the Query family, if it has one of its own there and the service keeps it.
    pub query_code: Option<String>,
    /// The HTTP status in awsQuery, if the service speaks that and the model says it.
    pub query_status: Option<u16>,
    /// The HTTP status.
    pub status: u16,
    /// Whether the same request may succeed later.
    pub retry: Retry,
}

/// The field of an error that holds the service's own words.
#[derive(Clone, Debug)]
pub(crate) struct ErrorMessage {
    /// The field.
    pub field: Ident,
    /// Whether the field is an `Option`.
    pub optional: bool,
}

/// A member of a structure.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The field and the member's name.
    pub name: Name,
    /// The method that sets it, `with_…`.
    pub setter: Ident,
    /// The key in JSON.
    pub key: String,
    /// The documentation, a line each: the model's, then the constraints in words.
    pub docs: Vec<String>,
    /// The documentation of its setter: the first paragraph of the model's, then the constraints in words.
    pub setter_docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// The field's type, with `Option` and `Box` where they are.
    pub ty: Type,
    /// Whether and how it may be absent.
    pub presence: Presence,
    /// Whether the wire demands it, so that a request without it is refused. A required member that the type makes
    /// optional (`clientOptional`) is checked by its [`MemberCheck`] instead and is `false` here.
    pub required: bool,
    /// Whether a request carries it outside the JSON body.
    pub outside_request: bool,
    /// Whether a response carries it outside the JSON body.
    pub outside_response: bool,
    /// The format of its timestamps in bodies, where it is not the default of all protocols of the service.
    pub timestamp: Option<TimestampFormat>,
    /// Its element, where that is not the usual one.
    pub element: Option<Element>,
    /// Whether `Debug` must not show it.
    pub sensitive: bool,
    /// Whether messages must not tell the keys of maps in it.
    pub hides_keys: bool,
    /// The largest length of a list or map in a request, followed by those of the lists and maps nested in it. A level
    /// without a limit is `u64::MAX`; without any limit the list is empty.
    pub at_most: Vec<u64>,
    /// Whether the client fills it in when it is absent (`idempotencyToken`).
    pub idempotency_token: bool,
    /// Whether it is left out while it has its default (`internal`).
    pub hides_default: bool,
}

/// Whether a member may be absent.
#[derive(Clone, Debug)]
pub(crate) enum Presence {
    /// It is a parameter of `new`.
    Required,
    /// It is there with this value unless another is set. The type is not an `Option`.
    Default(Literal),
    /// It is an `Option`.
    Optional,
    /// It is an `Option`, and this value is put in its place when it is absent.
    OptionalDefault {
        /// The value.
        value: Literal,
        /// By whom.
        reach: Reach,
    },
}

/// Who puts the default of an optional member in its place when it is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Servers.
    Servers,
    /// Servers, and clients when they read.
    Readers,
    /// Servers and clients.
    Everyone,
}

/// A union.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    /// The type and the shape's name.
    pub name: Name,
    /// The model's documentation.
    pub docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// The variants in the order of the model.
    pub variants: Vec<UnionVariant>,
    /// Whether `Debug` shows nothing of the value.
    pub sensitive: bool,
    /// Whether it is a stream's union of events.
    pub events: bool,
    /// Its element where it is in no other, unless it is the usual one.
    pub element: Option<Element>,
}

/// A variant of a union.
#[derive(Clone, Debug)]
pub(crate) struct UnionVariant {
    /// The variant and the member's name.
    pub name: Name,
    /// The key in JSON.
    pub key: String,
    /// The documentation.
    pub docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// What it carries; [`Type::Unit`] makes a variant without fields.
    pub ty: Type,
    /// The format of its timestamps in bodies, where it is not the default of all protocols of the service.
    pub timestamp: Option<TimestampFormat>,
    /// Its element, where that is not the usual one.
    pub element: Option<Element>,
    /// Whether `Debug` must not show it.
    pub sensitive: bool,
    /// Whether messages must not tell the keys of maps in it.
    pub hides_keys: bool,
    /// The largest length of a list or map in a request, followed by those of the lists and maps nested in it. A level
    /// without a limit is `u64::MAX`; without any limit the list is empty.
    pub at_most: Vec<u64>,
    /// What is checked in it.
    pub check: Option<Check>,
    /// How it travels as an event; `Some` for every variant of a stream's union.
    pub event: Option<EventMessage>,
}

/// An enum of strings.
#[derive(Clone, Debug)]
pub(crate) struct Enumeration {
    /// The type and the shape's name.
    pub name: Name,
    /// The model's documentation.
    pub docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// The variants in the order of the model; [`Name::wire`] is the value.
    pub variants: Vec<Variant>,
    /// Whether `Debug` must not show it.
    pub sensitive: bool,
}

/// A variant of an enum of strings.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    /// The variant and its value.
    pub name: Name,
    /// The documentation.
    pub docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// Whether messages must not list it (`smithy.api#internal`).
    pub internal: bool,
}

/// An enum of integers.
#[derive(Clone, Debug)]
pub(crate) struct IntEnumeration {
    /// The type and the shape's name.
    pub name: Name,
    /// The model's documentation.
    pub docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// The variants in the order of the model.
    pub variants: Vec<IntVariant>,
    /// Whether `Debug` must not show it.
    pub sensitive: bool,
}

/// A variant of an enum of integers.
#[derive(Clone, Debug)]
pub(crate) struct IntVariant {
    /// The variant and the member's name.
    pub name: Name,
    /// The value.
    pub value: i32,
    /// The documentation.
    pub docs: Vec<String>,
    /// A deprecation's note.
    pub deprecated: Option<String>,
    /// Whether messages and lists of values leave it out.
    pub internal: bool,
}
