//! The data items of a body, one after the other (RFC 8949, section 3).
//!
//! Nothing here allocates by a length that a body claims: definite lengths are compared with what is there, and the pieces
//! of an indefinite length are put together as they come.

use std::borrow::Cow;

use minicbor::Decoder;
use minicbor::decode::Error;

use crate::memory::MAX_DEPTH;

const ENDS: &str = "the body ends in the middle of a value";
const MALFORMED: &str = "the CBOR is not well-formed";
const NOT_UTF8: &str = "the string is not valid UTF-8";

/// The byte that ends what has an indefinite length.
const BREAK: u8 = 0xff;

/// An item or a part of it, or the reason why it cannot be read.
pub(super) type Item<T> = Result<T, &'static str>;

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Bytes,
    Text,
    Array,
    Map,
    Boolean,
    /// Null, and also what is undefined (Smithy RPC v2 CBOR, "Shape serialization").
    Null,
    Float,
    /// A simple value that has no meaning here.
    Simple,
}

impl Kind {
    /// What messages call it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Integer => "an integer",
            Self::Float => "a float",
            Self::Bytes => "bytes",
            Self::Text => "a string",
            Self::Array => "an array",
            Self::Map => "a map",
            Self::Boolean => "a boolean",
            Self::Null => "null",
            Self::Simple => "a simple value",
        }
    }
}

/// The tags that say how an item is to be read (RFC 8949, section 3.4). The others are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    EpochTime,
    PositiveBignum,
    NegativeBignum,
    DecimalFraction,
}

impl Tag {
    pub(super) const fn number(self) -> u64 {
        match self {
            Self::EpochTime => 1,
            Self::PositiveBignum => 2,
            Self::NegativeBignum => 3,
            Self::DecimalFraction => 4,
        }
    }

    fn of(number: u64) -> Option<Self> {
        let all = [Self::EpochTime, Self::PositiveBignum, Self::NegativeBignum, Self::DecimalFraction];
        all.into_iter().find(|tag| tag.number() == number)
    }
}

/// How many items of an array or map are left to read; `None` where a break ends it.
pub(super) type Left = Option<u64>;

/// A body being read.
pub(super) struct Items<'b> {
    decoder: Decoder<'b>,
    /// How many more levels there may be.
    depth: usize,
}

