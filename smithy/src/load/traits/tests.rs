//! Reads protocol tests and smoke tests as far as they must be well-formed: what is required, and of which type (Smithy
//! 2.0, "HTTP Protocol Compliance Tests", "Smoke Tests"). Their values are checked when the model is validated.

use crate::diagnostics::{Code, clip};
use crate::load::fields::Context;
use crate::model::{Node, Trait};

/// The type of a part of a test.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Text,
    Number,
    Array,
    /// An array of such elements.
    Each(&'static Self),
    Object(&'static [(&'static str, Need, Self)]),
    /// An object with any keys and such values.
    Values(&'static Self),
    Any,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}

use Need::{Optional, Required};
use Part::{Any, Array, Each, Number, Object, Text, Values};

/// Values of any shape.
pub(super) const VALUES: Part = Object(&[]);

const REQUEST: &[(&str, Need, Part)] = &[
    ("id", Required, Text),
    ("protocol", Required, Text),
    ("method", Required, Text),
    ("uri", Required, Text),
    ("body", Optional, Text),
    ("headers", Optional, VALUES),
    ("params", Optional, VALUES),
    ("vendorParams", Optional, VALUES),
];
const RESPONSE: &[(&str, Need, Part)] = &[
    ("id", Required, Text),
    ("protocol", Required, Text),
    ("code", Required, Number),
    ("body", Optional, Text),
    ("headers", Optional, VALUES),
    ("params", Optional, VALUES),
    ("vendorParams", Optional, VALUES),
];
const MALFORMED_REQUEST: &[(&str, Need, Part)] = &[
    ("id", Required, Text),
    ("protocol", Required, Text),
    ("request", Required, Object(&[("method", Required, Text), ("uri", Required, Text)])),
    (
        "response",
        Required,
        Object(&[
            ("code", Required, Number),
            ("body", Optional, Object(&[("assertion", Required, VALUES), ("mediaType", Required, Text)])),
        ]),
    ),
    ("testParameters", Optional, VALUES),
];
const EVENT_STREAM: &[(&str, Need, Part)] =
    &[("id", Required, Text), ("protocol", Required, Text), ("events", Optional, Array)];
const SMOKE: &[(&str, Need, Part)] = &[("id", Required, Text), ("expect", Required, VALUES)];

/// Checks the tests of a trait.
pub(super) fn check(context: &mut Context, kind: &Trait, what: &str, node: &Node) {
    let parts = match kind {
        Trait::HttpRequestTests => REQUEST,
        Trait::HttpResponseTests => RESPONSE,
        Trait::HttpMalformedRequestTests => MALFORMED_REQUEST,
        Trait::EventStreamTests => EVENT_STREAM,
        Trait::SmokeTests => SMOKE,
        _ => return,
    };
    let Some(cases) = node.as_array() else { return context.mismatch(what, "an array", node) };
    let what = format!("a test of {what}");
    for case in cases {
        part(context, &what, case, Object(parts));
    }
}

/// Checks a part, and the parts of it.
pub(super) fn part(context: &mut Context, what: &str, node: &Node, expected: Part) {
    match expected {
        Text if node.as_str().is_none() => context.mismatch(what, "a string", node),
        Number if node.as_number().is_none() => context.mismatch(what, "a number", node),
        Array if node.as_array().is_none() => context.mismatch(what, "an array", node),
        Object(_) if node.as_object().is_none() => context.mismatch(what, "an object", node),
        Object(parts) => {
            for (key, need, expected) in parts {
                match node.get(key) {
                    Some(value) => part(context, &format!("`{key}` of {what}"), value, *expected),
                    None if *need == Required => {
                        let message = format!("{what} has no `{key}`");
                        context.error(Code::MALFORMED_TRAIT, node.place, message, format!("add the key `{key}`"));
                    }
                    None => {}
                }
            }
        }
        Each(expected) => match node.as_array() {
            Some(elements) => {
                let what = format!("an element of {what}");
                elements.iter().for_each(|element| part(context, &what, element, *expected));
            }
            None => context.mismatch(what, "an array", node),
        },
        Values(expected) => match node.as_object() {
            Some(entries) => {
                for entry in entries {
                    part(context, &format!("`{}` of {what}", clip(&entry.key)), &entry.value, *expected);
                }
            }
            None => context.mismatch(what, "an object", node),
        },
        Text | Number | Array | Any => {}
    }
}
