//! The host of requests that name their bucket there (Smithy 2.0, "Amazon S3 customizations", "S3 Bucket Addressing").

use std::ops::Range;

use http::uri::Authority;

use super::build_error::BuildError;
use super::builder::Settings;
use super::endpoint::{Endpoint, prefixed};
use crate::request::BucketAddressing;

/// What the hosts of Amazon S3 end with.
const SUFFIXES: [&str; 2] = [".amazonaws.com", ".amazonaws.com.cn"];

/// How buckets are addressed.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    /// Where requests name them; `None` leaves it to the endpoint.
    pub(super) addressing: Option<BucketAddressing>,
    pub(super) dual_stack: bool,
    pub(super) accelerate: bool,
    /// The host that follows a bucket, if it is not the endpoint's.
    authority: Option<Authority>,
}

impl Buckets {
    /// Chooses what depends on the endpoint: at those of Amazon S3, buckets are in the host unless the user says otherwise.
    ///
    /// # Errors
    ///
    /// The endpoint has no other form.
    pub(super) fn at(self, endpoint: &Endpoint) -> Result<Self, BuildError> {
        let host = endpoint.authority.host();
        let is_s3 = host.starts_with("s3.") && SUFFIXES.iter().any(|suffix| host.ends_with(suffix));
        let by_endpoint = if is_s3 { BucketAddressing::Host } else { BucketAddressing::Path };
        let addressing = Some(self.addressing.unwrap_or(by_endpoint));
        if !self.dual_stack && !self.accelerate {
            return Ok(Self { addressing, ..self });
        }
        let other = regional(host).map(|(region, suffix)| {
            let name = if self.accelerate { "s3-accelerate" } else { "s3" };
            let dual_stack = if self.dual_stack { ".dualstack" } else { "" };
            let region = if self.accelerate { String::new() } else { format!(".{region}") };
            let port = &endpoint.authority.as_str()[host.len()..];
            format!("{name}{dual_stack}{region}{suffix}{port}")
        });
        let authority = other.and_then(|other| Authority::try_from(other).ok());
        match authority {
            Some(_) => Ok(Self { addressing, authority, ..self }),
            None => Err(BuildError::BucketHost(endpoint.to_string())),
        }
    }
}

/// The region in a host such as `s3.us-west-2.amazonaws.com`, and what follows it.
fn regional(host: &str) -> Option<(&str, &'static str)> {
    let rest = host.strip_prefix("s3.")?;
    let (region, suffix) = SUFFIXES.iter().find_map(|suffix| Some((rest.strip_suffix(suffix)?, *suffix)))?;
    (!region.is_empty() && !region.contains('.')).then_some((region, suffix))
}

/// Whether a bucket can be in a host: a DNS label of lower-case characters. A name with dots would be more than one, which
/// the certificates of services do not cover.
fn is_label(bucket: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (3..=63).contains(&bucket.len())
        && bucket.bytes().all(is_inner)
        && !bucket.starts_with('-')
        && !bucket.ends_with('-')
}

impl Settings {
    /// Moves the bucket, which is at this place of the path, to the host that it returns; `None` if it stays in the path.
    pub(super) fn bucket_host(
        &self,
        choice: Option<BucketAddressing>,
        path: &mut String,
        bucket: Option<Range<usize>>,
    ) -> Option<Authority> {
        let Buckets { addressing, authority, .. } = &self.config.buckets;
        if choice.or(*addressing) != Some(BucketAddressing::Host) {
            return None;
        }
        let bucket = bucket?;
        let name = path.get(bucket.clone()).filter(|name| is_label(name))?;
        let host = prefixed(authority.as_ref().unwrap_or(&self.endpoint.authority), &format!("{name}.")).ok()?;
        // The slash before it goes, too.
        path.replace_range(self.endpoint.base.len()..bucket.end, "");
        if path.len() == self.endpoint.base.len() {
            path.push('/');
        }
        Some(host)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_label, regional};

    #[test]
    fn only_labels_are_in_hosts() {
        for bucket in ["abc", "a-b", "0bucket9", &"a".repeat(63)] {
            assert!(is_label(bucket), "{bucket}");
        }
        for bucket in ["ab", "a.b", "Abc", "-ab", "ab-", "a_b", "a%20b", "", &"a".repeat(64)] {
            assert!(!is_label(bucket), "{bucket}");
        }
    }

    #[test]
    fn hosts_with_a_region_have_other_forms() {
        assert_eq!(regional("s3.us-west-2.amazonaws.com"), Some(("us-west-2", ".amazonaws.com")));
        assert_eq!(regional("s3.cn-north-1.amazonaws.com.cn"), Some(("cn-north-1", ".amazonaws.com.cn")));
        for host in
            ["s3.amazonaws.com", "s3.dualstack.us-west-2.amazonaws.com", "s3-control.a.amazonaws.com", "localhost"]
        {
            assert_eq!(regional(host), None, "{host}");
        }
    }
}
