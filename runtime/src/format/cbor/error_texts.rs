//! What the body of an error says whatever the error is.

use super::items::{Item, Items, Kind};
use crate::format::ErrorTexts;
use crate::format::error_texts::MESSAGES;

/// Reads as much as there is. A body that is not a map, such as a proxy's page, has no texts.
pub(super) fn read(body: &[u8]) -> ErrorTexts {
    let mut texts = Texts::default();
    // What is wrong with the rest does not matter for what stands before it.
    let _ = texts.read(&mut Items::new(body));
    let message = texts.messages.into_iter().flatten().next();
    ErrorTexts { type_name: texts.type_name, code: texts.code, message, request_id: None }
}

#[derive(Default)]
struct Texts {
    type_name: Option<String>,
    code: Option<String>,
    messages: [Option<String>; 3],
}

impl Texts {
    fn read(&mut self, items: &mut Items<'_>) -> Item<()> {
        if kind(items)? != Kind::Map {
            return Ok(());
        }
        let mut left = items.map()?;
        while items.has_more(&mut left)? {
            if kind(items)? != Kind::Text {
                items.skip()?;
                items.skip()?;
                continue;
            }
            let key = items.text()?;
            let slot = match (&*key, MESSAGES.iter().position(|name| *name == key)) {
                (_, Some(index)) => &mut self.messages[index],
                ("__type", _) => &mut self.type_name,
                ("code" | "Code", _) => &mut self.code,
                _ => {
                    items.skip()?;
                    continue;
                }
            };
            // What is not text does not count.
            if kind(items)? == Kind::Text {
                *slot = Some(items.text()?.into_owned());
            } else {
                items.skip()?;
            }
        }
        Ok(())
    }
}

/// What the next item is, after its tags.
fn kind(items: &mut Items<'_>) -> Item<Kind> {
    items.tag()?;
    items.kind()
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn as_much_is_read_as_there_is() {
        let cases: [(&[u8], Option<&str>, Option<&str>); 9] = [
            (b"\xa2\x66__type\x63a#B\x67message\x61m", Some("B"), Some("m")),
            (b"\xbf\x67message\x61m\x66__type\x7f\x61B\xff\xff", Some("B"), Some("m")),
            (b"\xa2\x67Message\x61m\x61a\x82\x01", None, Some("m")),
            (b"\xa3\x67message\x61m\x67Message\x61n\x61a\xff", None, Some("m")),
            (b"\xa3\x66__type\x01\x64code\x61C\x67message\xf6", Some("C"), None),
            (b"\xa2\x01\x02\x64Code\x61C", Some("C"), None),
            (b"\xa1\x67message\x62m", None, None),
            (b"<html>", None, None),
            (b"", None, None),
        ];
        for (body, name, message) in cases {
            let texts = read(body);
            assert_eq!(texts.name().as_deref(), name, "{body:x?}");
            assert_eq!(texts.message.as_deref(), message, "{body:x?}");
        }
    }
}
