//! What the body of an error says whatever the error is.

use super::json;
use crate::wire::{Members, Slot};

/// What the body of an error says whatever the error is. A type or a code may have a namespace, and text after it.
#[derive(Debug, Default)]
pub(crate) struct ErrorTexts {
    /// The member `__type`.
    pub(crate) type_name: Option<String>,
    /// The member `code` or `Code`.
    pub(crate) code: Option<String>,
    /// The service's own message.
    pub(crate) message: Option<String>,
    /// The id of the request.
    pub(crate) request_id: Option<String>,
}

impl ErrorTexts {
    /// The error's name: its type, which comes first because a modelled member may be called `code`, or its code.
    pub(crate) fn name(&self) -> Option<String> {
        self.type_name.as_deref().or(self.code.as_deref()).and_then(bare_name)
    }
}

/// Where errors have the service's own message, in the order of preference.
pub(super) const MESSAGES: [&str; 3] = ["message", "Message", "errorMessage"];

/// The name without the namespace before it and what follows it: `Name` of `ns#Name:http://example.com/`. A header that
/// is there twice comes as `Name,Name` from some proxies.
pub(crate) fn bare_name(text: &str) -> Option<String> {
    let name = text.split([':', ',']).next().unwrap_or_default();
    let name = name.rsplit('#').next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Sets the member of an error that has the service's own message, under whatever name it came.
pub(crate) fn set_message(message: &str, error: &mut dyn Members) {
    let is_message = |name: &str| MESSAGES.iter().any(|known| known.eq_ignore_ascii_case(name));
    let Some(index) = error.shape().members.iter().position(|member| is_message(member.name)) else { return };
    match error.member_mut(index) {
        Some(Slot::Text(text)) => message.clone_into(text),
        Some(Slot::OptionalText(text)) => *text = Some(message.to_owned()),
        Some(Slot::Value(value)) => {
            // A type of text that is not `String`, such as an enum. A value that cannot be a text stays as it is.
            let _ = json::decode_text(value, message);
        }
        None => {}
    }
}
