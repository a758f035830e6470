//! A [`Sink`] that writes data items.

use std::convert::Infallible;

use minicbor::Encoder;
use minicbor::encode::Error;

use super::bignum;
use super::items::Tag;
use crate::format::members::{or_default, rows};
use crate::wire::{
    Encode, EntrySink, Field, Flow, ItemSink, MemberSink, Members, Outside, Shape, ShapeKind, Sink, Stop, Writer,
};
use crate::{BigDecimal, BigInteger, Blob, Document, Timestamp, TimestampFormat};

/// A map without entries. In other short maps, their number is added to this.
pub(super) const EMPTY_MAP: u8 = 0xa0;

/// How many entries the first byte of a map can count.
const SHORT: u64 = 23;

const NO_DOCUMENTS: &str = "the protocol does not support documents";

/// A body being written.
pub(super) struct CborSink {
    encoder: Encoder<Vec<u8>>,
    writer: Writer,
    refusal: Option<String>,
}

impl CborSink {
    /// The bytes that are written.
    ///
    /// # Errors
    ///
    /// The reason why a value cannot be written.
    pub(super) fn written(writer: Writer, write: impl FnOnce(&mut Self) -> Flow) -> Result<Vec<u8>, String> {
        let mut sink = Self { encoder: Encoder::new(Vec::new()), writer, refusal: None };
        match write(&mut sink) {
            Ok(()) => Ok(sink.encoder.into_writer()),
            Err(Stop) => Err(sink.refusal.unwrap_or_else(|| "writing stopped".to_owned())),
        }
    }

    fn position(&self) -> usize {
        self.encoder.writer().len()
    }

    /// Writes one value.
    #[inline]
    pub(super) fn value(&mut self, value: &dyn Encode) -> Flow {
        let before = self.position();
        value.encode(self)?;
        if self.position() == before { self.refuse("nothing was written") } else { Ok(()) }
    }

    /// Writes a map whose entries are counted while they are written.
    fn counted(&mut self, entries: impl FnOnce(&mut Self) -> Result<u64, Stop>) -> Flow {
        let at = self.position();
        done(self.encoder.map(0))?;
        let count = entries(self)?;
        let bytes = self.encoder.writer_mut();
        if count <= SHORT {
            bytes[at] += count as u8;
        } else {
            let mut head = Encoder::new(Vec::new());
            done(head.map(count))?;
            bytes.splice(at..=at, head.into_writer());
        }
        Ok(())
    }

    /// Writes the members of a structure or union that travel here.
    pub(super) fn object(&mut self, value: &dyn Members, outside: Outside) -> Flow {
        self.counted(|sink| sink.members_of(value, outside))
    }

    /// Writes these members, and tells how many there are.
    fn members_of(&mut self, value: &dyn Members, outside: Outside) -> Result<u64, Stop> {
        let shape = value.shape();
        if shape.kind == ShapeKind::Union {
            let mut variant = Variant { sink: self, shape, count: 0 };
            value.encode_variant(&mut variant)?;
            return Ok(variant.count);
        }
        let mut count = 0;
        for (index, member) in rows(shape, outside) {
            let mut held = None;
            let field = match member.fresh {
                None => value.member(index),
                Some(_) => or_default(value, (index, member), self.writer, &mut held),
            };
            match field {
                Field::Absent => continue,
                Field::Text(text) => {
                    done(self.encoder.str(member.name))?;
                    done(self.encoder.str(text))?;
                }
                Field::Value(value) => {
                    done(self.encoder.str(member.name))?;
                    self.value(value)?;
                }
            }
            count += 1;
        }
        Ok(count)
    }

    /// Writes the members of an error after its name, as the member `__type`.
    pub(super) fn error(&mut self, name: &str, value: &dyn Members, outside: Outside) -> Flow {
        self.counted(|sink| {
            done(sink.encoder.str("__type"))?;
            done(sink.encoder.str(name))?;
            Ok(1 + sink.members_of(value, outside)?)
        })
    }

    fn bignum(&mut self, (is_negative, digits): (bool, &[u8])) -> Flow {
        let tag = if is_negative { Tag::NegativeBignum } else { Tag::PositiveBignum };
        self.tag(tag)?;
        done(self.encoder.bytes(&bignum::to_bytes(digits, is_negative)))
    }

