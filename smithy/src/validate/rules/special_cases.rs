//! `AwsSpecialCaseEndpoint`: patterns of endpoints that are not the standard ones (Smithy 2.0, "Endpoint Pattern").

use super::list;
use crate::diagnostics::{Code, Diagnostic, Place, Severity, clip};
use crate::model::{Node, Subject};
use crate::validate::Context;

const KNOWN: [&str; 4] = ["{region}", "{service}", "{dnsSuffix}", "{dualStackDnsSuffix}"];

/// The traits with special cases, and their members that have them.
const PLACES: [(&str, &[&str]); 2] = [
    ("aws.endpoints#standardRegionalEndpoints", &["partitionSpecialCases", "regionSpecialCases"]),
    ("aws.endpoints#standardPartitionalEndpoints", &["partitionEndpointSpecialCases"]),
];

pub(super) fn validate(context: &mut Context<'_>) {
    for (id, members) in PLACES {
        for (subject, applied) in context.applied(id) {
            let maps = members.iter().filter_map(|member| applied.node.get(member)?.as_object());
            let cases = maps.flatten().filter_map(|entry| entry.value.as_array()).flatten();
            for node in cases.filter_map(|case| case.get("endpoint")) {
                if let Some(endpoint) = Node::as_str(node) {
                    check(context, subject, node.place, endpoint);
                }
            }
        }
    }
}

fn check(context: &mut Context<'_>, subject: Subject<'_>, place: Place, endpoint: &str) {
    let text = clip(endpoint);
    let mut report = |event: &str, severity, message: String, help: &str| {
        let diagnostic = Diagnostic::new(Code::SPECIAL_CASE_ENDPOINT, place, message).with_severity(severity);
        context.push(diagnostic.about(subject.id()).with_event_suffix(event).help(help));
    };
    let unknown: Vec<&str> = patterns(endpoint).filter(|pattern| !KNOWN.contains(pattern)).collect();
    if !unknown.is_empty() {
        let message = format!("the endpoint `{text}` has patterns that are not known: {}", list(unknown));
        let help = format!("the patterns are {}", list(KNOWN));
        report("UnsupportedEndpointPattern", Severity::Danger, message, &help);
    }
    if !endpoint.starts_with("http://") && !endpoint.starts_with("https://") {
        let message = format!("the endpoint `{text}` does not begin with `http://` or `https://`");
        report("InvalidEndpointPatternScheme", Severity::Danger, message, "begin it with `https://`");
    }
    if !is_url(&endpoint.replace(['{', '}'], "")) {
        let message = format!("the endpoint `{text}` is not a URL");
        report(
            "InvalidEndpointPatternUrl",
            Severity::Error,
            message,
            "write one like `https://{service}.{region}.{dnsSuffix}`",
        );
    }
}

/// What stands in braces, with the braces.
fn patterns(endpoint: &str) -> impl Iterator<Item = &str> {
    let mut rest = endpoint;
    std::iter::from_fn(move || {
        let start = rest.find('{')?;
        let end = start + rest.get(start..)?.find('}')? + 1;
        let pattern = rest.get(start..end)?;
        rest = rest.get(end..)?;
        Some(pattern)
    })
}

/// Whether a text is a URL of a scheme that connections can have, with the characters of URIs only (RFC 3986).
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_known =
        ["http", "https", "ftp", "file", "jar", "mailto"].iter().any(|known| known.eq_ignore_ascii_case(scheme));
    let Some(authority) = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default())
    else {
        return false;
    };
    let port = authority.rsplit_once(':').map_or("", |(_, port)| port);
    let is_allowed = |character: char| {
        character.is_ascii_alphanumeric()
            || "-._~:/?#[]@!$&'()*+,;=%".contains(character)
            || (!character.is_ascii() && !character.is_whitespace() && !character.is_control())
    };
    is_known
        && !authority.is_empty()
        && port.bytes().all(|byte| byte.is_ascii_digit())
        && text.chars().all(is_allowed)
        && text.split('%').skip(1).all(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}

#[cfg(test)]
mod tests {
    use super::is_url;

    #[test]
    fn knows_urls() {
        for url in ["https://myservice.region.dnsSuffix", "http://localhost:8080/a%20b", "https://a.b?c=d"] {
            assert!(is_url(url), "{url}");
        }
        for text in [
            "myservice.region",
            "https://region.   x",
            "https://",
            "foo://a",
            "https://a:b",
            "https://a/%2",
            "https://a/^",
        ] {
            assert!(!is_url(text), "{text}");
        }
    }
}
