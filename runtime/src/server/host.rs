//! The host of a request, by which operations with the same route are told apart (Smithy 2.0, "endpoint trait").

use http::{HeaderMap, Uri, header};

/// The host that a request was sent to, without its port: of the URI or else of the header `Host` (RFC 9112,
/// section 3.2). Empty where it is not known.
pub(super) fn host<'r>(uri: &'r Uri, headers: &'r HeaderMap) -> &'r str {
    let of_header = || {
        let value = headers.get(header::HOST)?.to_str().ok()?;
        // A port follows the last colon; those of an IPv6 address are in brackets.
        Some(value.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(value, |(host, _)| host))
    };
    uri.host().or_else(of_header).unwrap_or_default()
}

/// The most octets of a label (RFC 1035, section 2.3.4). It also bounds how many ways there are to read a long host.
const MAX_LABEL: usize = 63;

/// Whether a host begins with a prefix, in which `{}` stands for a label: some of the letters, digits and hyphens that
/// names of hosts are made of. Case makes no difference.
pub(super) fn has_prefix(host: &str, prefix: &str) -> bool {
    let Some((literal, rest)) = prefix.split_once("{}") else {
        return strip(host, prefix).is_some();
    };
    let Some(host) = strip(host, literal) else {
        return false;
    };
    let in_label = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let longest = host.bytes().take(MAX_LABEL).take_while(in_label).count();
    (1..=longest).any(|length| has_prefix(&host[length..], rest))
}

fn strip<'h>(host: &'h str, literal: &str) -> Option<&'h str> {
    let (start, rest) = host.split_at_checked(literal.len())?;
    start.eq_ignore_ascii_case(literal).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::{has_prefix, host};

    #[test]
    fn hosts_begin_with_prefixes() {
        for (name, prefix, expected) in [
            ("a.example.com", "a.", true),
            ("A.example.com", "a.", true),
            ("ab.example.com", "a.", false),
            ("example.com", "a.", false),
            ("", "a.", false),
            ("team-1.data.example.com", "{}.data.", true),
            (".data.example.com", "{}.data.", false),
            ("x.team.data.example.com", "{}.data.", false),
            ("pre-x-post.example.com", "pre-{}-post.", true),
            ("pre--post.example.com", "pre-{}-post.", false),
            ("a-b-c.example.com", "{}-{}.", true),
            ("ä.example.com", "a.", false),
        ] {
            assert_eq!(has_prefix(name, prefix), expected, "{name} {prefix}");
        }
    }

    #[test]
    fn labels_are_no_longer_than_names_of_hosts_allow() {
        for (length, expected) in [(63, true), (64, false), (100_000, false)] {
            assert_eq!(has_prefix(&format!("{}.example.com", "a".repeat(length)), "{}."), expected, "{length}");
        }
    }

    #[test]
    fn the_host_is_in_the_uri_or_in_a_header() {
        for (uri, header, expected) in [
            ("http://a.b:80/x", "c.d", "a.b"),
            ("/x", "c.d:8080", "c.d"),
            ("/x", "c.d", "c.d"),
            ("/x", "[::1]", "[::1]"),
            ("/x", "[::1]:80", "[::1]"),
            ("/x", "", ""),
        ] {
            let request = http::Request::get(uri).header("host", header).body(()).unwrap();
            assert_eq!(host(request.uri(), request.headers()), expected, "{uri} {header}");
        }
    }
}
