//! The types of shapes that selectors name (Smithy 2.0, "Matching shapes by type").

use crate::model::{Kind, Subject};

/// Declares the types with what selects them.
macro_rules! types {
    ($($name:ident $text:literal,)+) => {
        /// A type of shapes, or a group of types.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum ShapeType {
            $($name,)+
        }

        impl ShapeType {
            /// The names of all types.
            pub(super) const NAMES: &[&str] = &[$($text),+];

            /// The type of that name.
            pub(super) fn parse(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

types! {
    Number "number",
    Simple "simpleType",
    Aggregate "aggregateType",
    Data "dataType",
    ServiceType "serviceType",
    Collection "collection",
    Blob "blob",
    Boolean "boolean",
    Document "document",
    String "string",
    Enum "enum",
    Byte "byte",
    Short "short",
    Integer "integer",
    IntEnum "intEnum",
    Long "long",
    Float "float",
    Double "double",
    BigInteger "bigInteger",
    BigDecimal "bigDecimal",
    Timestamp "timestamp",
    List "list",
    Set "set",
    Map "map",
    Structure "structure",
    Union "union",
    Service "service",
    Operation "operation",
    Resource "resource",
    Member "member",
}

impl ShapeType {
    /// Whether a shape is of the type. Enums are strings, intEnums are integers, and sets are lists, too.
    pub(super) fn matches(self, subject: Subject<'_>) -> bool {
        let kind = &subject.shape.kind;
        if subject.member.is_some() {
            return self == Self::Member;
        }
        let is_aggregate = matches!(kind, Kind::List | Kind::Map | Kind::Structure | Kind::Union);
        match self {
            Self::Number => kind.is_number(),
            Self::Simple => kind.is_simple(),
            Self::Aggregate => is_aggregate,
            Self::Data => is_aggregate || kind.is_simple(),
            Self::ServiceType => matches!(kind, Kind::Service(_) | Kind::Operation(_) | Kind::Resource(_)),
            Self::Blob => matches!(kind, Kind::Blob),
            Self::Boolean => matches!(kind, Kind::Boolean),
            Self::Document => matches!(kind, Kind::Document),
            Self::String => kind.is_string(),
            Self::Enum => matches!(kind, Kind::Enum),
            Self::Byte => matches!(kind, Kind::Byte),
            Self::Short => matches!(kind, Kind::Short),
            Self::Integer => matches!(kind, Kind::Integer | Kind::IntEnum),
            Self::IntEnum => matches!(kind, Kind::IntEnum),
            Self::Long => matches!(kind, Kind::Long),
            Self::Float => matches!(kind, Kind::Float),
            Self::Double => matches!(kind, Kind::Double),
            Self::BigInteger => matches!(kind, Kind::BigInteger),
            Self::BigDecimal => matches!(kind, Kind::BigDecimal),
            Self::Timestamp => matches!(kind, Kind::Timestamp),
            Self::List | Self::Set | Self::Collection => matches!(kind, Kind::List),
            Self::Map => matches!(kind, Kind::Map),
            Self::Structure => matches!(kind, Kind::Structure),
            Self::Union => matches!(kind, Kind::Union),
            Self::Service => matches!(kind, Kind::Service(_)),
            Self::Operation => matches!(kind, Kind::Operation(_)),
            Self::Resource => matches!(kind, Kind::Resource(_)),
            Self::Member => false,
        }
    }
}
