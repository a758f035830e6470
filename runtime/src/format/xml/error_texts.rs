//! What the body of an error says whatever the error is.

use super::tree::{Id, Tree};
use crate::format::ErrorTexts;
use crate::format::error_texts::MESSAGES;
use crate::memory::Budget;

/// Where errors have the id of the request, within the outermost element; one of the two is next to their name otherwise.
const REQUEST_IDS: [&str; 2] = ["RequestId", "RequestID"];

/// Reads the texts, in either form of an error. A body that is not well-formed, such as a proxy's page, has none.
pub(super) fn read(body: &[u8]) -> ErrorTexts {
    let mut budget = Budget::UNLIMITED;
    let Ok(tree) = Tree::read(body, &mut budget) else { return ErrorTexts::default() };
    let text_in = |parent: Option<Id>, name: &str| {
        let id = parent.and_then(|parent| tree.child(parent, name))?;
        (!tree.has_children(id)).then(|| tree.text(id).trim().to_owned())
    };
    let text = |name: &str| text_in(tree.error(), name);
    ErrorTexts {
        type_name: None,
        code: text("Code"),
        message: MESSAGES.into_iter().find_map(text),
        request_id: REQUEST_IDS.iter().find_map(|name| text_in(tree.root(), name)).or_else(|| text("RequestId")),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn both_forms_are_read() {
        type Found = Option<&'static str>;
        let cases: [(&str, Found, Found, Found); 9] = [
            (
                "<Response><Errors><Error><Code>A</Code><Message>m</Message></Error></Errors>\
                 <RequestID>1</RequestID></Response>",
                Some("A"),
                Some("m"),
                Some("1"),
            ),
            (
                "<ErrorResponse><Error><Type>Sender</Type><Code>A</Code><Message>m</Message></Error></ErrorResponse>",
                Some("A"),
                Some("m"),
                None,
            ),
            (
                "<ErrorResponse xmlns='u'>\n<RequestId>1</RequestId><Error><Code> A </Code></Error></ErrorResponse>",
                Some("A"),
                None,
                Some("1"),
            ),
            ("<Error><Code>A</Code><RequestId> 2 </RequestId></Error>", Some("A"), None, Some("2")),
            ("<Error><message>m</message><Code>A</Code></Error>", Some("A"), Some("m"), None),
            ("<Error><Code><a/></Code></Error>", None, None, None),
            ("<html><Code>A</Code>", None, None, None),
            ("{}", None, None, None),
            ("", None, None, None),
        ];
        for (body, name, message, request_id) in cases {
            let texts = read(body.as_bytes());
            assert_eq!(texts.name().as_deref(), name, "{body}");
            assert_eq!(texts.message.as_deref(), message, "{body}");
            assert_eq!(texts.request_id.as_deref(), request_id, "{body}");
        }
    }
}
