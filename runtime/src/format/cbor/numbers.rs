//! Numbers of any size as data items.

use super::bignum;
use super::items::{Kind, Tag};
use super::reader::CborSource;
use crate::BigDecimal;
use crate::lenient::OUT_OF_RANGE;
use crate::wire::{Mode, Source, Stop};

/// How many bytes an integer of a request may have: making digits of them takes time that grows with the square.
const BIGNUM: usize = 1024;

const NOT_A_FRACTION: &str = "a decimal fraction must have an exponent and an integer";

impl CborSource<'_> {
    /// The decimal digits of an integer of any size.
    pub(super) fn digits(&mut self, kind: Kind, tag: Option<Tag>) -> Result<String, Stop> {
        match (kind, tag) {
            (Kind::Integer, _) => {
                let integer = self.items.integer();
                Ok(self.keep(integer)?.to_string())
            }
            (Kind::Bytes, Some(tag @ (Tag::PositiveBignum | Tag::NegativeBignum))) => {
                let bytes = self.items.bytes();
                let bytes = self.keep(bytes)?;
                if self.context.mode == Mode::Request && bytes.len() > BIGNUM {
                    return Err(self.refuse(format!("an integer must not have more than {BIGNUM} bytes")));
                }
                Ok(bignum::from_bytes(&bytes, tag == Tag::NegativeBignum))
            }
            (found, _) => Err(self.wrong("an integer", found)),
        }
    }

    /// An integer times a power of ten: an array of the exponent and the integer (RFC 8949, section 3.4.4).
    pub(super) fn fraction(&mut self) -> Result<BigDecimal, Stop> {
        let left = self.items.array();
        let mut left = self.keep(left)?;
        let mut parts = Vec::new();
        while self.has_more(&mut left)? {
            let begun = self.items.tag().and_then(|tag| Ok((self.items.kind()?, tag)));
            let (kind, tag) = self.keep(begun)?;
            // The exponent has no tag, and so no more than 64 bits.
            let tag = tag.filter(|_| !parts.is_empty());
            if parts.len() < 2 {
                parts.push(self.digits(kind, tag)?);
            } else {
                return Err(self.refuse(NOT_A_FRACTION.to_owned()));
            }
        }
        let fraction = match &*parts {
            [exponent, integer] => match exponent.parse() {
                Ok(exponent) => bignum::fraction(integer, exponent),
                Err(_) => Err(OUT_OF_RANGE.to_owned()),
            },
            _ => Err(NOT_A_FRACTION.to_owned()),
        };
        fraction.map_err(|reason| self.refuse(reason))
    }
}
