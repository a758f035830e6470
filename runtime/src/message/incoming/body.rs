//! What travels in the body.

use super::Incoming;
use crate::Blob;
use crate::body::Body;
use crate::message::Layout;
use crate::message::headers::FromTexts;
#[cfg(feature = "client")]
use crate::message::modeled::ErrorShape;
use crate::stream::ByteStream;
use crate::text::TextFormat;
use crate::wire::{Decode, Fault, Findings, Members, Mode, Outside, Root, Stop, below, fill_read};

impl Incoming<'_> {
    /// Whether there is nothing. To a server blanks are something, which fits no value.
    fn is_blank(&self) -> bool {
        self.body.is_empty() || (self.reader.mode == Mode::Response && self.body.trim_ascii().is_empty())
    }

    /// Reads the members that are bound to the body.
    pub fn members(&mut self, target: &mut dyn Members) {
        let is_response = self.reader.mode == Mode::Response;
        // A client has no use for a body without members, whatever it is.
        let Layout { format, is_whole } = self.layout;
        if is_response && target.shape().members.iter().all(|member| member.outside_response && !is_whole) {
            return self.fill(target);
        }
        let body = if self.is_blank() { format.empty() } else { self.body };
        let outside = match (is_whole, is_response) {
            (true, _) => Outside::Nothing,
            (false, true) => Outside::Response,
            (false, false) => Outside::Request,
        };
        let read = match self.is_error {
            true => format.decode_error(target, body, self.reader, outside),
            false => format.decode_members(target, body, self.reader, outside),
        };
        self.keep(read);
    }

    /// Takes note of what was found while members were read.
    pub(crate) fn keep(&mut self, read: Result<Findings, Fault>) {
        match read {
            Ok(findings) => self.findings.extend(findings),
            Err(fault) => {
                self.fault.get_or_insert(fault);
            }
        }
    }

    /// Fills in the defaults of absent members that the reader is responsible for. Reading an object does
    /// that, too.
    pub fn fill(&self, target: &mut dyn Members) {
        fill_read(target, self.reader.mode);
    }

    /// Reads one member from the body.
    pub fn value_payload(&mut self, index: usize, target: &mut dyn Decode) {
        if self.is_blank() {
            return self.miss(index);
        }
        let member = self.member(index);
        match self.layout.format.decode(target, self.body, Root { member, namespace: None }, self.reader) {
            // Null says that a member is absent, here as in an object.
            Ok(None) => self.miss(index),
            Ok(Some(findings)) => self.findings.extend(findings.below(member)),
            Err(Fault { path, reason }) => {
                self.fault.get_or_insert(Fault { path: below(member, path), reason });
            }
        }
    }

    /// Reads one string or enum member from the body. Without bytes it is absent.
    pub fn text_payload<T: FromTexts>(&mut self, index: usize, target: &mut T) {
        if !self.body.is_empty() {
            self.required_text_payload(index, target);
        }
    }

    /// Reads one string or enum member from the body. Without bytes it is an empty text, which a required member may
    /// be: HTTP does not tell an empty body from none.
    pub fn required_text_payload<T: FromTexts>(&mut self, index: usize, target: &mut T) {
        let body = self.body;
        match std::str::from_utf8(body) {
            Ok(text) => self.set(index, "body", &[text], TextFormat::Plain, target),
            Err(_) => self.fail(index, "body: the text is not valid UTF-8".to_owned()),
        }
    }

    /// Reads one blob member from the body. Without bytes it is absent.
    pub fn blob_payload(&mut self, target: &mut impl From<Blob>) {
        if !self.body.is_empty() {
            *target = self.required_blob_payload().into();
        }
    }

    /// The body as one blob member that is present without bytes, too.
    pub fn required_blob_payload(&self) -> Blob {
        Blob::from(self.body.clone())
    }

    /// The body as a stream.
    pub fn stream_payload(&mut self) -> ByteStream {
        self.take_stream().into()
    }

    pub(crate) fn take_stream(&mut self) -> Body {
        let stream = self.stream.take().unwrap_or_else(|| Body::from(self.body.clone()));
        #[cfg(all(feature = "server", feature = "gzip"))]
        if self.sent.is_gzip {
            return crate::compress::inflate_stream(stream);
        }
        stream
    }
}

/// Reads a message of which every member travels in the body.
///
/// # Errors
///
/// The fault is kept by the message.
pub fn whole_message<T: Members>(from: &mut Incoming<'_>) -> Result<T, Stop> {
    let mut message = T::placeholder();
    from.begin(message.shape());
    from.members(&mut message);
    from.finish(message)
}

/// Reads an error.
///
/// # Errors
///
/// The fault is kept by the message.
#[cfg(feature = "client")]
pub(crate) fn read_error(error: &mut dyn ErrorShape, from: &mut Incoming<'_>) -> Result<(), Stop> {
    from.begin(error.shape());
    from.is_error = true;
    if from.is_whole() || !error.read(from) {
        from.members(error);
    }
    from.finish(())
}
