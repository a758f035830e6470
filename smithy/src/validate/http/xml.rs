//! `XmlNamespaceTrait`, `XmlFlattenedTrait` (Smithy 2.0, "XML bindings").

use crate::diagnostics::{Code, Diagnostic, clip};
use crate::model::Kind;
use crate::validate::Context;

const NAME: &str = "smithy.api#xmlName";

pub(super) fn namespaces(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#xmlNamespace") {
        let Some((node, uri)) = applied.node.get("uri").and_then(|node| Some((node, node.as_str()?))) else { continue };
        if !is_uri(uri) {
            let message = format!("the namespace `{}` of `{}` is not a URI", clip(uri), subject.id());
            let diagnostic = Diagnostic::new(Code::XML_NAMESPACE, node.place, message).about(subject.id());
            context.push(diagnostic.help("write one like `http://example.com/`"));
        }
    }
}

/// Whether a text is a URI reference (RFC 3986, section 4.1), or one with characters beyond ASCII.
fn is_uri(text: &str) -> bool {
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
    let end = uri.find(['/', '?']).unwrap_or(uri.len());
    let rest = match uri.get(..end).and_then(|start| start.split_once(':')) {
        Some((scheme, _)) if !is_scheme(scheme) => return false,
        // Something must follow a scheme.
        Some((scheme, _)) if uri.len() == scheme.len() + 1 => return false,
        _ => uri,
    };
    has_uri_characters(rest) && has_uri_characters(fragment)
}

fn has_uri_characters(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let is_escape = byte == b'%'
            && bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit())
            && bytes.next().is_some_and(|byte| byte.is_ascii_hexdigit());
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?[]".contains(&byte);
        if !(is_escape || is_plain || byte >= 0x80) {
            return false;
        }
    }
    true
}

/// The name of a list's elements counts for nothing where the list is flattened: there, they have the name of the member
/// that targets it (Smithy 2.0, "xmlFlattened trait").
pub(super) fn flattened(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#xmlFlattened") {
        let Some(member) = subject.member else { continue };
        let target = context.model.target(member).filter(|target| matches!(target.kind, Kind::List));
        let Some(name) = target.and_then(|list| list.member("member")?.traits.get(NAME)) else { continue };
        let Some(text) = name.node.as_str() else { continue };
        if member.traits.has(NAME) || text == member.name() {
            continue;
        }
        let message = format!(
            "the elements of `{}` are called `{}`, not `{text}`: the list is flattened",
            member.id,
            member.name()
        );
        let diagnostic = Diagnostic::new(Code::XML_FLATTENED, applied.place().to_key(), message).about(&member.id);
        let diagnostic = diagnostic.related(name.place(), "has no effect there");
        context.push(
            diagnostic.help(format!("if that is not meant, apply `{NAME}` with `{text}` to `{}`", member.name())),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::is_uri;

    #[test]
    fn uris_follow_the_grammar() {
        for good in ["http://foo.com", "urn:a:b", "foo", "", "http://é/", "a/b:c", "http://[::1]/", "a#b", "%20"] {
            assert!(is_uri(good), "{good}");
        }
        for bad in ["::foo", "http://a b", "1a:b", "a:", "a#b#c", "%zz", "<a>", "a\\b"] {
            assert!(!is_uri(bad), "{bad}");
        }
    }
}
