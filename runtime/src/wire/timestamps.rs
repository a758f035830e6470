//! The wire forms of timestamps, which depend on the format that the model chose.

use std::collections::BTreeMap;

use super::values::{decode_list, decode_map};
use super::{Decode, Encode, Flow, Key, MemberSink, Mode, Number, Sink, Source};
use crate::timestamp::Offsets;
use crate::{Timestamp, TimestampFormat};

/// Timestamps travel in JSON as seconds since the epoch unless the model says otherwise (restJson1, "Shape
/// serialization").
impl Decode for Timestamp {
    fn placeholder() -> Self {
        Self::default()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        self.decode_as(TimestampFormat::EpochSeconds, from)
    }
}

impl Encode for Timestamp {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        self.encode_as(TimestampFormat::EpochSeconds, to)
    }
}

/// A timestamp, or a collection of them, in a format that the model chose.
pub trait Timestamps: Sized {
    /// Reads the value in this format.
    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow;

    /// Writes the value in this format.
    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow;

    /// Writes the value as a member of a structure; an absent one is left out.
    fn encode_member_as(&self, format: TimestampFormat, index: usize, to: &mut dyn MemberSink) -> Flow {
        to.member(index, &InFormat { value: self, format })
    }
}

/// A value and the format to write it in.
#[derive(Debug)]
pub(super) struct InFormat<'a, T> {
    /// The value.
    pub value: &'a T,
    /// The format of the timestamps in it.
    pub format: TimestampFormat,
}

impl<T: Timestamps> Encode for InFormat<'_, T> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        self.value.encode_as(self.format, to)
    }
}

impl Timestamps for Timestamp {
    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        if format == TimestampFormat::EpochSeconds {
            let timestamp = match from.number()? {
                Number::Integer(seconds) => Timestamp::from_secs(seconds),
                Number::Float(seconds) => Timestamp::from_secs_f64(seconds),
            };
            *self = timestamp.map_err(|error| from.refuse(error.to_string()))?;
            return Ok(());
        }
        // Offsets are the sender's fault in a request and tolerated in a response.
        let offsets = if from.mode() == Mode::Request { Offsets::Refuse } else { Offsets::Accept };
        from.text(&mut |text| {
            *self = Timestamp::parse(text, format, offsets).map_err(|error| error.to_string())?;
            Ok(())
        })
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        match format {
            TimestampFormat::EpochSeconds if self.subsec_nanos() == 0 => to.integer(self.secs()),
            TimestampFormat::EpochSeconds => to.float(self.as_secs_f64()),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => to.string(&self.format(format)),
        }
    }
}

impl<T: Timestamps + Decode> Timestamps for Option<T> {
    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        let mut value = T::placeholder();
        value.decode_as(format, from)?;
        *self = Some(value);
        Ok(())
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        match self {
            Some(value) => value.encode_as(format, to),
            None => to.null(),
        }
    }

    fn encode_member_as(&self, format: TimestampFormat, index: usize, to: &mut dyn MemberSink) -> Flow {
        match self {
            Some(value) => value.encode_member_as(format, index, to),
            None => Ok(()),
        }
    }
}

impl<T: Timestamps + Decode> Timestamps for Vec<T> {
    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        decode_list(self, from, &mut |value, source| value.decode_as(format, source))
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        to.list(self.len(), &mut |items| self.iter().try_for_each(|value| items.item(&InFormat { value, format })))
    }
}

impl<K: Key, V: Timestamps + Decode> Timestamps for BTreeMap<K, V> {
    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        decode_map(self, from, &mut |value, source| value.decode_as(format, source))
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        to.map(self.len(), &mut |entries| {
            self.iter().try_for_each(|(key, value)| entries.entry(key.as_text(), &InFormat { value, format }))
        })
    }
}