    fn tag(&mut self, tag: Tag) -> Flow {
        done(self.encoder.tag(minicbor::data::Tag::new(tag.number())))
    }
}

/// Writing to memory does not fail.
#[inline]
fn done<T>(result: Result<T, Error<Infallible>>) -> Flow {
    result.map(drop).map_err(|_| Stop)
}

impl Sink for CborSink {
    fn boolean(&mut self, value: bool) -> Flow {
        done(self.encoder.bool(value))
    }

    fn integer(&mut self, value: i64) -> Flow {
        done(self.encoder.i64(value))
    }

    /// In 32 bits where nothing is lost, since numbers should take as little as they need ("Numeric type
    /// serialization"), but not in 16, which not everybody reads.
    fn float(&mut self, value: f64) -> Flow {
        let single = value as f32;
        let is_same = f64::from(single) == value || value.is_nan();
        if is_same { self.single(single) } else { done(self.encoder.f64(value)) }
    }

    fn single(&mut self, value: f32) -> Flow {
        done(self.encoder.f32(value))
    }

    fn string(&mut self, value: &str) -> Flow {
        done(self.encoder.str(value))
    }

    fn null(&mut self) -> Flow {
        done(self.encoder.null())
    }

    fn list(&mut self, len: usize, items: &mut dyn FnMut(&mut dyn ItemSink) -> Flow) -> Flow {
        done(self.encoder.array(len as u64))?;
        items(self)
    }

    fn map(&mut self, len: usize, entries: &mut dyn FnMut(&mut dyn EntrySink) -> Flow) -> Flow {
        done(self.encoder.map(len as u64))?;
        entries(self)
    }

    fn members(&mut self, value: &dyn Members) -> Flow {
        self.object(value, Outside::Nothing)
    }

    fn document(&mut self, _: &Document) -> Flow {
        self.refuse(NO_DOCUMENTS)
    }

    /// Tagged, however small it is: that is what the protocol says of the type ("Shape serialization").
    fn big_integer(&mut self, value: &BigInteger) -> Flow {
        self.bignum(bignum::digits(value))
    }

    fn big_decimal(&mut self, value: &BigDecimal) -> Flow {
        let (is_negative, digits, exponent) = bignum::parts(value);
        self.tag(Tag::DecimalFraction)?;
        done(self.encoder.array(2).and_then(|encoder| encoder.i64(exponent)))?;
        let small = std::str::from_utf8(&digits).ok().and_then(|digits| digits.parse::<i64>().ok());
        match small {
            Some(integer) => self.integer(if is_negative { -integer } else { integer }),
            None => self.bignum((is_negative, &digits)),
        }
    }

    /// Whole seconds are an integer, others the nearest float. The model's format does not count ("Timestamp type
    /// serialization").
    fn timestamp(&mut self, value: Timestamp, _: Option<TimestampFormat>) -> Flow {
        self.tag(Tag::EpochTime)?;
        match value.subsec_nanos() {
            0 => self.integer(value.secs()),
            _ => done(self.encoder.f64(value.as_secs_f64())),
        }
    }

    fn blob(&mut self, value: &Blob) -> Flow {
        done(self.encoder.bytes(value))
    }

    fn refuse(&mut self, reason: &str) -> Flow {
        self.refusal.get_or_insert_with(|| reason.to_owned());
        Err(Stop)
    }
}

impl ItemSink for CborSink {
    fn item(&mut self, value: &dyn Encode) -> Flow {
        self.value(value)
    }
}

impl EntrySink for CborSink {
    fn entry(&mut self, key: &str, value: &dyn Encode) -> Flow {
        done(self.encoder.str(key))?;
        self.value(value)
    }
}

/// A union being written.
struct Variant<'a> {
    sink: &'a mut CborSink,
    shape: &'static Shape,
    count: u64,
}

impl MemberSink for Variant<'_> {
    fn member(&mut self, index: usize, value: &dyn Encode) -> Flow {
        self.count += 1;
        self.sink.entry(self.shape.members[index].name, value)
    }

    /// As a document, the value has lost what it was: bytes and timestamps are no longer what they were.
    fn unknown(&mut self, _: &str, _: &dyn Encode) -> Flow {
        self.sink.refuse("cannot write a union member that the model does not define")
    }
}
