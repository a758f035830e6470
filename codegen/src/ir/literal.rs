//! Values that the model writes down: defaults, examples, and the parameters of protocol tests.

use super::Type;
use crate::name::Ident;

/// A value as a Rust expression, fully typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// `true` or `false`.
    Bool(bool),
    /// An integer of the type that the place demands; suffixes are not needed.
    Integer(i64),
    /// A finite float. One that is an `f32` in the end has no more digits than that needs.
    Float(f64),
    /// `f32::NAN` and the like: `f32` if `single`, the value is NaN or infinite.
    SpecialFloat {
        /// Whether the type is `f32`.
        single: bool,
        /// NaN or an infinity.
        value: f64,
    },
    /// A `String`.
    String(String),
    /// A `Blob` with these bytes.
    Blob(Vec<u8>),
    /// A `Timestamp`.
    Timestamp {
        /// Seconds since the epoch.
        secs: i64,
        /// Nanoseconds of the second.
        nanos: u32,
    },
    /// A `BigInteger` by its digits.
    BigInteger(String),
    /// A `BigDecimal` by its text.
    BigDecimal(String),
    /// A `Document`.
    Document(DocumentLiteral),
    /// A variant of an enum of strings or integers.
    Variant {
        /// The enum.
        ty: Ident,
        /// The variant.
        variant: Ident,
    },
    /// A value that an enum of strings does not have.
    UnknownText {
        /// The enum.
        ty: Ident,
        /// The text.
        text: String,
    },
    /// A value that an enum of integers does not have.
    UnknownInteger {
        /// The enum.
        ty: Ident,
        /// The value.
        value: i32,
    },
    /// A structure: the fields of [`Presence::Required`](super::Presence) in the order of `new`, then the others by
    /// their setter.
    Structure {
        /// The structure.
        ty: Ident,
        /// The type that takes the required members by name, where two of them could be swapped in a call of `new`.
        named: Option<Ident>,
        /// The arguments of `new`, with their fields.
        required: Vec<(Ident, Literal)>,
        /// Setters with their arguments, which are never `Option`s.
        with: Vec<(Ident, Literal)>,
    },
    /// A union.
    Union {
        /// The union.
        ty: Ident,
        /// The variant.
        variant: Ident,
        /// What it carries; `None` for a variant without fields.
        value: Option<Box<Literal>>,
    },
    /// A list or map of this type without anything in it.
    Empty(Type),
    /// A `Vec`, not empty.
    List(Vec<Literal>),
    /// A `BTreeMap`, not empty.
    Map(Vec<(Literal, Literal)>),
    /// `Some` of a value, in a sparse collection.
    Some(Box<Literal>),
    /// `None`, in a sparse collection.
    None,
    /// A `Box` of a value.
    Boxed(Box<Literal>),
    /// A `ByteStream` with this content.
    ByteStream(Vec<u8>),
    /// An `EventStream` of these values of a union.
    EventStream(Vec<Literal>),
}

/// An open value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DocumentLiteral {
    Null,
    Bool(bool),
    PosInt(u64),
    NegInt(i64),
    Float(f64),
    /// A number that none of the others is written as.
    Number(String),
    String(String),
    List(Vec<DocumentLiteral>),
    Map(Vec<(String, DocumentLiteral)>),
}
