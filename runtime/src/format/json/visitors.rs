//! The serde visitors: one for scalars, one each for lists, maps and members.
//!
//! Their messages name kinds of values and never the values themselves, which may be sensitive.

use std::fmt;
use std::fmt::Formatter;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::seeds::{TextSeed, ValueSeed, VariantSeed};
use super::source::Seed;
use crate::format::collection::Collection;
use crate::format::context::Context;
use crate::format::object::{FoundKey, Keys, Lack, Object};
use crate::memory::Growth;
use crate::wire::{Decode, Entries, Flow, Members, Mode, Segment, Slot, Source, Stop};

/// A value that is neither an array nor an object.
pub(super) enum Scalar<'de> {
    Boolean(bool),
    Integer(i64),
    /// Beyond the range of `i64`.
    Unsigned(u64),
    Float(f64),
    Borrowed(&'de str),
    Owned(String),
}

impl Scalar<'_> {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Scalar::Boolean(_) => "a boolean",
            Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Float(_) => "a number",
            Scalar::Borrowed(_) | Scalar::Owned(_) => "a string",
        }
    }
}

/// The visits by which a visitor refuses kinds of values that it has no use for, and takes null as `None`.
macro_rules! refuse {
    ($($kind:ident)*) => {
        $(refuse!(@ $kind);)*
        fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str(self.expected())
        }
        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }
        fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }
        fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Self::Value, E> {
            Err(wrong(self.expected(), "bytes"))
        }
    };
    (@ scalars) => {
        refuse!(@ numbers);
        fn visit_str<E: Error>(self, _: &str) -> Result<Self::Value, E> {
            Err(wrong(self.expected(), "a string"))
        }
    };
    (@ numbers) => {
        fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
            Err(wrong(self.expected(), "a boolean"))
        }
        fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
            Err(wrong(self.expected(), "a number"))
        }
        fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
            Err(wrong(self.expected(), "a number"))
        }
        fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
            Err(wrong(self.expected(), "a number"))
        }
    };
    (@ list) => {
        fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err(wrong(self.expected(), "an array"))
        }
    };
    (@ map) => {
        fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
            Err(wrong(self.expected(), "an object"))
        }
    };
}

fn wrong<E: Error>(expected: &str, found: &str) -> E {
    E::custom(format_args!("expected {expected}, found {found}"))
}

/// Takes any scalar; the caller looks whether it is the right one.
pub(super) struct ScalarVisitor {
    pub(super) expected: &'static str,
}

impl ScalarVisitor {
    fn expected(&self) -> &'static str {
        self.expected
    }
}

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Option<Scalar<'de>>;
    refuse!(list map);

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(Scalar::Boolean(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(Scalar::Integer(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(i64::try_from(value).map_or(Scalar::Unsigned(value), Scalar::Integer)))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(Scalar::Float(value)))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Scalar::Borrowed(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Some(Scalar::Owned(value.to_owned())))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Self::Value, E> {
        Ok(Some(Scalar::Owned(value)))
    }
}

/// Takes a string, the most frequent kind of value, and puts it where it stays.
pub(super) struct TextVisitor<F>(pub(super) F);

impl<F> TextVisitor<F> {
    fn expected(&self) -> &'static str {
        "a string"
    }
}

impl<'de, F: FnOnce(String)> Visitor<'de> for TextVisitor<F> {
    type Value = Option<()>;
    refuse!(numbers list map);

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        (self.0)(value.to_owned());
        Ok(Some(()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Self::Value, E> {
        (self.0)(value);
        Ok(Some(()))
    }
}

/// Reads the elements of an array.
pub(super) struct ListVisitor<'a> {
    pub(super) context: &'a mut Context,
    /// The size of an element.
    pub(super) size: usize,
    pub(super) item: &'a mut dyn FnMut(Option<&mut dyn Source>, bool) -> Flow,
}

impl ListVisitor<'_> {
    fn expected(&self) -> &'static str {
        "an array"
    }
}

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = Option<()>;
    refuse!(scalars map);

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let Self { context, size, item } = self;
        let mut collection = Collection::begin(context, Growth::list(size));
        loop {
            let index = collection.length;
            collection.next(context);
            let (found, keep) = (collection.found, collection.keep);
            let read = &mut |source: &mut dyn Source| {
                collection.spend(source)?;
                item(Some(source), keep)
            };
            let read = match access.next_element_seed(Seed { context, read }) {
                Ok(None) => break,
                Ok(Some(true)) => Ok(()),
                Ok(Some(false)) => item(None, keep).map_err(|Stop| A::Error::custom(context.null())),
                Err(error) => Err(error),
            };
            context.returned(found, &read, || Segment::Index(index));
            read?;
            collection.counted(context);
        }
        collection.end(context).map_err(|Stop| too_much())?;
        Ok(Some(()))
    }
}

