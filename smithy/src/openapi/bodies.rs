//! What a message has as its body.

use super::examples::{Examples, Of};
use super::message::{Part, in_document};
use super::object::Object;
use super::operation::Operations;
use super::schema::is_required;
use crate::bindings::{Body, Location, Payload, PayloadKind};
use crate::model::Shape;

impl<'m> Operations<'m, '_> {
    /// The body of a request.
    pub(super) fn request_body(
        &mut self,
        operation: &'m Shape,
        input: Option<&'m Shape>,
        parts: &[Part<'m>],
        examples: &Examples<'m>,
    ) -> Option<Object> {
        let body = Body::of_request(self.schemas.protocol, self.schemas.model, input);
        let name = format!("{}RequestContent", operation.id.name());
        let content = self.content(&body, &name, input?, parts, &Of::Input, examples)?;
        let is_required = match body {
            Body::Document => in_document(parts).into_iter().any(is_required),
            // Without a body, bytes and texts are empty.
            Body::Payload(payload) => {
                let is_structured = matches!(payload.kind, PayloadKind::Structure | PayloadKind::Value);
                is_structured && is_required(payload.member)
            }
            Body::None | Body::Empty => false,
        };
        let mut request = Object::new();
        if let Body::Payload(payload) = &body {
            request.put_some("description", super::notes::description(&payload.member.traits));
        }
        request.put("content", content);
        if is_required {
            request.put("required", true);
        }
        Some(request)
    }

    /// The content of a body: a media type with its schema and examples.
    pub(super) fn content(
        &mut self,
        body: &Body<'m>,
        name: &str,
        shape: &'m Shape,
        parts: &[Part<'m>],
        of: &Of<'_>,
        examples: &Examples<'m>,
    ) -> Option<Object> {
        let members = in_document(parts);
        let is_free = parts.iter().any(|(.., location)| match location {
            Location::Header(name) => name.eq_ignore_ascii_case("content-type"),
            _ => false,
        });
        let (media_type, schema) = match body {
            Body::None | Body::Empty => return None,
            Body::Document => (self.schemas.protocol.media_types.document, self.schemas.message(name, shape, &members)),
            Body::Payload(payload) => {
                let media_type = if is_free { "*/*" } else { payload.media_type(self.schemas.protocol) };
                (media_type, self.payload(payload))
            }
        };
        let mut media = Object::new();
        media.put("schema", schema);
        media.put_full("examples", examples.of_body(of, body, &members));
        Some(Object::new().with(media_type, media))
    }

    fn payload(&mut self, payload: &Payload<'m>) -> Object {
        match payload.kind {
            PayloadKind::Events | PayloadKind::Stream | PayloadKind::Blob => {
                Object::new().with("type", "string").with("format", "binary")
            }
            PayloadKind::Text | PayloadKind::Structure | PayloadKind::Value => {
                self.schemas.value(payload.target, Some(payload.member), Location::Payload)
            }
        }
    }
}
