//! XML, as restXml has it (Smithy 2.0, "XML bindings", "AWS restXml protocol").
//!
//! Each value is an element, named after its member or as [`Element`](crate::wire::Element) says; attributes are members,
//! too. Blobs are base64, timestamps are date-times unless the model says otherwise, NaN and the infinities have names.
//! What prefixes stand for is not looked at: names are compared without them, and the name of the outermost element does
//! not matter. An element with `xsi:nil` is null. There are no documents: a reader meets values without a model only in
//! unions that have members it does not know.
//!
//! The responses of awsQuery and ec2Query are the same within elements that say which operation they are of ("AWS query
//! protocol" and "AWS EC2 query protocol", "Response serialization").

mod characters;
mod envelope;
#[cfg(feature = "client")]
mod error_texts;
mod object;
mod sink;
mod source;
mod tree;

use self::sink::XmlSink;
use self::source::{Value, XmlSource};
use self::tree::Tree;
#[cfg(feature = "client")]
use super::ErrorTexts;
use super::context::Context;
use super::{ErrorHead, Format, Heading};
#[cfg(feature = "event-stream")]
use crate::Document;
use crate::lenient::Leniency;
use crate::wire::{Decode, Element, Encode, Fault, Findings, Flow, Members, Mode, Outside, Reader, Root, Stop, Writer};

/// The format of bodies, by what is around the members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Xml {
    /// Nothing: of restXml.
    Bare,
    /// The elements of awsQuery.
    Aws,
    /// The element of ec2Query.
    Ec2,
}

/// Which element of a body is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Outermost,
    Result,
    Error,
}

impl Format for Xml {
    fn media_type(&self) -> &'static str {
        match self {
            Self::Bare => "application/xml",
            Self::Aws => "text/xml",
            // As the service itself has it, and the protocol's tests.
            Self::Ec2 => "text/xml;charset=UTF-8",
        }
    }

    /// Not one element, as none has a name yet.
    fn empty(&self) -> &'static [u8] {
        b""
    }

    fn encode(&self, value: &dyn Encode, root: Root, writer: Writer) -> Result<Vec<u8>, String> {
        XmlSink::written(root, writer, |sink| value.encode(sink))
    }

    fn encode_members(
        &self,
        value: &dyn Members,
        root: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String> {
        XmlSink::written(root, writer, |sink| sink.object(value, outside))
    }

    fn encode_headed(&self, heading: &Heading, value: &dyn Members, writer: Writer) -> Result<Vec<u8>, String> {
        let root = Root { member: None, namespace: heading.namespace };
        XmlSink::written(root, writer, |sink| sink.headed(*self, heading, value))
    }

    fn encode_error(
        &self,
        head: &ErrorHead,
        value: &dyn Members,
        root: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String> {
        XmlSink::written(root, writer, |sink| match self {
            Self::Ec2 => sink.listed_error(head, value),
            Self::Bare | Self::Aws => sink.error(head, value, outside),
        })
    }

    fn decode(
        &self,
        target: &mut dyn Decode,
        bytes: &[u8],
        root: Root,
        reader: Reader,
    ) -> Result<Option<Findings>, Fault> {
        let element = root.member.map(|member| member.element);
        run(bytes, element, reader, Outside::Nothing, Part::Outermost, |source| target.decode(source))
    }

    fn decode_members(
        &self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: Reader,
        outside: Outside,
    ) -> Result<Findings, Fault> {
        let part = if *self == Self::Aws { Part::Result } else { Part::Outermost };
        let read = run(bytes, None, reader, outside, part, |source| source.object(target))?;
        read.ok_or_else(|| Fault::new("must not be null"))
    }

    fn decode_error(
        &self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: Reader,
        outside: Outside,
    ) -> Result<Findings, Fault> {
        let read = run(bytes, None, reader, outside, Part::Error, |source| source.object(target))?;
        read.ok_or_else(|| Fault::new("must not be null"))
    }

    #[cfg(feature = "client")]
    fn error_texts(&self, body: &[u8]) -> ErrorTexts {
        error_texts::read(body)
    }

    /// There are no documents.
    #[cfg(feature = "event-stream")]
    fn document(&self, _: &[u8]) -> Option<Document> {
        None
    }
}

/// Reads an element of a body; `None` where it is null.
fn run(
    bytes: &[u8],
    element: Option<&'static Element>,
    reader: Reader,
    outside: Outside,
    part: Part,
    read: impl FnOnce(&mut XmlSource<'_, '_>) -> Flow,
) -> Result<Option<Findings>, Fault> {
    let lenient = (reader.mode == Mode::Response && reader.leniency != Leniency::Strict).then_some(reader.leniency);
    let mut context = Context { lenient, ..Context::of_message(reader, outside, bytes.len()) };
    let tree = match Tree::read(bytes, &mut context.budget) {
        Ok(tree) => tree,
        Err(reason) => return Err(Fault::new(reason)),
    };
    let root = match part {
        Part::Outermost => tree.root(),
        Part::Result => tree.result(),
        Part::Error => tree.error(),
    };
    let mut source = XmlSource::new(&tree, context);
    let read = match root {
        Some(root) => source.value(Value::Node(root), element, read),
        // Without bytes there are no members.
        None => source.value(Value::Nothing, element, read),
    };
    let mut context = source.into_context();
    match read {
        Ok(is_present) => Ok(is_present.then(|| context.findings.complete())),
        Err(Stop) => Err(context.fault("the value was rejected")),
    }
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
