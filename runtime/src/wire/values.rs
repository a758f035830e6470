//! The wire forms of the standard types and of this crate's own.

use std::collections::BTreeMap;

use super::timestamps::InFormat;
use super::{Decode, Encode, Entries, Flow, MemberSink, Members, Mode, Shape, Sink, Source, Stop};
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

/// Decides what a null in a list or map becomes.
fn nothing<T: Decode>(mode: Mode) -> Result<Option<T>, Stop> {
    match (T::from_null(), mode) {
        (Some(value), _) => Ok(Some(value)),
        // Smithy's sparse trait: clients drop nulls from dense collections, servers refuse them.
        (None, Mode::Request) => Err(Stop),
        (None, Mode::Plain | Mode::Response) => Ok(None),
    }
}

fn decode_list<T: Decode>(
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

    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        decode_list(self, from, &mut |value, source| value.decode_as(format, source))
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.list(self.len(), &mut |items| self.iter().try_for_each(|item| items.item(item)))
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        to.list(self.len(), &mut |items| self.iter().try_for_each(|value| items.item(&InFormat { value, format })))
    }

    encode_member!();
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

fn decode_map<K: Key, V: Decode>(
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

    fn decode_as(&mut self, format: TimestampFormat, from: &mut dyn Source) -> Flow {
        decode_map(self, from, &mut |value, source| value.decode_as(format, source))
    }
}

impl<K: Key, V: Encode> Encode for BTreeMap<K, V> {
    fn encode(&self, to: &mut dyn Sink) -> Flow {
        to.map(self.len(), &mut |entries| self.iter().try_for_each(|(key, value)| entries.entry(key.as_text(), value)))
    }

    fn encode_as(&self, format: TimestampFormat, to: &mut dyn Sink) -> Flow {
        to.map(self.len(), &mut |entries| {
            self.iter().try_for_each(|(key, value)| entries.entry(key.as_text(), &InFormat { value, format }))
        })
    }

    encode_member!();
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
