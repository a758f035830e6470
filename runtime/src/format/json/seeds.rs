//! What reads the value of one member. A text needs no [`Source`](crate::wire::Source), which costs two calls less.

use serde::de::{DeserializeSeed, Deserializer};

use super::source::read_value;
use super::visitors::TextVisitor;
use crate::TimestampFormat;
use crate::format::context::Context;
use crate::wire::{Decode, Members};

/// Reads a text and puts it where it stays. Deserializes to whether it was there, that is, not null.
pub(super) struct TextSeed<F>(pub(super) F);

impl<'de, F: FnOnce(String)> DeserializeSeed<'de> for TextSeed<F> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(TextVisitor(self.0)).map(|read| read.is_some())
    }
}

/// Gives one value to a structure's member. Deserializes to whether the value was there, that is, not null.
pub(super) struct ValueSeed<'a> {
    pub(super) context: &'a mut Context,
    pub(super) value: &'a mut dyn Decode,
    pub(super) format: Option<TimestampFormat>,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = bool;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { context, value, format } = self;
        read_value(context, deserializer, |source| match format {
            None => value.decode(source),
            Some(format) => value.decode_as(format, source),
        })
    }
}

/// Gives one value to the variant of a union that it is of.
pub(super) struct VariantSeed<'a> {
    pub(super) context: &'a mut Context,
    pub(super) target: &'a mut dyn Members,
    pub(super) index: usize,
}

impl<'de> DeserializeSeed<'de> for VariantSeed<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let Self { context, target, index } = self;
        read_value(context, deserializer, |source| target.decode_variant(index, source))
    }
}
