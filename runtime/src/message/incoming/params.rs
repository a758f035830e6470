//! Maps that take query parameters or headers.

use std::collections::BTreeMap;

use crate::wire::Key;

/// A map that takes entries one by one, present or not before.
#[doc(hidden)]
pub trait QueryParams<V> {
    /// Makes the map present.
    fn begin(&mut self);

    /// Adds an entry.
    fn put(&mut self, key: &str, value: V);
}

impl<K: Key, V> QueryParams<V> for BTreeMap<K, V> {
    fn begin(&mut self) {}

    fn put(&mut self, key: &str, value: V) {
        self.insert(K::from_text(key.to_owned()), value);
    }
}

impl<K: Key, V> QueryParams<V> for Option<BTreeMap<K, V>> {
    fn begin(&mut self) {
        self.get_or_insert_default();
    }

    fn put(&mut self, key: &str, value: V) {
        self.get_or_insert_default().put(key, value);
    }
}
