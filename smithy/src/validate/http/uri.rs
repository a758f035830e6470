//! `HttpUriFormat`, `HttpUriGreedyLabel`: what the pattern of a URI must be like (Smithy 2.0, "http trait", "uri").

use super::HttpOperation;
use crate::diagnostics::{Code, Diagnostic, clip};
use crate::model::traits::{UriPattern, UriSegment};
use crate::validate::Context;

pub(super) fn format(context: &mut Context<'_>) {
    for HttpOperation { shape, http, .. } in super::operations(context) {
        let Some(fault) = fault(&http.uri) else { continue };
        let message = format!("the URI `{}` of `{}` {fault}", clip(&http.uri.text), shape.id);
        context.push(Diagnostic::new(Code::HTTP_URI_FORMAT, http.uri_place, message).about(&shape.id));
    }
}

/// What is wrong with the literals of a pattern: characters that RFC 3986, section 3.3, does not allow, and dot segments.
fn fault(uri: &UriPattern) -> Option<String> {
    let literals = uri.segments.iter().filter_map(UriSegment::literal);
    if literals.clone().any(|text| matches!(text, "." | "..")) {
        return Some("must not have dot segments".to_owned());
    }
    let names = uri.query.iter().map(|literal| &*literal.name);
    let values = uri.query.iter().filter_map(|literal| literal.value.as_deref());
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-._~%!$'()*+,;=:@/&".contains(c);
    let mut characters = literals.chain(names).chain(values).flat_map(str::chars);
    let c = characters.find(|c| !is_allowed(*c))?;
    Some(format!("has a character that must be percent-encoded: `{}`", c.escape_default()))
}

pub(super) fn greedy(context: &mut Context<'_>) {
    for HttpOperation { shape, http, .. } in super::operations(context) {
        let find = |code, message: String, help: &str| {
            Diagnostic::new(code, http.uri_place, message).about(&shape.id).help(help)
        };
        if http.uri.greedy_labels() > 1 {
            let message =
                format!("the URI `{}` of `{}` has more than one greedy label", clip(&http.uri.text), shape.id);
            context.push(find(Code::HTTP_GREEDY_LABELS, message, "keep one of them"));
        }
        if http.uri.has_label_after_greedy() {
            let message =
                format!("the URI `{}` of `{}` has a label after a greedy label", clip(&http.uri.text), shape.id);
            context.push(find(Code::HTTP_GREEDY_LABEL, message, "make the greedy label the last one"));
        }
    }
}
