//! Validators of protocol tests and smoke tests (Smithy 2.0, "HTTP Protocol Compliance Tests", "Event Stream Protocol
//! Compliance Tests", "Smoke Tests").

mod events;
mod http;
mod malformed;
mod media;
mod smoke;
mod unique;

use super::{Timestamps, Validator, ValueCheck};
use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::model::{Model, Node, Reference, Shape, ShapeId, UNIT, Value};

pub(super) const VALIDATORS: &[Validator] = &[
    events::validate,
    http::errors,
    http::requests,
    http::responses,
    malformed::validate,
    smoke::validate,
    unique::protocol_tests,
    unique::smoke_tests,
];

/// The elements of the list of tests.
fn cases(node: &Node) -> &[Node] {
    node.as_array().unwrap_or_default()
}

/// The id of a test.
fn id(case: &Node) -> &str {
    case.get("id").and_then(Node::as_str).unwrap_or_default()
}

/// The structure that an operation takes or returns; `None` for the unit type.
fn structure<'m>(model: &'m Model, reference: &Reference) -> Option<&'m Shape> {
    model.shape(&reference.id).filter(|shape| shape.id != UNIT)
}

/// Whether a node is an object with entries.
fn has_entries(node: &Node) -> bool {
    node.as_object().is_some_and(|entries| !entries.is_empty())
}

/// An object without entries, where a test has no values.
fn empty(of: &Node) -> Node {
    Node { place: of.place, value: Value::Object(Vec::new()) }
}

/// How the values of tests are checked: timestamps are numbers, and members may be `null`.
fn check(code: Code, what: String, about: &ShapeId) -> ValueCheck {
    ValueCheck::new(code, what).about(about).timestamps(Timestamps::EpochSeconds).allow_nulls()
}

/// The shape that the test names for a value, if it does and the shape exists.
fn named<'m>(model: &'m Model, case: &Node, key: &str) -> Option<&'m Shape> {
    model.shape(case.get(key)?.as_str()?)
}

/// A finding about a part of a test.
fn find(code: Code, severity: Severity, part: &Node, about: &ShapeId, message: String) -> Diagnostic {
    Diagnostic::new(code, part.place, message).with_severity(severity).about(about)
}
