//! The keys of objects: which members they are.

use std::fmt;
use std::fmt::Formatter;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::format::object::Keys;

/// The keys are lent to serde as the seed of each key, and keep what was found: so serde's functions hand nothing back
/// but an error.
impl<'de> DeserializeSeed<'de> for &mut Keys<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &mut Keys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        self.find(key);
        Ok(())
    }
}