impl<'b> Items<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { decoder: Decoder::new(bytes), depth: MAX_DEPTH }
    }

    /// Whether nothing follows what was read.
    pub(super) fn is_at_end(&self) -> bool {
        self.decoder.position() >= self.decoder.input().len()
    }

    #[inline]
    fn peek(&self) -> Item<u8> {
        self.decoder.input().get(self.decoder.position()).copied().ok_or(ENDS)
    }

    #[inline]
    fn advance(&mut self, bytes: usize) {
        self.decoder.set_position(self.decoder.position() + bytes);
    }

    /// Passes over a null, and tells whether there was one.
    #[inline]
    pub(super) fn null(&mut self) -> Item<bool> {
        let is_null = matches!(self.peek()?, 0xf6 | 0xf7);
        if is_null {
            self.advance(1);
        }
        Ok(is_null)
    }

    /// Passes over the tags of an item. Of those that mean something, the last says what the item is.
    #[inline]
    pub(super) fn tag(&mut self) -> Item<Option<Tag>> {
        let mut tag = None;
        while let 0xc0..=0xdb = self.peek()? {
            let number = known(self.decoder.tag(), MALFORMED)?;
            tag = Tag::of(number.as_u64()).or(tag);
        }
        Ok(tag)
    }

    /// What the next item is.
    #[inline]
    pub(super) fn kind(&self) -> Item<Kind> {
        Ok(match self.peek()? {
            0x00..=0x1b | 0x20..=0x3b => Kind::Integer,
            0x40..=0x5b | 0x5f => Kind::Bytes,
            0x60..=0x7b | 0x7f => Kind::Text,
            0x80..=0x9b | 0x9f => Kind::Array,
            0xa0..=0xbb | 0xbf => Kind::Map,
            0xf4 | 0xf5 => Kind::Boolean,
            0xf6 | 0xf7 => Kind::Null,
            0xf9..=0xfb => Kind::Float,
            0xe0..=0xf3 | 0xf8 => Kind::Simple,
            _ => return Err(MALFORMED),
        })
    }

    pub(super) fn boolean(&mut self) -> Item<bool> {
        known(self.decoder.bool(), MALFORMED)
    }

    /// An integer of 64 bits with a sign; `reason` is said of one that does not fit.
    pub(super) fn long(&mut self, reason: &'static str) -> Item<i64> {
        known(self.decoder.i64(), reason)
    }

    /// An integer, which has 64 bits beside its sign.
    pub(super) fn integer(&mut self) -> Item<i128> {
        known(self.decoder.int(), MALFORMED).map(i128::from)
    }

    /// A float of any width, without loss.
    pub(super) fn float(&mut self) -> Item<f64> {
        match self.peek()? {
            0xfb => known(self.decoder.f64(), MALFORMED),
            0xfa => known(self.decoder.f32(), MALFORMED).map(f64::from),
            _ => {
                let at = self.decoder.position() + 1;
                let bytes = self.decoder.input().get(at..at + 2).ok_or(ENDS)?;
                self.advance(3);
                Ok(half(u16::from_be_bytes([bytes[0], bytes[1]])))
            }
        }
    }

    /// The bytes of a text of less than 256 bytes, and where it ends, if that is what comes next. Most texts and nearly all
    /// keys are, and by way of the decoder they would take twice the time.
    #[inline]
    pub(super) fn short_text(&self) -> Option<(&'b [u8], usize)> {
        let input = self.decoder.input();
        let at = self.decoder.position();
        let (start, length) = match *input.get(at)? {
            head @ 0x60..=0x77 => (at + 1, usize::from(head - 0x60)),
            0x78 => (at + 2, usize::from(*input.get(at + 1)?)),
            _ => return None,
        };
        let end = start + length;
        input.get(start..end).map(|text| (text, end))
    }

    /// Goes on after what ends here.
    #[inline]
    pub(super) fn go_to(&mut self, end: usize) {
        self.decoder.set_position(end);
    }

    /// A text; its length may be indefinite.
    #[inline]
    pub(super) fn text(&mut self) -> Item<Cow<'b, str>> {
        if let Some((text, end)) = self.short_text() {
            self.go_to(end);
            return std::str::from_utf8(text).map(Cow::Borrowed).map_err(|_| NOT_UTF8);
        }
        self.any_text()
    }

    #[cold]
    fn any_text(&mut self) -> Item<Cow<'b, str>> {
        if self.peek()? != 0x7f {
            return known(self.decoder.str(), NOT_UTF8).map(Cow::Borrowed);
        }
        let mut text = String::new();
        for piece in known(self.decoder.str_iter(), MALFORMED)? {
            text.push_str(known(piece, NOT_UTF8)?);
        }
        Ok(Cow::Owned(text))
    }

    /// A byte string; its length may be indefinite.
    pub(super) fn bytes(&mut self) -> Item<Cow<'b, [u8]>> {
        if self.peek()? != 0x5f {
            return known(self.decoder.bytes(), MALFORMED).map(Cow::Borrowed);
        }
        let mut bytes = Vec::new();
        for piece in known(self.decoder.bytes_iter(), MALFORMED)? {
            bytes.extend_from_slice(known(piece, MALFORMED)?);
        }
        Ok(Cow::Owned(bytes))
    }

    /// Enters an array. Whoever has read all of its items leaves it.
    pub(super) fn array(&mut self) -> Item<Left> {
        self.enter()?;
        known(self.decoder.array(), MALFORMED)
    }

    /// Enters a map. Whoever has read all of its entries leaves it.
    pub(super) fn map(&mut self) -> Item<Left> {
        self.enter()?;
        known(self.decoder.map(), MALFORMED)
    }

    fn enter(&mut self) -> Item<()> {
        self.depth = self.depth.checked_sub(1).ok_or("recursion limit exceeded")?;
        Ok(())
    }

    /// Whether another item follows in the array or map that was entered last; leaves it if not.
    #[inline]
    pub(super) fn has_more(&mut self, left: &mut Left) -> Item<bool> {
        let has_more = match left {
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
            None if self.peek()? == BREAK => {
                self.advance(1);
                false
            }
            None => true,
        };
        if !has_more {
            self.depth += 1;
        }
        Ok(has_more)
    }

    /// Passes over a value, whatever it is, if it is well-formed.
    pub(super) fn skip(&mut self) -> Item<()> {
        self.tag()?;
        match self.kind()? {
            Kind::Integer => self.integer().map(drop),
            Kind::Bytes => self.bytes().map(drop),
            Kind::Text => self.text().map(drop),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Null => self.null().map(drop),
            Kind::Float => self.float().map(drop),
            Kind::Simple => match known(self.decoder.simple(), MALFORMED)? {
                // Those below have one byte, and the others two (RFC 8949, section 3.3).
                24..32 => Err(MALFORMED),
                _ => Ok(()),
            },
            Kind::Array => {
                let mut left = self.array()?;
                while self.has_more(&mut left)? {
                    self.skip()?;
                }
                Ok(())
            }
            Kind::Map => {
                let mut left = self.map()?;
                while self.has_more(&mut left)? {
                    self.skip()?;
                    self.skip()?;
                }
                Ok(())
            }
        }
    }
}

/// Passes a part of an item on, or the reason why it is not there; `otherwise` is said of what can be wrong with this
/// part alone. The decoder's own messages are not for users, as they name its types.
#[inline]
fn known<T>(result: Result<T, Error>, otherwise: &'static str) -> Item<T> {
    result.map_err(|error| why(&error, otherwise))
}

#[cold]
fn why(error: &Error, otherwise: &'static str) -> &'static str {
    if error.is_end_of_input() {
        ENDS
    } else if error.is_type_mismatch() {
        MALFORMED
    } else {
        otherwise
    }
}

/// The value of a float of 16 bits (RFC 8949, appendix D).
fn half(bits: u16) -> f64 {
    let (exponent, mantissa) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let value = match exponent {
        0 => mantissa * 2_f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (mantissa + 1024.0) * 2_f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 { value } else { -value }
}
