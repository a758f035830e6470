//! A [`Sink`] over any serde serializer.

use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::timestamps::InFormat;
use super::{Encode, EntrySink, Flow, ItemSink, MemberSink, Members, Outside, Shape, ShapeKind, Sink, Stop};
use crate::{BigDecimal, BigInteger, Document};

/// Writes a value as JSON text.
///
/// # Errors
///
/// A value that JSON cannot hold; none of the types of this crate can make one.
pub(crate) fn encode_json(value: &dyn Encode) -> Result<Vec<u8>, String> {
    to_vec(&Wire(value))
}

/// Writes the members of a message that travel in its body.
///
/// # Errors
///
/// See [`encode_json`].
#[cfg(feature = "http")]
pub(crate) fn encode_json_body(value: &dyn Members, outside: Outside) -> Result<Vec<u8>, String> {
    to_vec(&Body { value, outside })
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
    Wire(value).serialize(serializer)
}

/// A value as serde sees it.
pub(crate) struct Wire<'a>(pub &'a dyn Encode);

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sink = SerdeSink::Ready(serializer);
        let flow = self.0.encode(&mut sink);
        match sink {
            SerdeSink::Done(result) => result,
            SerdeSink::Ready(_) | SerdeSink::Taken => {
                Err(S::Error::custom(if flow.is_ok() { "nothing was written" } else { "writing stopped" }))
            }
        }
    }
}

#[cfg(feature = "http")]
struct Body<'a> {
    value: &'a dyn Members,
    outside: Outside,
}

#[cfg(feature = "http")]
impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object(serializer, self.value, self.outside)
    }
}

fn object<S: Serializer>(serializer: S, value: &dyn Members, outside: Outside) -> Result<S::Ok, S::Error> {
    let mut sink = MembersSink { map: serializer.serialize_map(None)?, shape: value.shape(), outside, error: None };
    let flow = match sink.shape.kind {
        ShapeKind::Structure => (0..sink.shape.members.len())
            .filter_map(|index| Some((index, value.member(index)?)))
            .try_for_each(|(index, member)| member.encode_member(index, &mut sink)),
        ShapeKind::Union => value.encode_variant(&mut sink),
    };
    match (flow, sink.error) {
        (_, Some(error)) => Err(error),
        (Ok(()), None) => sink.map.end(),
        (Err(Stop), None) => Err(S::Error::custom("writing stopped")),
    }
}

enum SerdeSink<S: Serializer> {
    Ready(S),
    Taken,
    Done(Result<S::Ok, S::Error>),
}

impl<S: Serializer> SerdeSink<S> {
    fn write(&mut self, write: impl FnOnce(S) -> Result<S::Ok, S::Error>) -> Flow {
        let SerdeSink::Ready(serializer) = std::mem::replace(self, SerdeSink::Taken) else {
            return Err(Stop);
        };
        let result = write(serializer);
        let flow = if result.is_ok() { Ok(()) } else { Err(Stop) };
        *self = SerdeSink::Done(result);
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
        self.write(|serializer| {
            let mut sink = Items { seq: serializer.serialize_seq(Some(len))?, error: None };
            let _ = items(&mut sink);
            sink.error.map_or_else(|| sink.seq.end(), Err)
        })
    }

    fn map(&mut self, len: usize, entries: &mut dyn FnMut(&mut dyn EntrySink) -> Flow) -> Flow {
        self.write(|serializer| {
            let mut sink = Entries { map: serializer.serialize_map(Some(len))?, error: None };
            let _ = entries(&mut sink);
            sink.error.map_or_else(|| sink.map.end(), Err)
        })
    }

    fn members(&mut self, value: &dyn Members) -> Flow {
        self.write(|serializer| object(serializer, value, Outside::Nothing))
    }

    fn document(&mut self, value: &Document) -> Flow {
        self.write(|serializer| value.serialize(serializer))
    }

    fn big_integer(&mut self, value: &BigInteger) -> Flow {
        self.write(|serializer| value.serialize(serializer))
    }

    fn big_decimal(&mut self, value: &BigDecimal) -> Flow {
        self.write(|serializer| value.serialize(serializer))
    }
}

struct Items<Q: SerializeSeq> {
    seq: Q,
    error: Option<Q::Error>,
}

impl<Q: SerializeSeq> ItemSink for Items<Q> {
    fn item(&mut self, value: &dyn Encode) -> Flow {
        keep(self.seq.serialize_element(&Wire(value)), &mut self.error)
    }
}

struct Entries<M: SerializeMap> {
    map: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> EntrySink for Entries<M> {
    fn entry(&mut self, key: &str, value: &dyn Encode) -> Flow {
        keep(self.map.serialize_entry(key, &Wire(value)), &mut self.error)
    }
}

struct MembersSink<M: SerializeMap> {
    map: M,
    shape: &'static Shape,
    outside: Outside,
    error: Option<M::Error>,
}

impl<M: SerializeMap> MembersSink<M> {
    fn write<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Flow {
        let member = &self.shape.members[index];
        if self.outside.holds(index, member) {
            Ok(())
        } else {
            keep(self.map.serialize_entry(member.key, value), &mut self.error)
        }
    }
}

impl<M: SerializeMap> MemberSink for MembersSink<M> {
    fn member(&mut self, index: usize, value: &dyn Encode) -> Flow {
        match self.shape.members[index].format {
            None => self.write(index, &Wire(value)),
            Some(format) => self.write(index, &Wire(&InFormat { value, format })),
        }
    }

    fn string(&mut self, index: usize, value: &str) -> Flow {
        self.write(index, value)
    }

    fn unknown(&mut self, name: &str, value: &dyn Encode) -> Flow {
        keep(self.map.serialize_entry(name, &Wire(value)), &mut self.error)
    }
}

/// Keeps the first error and stops.
fn keep<E>(result: Result<(), E>, error: &mut Option<E>) -> Flow {
    result.map_err(|failure| {
        error.get_or_insert(failure);
        Stop
    })
}