/// Reads the entries of a map.
pub(super) struct MapVisitor<'a> {
    pub(super) context: &'a mut Context,
    pub(super) entries: &'a mut dyn Entries,
}

impl MapVisitor<'_> {
    fn expected(&self) -> &'static str {
        "an object"
    }
}

impl<'de> Visitor<'de> for MapVisitor<'_> {
    type Value = Option<()>;
    refuse!(scalars list);

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let Self { context, entries } = self;
        let mut collection = Collection::begin(context, Growth::map(entries.size()));
        while let Some(key) = access.next_key::<String>()? {
            collection.next(context);
            let found = collection.found;
            let read = &mut |source: &mut dyn Source| {
                collection.spend(source)?;
                entries.read(source)
            };
            let read = access.next_value_seed(Seed { context, read });
            context.returned(found, &read, || Segment::Key(key.clone()));
            let added = collection.entry(context, entries, key, read?);
            added.map_err(|Stop| A::Error::custom(context.null()))?;
        }
        collection.end(context).map_err(|Stop| too_much())?;
        Ok(Some(()))
    }
}

/// The memory limit is reached; the context has the reason.
fn too_much<E: Error>() -> E {
    E::custom("the memory limit is reached")
}

/// Reads the members of a structure or union.
pub(super) struct MembersVisitor<'a> {
    pub(super) context: &'a mut Context,
    pub(super) target: &'a mut dyn Members,
}

impl MembersVisitor<'_> {
    fn expected(&self) -> &'static str {
        "an object"
    }
}

impl<'de> Visitor<'de> for MembersVisitor<'_> {
    type Value = Option<()>;
    refuse!(scalars list);

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let Self { context, target } = self;
        let shape = target.shape();
        let mut object = Object::begin(context, shape);
        let mut keys = Keys::new(shape, context.spelling.by_name);
        let is_strict = context.lenient.is_none();
        while access.next_key_seed(&mut keys).map_err(|error| behind(context, keys.found, error))?.is_some() {
            let found = context.findings.list.len();
            match keys.found {
                FoundKey::Member(index, member) if !object.is_elsewhere(index, member) => {
                    context.at_most = member.at_most;
                    let read = match target.member_mut(index) {
                        Some(Slot::OptionalText(slot)) if is_strict => {
                            access.next_value_seed(TextSeed(|text| *slot = Some(text)))
                        }
                        Some(Slot::Text(slot)) if is_strict => access.next_value_seed(TextSeed(|text| *slot = text)),
                        // One call for all of them, which the compiler then inlines.
                        Some(slot) => {
                            let value: &mut dyn Decode = match slot {
                                Slot::OptionalText(value) => value,
                                Slot::Text(value) => value,
                                Slot::Value(value) => value,
                            };
                            access.next_value_seed(ValueSeed { context, value, format: member.format })
                        }
                        // A union has none.
                        None => access.next_value_seed(VariantSeed { context, target, index }),
                    };
                    context.returned_from(found, &read, member);
                    if read? {
                        object.saw(context, index, member).map_err(A::Error::custom)?;
                    }
                }
                FoundKey::Unknown => {
                    let seed = Seed { context, read: &mut |source| target.decode_unknown(&keys.unknown, source) };
                    let read = access.next_value_seed(seed);
                    context.returned(found, &read, || Segment::Key(keys.unknown.clone()));
                    if read? {
                        object.saw_unknown();
                    }
                }
                FoundKey::Member(..) | FoundKey::Ignored => {
                    access.next_value::<serde::de::IgnoredAny>()?;
                }
            }
        }
        object.end(context, target).map_err(|lack| match lack {
            Lack::Member(member) => A::Error::missing_field(member.key),
            other => A::Error::custom(other),
        })?;
        Ok(Some(()))
    }
}

/// Names the member that was read last: a value that goes on where it should end is found only behind it. Who
/// reads by serde keeps serde's own error and its category.
#[cold]
fn behind<E: Error>(context: &mut Context, last: FoundKey, error: E) -> E {
    if let FoundKey::Member(_, member) = last
        && context.mode != Mode::Plain
    {
        context.path.push(Segment::Member(member.name));
        context.reason = Some(format!("after this member: {error}"));
    }
    error
}
