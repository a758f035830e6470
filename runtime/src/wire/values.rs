//! The wire forms of the standard types and of this crate's own.

use super::{Decode, Encode, Field, Flow, MemberSink, Members, Shape, Sink, Slot, Source, Stop};
use crate::{BigDecimal, BigInteger, Blob, Document, TimestampFormat};

/// What stands where nothing was sent.
pub fn placeholder<T: Decode>() -> T {
    T::placeholder()
}

impl Decode for String {
    #[inline]
    fn placeholder() -> Self {
        Self::new()
    }

    #[inline]
    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        *self = from.string()?;
        Ok(())
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(self)
    }

    #[inline]
    fn optional_slot(option: &mut Option<Self>) -> Slot<'_> {
        Slot::OptionalText(option)
    }
}

impl Encode for &str {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.string(self)
    }
}

impl Encode for String {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.string(self)
    }

    #[inline]
    fn field(&self) -> Field<'_> {
        Field::Text(self)
    }
}

impl Decode for bool {
    fn placeholder() -> Self {
        false
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        *self = from.boolean()?;
        Ok(())
    }
}

impl Encode for bool {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.boolean(*self)
    }
}

macro_rules! integer {
    ($($type:ty, $name:literal;)*) => {$(
        impl Decode for $type {
            fn placeholder() -> Self {
                0
            }

            fn decode(&mut self, from: &mut dyn Source) -> Flow {
                let value = from.integer()?;
                *self = value.try_into().map_err(|_| from.refuse(concat!("the number is out of the range of ", $name).to_owned()))?;
                Ok(())
            }
        }

        impl Encode for $type {
            fn encode(&self, to: &mut dyn Sink) -> Flow {
                to.integer((*self).into())
            }
        }
    )*};
}

integer! {
    i8, "a byte";
    i16, "a short";
    i32, "an integer";
    i64, "a long";
}

impl Decode for f64 {
    fn placeholder() -> Self {
        0.0
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        *self = from.float()?;
        Ok(())
    }
}

impl Encode for f64 {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.float(*self)
    }
}

impl Decode for f32 {
    fn placeholder() -> Self {
        0.0
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        let wide = from.float()?;
        let narrow = wide as f32;
        if narrow.is_infinite() && wide.is_finite() {
            return Err(from.refuse("the number is out of the range of a float".to_owned()));
        }
        *self = narrow;
        Ok(())
    }
}

impl Encode for f32 {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.single(*self)
    }
}

impl Decode for Blob {
    fn placeholder() -> Self {
        Self::default()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        *self = from.blob()?;
        Ok(())
    }
}

impl Encode for Blob {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.blob(self)
    }
}

impl Decode for Document {
    fn placeholder() -> Self {
        Self::Null
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        *self = from.document()?;
        Ok(())
    }

    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }
}

impl Encode for Document {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.document(self)
    }
}

impl Decode for BigInteger {
    fn placeholder() -> Self {
        Self::default()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        *self = from.big_integer()?;
        Ok(())
    }
}

impl Encode for BigInteger {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.big_integer(self)
    }
}

impl Decode for BigDecimal {
    fn placeholder() -> Self {
        Self::default()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        *self = from.big_decimal()?;
        Ok(())
    }
}

impl Encode for BigDecimal {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.big_decimal(self)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn placeholder() -> Self {
        None
    }

    // The value is read where it stays, since it may be large.
    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        self.insert(T::placeholder()).decode(from).inspect_err(|Stop| *self = None)
    }

    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        self.insert(T::placeholder()).decode_as(format, from).inspect_err(|Stop| *self = None)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        T::optional_slot(self)
    }

    fn from_null() -> Option<Self> {
        Some(None)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        match self {
            Some(value) => value.encode(to),
            None => to.null(),
        }
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        match self {
            Some(value) => value.encode_as(format, to),
            None => to.null(),
        }
    }

    #[inline]
    fn field(&self) -> Field<'_> {
        match self {
            Some(value) => value.field(),
            None => Field::Absent,
        }
    }
}

/// Boxes hold structures and unions that would contain themselves.
impl<T: Members> Members for Box<T> {
    fn placeholder() -> Self {
        Box::new(T::placeholder())
    }

    fn table() -> &'static Shape {
        T::table()
    }

    fn shape(&self) -> &'static Shape {
        T::table()
    }

    fn boxed_size(&self) -> usize {
        size_of::<T>()
    }

    fn member(&self, index: usize) -> Field<'_> {
        (**self).member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
        (**self).member_mut(index)
    }

    fn fill(&mut self, index: usize) {
        (**self).fill(index);
    }

    fn decode_variant(&mut self, index: usize, from: &mut dyn Source) -> Flow {
        (**self).decode_variant(index, from)
    }

    fn decode_unknown(&mut self, name: &str, from: &mut dyn Source) -> Flow {
        (**self).decode_unknown(name, from)
    }

    fn encode_variant(&self, to: &mut dyn MemberSink) -> Flow {
        (**self).encode_variant(to)
    }
}

/// Streams are never among other values: their members are bound to the body.
#[cfg(feature = "bindings")]
macro_rules! stream {
    ($([$($generic:tt)*] $type:ty;)*) => {$(
        impl<$($generic)*> $crate::wire::Decode for $type {
            fn placeholder() -> Self {
                Self::default()
            }

            fn decode(&mut self, from: &mut dyn $crate::wire::Source) -> $crate::wire::Flow {
                from.skip()
            }
        }

        impl<$($generic)*> $crate::wire::Encode for $type {
            fn encode(&self, to: &mut dyn $crate::wire::Sink) -> $crate::wire::Flow {
                to.null()
            }

            fn field(&self) -> $crate::wire::Field<'_> {
                $crate::wire::Field::Absent
            }
        }
    )*};
}

#[cfg(feature = "event-stream")]
pub(crate) use stream;

#[cfg(feature = "bindings")]
stream! { [] crate::ByteStream; }
