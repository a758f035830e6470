//! Bytes, and their text in base64.

use std::borrow::Borrow;
use std::error::Error;
use std::fmt;
use std::ops::Deref;

use base64::DecodeError;
use base64::display::Base64Display;
use base64::engine::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use bytes::Bytes;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many bytes `Debug` shows.
const PREVIEW: usize = 32;

/// Bytes: Smithy's `blob`. Clones share them, so that cloning is cheap.
///
/// With serde they are a string in base64 (RFC 4648 section 4, with padding), and bytes in binary formats.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Blob {
    bytes: Bytes,
}

impl Blob {
    /// The bytes themselves.
    pub fn into_bytes(self) -> Bytes {
        self.bytes
    }

    /// Reads base64 in the standard alphabet.
    ///
    /// # Errors
    /// There is a byte outside the alphabet, padding is missing or too much, or the bits that the last character does
    /// not need are not zero.
    pub fn from_base64(text: &str) -> Result<Self, Base64Error> {
        STANDARD.decode(text).map(Self::from).map_err(Base64Error)
    }

    /// Reads base64 with padding or without, with or without blanks between.
    pub(crate) fn from_lenient_base64(text: &str) -> Option<Self> {
        let text: String = text.split_ascii_whitespace().collect();
        STANDARD_NO_PAD.decode(text.trim_end_matches('=')).ok().map(Self::from)
    }

    /// Writes base64 in the standard alphabet, with padding.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }
}

/// Why a text is not base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base64Error(DecodeError);

impl fmt::Display for Base64Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not base64: ")?;
        // The text may be sensitive, so that no byte of it is shown.
        match self.0 {
            DecodeError::InvalidByte(at, _) => write!(f, "unexpected character at byte {at}"),
            DecodeError::InvalidLength(_) => f.write_str("the length is not a multiple of four"),
            DecodeError::InvalidLastSymbol(at, _) => {
                write!(f, "the last character, at byte {at}, has bits left over")
            }
            DecodeError::InvalidPadding => f.write_str("wrong padding"),
        }
    }
}

impl Error for Base64Error {}

impl From<Bytes> for Blob {
    fn from(bytes: Bytes) -> Self {
        Self { bytes }
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes: bytes.into() }
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Self {
        Self { bytes: text.into() }
    }
}

/// Copies the bytes.
impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self { bytes: Bytes::copy_from_slice(bytes) }
    }
}

/// Copies the bytes.
impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

/// Copies the bytes.
impl From<&str> for Blob {
    fn from(text: &str) -> Self {
        Self::from(text.as_bytes())
    }
}

impl From<Blob> for Bytes {
    fn from(blob: Blob) -> Self {
        blob.bytes
    }
}

/// Copies the bytes only where another clone shares them.
impl From<Blob> for Vec<u8> {
    fn from(blob: Blob) -> Self {
        blob.bytes.into()
    }
}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Borrow<[u8]> for Blob {
    fn borrow(&self) -> &[u8] {
        &self.bytes
    }
}

/// The length and the first bytes, as text where they are text.
impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = &self.bytes[..self.bytes.len().min(PREVIEW)];
        let more = if self.bytes.len() > PREVIEW { "…" } else { "" };
        write!(f, "Blob({} bytes, ", self.bytes.len())?;
        match readable_prefix(start) {
            Some(text) => write!(f, "{text:?}{more})"),
            None => write!(f, "base64 {}{more})", Base64Display::new(start, &STANDARD)),
        }
    }
}

/// The bytes as text without control characters, and without a character that the end of the preview has cut.
fn readable_prefix(bytes: &[u8]) -> Option<&str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    text.chars().all(|char| !char.is_control() || char.is_ascii_whitespace()).then_some(text)
}

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&Base64Display::new(&self.bytes, &STANDARD))
        } else {
            serializer.serialize_bytes(&self.bytes)
        }
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Text)
        } else {
            deserializer.deserialize_byte_buf(Binary)
        }
    }
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Blob;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string in base64")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Blob, E> {
        Blob::from_base64(text).map_err(E::custom)
    }
}

struct Binary;

impl Visitor<'_> for Binary {
    type Value = Blob;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Blob, E> {
        Ok(Blob::from(bytes))
    }

    fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Blob, E> {
        Ok(Blob::from(bytes))
    }
}
