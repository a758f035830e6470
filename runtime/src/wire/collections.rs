//! The wire forms of lists and maps.

use std::collections::BTreeMap;

use super::timestamps::InFormat;
use super::{Decode, Encode, Entries, Flow, Mode, Sink, Source, Stop};
use crate::{TimestampFormat, memory};

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
    from.list(size_of::<T>(), &mut |item, keep| {
        let value = match item {
            Some(source) => {
                let mut value = T::placeholder();
                read(&mut value, source)?;
                Some(value)
            }
            None => nothing(mode)?,
        };
        if let Some(value) = value.filter(|_| keep) {
            memory::push(&mut items, value);
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
}

/// A type that can be the key of a map: a string or an enum.
#[doc(hidden)]
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

    fn insert(&mut self, key: String) -> bool {
        self.value.take().is_some_and(|value| self.entries.insert(K::from_text(key), value).is_none())
    }

    fn insert_null(&mut self, key: &str) -> Flow {
        if let Some(value) = nothing(self.mode)? {
            self.entries.insert(K::from_text(key.to_owned()), value);
        }
        Ok(())
    }

    fn size(&self) -> usize {
        size_of::<(K, V)>()
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
}
