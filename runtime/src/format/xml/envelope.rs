//! What is around the members of errors, and of the outputs of awsQuery and ec2Query.

use super::Xml;
use super::sink::{Tag, XmlSink};
use crate::format::{ErrorHead, Heading};
use crate::wire::{Element, Flow, Members, Outside};

impl XmlSink {
    /// Writes an error: who is at fault, its name, its members, and the id of the request (Smithy 2.0, "AWS restXml
    /// protocol", "Error response serialization"). The namespace of the service begins with the element around it, and that
    /// of the error's own shape with its own.
    pub(super) fn error(&mut self, head: &ErrorHead, value: &dyn Members, outside: Outside) -> Flow {
        let ErrorHead { name, is_sender, is_wrapped, request_id } = head;
        let outer = Tag { namespace: self.root.namespace, ..Tag::new("ErrorResponse", Element::plain()) };
        let inner = Tag { namespace: value.shape().element.namespace, ..Tag::new("Error", Element::plain()) };
        if *is_wrapped {
            self.begin(&outer)?;
            self.push(&[">"]);
        }
        self.begin(&inner)?;
        self.rows(value, outside, true)?;
        self.push(&["><Type>", if *is_sender { "Sender" } else { "Receiver" }, "</Type><Code>"]);
        self.escaped(name, false)?;
        self.push(&["</Code>"]);
        self.children(value, outside)?;
        if !is_wrapped {
            self.request_id(request_id.as_deref())?;
        }
        self.end(&inner);
        if *is_wrapped {
            self.request_id(request_id.as_deref())?;
            self.end(&outer);
        }
        Ok(())
    }

    fn request_id(&mut self, id: Option<&str>) -> Flow {
        self.leaf("RequestId", id)
    }

    /// An element with a text, if there is one.
    fn leaf(&mut self, name: &str, text: Option<&str>) -> Flow {
        let Some(text) = text else { return Ok(()) };
        self.push(&["<", name, ">"]);
        self.escaped(text, false)?;
        self.push(&["</", name, ">"]);
        Ok(())
    }

    /// Writes an output within the elements that say which operation it is of, and which request it is for (Smithy 2.0,
    /// "AWS query protocol" and "AWS EC2 query protocol", "Response serialization").
    pub(super) fn headed(&mut self, envelope: Xml, heading: &Heading, value: &dyn Members) -> Flow {
        let Heading { operation, request_id, .. } = heading;
        let (outer, inner) = (format!("{operation}Response"), format!("{operation}Result"));
        self.push(&["<", &outer]);
        self.namespace(self.root.namespace)?;
        if envelope == Xml::Ec2 {
            self.content(value)?;
            self.leaf("requestId", request_id.as_deref())?;
        } else {
            self.push(&[">"]);
            // An operation without output has no element for it.
            if !value.shape().members.is_empty() {
                self.push(&["<", &inner]);
                self.content(value)?;
                self.push(&["</", &inner, ">"]);
            }
            if request_id.is_some() {
                self.push(&["<ResponseMetadata>"]);
                self.request_id(request_id.as_deref())?;
                self.push(&["</ResponseMetadata>"]);
            }
        }
        self.push(&["</", &outer, ">"]);
        Ok(())
    }

    /// Writes the members of an element of which the tag has begun.
    fn content(&mut self, value: &dyn Members) -> Flow {
        self.rows(value, Outside::Nothing, true)?;
        self.push(&[">"]);
        self.children(value, Outside::Nothing)
    }

    /// Writes an error as the only one of a list (Smithy 2.0, "AWS EC2 query protocol", "Operation error
    /// serialization").
    pub(super) fn listed_error(&mut self, head: &ErrorHead, value: &dyn Members) -> Flow {
        let ErrorHead { name, request_id, .. } = head;
        self.push(&["<Response><Errors><Error"]);
        self.rows(value, Outside::Nothing, true)?;
        self.push(&[">"]);
        self.leaf("Code", Some(name))?;
        self.children(value, Outside::Nothing)?;
        self.push(&["</Error></Errors>"]);
        self.leaf("RequestID", request_id.as_deref())?;
        self.push(&["</Response>"]);
        Ok(())
    }
}
