//! What the prelude defines that more than the rules about it needs.

use super::node::{Node, Number, Value};
use super::traits::{Applied, Trait};
use super::{Kind, ShapeId};

/// The empty structure that stands for "no value".
pub const UNIT: &str = "smithy.api#Unit";

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
