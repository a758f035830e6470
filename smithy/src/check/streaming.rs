//! Streaming blobs and event streams (Smithy 2.0, "Streaming").

use std::collections::HashSet;

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Operation, Shape, ShapeId};

impl<'m> Checker<'m> {
    /// Checks the events of an event stream, and the payload of an event.
    pub(super) fn events(&mut self, shape: &'m Shape) {
        if matches!(shape.kind, Kind::Union) && shape.traits.streaming() {
            for member in &shape.members {
                let target = self.target(member);
                if target.is_some_and(|target| !matches!(target.kind, Kind::Structure)) {
                    let message = format!("the event `{}` must be a structure", member.id);
                    self.find(Code::STREAMING, &member.id, member.target.place, message);
                }
            }
        }
        let mut payloads = shape.members.iter().filter(|member| member.traits.event_payload());
        let Some(payload) = payloads.next() else {
            return;
        };
        if let Some(second) = payloads.next() {
            let message = format!("`{}` has two event payloads", shape.id);
            let diagnostic = Diagnostic::new(Code::EXCLUSIVE_MEMBER, second.place, message).about(&shape.id);
            self.report.push(diagnostic.help("remove `smithy.api#eventPayload` from one of them"));
        }
        let is_bound = |traits: &crate::model::Traits| traits.event_header() || traits.event_payload();
        for member in shape.members.iter().filter(|member| !is_bound(&member.traits)) {
            let message = format!("`{}` cannot be in the event, whose payload is `{}`", member.id, payload.name());
            let help = "apply the trait `smithy.api#eventHeader`, or remove `smithy.api#eventPayload`";
            let diagnostic = Diagnostic::new(Code::EVENT_PAYLOAD, member.place, message).about(&member.id);
            self.report.push(diagnostic.help(help));
        }
    }

    /// Checks that streams are members of inputs and outputs only, and one of them at most, and that they are bound to the
    /// payload where the service has HTTP bindings.
    pub(super) fn streams(
        &mut self,
        closure: &[&'m Shape],
        operations: &[(&'m Shape, &'m Operation)],
        has_bindings: bool,
    ) {
        let ends: HashSet<&ShapeId> =
            operations.iter().flat_map(|(_, operation)| [&operation.input.id, &operation.output.id]).collect();
        for shape in closure {
            let mut streams = shape.members.iter().filter(|member| {
                let target = self.model.target(member);
                target.is_some_and(|target| target.traits.streaming())
            });
            let Some(first) = streams.next() else {
                continue;
            };
            if let Some(second) = streams.next() {
                self.find(Code::STREAMING, &second.id, second.place, format!("`{}` has two streams", shape.id));
            }
            if !matches!(shape.kind, Kind::Structure) || !ends.contains(&shape.id) {
                let message = format!("`{}` is a stream, but `{}` is not an input or output", first.id, shape.id);
                self.find(Code::STREAMING, &first.id, first.place, message);
                continue;
            }
            if has_bindings && !first.traits.http_payload() {
                let message = format!("`{}` is a stream and must be bound to the payload", first.id);
                let help = "apply the trait `smithy.api#httpPayload`";
                let diagnostic = Diagnostic::new(Code::STREAM_NOT_PAYLOAD, first.place, message).about(&first.id);
                self.report.push(diagnostic.help(help));
            }
            let is_blob = self.target(first).is_some_and(|target| matches!(target.kind, Kind::Blob));
            if is_blob && !first.traits.required() && first.traits.default_value().is_none() {
                let message = format!("`{}` is a streaming blob and must be required or have a default", first.id);
                let diagnostic = Diagnostic::new(Code::STREAM_WITHOUT_DEFAULT, first.place, message).about(&first.id);
                self.report.push(diagnostic.help("apply `smithy.api#required`, or `smithy.api#default` with `\"\"`"));
            }
        }
    }
}
