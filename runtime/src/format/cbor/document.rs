//! Values that no model describes, as documents, which know fewer kinds of values: bytes become base64 as in JSON, and
//! timestamps numbers of seconds.

use std::collections::BTreeMap;

use super::bignum;
use super::items::{Item, Items, Kind, Tag};
use crate::document::Number;
use crate::{Blob, Document};

/// Reads one value, all of the bytes; `None` where they are not CBOR.
#[cfg(feature = "event-stream")]
pub(super) fn read(bytes: &[u8]) -> Option<Document> {
    let mut items = Items::new(bytes);
    any(&mut items).ok().filter(|_| items.is_at_end())
}

/// Reads one value. What its length or kind asks of memory is not limited but by its bytes: only clients read these.
///
/// # Errors
///
/// What is not CBOR, or a map with other keys than texts.
pub(super) fn any(items: &mut Items<'_>) -> Item<Document> {
    let tag = items.tag()?;
    Ok(match items.kind()? {
        Kind::Null => items.null().map(|_| Document::Null)?,
        Kind::Boolean => items.boolean()?.into(),
        Kind::Float => items.float()?.into(),
        Kind::Text => items.text()?.into_owned().into(),
        Kind::Simple => items.skip().map(|()| Document::Null)?,
        Kind::Integer => number(&items.integer()?.to_string()),
        Kind::Bytes => {
            let bytes = items.bytes()?;
            match tag {
                Some(Tag::PositiveBignum) => number(&bignum::from_bytes(&bytes, false)),
                Some(Tag::NegativeBignum) => number(&bignum::from_bytes(&bytes, true)),
                _ => Blob::from(&*bytes).to_base64().into(),
            }
        }
        Kind::Array => {
            let mut left = items.array()?;
            let mut list = Vec::new();
            while items.has_more(&mut left)? {
                list.push(any(items)?);
            }
            Document::List(list)
        }
        Kind::Map => {
            let mut left = items.map()?;
            let mut map = BTreeMap::new();
            while items.has_more(&mut left)? {
                items.tag()?;
                if items.kind()? != Kind::Text {
                    return Err("map keys must be strings");
                }
                let key = items.text()?.into_owned();
                map.insert(key, any(items)?);
            }
            Document::Map(map)
        }
    })
}

/// The number with these digits.
fn number(digits: &str) -> Document {
    digits.parse::<Number>().map_or(Document::Null, Document::Number)
}
