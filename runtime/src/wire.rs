//! How values describe themselves, whatever the format in which they travel.
//!
//! Generated types do not implement serde's traits member by member: that code is generic, and the compiler would
//! copy it for every type. They describe themselves through [`Members`], which is usable as a trait object, and the
//! loops over objects, the search for keys and the bookkeeping of what is missing exist once, in `format`. A generated
//! type is a table of member names and a `match` that finds the member of an index.

mod collections;
mod defaults;
mod element;
mod fault;
mod findings;
mod reader;
mod shape;
mod timestamps;
mod union;
mod values;

pub use collections::Key;
#[cfg(feature = "bindings")]
pub(crate) use defaults::fill_written;
pub use defaults::fresh;
pub(crate) use defaults::{Writer, fill_read};
#[cfg(feature = "bindings")]
pub(crate) use element::Root;
pub use element::{Element, Namespace, element};
#[cfg(feature = "bindings")]
pub(crate) use fault::below;
pub(crate) use fault::hide_keys;
#[cfg(any(feature = "event-stream", feature = "server", all(feature = "client", feature = "tracing")))]
pub(crate) use fault::pointer;
pub use fault::{Fault, Segment};
#[cfg(any(feature = "event-stream", feature = "server", all(feature = "client", feature = "tracing")))]
pub(crate) use findings::Finding;
pub(crate) use findings::Findings;
#[cfg(feature = "bindings")]
pub(crate) use findings::Found;
pub use findings::MAX_VIOLATIONS;
pub use reader::Mode;
#[cfg(feature = "bindings")]
pub(crate) use reader::Reader;
pub(crate) use shape::{MemberShape, Outside};
pub use shape::{Shape, ShapeKind, member};
pub(crate) use timestamps::InFormat;
pub use union::{UnknownVariant, unit, variant, variant_as};
pub use values::placeholder;
#[cfg(feature = "event-stream")]
pub(crate) use values::stream;

use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

/// Says that decoding or encoding stopped. What went wrong is kept by the [`Source`] or the [`Sink`].
#[derive(Debug)]
pub struct Stop;

/// The result of one step.
pub type Flow = Result<(), Stop>;

/// A value that can be read from a [`Source`].
#[doc(hidden)]
pub trait Decode {
    /// The value that stands where none was sent: zero, empty, `Unknown`. It is also what Smithy's client error
    /// correction uses for a required member that a response lacks.
    fn placeholder() -> Self
    where
        Self: Sized;

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// The source holds null, or the value does not fit. An `Option` is `None` then, a structure or a union keeps the
    /// members that were read before the fault, and every other type stays as it was.
    fn decode(&mut self, from: &mut dyn Source) -> Flow;

    /// The value as a member of an object.
    #[inline]
    fn slot(&mut self) -> Slot<'_>
    where
        Self: Sized,
    {
        Slot::Value(self)
    }

    /// The same for a value that may be absent.
    #[inline]
    fn optional_slot(option: &mut Option<Self>) -> Slot<'_>
    where
        Self: Sized,
    {
        Slot::Value(option)
    }

    /// Reads the value, the timestamps in it in this format.
    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        let _ = format;
        self.decode(from)
    }

    /// What a null in a list or map stands for: nothing in a dense one, `None` in a sparse one.
    fn from_null() -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

/// A value that can be written to a [`Sink`].
#[doc(hidden)]
pub trait Encode {
    /// Writes the value.
    fn encode(&self, to: &mut dyn Sink) -> Flow;

    /// Writes the value, the timestamps in it in this format.
    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        let _ = format;
        self.encode(to)
    }

    /// The value as a member of an object.
    #[inline]
    fn field(&self) -> Field<'_>
    where
        Self: Sized,
    {
        Field::Value(self)
    }
}

/// A member of a structure that may be written. Texts, the most frequent kind, need no further indirection.
pub enum Field<'a> {
    /// It is left out.
    Absent,
    /// A text.
    Text(&'a str),
    /// Anything else.
    Value(&'a dyn Encode),
}

/// The place of a structure's member that may be read.
pub enum Slot<'a> {
    /// A text.
    Text(&'a mut String),
    /// A text that may be absent.
    OptionalText(&'a mut Option<String>),
    /// Anything else.
    Value(&'a mut dyn Decode),
}

/// A structure or a union: something with named members.
#[doc(hidden)]
pub trait Members {
    /// The value before any member was read: defaults, and placeholders for what is required.
    fn placeholder() -> Self
    where
        Self: Sized;

    /// The table of its members.
    fn table() -> &'static Shape
    where
        Self: Sized;

    /// The table of its members.
    fn shape(&self) -> &'static Shape;

    /// How many bytes it takes outside of its own place: the size of what is in a box.
    fn boxed_size(&self) -> usize {
        0
    }

    /// A structure's member at this index of the table.
    fn member(&self, index: usize) -> Field<'_> {
        let _ = index;
        Field::Absent
    }

    /// A structure's member at this index of the table.
    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
        let _ = index;
        None
    }

    /// Puts the default of a structure's optional member at this index in its place if it is absent.
    fn fill(&mut self, index: usize) {
        let _ = index;
    }

    /// Makes a union the variant at this index of the table.
    fn decode_variant(&mut self, index: usize, from: &mut dyn Source) -> Flow {
        let _ = index;
        from.skip()
    }

    /// Makes a union the variant that its table does not hold.
    fn decode_unknown(&mut self, name: &str, from: &mut dyn Source) -> Flow {
        let _ = name;
        from.skip()
    }

    /// Writes a union's variant.
    fn encode_variant(&self, to: &mut dyn MemberSink) -> Flow {
        let _ = to;
        Ok(())
    }
}

impl<T: Members> Decode for T {
    fn placeholder() -> Self {
        T::placeholder()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        from.members(self)
    }
}

impl<T: Members> Encode for T {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.members(self)
    }
}

