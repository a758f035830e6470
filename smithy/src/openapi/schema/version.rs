//! What the versions of OpenAPI write differently in a schema.

use super::super::Version;
use super::super::object::{Object, texts};
use crate::model::{Node, Value};

impl Version {
    /// A schema with notes. In version 3.0, nothing next to a reference counts.
    pub(in super::super) fn annotated(self, schema: Object, notes: Object) -> Object {
        if notes.is_empty() {
            return schema;
        }
        let mut all = match self {
            Self::V3_0 if schema.has("$ref") => Object::new().with("allOf", vec![schema.into()]),
            _ => schema,
        };
        all.extend(notes);
        all
    }

    /// A schema that allows `null`, too.
    pub(super) fn nullable(self, schema: Object) -> Object {
        let null = || Object::new().with("type", "null");
        match (self, schema.get("type").and_then(Node::as_str).map(str::to_owned)) {
            // Documents can be anything.
            _ if schema.is_empty() => schema,
            (Self::V3_0, Some(_)) => schema.with("nullable", true),
            (Self::V3_0, None) if schema.has("allOf") => schema.with("nullable", true),
            (Self::V3_0, None) => Object::new().with("allOf", vec![schema.into()]).with("nullable", true),
            (Self::V3_1, Some(kind)) => schema.with("type", texts([&*kind, "null"])),
            (Self::V3_1, None) => Object::new().with("anyOf", vec![schema.into(), null().into()]),
        }
    }

    /// The schema of bytes that a string holds in base64.
    pub(super) fn base64(self) -> Object {
        let schema = Object::new().with("type", "string").with("format", "byte");
        match self {
            Self::V3_0 => schema,
            Self::V3_1 => schema.with("contentEncoding", "base64"),
        }
    }
}

/// A number as the model spells it.
pub(super) fn number(decimal: &crate::model::Decimal) -> Node {
    Node::synthetic(Value::Number(crate::model::Number::Decimal(decimal.as_str().into())))
}
