//! Shapes: what a model defines.

use std::ops::RangeInclusive;

use super::traits::EnumValue;
use super::{Members, ShapeId, Traits};
use crate::diagnostics::Place;

/// A shape with its `apply` statements merged in and its mixins flattened.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The id.
    pub id: ShapeId,
    /// Where the id is defined; [`Place::NOWHERE`] for shapes of the prelude.
    pub place: Place,
    /// What kind of shape it is, with what only that kind has.
    pub kind: Kind,
    /// The traits applied to the shape itself.
    pub traits: Traits,
    /// The members: of a structure, union, enum or intEnum; `member` of a list; `key` and `value` of a map.
    pub members: Members,
    /// The mixins that the shape itself names, already flattened into it.
    pub mixins: Vec<Reference>,
    /// What the shape itself says of an operation, a service or a resource where mixins add to it.
    pub own: Option<Box<Kind>>,
}

/// A member of a shape.
#[derive(Clone, Debug)]
pub struct Member {
    /// The id, such as `com.example#City$name`.
    pub id: ShapeId,
    /// Where the member is written, which is in the mixin if it comes from one.
    pub place: Place,
    /// The shape that the member's values have.
    pub target: Reference,
    /// The traits applied to the member; those of its target are not among them.
    pub traits: Traits,
    /// The members of mixins that it comes from, the nearest of each mixin.
    pub mixins: Vec<ShapeId>,
}

impl Member {
    /// The value of a member of an enum as a text, also of integers.
    pub fn enum_text(&self) -> Box<str> {
        match self.traits.enum_value() {
            Some(EnumValue::Text(text)) => text.clone(),
            Some(EnumValue::Integer(number)) => number.to_string().into(),
            None => self.name().into(),
        }
    }

    /// The same member as a shape has it that takes it from a mixin, where its id is `from`.
    #[must_use]
    pub(crate) fn inherited(self, from: &ShapeId) -> Self {
        Self { traits: self.traits.inherited(), mixins: vec![from.clone()], ..self }
    }

    /// The name of the member.
    pub fn name(&self) -> &str {
        self.id.member().unwrap_or_default()
    }
}

/// A mention of a shape.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// The shape that is meant.
    pub id: ShapeId,
    /// Where it is mentioned.
    pub place: Place,
}

/// The kinds of shapes (Smithy 2.0, "Simple types", "Aggregate types", "Service types").
///
/// A `set` is a [`Kind::List`] with the trait uniqueItems, as the specification defines it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names are the specification's")]
pub enum Kind {
    Blob,
    Boolean,
    String,
    Enum,
    Byte,
    Short,
    Integer,
    IntEnum,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    List,
    Map,
    Structure,
    Union,
    Operation(Box<Operation>),
    Service(Box<Service>),
    Resource(Box<Resource>),
}

/// What only an operation has (Smithy 2.0, "Operation").
#[derive(Clone, Debug)]
pub struct Operation {
    /// The input; `smithy.api#Unit` if the model names none.
    pub input: Reference,
    /// The output; `smithy.api#Unit` if the model names none.
    pub output: Reference,
    /// The errors that only this operation returns.
    pub errors: Vec<Reference>,
}

/// What only a service has (Smithy 2.0, "Service").
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// The version, which may be empty.
    pub version: Box<str>,
    /// Operations bound to the service itself.
    pub operations: Vec<Reference>,
    /// Resources bound to the service itself.
    pub resources: Vec<Reference>,
    /// Errors that every operation may return.
    pub errors: Vec<Reference>,
    /// Names that shapes have within this service only.
    pub rename: Vec<Rename>,
}

/// One entry of a service's `rename`.
#[derive(Clone, Debug)]
pub struct Rename {
    /// The shape, and where the entry is written.
    pub shape: Reference,
    /// Its name within the service.
    pub name: Box<str>,
}

/// What only a resource has (Smithy 2.0, "Resource").
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// The identifiers by name.
    pub identifiers: Vec<(Box<str>, Reference)>,
    /// The properties by name.
    pub properties: Vec<(Box<str>, Reference)>,
    /// The lifecycle operation that creates with an identifier of the service's choice.
    pub create: Option<Reference>,
    /// The lifecycle operation that creates with an identifier of the client's choice.
    pub put: Option<Reference>,
    /// The lifecycle operation that retrieves.
    pub read: Option<Reference>,
    /// The lifecycle operation that updates.
    pub update: Option<Reference>,
    /// The lifecycle operation that deletes.
    pub delete: Option<Reference>,
    /// The lifecycle operation that lists.
    pub list: Option<Reference>,
    /// Other operations on one instance.
    pub operations: Vec<Reference>,
    /// Other operations on the collection.
    pub collection_operations: Vec<Reference>,
    /// Child resources.
    pub resources: Vec<Reference>,
}

