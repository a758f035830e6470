//! The wire forms of timestamps, which depend on the format that the model chose.

use super::{Decode, Encode, Flow, Sink, Source};
use crate::{Timestamp, TimestampFormat};

/// Without a format the timestamp is spelled as the format of the message has it by itself.
impl Decode for Timestamp {
    fn placeholder() -> Self {
        Self::default()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        *self = from.timestamp(None)?;
        Ok(())
    }

    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        *self = from.timestamp(Some(format))?;
        Ok(())
    }
}

impl Encode for Timestamp {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.timestamp(*self, None)
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        to.timestamp(*self, Some(format))
    }
}

/// A value and the format to write the timestamps in it.
pub(crate) struct InFormat<'a> {
    pub(crate) value: &'a dyn Encode,
    pub(crate) format: TimestampFormat,
}

impl Encode for InFormat<'_> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        self.value.encode_as(self.format, to)
    }
}
