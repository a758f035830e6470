//! The wire forms of timestamps, which depend on the format that the model chose.

use super::{Decode, Encode, Flow, Sink, Source};
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

    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        *self = from.timestamp(format)?;
        Ok(())
    }
}

impl Encode for Timestamp {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        self.encode_as(TimestampFormat::EpochSeconds, to)
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        match format {
            TimestampFormat::EpochSeconds => to.epoch_seconds(*self),
            TimestampFormat::DateTime | TimestampFormat::HttpDate => match self.check(format) {
                Ok(()) => to.string(&self.format(format)),
                Err(reason) => to.refuse(reason),
            },
        }
    }
}

/// A value and the format to write the timestamps in it.
pub(super) struct InFormat<'a> {
    pub(super) value: &'a dyn Encode,
    pub(super) format: TimestampFormat,
}

impl Encode for InFormat<'_> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        self.value.encode_as(self.format, to)
    }
}
