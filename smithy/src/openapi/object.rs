//! JSON objects in the making, with their keys in the order in which they are put.

use crate::model::{Entry, Node, Value};

/// An object in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Object(Vec<Entry>);

impl Object {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// The same object with another key.
    #[must_use]
    pub(super) fn with(mut self, key: &str, value: impl Into<Node>) -> Self {
        self.put(key, value);
        self
    }

    /// Adds a key, or gives it another value.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Node>) {
        let value = value.into();
        match self.0.iter_mut().find(|entry| &*entry.key == key) {
            Some(entry) => entry.value = value,
            None => self.0.push(Entry { key: key.into(), value }),
        }
    }

    /// Adds a key if there is a value for it.
    pub(super) fn put_some(&mut self, key: &str, value: Option<impl Into<Node>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Adds a key unless the object for it is empty.
    pub(super) fn put_full(&mut self, key: &str, value: Self) {
        if !value.is_empty() {
            self.put(key, value);
        }
    }

    /// Adds a key unless the list for it is empty.
    pub(super) fn put_list(&mut self, key: &str, list: Vec<Node>) {
        if !list.is_empty() {
            self.put(key, list);
        }
    }

    /// Adds the keys of another object.
    pub(super) fn extend(&mut self, other: Self) {
        for Entry { key, value } in other.0 {
            self.put(&key, value);
        }
    }

    /// Removes a key.
    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.0.iter().position(|entry| &*entry.key == key)?;
        Some(self.0.remove(at).value)
    }

    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.0
    }

    /// The object of these keys, which are distinct.
    pub(super) fn from_entries(entries: Vec<Entry>) -> Self {
        Self(entries)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.0.iter().find(|entry| &*entry.key == key).map(|entry| &entry.value)
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Self {
        Self::synthetic(Value::Object(object.0))
    }
}

/// A list of texts.
pub(super) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Node> {
    texts.into_iter().map(Node::from).collect()
}
