//! Messages as bytes: a prelude, typed headers, a payload, and checksums after the prelude and at the end.

use bytes::{Buf as _, Bytes, BytesMut};
use crc::{CRC_32_ISO_HDLC, Crc, Table};

use super::header::Value;
use crate::wire::Mode;

/// The most bytes of a payload, 24 MiB. Services must hold messages to it and to [`MAX_HEADERS`], and clients must not
/// ("Amazon Event Stream Specification", "Message Format").
const MAX_PAYLOAD: usize = 24 << 20;

/// The most bytes of a message's headers, 128 KiB.
const MAX_HEADERS: usize = 128 << 10;

/// Who reads or writes messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Client,
    Server,
}

impl Side {
    /// The side that reads in this mode.
    pub(super) fn reading(mode: Mode) -> Self {
        if mode == Mode::Request { Self::Server } else { Self::Client }
    }

    fn allows(self, headers: usize, payload: usize) -> bool {
        self == Self::Client || (headers <= MAX_HEADERS && payload <= MAX_PAYLOAD)
    }
}

/// The length of the message and of its headers, and their checksum.
const PRELUDE: usize = 12;

/// The checksum of a message, at its end.
const CHECKSUM: usize = 4;

static CRC: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);

/// A message whose checksums were right and whose headers can be read.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) headers: Bytes,
    pub(super) payload: Bytes,
}

impl Message {
    /// Takes the first message off the bytes; `None` as long as it is not all there.
    ///
    /// # Errors
    ///
    /// The bytes are not a message, or it is longer than this side allows.
    pub(super) fn take(from: &mut BytesMut, side: Side) -> Result<Option<Self>, &'static str> {
        let mut prelude: &[u8] = from;
        if prelude.len() < PRELUDE {
            return Ok(None);
        }
        let checksum = CRC.checksum(&prelude[..PRELUDE - CHECKSUM]);
        let (length, headers) = (prelude.get_u32() as usize, prelude.get_u32() as usize);
        if prelude.get_u32() != checksum {
            return Err("the prelude checksum does not match");
        }
        let Some(payload) = length.checked_sub(PRELUDE + CHECKSUM).and_then(|rest| rest.checked_sub(headers)) else {
            return Err("the lengths in the prelude contradict each other");
        };
        if !side.allows(headers, payload) {
            return Err("the message is too long");
        }
        if from.len() < length {
            return Ok(None);
        }
        let mut message = from.split_to(length).freeze();
        let checksum = CRC.checksum(&message[..length - CHECKSUM]);
        message.advance(PRELUDE);
        let headers = message.split_to(headers);
        let payload = message.split_to(payload);
        if message.get_u32() != checksum {
            return Err("the message checksum does not match");
        }
        Headers(&headers).try_for_each(|header| header.map(|_| ()))?;
        Ok(Some(Self { headers, payload }))
    }

    /// The headers in their order.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&str, Value<'_>)> {
        // Headers that cannot be read are none of a message.
        Headers(&self.headers).map_while(Result::ok)
    }

    /// The first header of this name.
    pub(super) fn header(&self, name: &str) -> Option<Value<'_>> {
        self.headers().find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

/// What is left of a block of headers.
struct Headers<'a>(&'a [u8]);

impl<'a> Iterator for Headers<'a> {
    type Item = Result<(&'a str, Value<'a>), &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let header = self.read();
        if header.is_none() {
            self.0 = &[];
        }
        Some(header.ok_or("the headers are malformed"))
    }
}

impl<'a> Headers<'a> {
    fn read(&mut self) -> Option<(&'a str, Value<'a>)> {
        let [length] = self.array()?;
        let name = std::str::from_utf8(self.slice(length.into())?).ok()?;
        let [kind] = self.array()?;
        let value = match kind {
            0 => Value::Boolean(true),
            1 => Value::Boolean(false),
            2 => Value::Byte(i8::from_be_bytes(self.array()?)),
            3 => Value::Short(i16::from_be_bytes(self.array()?)),
            4 => Value::Integer(i32::from_be_bytes(self.array()?)),
            5 => Value::Long(i64::from_be_bytes(self.array()?)),
            6 => Value::Blob(self.sized()?),
            7 => Value::String(std::str::from_utf8(self.sized()?).ok()?),
            8 => Value::Timestamp(i64::from_be_bytes(self.array()?)),
            9 => Value::Uuid(self.array()?),
            _ => return None,
        };
        (!name.is_empty()).then_some((name, value))
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    fn slice(&mut self, length: usize) -> Option<&'a [u8]> {
        let (slice, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(slice)
    }

    fn sized(&mut self) -> Option<&'a [u8]> {
        let length = u16::from_be_bytes(self.array()?);
        self.slice(length.into())
    }
}

/// Appends a header to a block of them.
///
/// # Errors
///
/// The name or the value is too long.
pub(super) fn put_header(name: &str, value: Value<'_>, to: &mut Vec<u8>) -> Result<(), &'static str> {
    let length = u8::try_from(name.len()).map_err(|_| "a header name must be at most 255 bytes long")?;
    to.push(length);
    to.extend_from_slice(name.as_bytes());
    match value {
        Value::Boolean(true) => to.push(0),
        Value::Boolean(false) => to.push(1),
        Value::Byte(value) => put(2, &value.to_be_bytes(), to),
        Value::Short(value) => put(3, &value.to_be_bytes(), to),
        Value::Integer(value) => put(4, &value.to_be_bytes(), to),
        Value::Long(value) => put(5, &value.to_be_bytes(), to),
        Value::Blob(value) => put_sized(6, value, to)?,
        Value::String(value) => put_sized(7, value.as_bytes(), to)?,
        Value::Timestamp(value) => put(8, &value.to_be_bytes(), to),
        Value::Uuid(value) => put(9, &value, to),
    }
    Ok(())
}

fn put(kind: u8, value: &[u8], to: &mut Vec<u8>) {
    to.push(kind);
    to.extend_from_slice(value);
}

fn put_sized(kind: u8, value: &[u8], to: &mut Vec<u8>) -> Result<(), &'static str> {
    // Other implementations read the length as a signed number.
    let length = i16::try_from(value.len()).map_err(|_| "a header value must be at most 32767 bytes long")?;
    put(kind, &length.to_be_bytes(), to);
    to.extend_from_slice(value);
    Ok(())
}

/// The message with these headers and this payload.
///
/// # Errors
///
/// It is longer than this side allows, or than the format can say.
pub(super) fn assemble(headers: &[u8], payload: &[u8], side: Side) -> Result<Bytes, &'static str> {
    if !side.allows(headers.len(), payload.len()) {
        return Err("an event must have at most 24 MiB of payload and 128 KiB of headers");
    }
    let length = PRELUDE + headers.len() + payload.len() + CHECKSUM;
    // The headers are a part of it.
    let total = u32::try_from(length).map_err(|_| "an event must be shorter than 4 GiB")?;
    let mut message = Vec::with_capacity(length);
    message.extend_from_slice(&total.to_be_bytes());
    message.extend_from_slice(&(headers.len() as u32).to_be_bytes());
    message.extend_from_slice(&CRC.checksum(&message).to_be_bytes());
    message.extend_from_slice(headers);
    message.extend_from_slice(payload);
    message.extend_from_slice(&CRC.checksum(&message).to_be_bytes());
    Ok(message.into())
}
