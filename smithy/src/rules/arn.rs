//! Amazon Resource Names and buckets in rules (Smithy 2.0, "aws.parseArn function",
//! "aws.isVirtualHostableS3Bucket function").

use super::library::strings;
use super::value::Value;

/// The parts of an ARN; no value for what is none.
pub(super) fn parse<'m>(text: &str) -> Value<'m> {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let ["arn", partition, service, region, account, resource] = parts[..] else {
        return Value::Empty;
    };
    if [partition, service, resource].contains(&"") {
        return Value::Empty;
    }
    Value::record([
        ("partition".into(), Value::text(partition.to_owned())),
        ("service".into(), Value::text(service.to_owned())),
        ("region".into(), Value::text(region.to_owned())),
        ("accountId".into(), Value::text(account.to_owned())),
        ("resourceId".into(), strings(resource.split([':', '/']))),
    ])
}

/// Whether the name of a bucket can be a part of a host name.
pub(super) fn is_hostable_bucket(name: &str, allows_dots: bool) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_name = (3..=63).contains(&name.len())
        && name.bytes().all(|byte| is_inner(byte) || byte == b'-' || (allows_dots && byte == b'.'))
        && name.bytes().next().is_some_and(is_inner)
        && name.bytes().last().is_some_and(is_inner);
    if !is_name || !allows_dots {
        return is_name;
    }
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_ip = name.split('.').count() == 4 && name.split('.').all(is_digits);
    let is_separator = |byte: &u8| matches!(byte, b'.' | b'-');
    !is_ip && !name.as_bytes().array_windows().any(|[first, second]| is_separator(first) && is_separator(second))
}

#[cfg(test)]
mod tests {
    use super::{Value, is_hostable_bucket, parse};

    #[test]
    fn finds_parts() {
        let Value::Record(parts) = parse("arn:aws:iam::012345678910:user/johndoe") else { panic!() };
        assert_eq!(parts.get("region"), Some(&Value::text("")));
        let resource = [Value::text("user"), Value::text("johndoe")];
        assert_eq!(parts.get("resourceId"), Some(&Value::Array(resource.into())));
        for text in
            ["arn:aws:s3:us-east-1", "arn::s3:::bucket", "arn:aws:s3:::", "11111111-2222-3333-4444-555555555555"]
        {
            assert_eq!(parse(text), Value::Empty, "{text}");
        }
    }

    #[test]
    fn knows_buckets() {
        for (name, plain, dotted) in [
            ("bucket--name", true, false),
            ("bucket-name", true, true),
            ("bucket.name", false, true),
            ("Bucket", false, false),
            ("aa", false, false),
            ("192.168.5.4", false, false),
            ("bucket-.name", false, false),
        ] {
            assert_eq!((is_hostable_bucket(name, false), is_hostable_bucket(name, true)), (plain, dotted), "{name}");
        }
    }
}
