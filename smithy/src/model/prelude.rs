//! The shapes of the prelude, which the JSON AST leaves out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::node::{Node, Number, Value};
use super::traits::{Applied, Trait, Traits};
use super::{Kind, Members, Shape, ShapeId};
use crate::diagnostics::Place;

/// The empty structure that stands for "no value".
pub const UNIT: &str = "smithy.api#Unit";

/// The traits of the namespace `smithy.api` (Smithy 2.0, "Trait index").
pub(crate) const TRAITS: &[&str] = &[
    "addedDefault",
    "auth",
    "authDefinition",
    "box",
    "clientOptional",
    "cors",
    "default",
    "deprecated",
    "documentation",
    "endpoint",
    "enum",
    "enumValue",
    "error",
    "eventHeader",
    "eventPayload",
    "examples",
    "externalDocumentation",
    "hostLabel",
    "http",
    "httpApiKeyAuth",
    "httpBasicAuth",
    "httpBearerAuth",
    "httpChecksumRequired",
    "httpDigestAuth",
    "httpError",
    "httpHeader",
    "httpLabel",
    "httpPayload",
    "httpPrefixHeaders",
    "httpQuery",
    "httpQueryParams",
    "httpResponseCode",
    "idRef",
    "idempotencyToken",
    "idempotent",
    "input",
    "internal",
    "jsonName",
    "length",
    "longPoll",
    "mediaType",
    "metadata",
    "mixin",
    "nestedProperties",
    "noReplace",
    "notProperty",
    "optionalAuth",
    "output",
    "paginated",
    "pattern",
    "private",
    "property",
    "protocolDefinition",
    "range",
    "readonly",
    "recommended",
    "references",
    "requestCompression",
    "required",
    "requiresLength",
    "resourceIdentifier",
    "retryable",
    "sensitive",
    "since",
    "sparse",
    "streaming",
    "suppress",
    "tags",
    "timestampFormat",
    "title",
    "trait",
    "traitValidators",
    "uniqueItems",
    "unitType",
    "unstable",
    "xmlAttribute",
    "xmlFlattened",
    "xmlName",
    "xmlNamespace",
];

/// The shapes that every model may name without a file that defines them, by id.
pub(crate) fn builtin() -> &'static BTreeMap<ShapeId, Shape> {
    static SHAPES: LazyLock<BTreeMap<ShapeId, Shape>> =
        LazyLock::new(|| shapes().map(|shape| (shape.id.clone(), shape)).collect());
    &SHAPES
}

/// All shapes of the prelude that a model may target (Smithy 2.0, "Prelude").
fn shapes() -> impl Iterator<Item = Shape> {
    let plain = [
        ("smithy.api#BigDecimal", Kind::BigDecimal),
        ("smithy.api#BigInteger", Kind::BigInteger),
        ("smithy.api#Blob", Kind::Blob),
        ("smithy.api#Boolean", Kind::Boolean),
        ("smithy.api#Byte", Kind::Byte),
        ("smithy.api#Document", Kind::Document),
        ("smithy.api#Double", Kind::Double),
        ("smithy.api#Float", Kind::Float),
        ("smithy.api#Integer", Kind::Integer),
        ("smithy.api#Long", Kind::Long),
        ("smithy.api#Short", Kind::Short),
        ("smithy.api#String", Kind::String),
        ("smithy.api#Timestamp", Kind::Timestamp),
        (UNIT, Kind::Structure),
    ];
    let primitive = [
        ("smithy.api#PrimitiveBoolean", Kind::Boolean),
        ("smithy.api#PrimitiveByte", Kind::Byte),
        ("smithy.api#PrimitiveDouble", Kind::Double),
        ("smithy.api#PrimitiveFloat", Kind::Float),
        ("smithy.api#PrimitiveInteger", Kind::Integer),
        ("smithy.api#PrimitiveLong", Kind::Long),
        ("smithy.api#PrimitiveShort", Kind::Short),
    ];
    let plain = plain.into_iter().map(|(id, kind)| shape(id, kind, Traits::default()));
    let primitive = primitive.into_iter().map(|(id, kind)| {
        let traits = Traits::new(vec![zero_default(&kind)]);
        shape(id, kind, traits)
    });
    plain.chain(primitive)
}

/// The trait `default` with the zero value of a boolean or a number.
pub(crate) fn zero_default(kind: &Kind) -> Applied {
    let zero = match kind {
        Kind::Boolean => Value::Bool(false),
        _ => Value::Number(Number::Unsigned(0)),
    };
    default(zero)
}

/// The trait `default` with a value that no file writes.
pub(crate) fn default(value: Value) -> Applied {
    Applied {
        id: ShapeId::from_valid("smithy.api#default".into()),
        node: Node::synthetic(value),
        value: Trait::Default,
        is_inherited: false,
    }
}

fn shape(id: &str, kind: Kind, traits: Traits) -> Shape {
    Shape {
        id: ShapeId::from_valid(id.into()),
        place: Place::NOWHERE,
        kind,
        traits,
        members: Members::default(),
        mixins: Vec::new(),
        own: None,
    }
}
