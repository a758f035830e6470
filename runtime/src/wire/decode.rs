//! Entry points of decoding, and what they report.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _};

use super::context::Context;
#[cfg(feature = "bindings")]
use super::findings::Findings;
#[cfg(feature = "bindings")]
use super::lenient::{Kind, Leniency};
#[cfg(feature = "bindings")]
use super::source::Read;
use super::source::Seed;
use super::{Decode, Outside};
#[cfg(feature = "bindings")]
use super::{MemberShape, Members};
use crate::validate::REDACTED;

/// Who is reading, which decides what becomes of values that are missing, null or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `serde::Deserialize` called by a user: a missing required member is an error.
    Plain,
    /// A server reads a request: strict, and missing members are collected as violations.
    Request,
    /// A client reads a response: what is missing is filled in, what is unknown is kept.
    Response,
}

/// One step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// A member, by its name in the model.
    Member(&'static str),
    /// An element of a list.
    Index(usize),
    /// An entry of a map.
    Key(String),
}

/// A value that could not be decoded: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The way to the value from the outermost one.
    pub path: Vec<Segment>,
    /// The reason. It never contains the value itself, which may be sensitive.
    pub reason: String,
}

impl Fault {
    /// A fault of the whole.
    pub fn new(reason: impl Into<String>) -> Self {
        Self { path: Vec::new(), reason: reason.into() }
    }

    /// The place as a JSON Pointer (RFC 6901); empty for the whole.
    pub fn pointer(&self) -> String {
        pointer(&self.path)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { f.write_str(&self.reason) } else { write!(f, "{}: {}", self.pointer(), self.reason) }
    }
}

/// A JSON Pointer, `~` and `/` escaped.
pub(crate) fn pointer(path: &[Segment]) -> String {
    let mut text = String::new();
    for segment in path {
        text.push('/');
        match segment {
            Segment::Member(name) => text.push_str(name),
            Segment::Index(index) => text.push_str(&index.to_string()),
            Segment::Key(key) => text.push_str(&key.replace('~', "~0").replace('/', "~1")),
        }
    }
    text
}

/// Replaces sensitive keys.
pub(super) fn hide_keys(path: &mut [Segment]) {
    for segment in path {
        if let Segment::Key(key) = segment {
            REDACTED.clone_into(key);
        }
    }
}

/// The way from a message to what is wrong in the member that is its payload.
#[cfg(feature = "bindings")]
pub(crate) fn below(member: Option<&MemberShape>, mut path: Vec<Segment>) -> Vec<Segment> {
    if member.is_some_and(|member| member.hides_keys) {
        hide_keys(&mut path);
    }
    path.insert(0, Segment::Member(member.map_or("", |member| member.name)));
    path
}

/// The byte order mark in UTF-8. Who writes JSON must not put it in front, but who reads it may ignore it there (RFC
/// 8259, section 8.1): clients do, as they cannot mend the service; servers refuse it.
#[cfg(feature = "bindings")]
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Who reads a message, and how.
#[cfg(feature = "bindings")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader {
    pub(crate) mode: Mode,
    /// How a response is read.
    pub(crate) leniency: Leniency,
    /// How many bytes of memory reading a request may always take.
    pub(crate) memory: usize,
}

#[cfg(feature = "bindings")]
impl Reader {
    /// A server.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn request(memory: usize) -> Self {
        Self { mode: Mode::Request, leniency: Leniency::Strict, memory }
    }

    /// A client.
    #[cfg(feature = "client")]
    pub(crate) fn response(leniency: Leniency) -> Self {
        Self { mode: Mode::Response, leniency, memory: usize::MAX }
    }
}

/// Reads a value from JSON text, all of it; `None` where it is null.
///
/// # Errors
///
/// Text that is not JSON or does not fit the type.
#[cfg(feature = "bindings")]
pub(crate) fn decode_json(target: &mut dyn Decode, json: &[u8], reader: Reader) -> Result<Option<Findings>, Fault> {
    run(&mut |source| target.decode(source), json, reader, Outside::Nothing)
}

/// Reads the body of a message: as [`decode_json`], but members that are bound to other parts of the message are
/// neither read nor missed.
///
/// # Errors
///
/// Text that is not JSON or does not fit the type.
#[cfg(feature = "bindings")]
pub(crate) fn decode_json_body(
    target: &mut dyn Members,
    json: &[u8],
    reader: Reader,
    outside: Outside,
) -> Result<Findings, Fault> {
    match run(&mut |source| source.members(target), json, reader, outside)? {
        Some(findings) => Ok(findings),
        None if reader.mode == Mode::Response && reader.leniency >= Kind::Null.level() => {
            let mut findings = Findings::default();
            findings.differ(Vec::new(), Kind::Null);
            Ok(findings)
        }
        None => Err(Fault::new("expected an object, found null")),
    }
}

/// Reads strictly, and then a response leniently if that fails: what the first run has read, the second reads again.
#[cfg(feature = "bindings")]
fn run(read: Read<'_>, json: &[u8], reader: Reader, outside: Outside) -> Result<Option<Findings>, Fault> {
    let json = match reader.mode {
        Mode::Response => json.strip_prefix(BYTE_ORDER_MARK).unwrap_or(json),
        Mode::Request if json.starts_with(BYTE_ORDER_MARK) => {
            return Err(Fault::new("JSON must not begin with a byte order mark"));
        }
        Mode::Plain | Mode::Request => json,
    };
    let context = || Context::of_message(reader, outside, json.len());
    let strict = run_once(read, json, context());
    if strict.is_ok() || reader.mode != Mode::Response || reader.leniency == Leniency::Strict {
        return strict;
    }
    run_once(read, json, Context { lenient: Some(reader.leniency), ..context() })
}

#[cfg(feature = "bindings")]
fn run_once(read: Read<'_>, json: &[u8], context: Context) -> Result<Option<Findings>, Fault> {
    // To look at all of the text at once is faster than to look at each string. Where it is not UTF-8, the slower way
    // finds the place.
    match std::str::from_utf8(json) {
        Ok(text) => run_over(read, serde_json::Deserializer::from_str(text), context),
        Err(_) => run_over(read, serde_json::Deserializer::from_slice(json), context),
    }
}

#[cfg(feature = "bindings")]
fn run_over<'de>(
    read: Read<'_>,
    mut deserializer: serde_json::Deserializer<impl serde_json::de::Read<'de>>,
    mut context: Context,
) -> Result<Option<Findings>, Fault> {
    let seed = Seed { context: &mut context, read };
    let read = seed.deserialize(&mut deserializer);
    match read.and_then(|present| deserializer.end().map(|()| present)) {
        Ok(present) => Ok(present.then(|| context.findings.complete())),
        Err(error) => Err(context.fault(error)),
    }
}

/// Implements `serde::Deserialize` for a generated type.
///
/// # Errors
///
/// What the format reports, values that do not fit, and required members that are missing.
pub fn deserialize<'de, T: Decode, D: serde::Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::placeholder();
    let mut context = Context::new(Mode::Plain, Outside::Nothing);
    let seed = Seed { context: &mut context, read: &mut |source| value.decode(source) };
    match seed.deserialize(deserializer) {
        Ok(true) => Ok(value),
        Ok(false) => Err(D::Error::custom("expected a value, found null")),
        Err(error) if context.reason.is_none() && context.path.is_empty() => Err(error),
        Err(error) => Err(D::Error::custom(context.fault(error))),
    }
}
