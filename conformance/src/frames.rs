//! Messages of event streams ("Amazon Event Stream Specification"), read and written by other code than the runtime's.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use shapewright_runtime::timestamp::{Offsets, Timestamp, TimestampFormat};

/// One message.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Frame {
    pub(crate) headers: Vec<(String, HeaderValue)>,
    pub(crate) payload: Vec<u8>,
}

/// The value of a header.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", from = "Written")]
pub(crate) enum HeaderValue {
    Boolean(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Blob(Vec<u8>),
    String(String),
    /// Milliseconds since the epoch.
    Timestamp(i64),
    /// Of a type that the format does not have.
    Odd(u8),
}

/// The value of a header as a test writes it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Written {
    Boolean(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    /// In base64.
    Blob(String),
    String(String),
    Timestamp(WrittenTimestamp),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenTimestamp {
    /// Seconds since the epoch.
    Seconds(i64),
    DateTime(String),
}

impl From<Written> for HeaderValue {
    fn from(written: Written) -> Self {
        match written {
            Written::Boolean(value) => Self::Boolean(value),
            Written::Byte(value) => Self::Byte(value),
            Written::Short(value) => Self::Short(value),
            Written::Integer(value) => Self::Integer(value),
            Written::Long(value) => Self::Long(value),
            Written::Blob(text) => STANDARD.decode(text).map_or(Self::Odd(0), Self::Blob),
            Written::String(text) => Self::String(text),
            Written::Timestamp(WrittenTimestamp::Seconds(seconds)) => Self::Timestamp(seconds * 1000),
            Written::Timestamp(WrittenTimestamp::DateTime(text)) => {
                let parsed = Timestamp::parse(&text, TimestampFormat::DateTime, Offsets::Refuse);
                let millis = |at: Timestamp| at.secs() * 1000 + i64::from(at.subsec_nanos()) / 1_000_000;
                parsed.map_or(Self::Odd(0), |at| Self::Timestamp(millis(at)))
            }
        }
    }
}

/// Headers as a test writes them.
pub(crate) type WrittenHeaders = BTreeMap<String, HeaderValue>;

impl Frame {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&HeaderValue> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value)
    }

    /// The bytes of the message.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut headers = Vec::new();
        for (name, value) in &self.headers {
            headers.push(u8::try_from(name.len()).unwrap_or(u8::MAX));
            headers.extend_from_slice(name.as_bytes());
            value.encode(&mut headers);
        }
        let length = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX).to_be_bytes();
        let mut out = Vec::new();
        out.extend_from_slice(&length(headers.len() + self.payload.len() + 16));
        out.extend_from_slice(&length(headers.len()));
        out.extend_from_slice(&crc32fast::hash(&out).to_be_bytes());
        out.extend_from_slice(&headers);
        out.extend_from_slice(&self.payload);
        out.extend_from_slice(&crc32fast::hash(&out).to_be_bytes());
        out
    }

    /// The messages that bytes hold.
    ///
    /// # Errors
    ///
    /// They hold something else, or end within a message.
    pub(crate) fn decode_all(mut bytes: &[u8]) -> Result<Vec<Self>, String> {
        let mut frames = Vec::new();
        while !bytes.is_empty() {
            let total: usize = int(bytes, 0)? as usize;
            let header_length = int(bytes, 4)? as usize;
            let message = bytes.get(..total).filter(|_| total >= header_length.saturating_add(16));
            let message = message.ok_or_else(|| format!("the lengths {total} and {header_length} do not fit"))?;
            let (content, sum) = message.split_at(total - 4);
            if crc32fast::hash(&message[..8]) != int(message, 8)? || crc32fast::hash(content) != int(sum, 0)? {
                return Err("a checksum is wrong".to_owned());
            }
            let headers = read_headers(&content[12..12 + header_length])?;
            frames.push(Self { headers, payload: content[12 + header_length..].to_vec() });
            bytes = &bytes[total..];
        }
        Ok(frames)
    }
}

