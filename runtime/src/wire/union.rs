//! What unions need beyond structures.

use super::{Decode, Encode, Entries, Flow, MemberSink, Mode, Source, Stop};
use crate::{Document, TimestampFormat};

/// A union's variant that this crate does not know: it was added to the service after the crate was generated.
///
/// Clients keep it, so that it can be looked at and passed on; servers refuse it in requests.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnknownVariant {
    name: String,
    value: Document,
}

impl UnknownVariant {
    /// A member with this name and value.
    #[cfg(feature = "event-stream")]
    pub(crate) fn new(name: &str, value: Document) -> Self {
        Self { name: name.to_owned(), value }
    }

    /// The member's name on the wire.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The member's value on the wire.
    pub fn value(&self) -> &Document {
        &self.value
    }

    /// Reads a member that the union's table does not hold.
    ///
    /// # Errors
    ///
    /// Requests do not have such a member.
    #[doc(hidden)]
    pub fn decode(name: &str, from: &mut dyn Source) -> Result<Self, Stop> {
        let value = from.document()?;
        if from.mode() == Mode::Request {
            return Err(from.refuse("the union has no such member".to_owned()));
        }
        Ok(Self { name: name.to_owned(), value })
    }

    /// Writes the member as it came.
    ///
    /// # Errors
    ///
    /// What the sink reports.
    #[doc(hidden)]
    pub fn encode(&self, to: &mut dyn MemberSink) -> Flow {
        to.unknown(&self.name, &self.value)
    }
}

/// Reads the value of a union's variant and wraps it.
///
/// # Errors
///
/// A value that does not fit.
pub fn variant<T: Decode, U>(from: &mut dyn Source, wrap: fn(T) -> U) -> Result<U, Stop> {
    let mut value = T::placeholder();
    value.decode(from)?;
    Ok(wrap(value))
}

/// Reads the value of a union's variant with timestamps in this format, and wraps it.
///
/// # Errors
///
/// A value that does not fit.
pub fn variant_as<T: Decode, U>(from: &mut dyn Source, format: TimestampFormat, wrap: fn(T) -> U) -> Result<U, Stop> {
    let mut value = T::placeholder();
    value.decode_as(format, from)?;
    Ok(wrap(value))
}

/// Reads the value of a variant that carries nothing: an object, whatever is in it.
///
/// # Errors
///
/// Anything but an object.
pub fn unit(from: &mut dyn Source) -> Flow {
    from.map(&mut Ignored)
}

/// Entries to skip.
struct Ignored;

impl Entries for Ignored {
    fn read(&mut self, from: &mut dyn Source) -> Flow {
        from.skip()
    }

    fn insert(&mut self, _: String) -> bool {
        true
    }

    fn insert_null(&mut self, _: &str) -> Flow {
        Ok(())
    }

    fn size(&self) -> usize {
        0
    }
}

/// The value of a variant that targets `smithy.api#Unit`: an empty object.
impl Encode for () {
    fn encode(&self, to: &mut dyn super::Sink) -> Flow {
        to.map(0, &mut |_| Ok(()))
    }
}
