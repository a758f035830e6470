//! The wire forms of the standard types and of this crate's own.

use super::{Decode, Encode, Flow, MemberSink, Members, Shape, Sink, Source};
use crate::{BigDecimal, BigInteger, Blob, Document, TimestampFormat};

/// How a value that is always present becomes a member.
macro_rules! encode_member {
    () => {
        fn encode_member(&self, index: usize, to: &mut dyn MemberSink) -> Flow {
            to.member(index, self)
        }
    };
}

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
}

impl Encode for String {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.string(self)
    }

    fn encode_member(&self, index: usize, to: &mut dyn MemberSink) -> Flow {
        to.string(index, self)
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

    encode_member!();
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

            encode_member!();
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

    encode_member!();
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

    encode_member!();
}

impl Decode for Blob {
    fn placeholder() -> Self {
        Self::default()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        from.text(&mut |text| {
            *self = Blob::from_base64(text).map_err(|error| error.to_string())?;
            Ok(())
        })
    }
}

impl Encode for Blob {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.string(&self.to_base64())
    }

    encode_member!();
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

    encode_member!();
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

    encode_member!();
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

    encode_member!();
}

impl<T: Decode> Decode for Option<T> {
    fn placeholder() -> Self {
        None
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        let mut value = T::placeholder();
        value.decode(from)?;
        *self = Some(value);
        Ok(())
    }

    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        let mut value = T::placeholder();
        value.decode_as(format, from)?;
        *self = Some(value);
        Ok(())
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

    fn encode_member(&self, index: usize, to: &mut dyn MemberSink) -> Flow {
        match self {
            Some(value) => value.encode_member(index, to),
            None => Ok(()),
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

    fn member(&self, index: usize) -> Option<&dyn Encode> {
        (**self).member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Decode> {
        (**self).member_mut(index)
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

/// Streams are never in JSON: their members are bound to the body.
#[cfg(feature = "http")]
macro_rules! stream {
    ($([$($generic:tt)*] $type:ty;)*) => {$(
        impl<$($generic)*> Decode for $type {
            fn placeholder() -> Self {
                Self::default()
            }

            fn decode(&mut self, from: &mut dyn Source) -> Flow {
                from.skip()
            }
        }

        impl<$($generic)*> Encode for $type {
            fn encode(&self, to: &mut dyn Sink) -> Flow {
                to.null()
            }

            fn encode_member(&self, _: usize, _: &mut dyn MemberSink) -> Flow {
                Ok(())
            }
        }
    )*};
}

#[cfg(feature = "http")]
stream! { [] crate::ByteStream; }
#[cfg(feature = "event-stream")]
stream! { [T] crate::EventStream<T>; }
