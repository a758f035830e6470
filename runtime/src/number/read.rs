//! Numbers from serde as they were written, not as a float of 64 bits.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};

/// The name by which a deserializer of `serde_json` is asked for the text of a value, as `serde_json`'s own
/// `RawValue` does. Other formats do not know the name and hand out a value. `RawValue` itself would do for JSON, but
/// fails for every other format.
pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// The name under which `serde_json` hands out the text of a number where its feature `arbitrary_precision` is on,
/// as any crate in a build can do for all of them.
pub(crate) const SERDE_JSON_NUMBER: &str = "$serde_json::private::Number";

/// A type that is a number to serde.
pub(crate) trait FromNumber: Sized {
    /// Why a number does not suit.
    type Error: fmt::Display;

    /// What to say was expected.
    const EXPECTING: &'static str;

    /// Reads the text of any JSON value.
    fn from_text(text: &str) -> Result<Self, Self::Error>;

    /// Converts a float of a format other than JSON text.
    fn from_float(value: f64) -> Result<Self, Self::Error>;
}

/// Reads a number: its exact text under `serde_json`, and under other formats the integer or float they have.
pub(crate) fn read<'de, D: Deserializer<'de>, T: FromNumber>(deserializer: D) -> Result<T, D::Error> {
    let expected = Number::<T>(PhantomData);
    read_present(deserializer)?.ok_or_else(|| D::Error::invalid_type(Unexpected::Unit, &expected))
}

/// Reads a number, or nothing where there is a null.
pub(crate) fn read_present<'de, D: Deserializer<'de>, T: FromNumber>(deserializer: D) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_newtype_struct(RAW_VALUE, Number(PhantomData))
}

struct Number<T>(PhantomData<T>);

impl<'de, T: FromNumber> Visitor<'de> for Number<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTING)
    }

    /// The format is not JSON text, or serde has buffered the value.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    /// How `serde_json` hands out text: as the only entry of a map.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        match map.next_key_seed(TextKey)? {
            Some(true) => map.next_value_seed(NumberText(PhantomData)),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Option<T>, E> {
        self.visit_i128(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Option<T>, E> {
        self.visit_i128(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Option<T>, E> {
        T::from_text(&value.to_string()).map(Some).map_err(E::custom)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Option<T>, E> {
        T::from_text(&value.to_string()).map(Some).map_err(E::custom)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Option<T>, E> {
        T::from_float(value).map(Some).map_err(E::custom)
    }

    // Serde's own messages would show the value.
    fn visit_str<E: Error>(self, _: &str) -> Result<Option<T>, E> {
        Err(E::invalid_type(Unexpected::Other("string"), &self))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Option<T>, E> {
        Err(E::invalid_type(Unexpected::Other("boolean"), &self))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Option<T>, E> {
        Err(E::invalid_type(Unexpected::Other("byte array"), &self))
    }
}

/// Tells whether a key announces text.
struct TextKey;

impl<'de> DeserializeSeed<'de> for TextKey {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for TextKey {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        Ok(key == RAW_VALUE || key == SERDE_JSON_NUMBER)
    }
}

/// The text of a JSON value, which need not be a number.
struct NumberText<T>(PhantomData<T>);

impl<'de, T: FromNumber> DeserializeSeed<'de> for NumberText<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T: FromNumber> Visitor<'_> for NumberText<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTING)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Option<T>, E> {
        let unexpected = match text.as_bytes().first() {
            Some(b'"') => Unexpected::Other("string"),
            Some(b'[') => Unexpected::Seq,
            Some(b'{') => Unexpected::Map,
            Some(b't' | b'f') => Unexpected::Other("boolean"),
            Some(b'n') => return Ok(None),
            _ => return T::from_text(text).map(Some).map_err(E::custom),
        };
        Err(E::invalid_type(unexpected, &self))
    }
}
