//! What the body of an error says whatever the error is.

use super::tree::Tree;
use crate::format::ErrorTexts;
use crate::memory::Budget;

/// Where errors have the service's own message, in the order of preference.
const MESSAGES: [&str; 3] = ["Message", "message", "errorMessage"];

/// Reads the texts, in either form of an error. A body that is not well-formed, such as a proxy's page, has none.
pub(super) fn read(body: &[u8]) -> ErrorTexts {
    let mut budget = Budget::UNLIMITED;
    let Ok(tree) = Tree::read(body, &mut budget) else { return ErrorTexts::default() };
    let text = |name: &str| {
        let id = tree.error().and_then(|error| tree.child(error, name))?;
        (!tree.has_children(id)).then(|| tree.text(id).trim().to_owned())
    };
    ErrorTexts { type_name: None, code: text("Code"), message: MESSAGES.into_iter().find_map(text) }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn both_forms_are_read() {
        let cases: [(&str, Option<&str>, Option<&str>); 7] = [
            (
                "<ErrorResponse><Error><Type>Sender</Type><Code>A</Code><Message>m</Message></Error></ErrorResponse>",
                Some("A"),
                Some("m"),
            ),
            (
                "<ErrorResponse xmlns='u'>\n<RequestId>1</RequestId><Error><Code> A </Code></Error></ErrorResponse>",
                Some("A"),
                None,
            ),
            ("<Error><message>m</message><Code>A</Code></Error>", Some("A"), Some("m")),
            ("<Error><Code><a/></Code></Error>", None, None),
            ("<html><Code>A</Code>", None, None),
            ("{}", None, None),
            ("", None, None),
        ];
        for (body, name, message) in cases {
            let texts = read(body.as_bytes());
            assert_eq!(texts.name().as_deref(), name, "{body}");
            assert_eq!(texts.message.as_deref(), message, "{body}");
        }
    }
}
