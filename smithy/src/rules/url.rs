//! URLs in rules (Smithy 2.0, "parseURL function").

use super::value::Value;

/// The parts of a URL; no value for what is none, or has a query.
pub(super) fn parse<'m>(text: &str) -> Value<'m> {
    parts(text).unwrap_or(Value::Empty)
}

fn parts<'m>(text: &str) -> Option<Value<'m>> {
    let (scheme, rest) = text.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(&*scheme, "http" | "https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    if rest.contains('?') {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host(authority)?;
    let normalized = match path {
        "" => "/".to_owned(),
        _ if path.ends_with('/') => path.to_owned(),
        _ => format!("{path}/"),
    };
    Some(Value::record([
        ("scheme".into(), Value::text(scheme)),
        ("authority".into(), Value::text(authority.to_owned())),
        ("path".into(), Value::text(path.to_owned())),
        ("normalizedPath".into(), Value::text(normalized)),
        ("isIp".into(), Value::Boolean(is_ip(host))),
    ]))
}

/// The host of an authority, if that is valid.
fn host(authority: &str) -> Option<&str> {
    let after_user = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = match after_user.strip_prefix('[') {
        Some(inner) => {
            let end = inner.find(']')? + 2;
            (after_user.get(..end)?, after_user.get(end..)?)
        }
        None => after_user.split_at(after_user.find(':').unwrap_or(after_user.len())),
    };
    let port = match port.strip_prefix(':') {
        Some(port) => port,
        None if port.is_empty() => port,
        None => return None,
    };
    port.bytes().all(|byte| byte.is_ascii_digit()).then_some(host)
}

fn is_ip(host: &str) -> bool {
    let is_v6 = host.starts_with('[') && host.ends_with(']');
    is_v6 || (host.split('.').count() == 4 && host.split('.').all(|part| part.parse::<u8>().is_ok()))
}

#[cfg(test)]
mod tests {
    use super::{Value, parse};

    #[test]
    fn finds_parts() {
        let Value::Record(parts) = parse("http://example.com:80/foo/bar") else { panic!() };
        let text = |name: &str| parts.get(name).cloned();
        assert_eq!(text("authority"), Some(Value::text("example.com:80")));
        assert_eq!(text("path"), Some(Value::text("/foo/bar")));
        assert_eq!(text("normalizedPath"), Some(Value::text("/foo/bar/")));
        assert_eq!(text("isIp"), Some(Value::Boolean(false)));
        for ip in ["https://127.0.0.1", "https://[fe80::1]", "https://[fe80::1]:8080/"] {
            let Value::Record(parts) = parse(ip) else { panic!("{ip}") };
            assert_eq!(parts.get("isIp"), Some(&Value::Boolean(true)), "{ip}");
        }
    }

    #[test]
    fn refuses_others() {
        for text in
            ["example.com", "https://example.com:8443?foo=bar", "wss://example.com", "https://example.com:x", ""]
        {
            assert_eq!(parse(text), Value::Empty, "{text}");
        }
    }
}
