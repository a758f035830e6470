//! The hand-written types in CBOR, as one writes it with minicbor: a loop over the keys for each type.

use std::collections::BTreeMap;

use minicbor::data::{Tag, Type};
use minicbor::decode::Error;
use minicbor::{Decoder, Encoder};

use crate::{JobType, Status};

/// A type in CBOR.
pub trait Cbor: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Bytes that do not fit.
    fn read(decoder: &mut Decoder<'_>) -> Result<Self, Error>;

    /// Writes the value.
    fn write(&self, encoder: &mut Encoder<Vec<u8>>);
}

/// Implements [`Cbor`] for a structure whose members may all be absent.
macro_rules! structure {
    ($name:ident { $($field:ident $key:literal,)* }) => {
        impl $crate::cbor::Cbor for $name {
            fn read(decoder: &mut minicbor::Decoder<'_>) -> Result<Self, minicbor::decode::Error> {
                let mut value = Self::default();
                let mut left = decoder.map()?;
                while $crate::cbor::has_more(decoder, &mut left)? {
                    match decoder.str()? {
                        $($key => value.$field = $crate::cbor::optional(decoder)?,)*
                        _ => decoder.skip()?,
                    }
                }
                Ok(value)
            }

            fn write(&self, encoder: &mut minicbor::Encoder<Vec<u8>>) {
                let count = [$(self.$field.is_some()),*].into_iter().filter(|is_there| *is_there).count();
                let _ = encoder.map(count as u64);
                $(
                    if let Some(value) = &self.$field {
                        let _ = encoder.str($key);
                        $crate::cbor::Cbor::write(value, encoder);
                    }
                )*
            }
        }
    };
}

pub(crate) use structure;

/// Reads a value that may be null.
pub(crate) fn optional<T: Cbor>(decoder: &mut Decoder<'_>) -> Result<Option<T>, Error> {
    match decoder.datatype()? {
        Type::Null | Type::Undefined => decoder.skip().map(|()| None),
        _ => T::read(decoder).map(Some),
    }
}

/// Whether another item follows; `left` counts those of definite lengths.
pub(crate) fn has_more(decoder: &mut Decoder<'_>, left: &mut Option<u64>) -> Result<bool, Error> {
    match left {
        Some(0) => Ok(false),
        Some(left) => {
            *left -= 1;
            Ok(true)
        }
        None if decoder.datatype()? == Type::Break => {
            decoder.set_position(decoder.position() + 1);
            Ok(false)
        }
        None => Ok(true),
    }
}

impl Cbor for String {
    fn read(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
        match decoder.datatype()? {
            Type::StringIndef => decoder.str_iter()?.collect(),
            _ => decoder.str().map(str::to_owned),
        }
    }

    fn write(&self, encoder: &mut Encoder<Vec<u8>>) {
        let _ = encoder.str(self);
    }
}

impl Cbor for bool {
    fn read(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
        decoder.bool()
    }

    fn write(&self, encoder: &mut Encoder<Vec<u8>>) {
        let _ = encoder.bool(*self);
    }
}

/// A timestamp.
impl Cbor for f64 {
    fn read(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
        if decoder.tag()?.as_u64() != 1 {
            return Err(Error::message("not a timestamp"));
        }
        match decoder.datatype()? {
            Type::F32 => decoder.f32().map(f64::from),
            Type::F64 => decoder.f64(),
            _ => decoder.i64().map(|secs| secs as f64),
        }
    }

    fn write(&self, encoder: &mut Encoder<Vec<u8>>) {
        let _ = encoder.tag(Tag::new(1));
        let _ = if self.fract() == 0.0 { encoder.i64(*self as i64) } else { encoder.f64(*self) };
    }
}

impl<T: Cbor> Cbor for Vec<T> {
    fn read(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
        let mut list = Vec::new();
        let mut left = decoder.array()?;
        while has_more(decoder, &mut left)? {
            list.push(T::read(decoder)?);
        }
        Ok(list)
    }

    fn write(&self, encoder: &mut Encoder<Vec<u8>>) {
        let _ = encoder.array(self.len() as u64);
        self.iter().for_each(|item| item.write(encoder));
    }
}

impl<T: Cbor> Cbor for BTreeMap<String, T> {
    fn read(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
        let mut map = BTreeMap::new();
        let mut left = decoder.map()?;
        while has_more(decoder, &mut left)? {
            map.insert(String::read(decoder)?, T::read(decoder)?);
        }
        Ok(map)
    }

    fn write(&self, encoder: &mut Encoder<Vec<u8>>) {
        let _ = encoder.map(self.len() as u64);
        for (key, value) in self {
            let _ = encoder.str(key);
            value.write(encoder);
        }
    }
}

/// Implements [`Cbor`] for an enum.
macro_rules! texts {
    ($($name:ident { $($variant:ident $text:literal,)* })*) => {$(
        impl Cbor for $name {
            fn read(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
                match decoder.str()? {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(Error::message("unknown variant")),
                }
            }

            fn write(&self, encoder: &mut Encoder<Vec<u8>>) {
                let _ = encoder.str(match self {
                    $(Self::$variant => $text,)*
                });
            }
        }
    )*};
}

texts! {
    JobType {
        NodePackageVersion "NODE_PACKAGE_VERSION",
        MarketplaceNodePackageVersion "MARKETPLACE_NODE_PACKAGE_VERSION",
    }
    Status {
        Pending "PENDING",
        Succeeded "SUCCEEDED",
        Failed "FAILED",
    }
}