/// One value that is about to be read.
///
/// Each method consumes the value; a second call stops.
#[doc(hidden)]
pub trait Source {
    /// A boolean.
    fn boolean(&mut self) -> Result<bool, Stop>;
    /// An integer.
    fn integer(&mut self) -> Result<i64, Stop>;
    /// A number of double precision, NaN and the infinities included.
    fn float(&mut self) -> Result<f64, Stop>;
    /// A text.
    fn string(&mut self) -> Result<String, Stop>;
    /// A text that need not be kept: an enum's. An error of `take` refuses the value with that reason.
    fn text(&mut self, take: &mut dyn FnMut(&str) -> Result<(), String>) -> Flow;
    /// A list. `item` is called for each element, with `None` for null, and with whether it is to be kept; a
    /// kept element takes `size` bytes.
    fn list(&mut self, size: usize, item: &mut dyn FnMut(Option<&mut dyn Source>, bool) -> Flow) -> Flow;
    /// A map.
    fn map(&mut self, entries: &mut dyn Entries) -> Flow;
    /// A structure or a union. The source looks for its members by the table of its shape: by the key of an object,
    /// or by whatever names a member in its format.
    fn members(&mut self, target: &mut dyn Members) -> Flow;
    /// Any value.
    fn document(&mut self) -> Result<Document, Stop>;
    /// An integer of any length.
    fn big_integer(&mut self) -> Result<BigInteger, Stop>;
    /// A number of any length.
    fn big_decimal(&mut self) -> Result<BigDecimal, Stop>;
    /// A timestamp, in this format or in the one that the source has by itself.
    fn timestamp(&mut self, format: Option<TimestampFormat>) -> Result<Timestamp, Stop>;
    /// Bytes.
    fn blob(&mut self) -> Result<Blob, Stop>;
    /// Any value, thrown away.
    fn skip(&mut self) -> Flow;
    /// Takes note that this many bytes are about to be allocated.
    fn spend(&mut self, bytes: usize) -> Flow;
    /// Refuses the value that was just read.
    fn refuse(&mut self, reason: String) -> Stop;
    /// Who is reading.
    fn mode(&self) -> Mode;
}

/// What takes the entries of a map: for each, either the value and then the key, or a null.
#[doc(hidden)]
pub trait Entries {
    /// Reads a value and holds it until its key comes.
    fn read(&mut self, from: &mut dyn Source) -> Flow;

    /// Adds the value that was read last under this key, and tells whether there was none.
    fn insert(&mut self, key: String) -> bool;

    /// Adds a null under this key, or drops it.
    fn insert_null(&mut self, key: &str) -> Flow;

    /// How many bytes a key and a value take.
    fn size(&self) -> usize;
}

/// A place for one value.
#[doc(hidden)]
pub trait Sink {
    /// Writes a boolean.
    fn boolean(&mut self, value: bool) -> Flow;
    /// Writes an integer.
    fn integer(&mut self, value: i64) -> Flow;
    /// Writes a number of double precision, NaN and the infinities included.
    fn float(&mut self, value: f64) -> Flow;
    /// Writes a number of single precision, NaN and the infinities included.
    fn single(&mut self, value: f32) -> Flow;
    /// Writes a text.
    fn string(&mut self, value: &str) -> Flow;
    /// Writes null.
    fn null(&mut self) -> Flow;
    /// Writes a list.
    fn list(&mut self, len: usize, items: &mut dyn FnMut(&mut dyn ItemSink) -> Flow) -> Flow;
    /// Writes a map.
    fn map(&mut self, len: usize, entries: &mut dyn FnMut(&mut dyn EntrySink) -> Flow) -> Flow;
    /// Writes a structure or a union, its members as the table of its shape and the format have them.
    fn members(&mut self, value: &dyn Members) -> Flow;
    /// Writes any value.
    fn document(&mut self, value: &Document) -> Flow;
    /// Writes an integer of any length.
    fn big_integer(&mut self, value: &BigInteger) -> Flow;
    /// Writes a number of any length.
    fn big_decimal(&mut self, value: &BigDecimal) -> Flow;
    /// Writes a timestamp, in this format or in the one that the sink has by itself.
    fn timestamp(&mut self, value: Timestamp, format: Option<TimestampFormat>) -> Flow;
    /// Writes bytes.
    fn blob(&mut self, value: &Blob) -> Flow;
    /// Refuses the value for this reason.
    fn refuse(&mut self, reason: &str) -> Flow;
}

/// A place for the elements of a list.
#[doc(hidden)]
pub trait ItemSink {
    /// Writes the next element.
    fn item(&mut self, value: &dyn Encode) -> Flow;
}

/// A place for the entries of a map.
#[doc(hidden)]
pub trait EntrySink {
    /// Writes the next entry.
    fn entry(&mut self, key: &str, value: &dyn Encode) -> Flow;
}

/// A place for the member of a union.
#[doc(hidden)]
pub trait MemberSink {
    /// Writes the member at this index of the shape's table.
    fn member(&mut self, index: usize, value: &dyn Encode) -> Flow;
    /// Writes a member that the table does not hold.
    fn unknown(&mut self, name: &str, value: &dyn Encode) -> Flow;
}
