//! Event streams (Smithy 2.0, "Event streams").

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Shape;

impl<'m> Checker<'m> {
    /// Checks the payload of an event.
    pub(super) fn events(&mut self, shape: &'m Shape) {
        let mut payloads = shape.members.iter().filter(|member| member.traits.event_payload());
        if let (Some(_), Some(second)) = (payloads.next(), payloads.next()) {
            let message = format!("`{}` has two event payloads", shape.id);
            let diagnostic = Diagnostic::new(Code::EXCLUSIVE_MEMBER, second.place, message).about(&shape.id);
            self.report.push(diagnostic.help("remove `smithy.api#eventPayload` from one of them"));
        }
    }

    /// Checks that there is one stream at most.
    pub(super) fn streams(&mut self, closure: &[&'m Shape]) {
        for shape in closure {
            let is_stream = |target: &Shape| target.traits.streaming();
            let mut streams = shape.members.iter().filter(|member| self.model.target(member).is_some_and(is_stream));
            if let (Some(_), Some(second)) = (streams.next(), streams.next()) {
                let message = format!("`{}` has two streams", shape.id);
                let diagnostic = Diagnostic::new(Code::EXCLUSIVE_MEMBER, second.place, message).about(&shape.id);
                self.report.push(diagnostic.help("keep one of them"));
            }
        }
    }
}
