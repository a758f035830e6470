//! Reads the traits of endpoint rules as far as they must be well-formed (Smithy 2.0, "Rules engine"). Rules are read when
//! the model is validated, but for those of a diagram, which must be valid to be taken for one.

use super::tests::Need::{Optional, Required};
use super::tests::Part::{self, Any, Each, Object, Text, Values};
use super::tests::{VALUES, part};
use crate::diagnostics::{Code, clip};
use crate::load::fields::Context;
use crate::model::Node;
use crate::rules::RuleSet;

const CONTEXT_PARAM: Part = Object(&[("name", Required, Text)]);
const STATIC: Part = Values(&Object(&[("value", Required, Any)]));
const PATHS: Part = Values(&Object(&[("path", Required, Text)]));
const CLIENT: Part = Values(&Object(&[("type", Required, Text), ("documentation", Optional, Text)]));
const TESTS: Part = Object(&[("version", Required, Text), ("testCases", Optional, Each(&TEST))]);
const TEST: Part = Object(&[
    ("documentation", Optional, Text),
    ("params", Optional, VALUES),
    ("operationInputs", Optional, Each(&INPUT)),
    ("expect", Required, Object(&[("error", Optional, Text), ("endpoint", Optional, ENDPOINT)])),
]);
const INPUT: Part = Object(&[
    ("operationName", Required, Text),
    ("operationParams", Optional, VALUES),
    ("builtInParams", Optional, VALUES),
    ("clientParams", Optional, VALUES),
]);
const ENDPOINT: Part =
    Object(&[("url", Optional, Text), ("headers", Optional, Values(&Each(&Text))), ("properties", Optional, VALUES)]);

/// The types that shapes can have.
const SHAPE_TYPES: [&str; 24] = [
    "blob",
    "boolean",
    "string",
    "timestamp",
    "byte",
    "short",
    "integer",
    "long",
    "float",
    "document",
    "double",
    "bigDecimal",
    "bigInteger",
    "enum",
    "intEnum",
    "list",
    "set",
    "map",
    "structure",
    "union",
    "member",
    "service",
    "resource",
    "operation",
];

/// Checks a trait, if it is one of endpoint rules.
pub(super) fn check(context: &mut Context, id: &str, node: &Node) {
    let expected = match id.strip_prefix("smithy.rules#") {
        Some("contextParam") => CONTEXT_PARAM,
        Some("staticContextParams") => STATIC,
        Some("operationContextParams") => PATHS,
        Some("clientContextParams") => CLIENT,
        Some("endpointTests") => TESTS,
        Some("endpointBdd") => return diagram(context, node),
        _ => return,
    };
    part(context, &format!("trait `{id}`"), node, expected);
    if id.ends_with("#clientContextParams") {
        types(context, node);
    }
}

/// A type of parameters may be one that does not fit the definition of the trait, but it must be a type of shapes.
fn types(context: &mut Context, node: &Node) {
    for entry in node.as_object().unwrap_or_default() {
        let Some(kind) = entry.value.get("type") else { continue };
        let Some(name) = kind.as_str().filter(|name| !SHAPE_TYPES.contains(name)) else { continue };
        let message =
            format!("the parameter `{}` has the type `{}`, which does not exist", clip(&entry.key), clip(name));
        context.error(Code::MALFORMED_TRAIT, kind.place, message, "the types are `string` and `boolean`");
    }
}

/// (Smithy 2.0, "endpointBdd trait".)
fn diagram(context: &mut Context, node: &Node) {
    for fault in RuleSet::read_diagram(node).err().unwrap_or_default() {
        context.error(Code::MALFORMED_TRAIT, fault.place, fault.message, fault.help);
    }
}
