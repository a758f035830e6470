//! A [`Sink`] over any serde serializer.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::format::context::Spelling;
use crate::format::members::{or_default, rows};
use crate::wire::{
    Encode, EntrySink, Field, Flow, InFormat, ItemSink, MemberShape, MemberSink, Members, Outside, Shape, ShapeKind,
    Sink, Stop, Writer,
};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

/// Writes a value as JSON text.
///
/// # Errors
///
/// A value that JSON cannot hold; none of the types of this crate can make one.
pub(in crate::format) fn encode(value: &dyn Encode, writer: Writer) -> Result<Vec<u8>, String> {
    to_vec(&Wire { value, style: Style { spelling: Spelling::SMITHY, writer } })
}

/// The same with another spelling.
///
/// # Errors
///
/// See [`encode`].
#[cfg(feature = "bindings")]
pub(super) fn encode_as(value: &dyn Encode, spelling: Spelling, writer: Writer) -> Result<Vec<u8>, String> {
    to_vec(&Wire { value, style: Style { spelling, writer } })
}

/// Writes the members of a message that travel in its body, those of an error after its name.
///
/// # Errors
///
/// See [`encode`].
#[cfg(feature = "bindings")]
pub(super) fn encode_members(
    value: &dyn Members,
    error: Option<&str>,
    outside: Outside,
    spelling: Spelling,
    writer: Writer,
) -> Result<Vec<u8>, String> {
    to_vec(&Body { value, error, outside, style: Style { spelling, writer } })
}

/// Writes the members of a message, wherever they travel, under their names in the model.
///
/// # Errors
///
/// See [`encode`].
#[cfg(feature = "waiters")]
pub(crate) fn encode_by_names(value: &dyn Members) -> Result<String, String> {
    struct ByNames<'a>(&'a dyn Members);

    impl Serialize for ByNames<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let spelling = Spelling { by_name: true, ..Spelling::SMITHY };
            object(serializer, self.0, None, Outside::Nothing, Style { spelling, writer: Writer::Anyone })
        }
    }

    serde_json::to_string(&ByNames(value)).map_err(|error| error.to_string())
}

/// How values are written.
#[derive(Clone, Copy)]
struct Style {
    spelling: Spelling,
    writer: Writer,
}

impl Style {
    /// As a type's own serde form.
    const WIRE: Self = Self { spelling: Spelling::SMITHY, writer: Writer::Anyone };

    /// What a member is called.
    fn key(self, member: &MemberShape) -> &'static str {
        if self.spelling.by_name { member.name } else { member.key }
    }
}

fn to_vec(value: &impl Serialize) -> Result<Vec<u8>, String> {
    serde_json::to_vec(value).map_err(|error| error.to_string())
}

/// Implements `serde::Serialize` for a generated type.
///
/// # Errors
///
/// What the format reports.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    Wire { value, style: Style::WIRE }.serialize(serializer)
}

/// A value as serde sees it.
struct Wire<'a> {
    value: &'a dyn Encode,
    style: Style,
}

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sink = SerdeSink { state: State::Ready(serializer), style: self.style };
        let flow = self.value.encode(&mut sink);
        match sink.state {
            State::Done(result) => result,
            State::Ready(_) | State::Taken => {
                Err(S::Error::custom(if flow.is_ok() { "nothing was written" } else { "writing stopped" }))
            }
        }
    }
}

#[cfg(feature = "bindings")]
struct Body<'a> {
    value: &'a dyn Members,
    error: Option<&'a str>,
    outside: Outside,
    style: Style,
}

#[cfg(feature = "bindings")]
impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object(serializer, self.value, self.error, self.outside, self.style)
    }
}

fn object<S: Serializer>(
    serializer: S,
    value: &dyn Members,
    error: Option<&str>,
    outside: Outside,
    style: Style,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    if let Some(name) = error {
        map.serialize_entry("__type", name)?;
    }
    let shape = value.shape();
    match shape.kind {
        ShapeKind::Structure => {
            for (index, member) in rows(shape, outside) {
                let key = style.key(member);
                if member.fresh.is_some() {
                    entry_or_default(&mut map, key, value, (index, member), style)?;
                    continue;
                }
                // Taken apart where it comes from: as a whole it would be stored and loaded once more.
                match value.member(index) {
                    Field::Absent => {}
                    Field::Text(text) => map.serialize_entry(key, text)?,
                    Field::Value(value) => value_entry(&mut map, key, value, member.format, style)?,
                }
            }
        }
        ShapeKind::Union => {
            let mut sink = UnionSink { map: &mut map, shape, style, error: None };
            if value.encode_variant(&mut sink).is_err() {
                return Err(sink.error.unwrap_or_else(|| S::Error::custom("writing stopped")));
            }
        }
    }
    map.end()
}

#[inline]
fn value_entry<M: SerializeMap>(
    map: &mut M,
    key: &str,
    value: &dyn Encode,
    format: Option<TimestampFormat>,
    style: Style,
) -> Result<(), M::Error> {
    match format {
        None => map.serialize_entry(key, &Wire { value, style }),
        Some(format) => map.serialize_entry(key, &Wire { value: &InFormat { value, format }, style }),
    }
}