impl HeaderValue {
    fn encode(&self, out: &mut Vec<u8>) {
        let mut put = |kind: u8, bytes: &[u8]| {
            out.push(kind);
            out.extend_from_slice(bytes);
        };
        let with_length = |bytes: &[u8]| {
            let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes();
            [&length, bytes].concat()
        };
        match self {
            Self::Boolean(true) => put(0, &[]),
            Self::Boolean(false) => put(1, &[]),
            Self::Byte(value) => put(2, &value.to_be_bytes()),
            Self::Short(value) => put(3, &value.to_be_bytes()),
            Self::Integer(value) => put(4, &value.to_be_bytes()),
            Self::Long(value) => put(5, &value.to_be_bytes()),
            Self::Blob(bytes) => put(6, &with_length(bytes)),
            Self::String(text) => put(7, &with_length(text.as_bytes())),
            Self::Timestamp(millis) => put(8, &millis.to_be_bytes()),
            Self::Odd(kind) => put(*kind, &[]),
        }
    }
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], String> {
    let found = bytes.get(at..).and_then(|rest| rest.first_chunk());
    found.copied().ok_or_else(|| "a message is cut off".to_owned())
}

fn int(bytes: &[u8], at: usize) -> Result<u32, String> {
    array(bytes, at).map(u32::from_be_bytes)
}

fn read_headers(mut bytes: &[u8]) -> Result<Vec<(String, HeaderValue)>, String> {
    let mut headers = Vec::new();
    while let Some((&length, rest)) = bytes.split_first() {
        let cut = || "a header is cut off".to_owned();
        let length = usize::from(length);
        let name = rest.get(..length).ok_or_else(cut)?;
        let (&kind, rest) = rest[length..].split_first().ok_or_else(cut)?;
        let (value, used) = read_value(kind, rest)?;
        headers.push((String::from_utf8_lossy(name).into_owned(), value));
        bytes = rest.get(used..).ok_or_else(cut)?;
    }
    Ok(headers)
}

/// A value, and how many bytes it takes.
fn read_value(kind: u8, bytes: &[u8]) -> Result<(HeaderValue, usize), String> {
    let with_length = || {
        let length = usize::from(u16::from_be_bytes(array(bytes, 0)?));
        let content = bytes.get(2..2 + length).ok_or("a header is cut off")?;
        Ok::<_, String>((content.to_vec(), 2 + length))
    };
    Ok(match kind {
        0 => (HeaderValue::Boolean(true), 0),
        1 => (HeaderValue::Boolean(false), 0),
        2 => (HeaderValue::Byte(i8::from_be_bytes(array(bytes, 0)?)), 1),
        3 => (HeaderValue::Short(i16::from_be_bytes(array(bytes, 0)?)), 2),
        4 => (HeaderValue::Integer(i32::from_be_bytes(array(bytes, 0)?)), 4),
        5 => (HeaderValue::Long(i64::from_be_bytes(array(bytes, 0)?)), 8),
        6 => {
            let (content, used) = with_length()?;
            (HeaderValue::Blob(content), used)
        }
        7 => {
            let (content, used) = with_length()?;
            (HeaderValue::String(String::from_utf8_lossy(&content).into_owned()), used)
        }
        8 => (HeaderValue::Timestamp(i64::from_be_bytes(array(bytes, 0)?)), 8),
        kind => return Err(format!("there is no header type {kind}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_round_trip() {
        let written = r#"{
            "a": { "boolean": true }, "b": { "boolean": false }, "c": { "byte": -1 }, "d": { "short": 2 },
            "e": { "integer": 3 }, "f": { "long": 4 }, "g": { "blob": "Zm9v" }, "h": { "string": "x" },
            "i": { "timestamp": "2024-10-31T14:15:14Z" }
        }"#;
        let written: WrittenHeaders = serde_json::from_str(written).unwrap();
        assert_eq!(written["i"], HeaderValue::Timestamp(1_730_384_114_000));
        let frame = Frame { headers: written.into_iter().collect(), payload: b"body".to_vec() };
        let bytes = [frame.encode(), Frame::default().encode()].concat();
        assert_eq!(Frame::decode_all(&bytes), Ok(vec![frame, Frame::default()]));
        for end in 1..16 {
            assert!(Frame::decode_all(&bytes[..end]).is_err());
        }
        let mut wrong = bytes.clone();
        wrong[20] ^= 1;
        assert!(Frame::decode_all(&wrong).is_err());
    }

    #[test]
    fn a_published_message() {
        // A message without headers and payload, as the public test vectors of the format have it.
        let bytes = [0, 0, 0, 0x10, 0, 0, 0, 0, 0x05, 0xc2, 0x48, 0xeb, 0x7d, 0x98, 0xc8, 0xff];
        assert_eq!(Frame::default().encode(), bytes);
    }
}
