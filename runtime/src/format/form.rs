//! Forms (`application/x-www-form-urlencoded`), as the requests of awsQuery and ec2Query have them (Smithy 2.0, "AWS query
//! protocol", "AWS EC2 query protocol").
//!
//! Each scalar is a parameter, whose key is the way to it: names of members, numbers of items and entries, joined by dots.
//! Blobs are base64, timestamps are date-times unless the model says otherwise, NaN and the infinities have names. What has
//! no scalar in it has no parameter, and is absent to whoever reads; where something must be there, such as an item of a
//! list, it is a key without a value. There are neither documents nor nulls.

mod object;
mod pairs;
mod sink;
mod source;

use std::borrow::Cow;

use self::pairs::Value;
use self::sink::FormSink;
use self::source::FormSource;
#[cfg(feature = "client")]
use super::ErrorTexts;
use super::context::Context;
use super::{ErrorHead, Format, Heading};
#[cfg(feature = "event-stream")]
use crate::Document;
#[cfg(feature = "server")]
use crate::percent;
use crate::wire::{
    Decode, Element, Encode, Fault, Findings, Flow, MemberShape, Members, Outside, Reader, Root, Stop, Writer,
};

/// The two kinds of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Of awsQuery: members are called as they are in XML, and the items of a list are in it as `member`.
    Aws,
    /// Of ec2Query: names begin with capitals, and the items of a list follow one another.
    Ec2,
}

impl Form {
    /// What a member is called.
    fn member(self, member: &MemberShape) -> Cow<'static, str> {
        match member.element.form_name {
            Some(name) if self == Self::Ec2 => Cow::Borrowed(name),
            _ => self.name(member.element.name.unwrap_or(member.name)),
        }
    }

    /// A name as keys have it.
    fn name(self, name: &'static str) -> Cow<'static, str> {
        match self {
            Self::Ec2 if name.starts_with(|first: char| first.is_ascii_lowercase()) => {
                let mut capital = name.to_owned();
                if let Some(first) = capital.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                Cow::Owned(capital)
            }
            _ => Cow::Borrowed(name),
        }
    }

    /// Whether a key calls a member by its name. Nothing is allocated for it.
    fn is_named(self, member: &MemberShape, key: &str) -> bool {
        let name = member.element.name.unwrap_or(member.name);
        match (self, member.element.form_name) {
            (Self::Aws, _) => name == key,
            (Self::Ec2, Some(name)) => name == key,
            (Self::Ec2, None) => {
                let is_capital = !key.starts_with(|first: char| first.is_ascii_lowercase());
                is_capital
                    && key.get(1..) == name.get(1..)
                    && key.as_bytes().first().map(u8::to_ascii_lowercase)
                        == name.as_bytes().first().map(u8::to_ascii_lowercase)
            }
        }
    }
}

impl Format for Form {
    fn media_type(&self) -> &'static str {
        "application/x-www-form-urlencoded"
    }

    fn empty(&self) -> &'static [u8] {
        b""
    }

    fn encode(&self, value: &dyn Encode, _: Root, writer: Writer) -> Result<Vec<u8>, String> {
        FormSink::written(*self, writer, |sink| value.encode(sink))
    }

    fn encode_members(
        &self,
        value: &dyn Members,
        _: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String> {
        FormSink::written(*self, writer, |sink| sink.object(value, outside))
    }

    fn encode_headed(&self, heading: &Heading, value: &dyn Members, writer: Writer) -> Result<Vec<u8>, String> {
        FormSink::written(*self, writer, |sink| {
            sink.parameter("Action", heading.operation);
            sink.parameter("Version", heading.version);
            sink.object(value, Outside::Nothing)
        })
    }

    /// Requests alone are forms.
    fn encode_error(
        &self,
        _: &ErrorHead,
        value: &dyn Members,
        root: Root,
        outside: Outside,
        writer: Writer,
    ) -> Result<Vec<u8>, String> {
        self.encode_members(value, root, outside, writer)
    }

    fn decode(
        &self,
        target: &mut dyn Decode,
        bytes: &[u8],
        _: Root,
        reader: Reader,
    ) -> Result<Option<Findings>, Fault> {
        run(*self, bytes, reader, Outside::Nothing, |source| target.decode(source)).map(Some)
    }

    fn decode_members(
        &self,
        target: &mut dyn Members,
        bytes: &[u8],
        reader: Reader,
        outside: Outside,
    ) -> Result<Findings, Fault> {
        run(*self, bytes, reader, outside, |source| source.object(target))
    }

    #[cfg(feature = "client")]
    fn error_texts(&self, _: &[u8]) -> ErrorTexts {
        ErrorTexts::default()
    }

    #[cfg(feature = "event-stream")]
    fn document(&self, _: &[u8]) -> Option<Document> {
        None
    }
}

fn run(
    form: Form,
    bytes: &[u8],
    reader: Reader,
    outside: Outside,
    read: impl FnOnce(&mut FormSource<'_, '_>) -> Flow,
) -> Result<Findings, Fault> {
    let mut context = Context::of_message(reader, outside, bytes.len());
    let pairs = pairs::read(bytes, &mut context.budget).map_err(Fault::new)?;
    let mut source = FormSource::new(form, context);
    let read = source.value(Value::whole(&pairs), None, read);
    let mut context = source.into_context();
    match read {
        Ok(()) => Ok(context.findings.complete()),
        Err(Stop) => Err(context.fault("the value was refused")),
    }
}

/// What the items of a list are in; `None` if they follow one another.
fn item_name(form: Form, element: &'static Element) -> Option<&'static str> {
    (form == Form::Aws && !element.flattened).then(|| element.item.name.unwrap_or("member"))
}

/// What the entries of a map are in; `None` if they follow one another.
fn entry_name(element: &'static Element) -> Option<&'static str> {
    (!element.flattened).then_some("entry")
}

/// What the key and the value of an entry are called.
fn key_and_value(form: Form, element: &'static Element) -> [Cow<'static, str>; 2] {
    let name = |element: &Element, usual| element.name.map_or(Cow::Borrowed(usual), |name| form.name(name));
    [name(element.key, "key"), name(element.item, "value")]
}

/// The value of a parameter of a form; `None` if the form does not have it.
///
/// # Errors
///
/// The form has it twice, or it cannot be decoded.
#[cfg(feature = "server")]
pub(crate) fn parameter<'b>(form: &'b [u8], name: &str) -> Result<Option<Cow<'b, str>>, &'static str> {
    let mut found = None;
    for (key, value) in raw_pairs(std::str::from_utf8(form).map_err(|_| "the body is not valid UTF-8")?) {
        if percent::decode_form(key).is_ok_and(|key| key == name)
            && found.replace(percent::decode_form(value)?).is_some()
        {
            return Err(TWICE);
        }
    }
    Ok(found)
}

/// The keys and values of a form, still encoded. A key without `=` has an empty value.
fn raw_pairs(form: &str) -> impl Iterator<Item = (&str, &str)> {
    let parameters = form.split('&').filter(|parameter| !parameter.is_empty());
    parameters.map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
}

const TWICE: &str = "duplicate parameter";
