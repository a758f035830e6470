//! The wire forms of the standard types and of this crate's own.

use std::collections::BTreeMap;

use super::{Decode, Encode, Entries, Flow, MemberSink, Mode, Sink, Source, Stop};
use crate::{BigDecimal, BigInteger, Blob, Document};

/// Writes a member of a structure.
pub fn write_member(to: &mut dyn MemberSink, index: usize, value: &impl Encode) -> Flow {
    value.encode_member(index, to)
}

/// What stands where nothing was sent.
pub fn placeholder<T: Decode>() -> T {
    T::placeholder()
}

impl Decode for String {
    fn placeholder() -> Self {
        Self::new()
    }

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

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        let mut value = T::placeholder();
        value.decode(from)?;
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

    fn encode_member(&self, index: usize, to: &mut dyn MemberSink) -> Flow {
        match self {
            Some(value) => value.encode_member(index, to),
            None => Ok(()),
        }
    }
}

impl<T: Decode> Decode for Box<T> {
    fn placeholder() -> Self {
        Box::new(T::placeholder())
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        (**self).decode(from)
    }
}

impl<T: Encode> Encode for Box<T> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        (**self).encode(to)
    }
}

/// Decides what a null in a list or map becomes.
fn nothing<T: Decode>(mode: Mode) -> Result<Option<T>, Stop> {
    match (T::from_null(), mode) {
        (Some(value), _) => Ok(Some(value)),
        // Smithy's sparse trait: clients drop nulls from dense collections, servers refuse them.
        (None, Mode::Request) => Err(Stop),
        (None, Mode::Plain | Mode::Response) => Ok(None),
    }
}

pub(super) fn decode_list<T: Decode>(
    list: &mut Vec<T>,
    from: &mut dyn Source,
    read: &mut dyn FnMut(&mut T, &mut dyn Source) -> Flow,
) -> Flow {
    let mode = from.mode();
    let mut items = Vec::new();
    from.list(&mut |item| {
        match item {
            Some(source) => {
                let mut value = T::placeholder();
                read(&mut value, source)?;
                items.push(value);
            }
            None => items.extend(nothing(mode)?),
        }
        Ok(())
    })?;
    *list = items;
    Ok(())
}

impl<T: Decode> Decode for Vec<T> {
    fn placeholder() -> Self {
        Self::new()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        decode_list(self, from, &mut |value, source| value.decode(source))
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.list(self.len(), &mut |items| self.iter().try_for_each(|item| items.item(item)))
    }
}

/// A type that can be the key of a map: a string or an enum.
pub trait Key: Ord + Sized {
    /// The key for this text.
    fn from_text(text: String) -> Self;
    /// The key's text.
    fn as_text(&self) -> &str;
}

impl Key for String {
    fn from_text(text: String) -> Self {
        text
    }

    fn as_text(&self) -> &str {
        self
    }
}

/// A map being read.
struct MapEntries<'a, K, V> {
    mode: Mode,
    entries: BTreeMap<K, V>,
    value: Option<V>,
    read: &'a mut dyn FnMut(&mut V, &mut dyn Source) -> Flow,
}

impl<K: Key, V: Decode> Entries for MapEntries<'_, K, V> {
    fn read(&mut self, from: &mut dyn Source) -> Flow {
        let mut value = V::placeholder();
        (self.read)(&mut value, from)?;
        self.value = Some(value);
        Ok(())
    }

    fn insert(&mut self, key: String) {
        if let Some(value) = self.value.take() {
            self.entries.insert(K::from_text(key), value);
        }
    }

    fn insert_null(&mut self, key: &str) -> Flow {
        if let Some(value) = nothing(self.mode)? {
            self.entries.insert(K::from_text(key.to_owned()), value);
        }
        Ok(())
    }
}

pub(super) fn decode_map<K: Key, V: Decode>(
    map: &mut BTreeMap<K, V>,
    from: &mut dyn Source,
    read: &mut dyn FnMut(&mut V, &mut dyn Source) -> Flow,
) -> Flow {
    let mut entries = MapEntries { mode: from.mode(), entries: BTreeMap::new(), value: None, read };
    from.map(&mut entries)?;
    *map = entries.entries;
    Ok(())
}

impl<K: Key, V: Decode> Decode for BTreeMap<K, V> {
    fn placeholder() -> Self {
        Self::new()
    }

    fn decode(&mut self, from: &mut dyn Source) -> Flow {
        decode_map(self, from, &mut |value, source| value.decode(source))
    }
}

impl<K: Key, V: Encode> Encode for BTreeMap<K, V> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.map(self.len(), &mut |entries| self.iter().try_for_each(|(key, value)| entries.entry(key.as_text(), value)))
    }
}
