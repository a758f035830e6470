//! `EventStreamTestsTrait`: the values and bodies of tests of event streams.

use super::{cases, check, find, id, media, named, structure};
use crate::diagnostics::{Code, Severity};
use crate::model::{Model, Node, Shape};
use crate::validate::{Context, Timestamps};

const CODE: Code = Code::EVENT_STREAM_TESTS;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (subject, applied) in context.applied("smithy.test#eventStreamTests") {
        let Some(operation) = subject.shape.as_operation() else { continue };
        let input = structure(model, &operation.input);
        let output = structure(model, &operation.output);
        for (at, case) in cases(&applied.node).iter().enumerate() {
            let test = Test { about: subject.shape, what: format!("{}.{at}", applied.id), id: id(case) };
            test.values(context, case, "initialRequestParams", input);
            test.values(context, case, "initialRequest", named(model, case, "initialRequestShape"));
            test.values(context, case, "initialResponseParams", output);
            test.values(context, case, "initialResponse", named(model, case, "initialResponseShape"));
            test.values(context, case, "vendorParams", named(model, case, "vendorParamsShape"));
            for (at, event) in case.get("events").map(cases).unwrap_or_default().iter().enumerate() {
                let part = Test { what: format!("{}.events.{at}", test.what), ..test };
                part.event(context, event, [input, output]);
            }
        }
    }
}

/// A test, or an event of it.
struct Test<'m> {
    about: &'m Shape,
    /// How messages call it.
    what: String,
    id: &'m str,
}

impl Test<'_> {
    /// Checks the values of a key against a shape, if it has both.
    fn values(&self, context: &mut Context<'_>, part: &Node, key: &str, shape: Option<&Shape>) {
        if let (Some(values), Some(shape)) = (part.get(key), shape) {
            // Timestamps are written as in the values of traits, other than in the tests of HTTP.
            let check = check(CODE, format!("{}.{key}", self.what), &self.about.id).timestamps(Timestamps::ByFormat);
            check.run(context, shape.subject(), values);
        }
    }

    fn event(&self, context: &mut Context<'_>, event: &Node, [input, output]: [Option<&Shape>; 2]) {
        let message = match event.get("type").and_then(Node::as_str) {
            Some("request") => input,
            Some("response") => output,
            _ => None,
        };
        let stream = message.and_then(|message| stream(context.model, message));
        self.values(context, event, "params", stream);
        self.values(context, event, "vendorParams", named(context.model, event, "vendorParamsShape"));
        if let Some((body, fault)) = media::fault(event) {
            let message = format!("test `{}`, {}: {fault}", self.id, self.what);
            context.push(find(CODE, Severity::Danger, body, &self.about.id, message));
        }
    }
}

/// The events of a message.
fn stream<'m>(model: &'m Model, message: &Shape) -> Option<&'m Shape> {
    let targets = message.members.iter().filter_map(|member| model.target(member));
    targets.into_iter().find(|target| target.traits.streaming())
}
