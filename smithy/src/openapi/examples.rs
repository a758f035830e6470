//! The examples of a model, taken apart into those of parameters and bodies (Smithy 2.0, "examples trait").

use super::object::Object;
use super::values::Values;
use crate::bindings::{Body, Location};
use crate::model::traits::Example;
use crate::model::{Member, Model, Node, Shape};
use crate::protocol::Protocol;

/// The examples of an operation.
pub(super) struct Examples<'m> {
    operation: &'m Shape,
    values: Values<'m>,
}

/// Which part of an example is meant.
pub(super) enum Of<'e> {
    /// The input.
    Input,
    /// The output.
    Output,
    /// The error of that shape.
    Error(&'e Shape),
}

impl<'m> Examples<'m> {
    pub(super) fn new(operation: &'m Shape, model: &'m Model, protocol: &'static Protocol) -> Self {
        Self { operation, values: Values { model, protocol } }
    }

    /// The values of a member outside the body of requests, by the name of the example.
    pub(super) fn of_member(&self, member: &Member, location: Location<'_>) -> Object {
        self.collect(&Of::Input, |node| {
            let value = node.get(member.name()).filter(|node| !node.is_null())?;
            Some(self.values.of_member(member, value, location))
        })
    }

    /// The bodies, by the name of the example; `in_document` are the members that a document has.
    pub(super) fn of_body(&self, of: &Of<'_>, body: &Body<'_>, in_document: &[&Member]) -> Object {
        self.collect(of, |node| match body {
            Body::None | Body::Empty => None,
            Body::Document => {
                let mut object = Object::new();
                for member in in_document {
                    let value = node.get(member.name()).filter(|node| !node.is_null());
                    let value = value.map(|value| self.values.of_member(member, value, Location::Document));
                    object.put_some(self.values.protocol.member_name(member), value);
                }
                Some(object.into())
            }
            Body::Payload(payload) => {
                let value = node.get(payload.member.name())?;
                // Bytes are sent as they are, which an example cannot show.
                let is_shown = !matches!(payload.target.kind, crate::model::Kind::Blob) && !value.is_null();
                is_shown.then(|| self.values.value(payload.target, payload.member, value, Location::Payload))
            }
        })
    }

    fn collect(&self, of: &Of<'_>, value: impl Fn(&Node) -> Option<Node>) -> Object {
        let mut all = Object::new();
        for (number, example) in (1..).zip(self.operation.traits.examples().into_iter().flatten()) {
            let node = match (of, &example.error) {
                (Of::Input, _) => example.input.as_ref(),
                (Of::Output, None) => example.output.as_ref(),
                (Of::Error(shape), Some(error)) if error.shape.id == shape.id => error.content.as_ref(),
                _ => None,
            };
            if let Some(value) = node.and_then(&value) {
                all.put(&format!("{}_example{number}", self.operation.id.name()), entry(example, value));
            }
        }
        all
    }
}

fn entry(example: &Example, value: Node) -> Object {
    let mut entry = Object::new().with("summary", &*example.title);
    entry.put_some("description", example.documentation.as_deref());
    entry.with("value", value)
}