impl Resource {
    /// The lifecycle operations by the name of their property.
    pub fn lifecycle(&self) -> [(&'static str, Option<&Reference>); 6] {
        [
            ("create", self.create.as_ref()),
            ("put", self.put.as_ref()),
            ("read", self.read.as_ref()),
            ("update", self.update.as_ref()),
            ("delete", self.delete.as_ref()),
            ("list", self.list.as_ref()),
        ]
    }

    /// The lifecycle operations, to be changed.
    pub(crate) fn lifecycle_mut(&mut self) -> [&mut Option<Reference>; 6] {
        [&mut self.create, &mut self.put, &mut self.read, &mut self.update, &mut self.delete, &mut self.list]
    }

    /// All operations: lifecycle, instance and collection operations.
    pub fn all_operations(&self) -> impl Iterator<Item = &Reference> {
        let lifecycle = self.lifecycle().into_iter().filter_map(|(_, operation)| operation);
        lifecycle.chain(&self.operations).chain(&self.collection_operations)
    }
}

impl Shape {
    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.get(name)
    }

    /// What only an operation has, if this is one.
    pub fn as_operation(&self) -> Option<&Operation> {
        match &self.kind {
            Kind::Operation(operation) => Some(operation),
            _ => None,
        }
    }

    /// What only a service has, if this is one.
    pub fn as_service(&self) -> Option<&Service> {
        match &self.kind {
            Kind::Service(service) => Some(service),
            _ => None,
        }
    }

    /// What only a resource has, if this is one.
    pub fn as_resource(&self) -> Option<&Resource> {
        match &self.kind {
            Kind::Resource(resource) => Some(resource),
            _ => None,
        }
    }
}

impl Kind {
    /// The simple type of that name, but for enums, which have members.
    pub(crate) fn simple(name: &str) -> Option<Self> {
        Some(match name {
            "blob" => Self::Blob,
            "boolean" => Self::Boolean,
            "string" => Self::String,
            "byte" => Self::Byte,
            "short" => Self::Short,
            "integer" => Self::Integer,
            "long" => Self::Long,
            "float" => Self::Float,
            "double" => Self::Double,
            "bigInteger" => Self::BigInteger,
            "bigDecimal" => Self::BigDecimal,
            "timestamp" => Self::Timestamp,
            "document" => Self::Document,
            _ => return None,
        })
    }

    /// The name of the kind as the JSON AST writes it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Blob => "blob",
            Self::Boolean => "boolean",
            Self::String => "string",
            Self::Enum => "enum",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::Integer => "integer",
            Self::IntEnum => "intEnum",
            Self::Long => "long",
            Self::Float => "float",
            Self::Double => "double",
            Self::BigInteger => "bigInteger",
            Self::BigDecimal => "bigDecimal",
            Self::Timestamp => "timestamp",
            Self::Document => "document",
            Self::List => "list",
            Self::Map => "map",
            Self::Structure => "structure",
            Self::Union => "union",
            Self::Operation(_) => "operation",
            Self::Service(_) => "service",
            Self::Resource(_) => "resource",
        }
    }

    /// Whether it is a string or an enum, which the specification counts as strings.
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String | Self::Enum)
    }

    /// Whether it is one of the numeric kinds; an intEnum counts as an integer.
    pub fn is_number(&self) -> bool {
        self.is_integer() || matches!(self, Self::Float | Self::Double | Self::BigDecimal)
    }

    /// Whether it is one of the kinds without fraction.
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Byte | Self::Short | Self::Integer | Self::IntEnum | Self::Long | Self::BigInteger)
    }

    /// The values that an integer of limited size can have.
    pub fn limits(&self) -> Option<RangeInclusive<i64>> {
        Some(match self {
            Self::Byte => i8::MIN.into()..=i8::MAX.into(),
            Self::Short => i16::MIN.into()..=i16::MAX.into(),
            Self::Integer | Self::IntEnum => i32::MIN.into()..=i32::MAX.into(),
            Self::Long => i64::MIN..=i64::MAX,
            _ => return None,
        })
    }

    /// Whether it is a simple type (Smithy 2.0, "Simple types").
    pub fn is_simple(&self) -> bool {
        self.is_number()
            || self.is_string()
            || matches!(self, Self::Blob | Self::Boolean | Self::Timestamp | Self::Document)
    }

    /// Whether values of it exist: not so for operations, services and resources.
    pub fn is_data(&self) -> bool {
        !matches!(self, Self::Operation(_) | Self::Service(_) | Self::Resource(_))
    }
}