/// Writes one of the few members whose row has a default. Texts are written as other values are, so that the usual
/// way of texts is in one place, where it is inlined.
#[cold]
#[inline(never)]
fn entry_or_default<M: SerializeMap>(
    map: &mut M,
    key: &str,
    value: &dyn Members,
    row: (usize, &'static MemberShape),
    style: Style,
) -> Result<(), M::Error> {
    match or_default(value, row, style.writer, &mut None) {
        Field::Absent => Ok(()),
        Field::Text(text) => value_entry(map, key, &text, None, style),
        Field::Value(value) => value_entry(map, key, value, row.1.format, style),
    }
}

struct SerdeSink<S: Serializer> {
    state: State<S>,
    style: Style,
}

enum State<S: Serializer> {
    Ready(S),
    Taken,
    Done(Result<S::Ok, S::Error>),
}

impl<S: Serializer> SerdeSink<S> {
    fn write(&mut self, write: impl FnOnce(S) -> Result<S::Ok, S::Error>) -> Flow {
        let State::Ready(serializer) = std::mem::replace(&mut self.state, State::Taken) else {
            return Err(Stop);
        };
        let result = write(serializer);
        let flow = if result.is_ok() { Ok(()) } else { Err(Stop) };
        self.state = State::Done(result);
        flow
    }
}

impl<S: Serializer> Sink for SerdeSink<S> {
    fn boolean(&mut self, value: bool) -> Flow {
        self.write(|serializer| serializer.serialize_bool(value))
    }

    fn integer(&mut self, value: i64) -> Flow {
        self.write(|serializer| serializer.serialize_i64(value))
    }

    fn float(&mut self, value: f64) -> Flow {
        match crate::text::special_float_name(value) {
            Some(name) => self.string(name),
            None => self.write(|serializer| serializer.serialize_f64(value)),
        }
    }

    fn single(&mut self, value: f32) -> Flow {
        match crate::text::special_float_name(value.into()) {
            Some(name) => self.string(name),
            None => self.write(|serializer| serializer.serialize_f32(value)),
        }
    }

    fn string(&mut self, value: &str) -> Flow {
        self.write(|serializer| serializer.serialize_str(value))
    }

    fn null(&mut self) -> Flow {
        self.write(Serializer::serialize_unit)
    }

    fn list(&mut self, len: usize, items: &mut dyn FnMut(&mut dyn ItemSink) -> Flow) -> Flow {
        let style = self.style;
        self.write(|serializer| {
            let mut sink = Items { seq: serializer.serialize_seq(Some(len))?, style, error: None };
            let _ = items(&mut sink);
            sink.error.map_or_else(|| sink.seq.end(), Err)
        })
    }

    fn map(&mut self, len: usize, entries: &mut dyn FnMut(&mut dyn EntrySink) -> Flow) -> Flow {
        let style = self.style;
        self.write(|serializer| {
            let mut sink = Entries { map: serializer.serialize_map(Some(len))?, style, error: None };
            let _ = entries(&mut sink);
            sink.error.map_or_else(|| sink.map.end(), Err)
        })
    }

    fn members(&mut self, value: &dyn Members) -> Flow {
        let style = self.style;
        self.write(|serializer| object(serializer, value, None, Outside::Nothing, style))
    }

    fn document(&mut self, value: &Document) -> Flow {
        self.write(|serializer| value.serialize(serializer))
    }

    fn big_integer(&mut self, value: &BigInteger) -> Flow {
        match self.style.spelling.big_as_text {
            true => self.string(&value.to_string()),
            false => self.write(|serializer| value.serialize(serializer)),
        }
    }

    fn big_decimal(&mut self, value: &BigDecimal) -> Flow {
        match self.style.spelling.big_as_text {
            true => self.string(&value.to_string()),
            false => self.write(|serializer| value.serialize(serializer)),
        }
    }

    fn timestamp(&mut self, value: Timestamp, format: Option<TimestampFormat>) -> Flow {
        match format.filter(|_| !self.style.spelling.own_timestamps) {
            None | Some(TimestampFormat::EpochSeconds) => self.write(|serializer| value.serialize(serializer)),
            Some(format) => match value.check(format) {
                Ok(()) => self.string(&value.format(format)),
                Err(reason) => self.refuse(reason),
            },
        }
    }

    fn blob(&mut self, value: &Blob) -> Flow {
        self.string(&value.to_base64())
    }

    fn refuse(&mut self, reason: &str) -> Flow {
        self.write(|_| Err(S::Error::custom(reason)))
    }
}

struct Items<Q: SerializeSeq> {
    seq: Q,
    style: Style,
    error: Option<Q::Error>,
}

impl<Q: SerializeSeq> ItemSink for Items<Q> {
    fn item(&mut self, value: &dyn Encode) -> Flow {
        keep(self.seq.serialize_element(&Wire { value, style: self.style }), &mut self.error)
    }
}

struct Entries<M: SerializeMap> {
    map: M,
    style: Style,
    error: Option<M::Error>,
}

impl<M: SerializeMap> EntrySink for Entries<M> {
    fn entry(&mut self, key: &str, value: &dyn Encode) -> Flow {
        keep(self.map.serialize_entry(key, &Wire { value, style: self.style }), &mut self.error)
    }
}

struct UnionSink<'a, M: SerializeMap> {
    map: &'a mut M,
    shape: &'static Shape,
    style: Style,
    error: Option<M::Error>,
}

impl<M: SerializeMap> MemberSink for UnionSink<'_, M> {
    fn member(&mut self, index: usize, value: &dyn Encode) -> Flow {
        let member = &self.shape.members[index];
        let key = self.style.key(member);
        let written = match member.format {
            None => self.map.serialize_entry(key, &Wire { value, style: self.style }),
            Some(format) => {
                self.map.serialize_entry(key, &Wire { value: &InFormat { value, format }, style: self.style })
            }
        };
        keep(written, &mut self.error)
    }

    fn unknown(&mut self, name: &str, value: &dyn Encode) -> Flow {
        keep(self.map.serialize_entry(name, &Wire { value, style: self.style }), &mut self.error)
    }
}

/// Keeps the first error and stops.
fn keep<E>(result: Result<(), E>, error: &mut Option<E>) -> Flow {
    result.map_err(|failure| {
        error.get_or_insert(failure);
        Stop
    })
}
