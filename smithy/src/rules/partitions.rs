//! The partitions of AWS and how regions tell them (Smithy 2.0, "aws.partition function").

use super::value::Value;

struct Partition {
    name: &'static str,
    dns_suffix: &'static str,
    dual_stack_dns_suffix: &'static str,
    supports_dual_stack: bool,
    /// The region that services sign for that have one endpoint in the partition.
    global_region: &'static str,
    /// What the names of regions begin with, before another word and a number.
    prefixes: &'static [&'static str],
    /// The regions with other names.
    others: &'static [&'static str],
}

static PARTITIONS: [Partition; 8] = [
    Partition {
        name: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_dual_stack: true,
        global_region: "us-east-1",
        prefixes: &["us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"],
        others: &["aws-global"],
    },
    Partition {
        name: "aws-cn",
        dns_suffix: "amazonaws.com.cn",
        dual_stack_dns_suffix: "api.amazonwebservices.com.cn",
        supports_dual_stack: true,
        global_region: "cn-northwest-1",
        prefixes: &["cn"],
        others: &["aws-cn-global"],
    },
    Partition {
        name: "aws-eusc",
        dns_suffix: "amazonaws.eu",
        dual_stack_dns_suffix: "api.amazonwebservices.eu",
        supports_dual_stack: true,
        global_region: "eusc-de-east-1",
        prefixes: &["eusc-de"],
        others: &[],
    },
    Partition {
        name: "aws-iso",
        dns_suffix: "c2s.ic.gov",
        dual_stack_dns_suffix: "c2s.ic.gov",
        supports_dual_stack: false,
        global_region: "us-iso-east-1",
        prefixes: &["us-iso"],
        others: &["aws-iso-global"],
    },
    Partition {
        name: "aws-iso-b",
        dns_suffix: "sc2s.sgov.gov",
        dual_stack_dns_suffix: "sc2s.sgov.gov",
        supports_dual_stack: false,
        global_region: "us-isob-east-1",
        prefixes: &["us-isob"],
        others: &["aws-iso-b-global"],
    },
    Partition {
        name: "aws-iso-e",
        dns_suffix: "cloud.adc-e.uk",
        dual_stack_dns_suffix: "cloud.adc-e.uk",
        supports_dual_stack: false,
        global_region: "eu-isoe-west-1",
        prefixes: &["eu-isoe"],
        others: &["aws-iso-e-global"],
    },
    Partition {
        name: "aws-iso-f",
        dns_suffix: "csp.hci.ic.gov",
        dual_stack_dns_suffix: "csp.hci.ic.gov",
        supports_dual_stack: false,
        global_region: "us-isof-south-1",
        prefixes: &["us-isof"],
        others: &["aws-iso-f-global"],
    },
    Partition {
        name: "aws-us-gov",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        supports_dual_stack: true,
        global_region: "us-gov-west-1",
        prefixes: &["us-gov"],
        others: &["aws-us-gov-global"],
    },
];

impl Partition {
    fn has(&self, region: &str) -> bool {
        let is_rest = |rest: &str| {
            let is_word =
                |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let number = rest.strip_prefix('-').and_then(|rest| rest.split_once('-')).filter(|(word, _)| is_word(word));
            number.is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        self.others.contains(&region)
            || self.prefixes.iter().any(|prefix| region.strip_prefix(prefix).is_some_and(is_rest))
    }
}

/// The partition of a region; regions that no partition knows are taken for new ones of the first.
pub(super) fn find<'m>(region: &str) -> Value<'m> {
    let found = PARTITIONS.iter().find(|partition| partition.has(region)).or(PARTITIONS.first());
    found.map_or(Value::Empty, |partition| {
        Value::record([
            ("name".into(), Value::text(partition.name)),
            ("dnsSuffix".into(), Value::text(partition.dns_suffix)),
            ("dualStackDnsSuffix".into(), Value::text(partition.dual_stack_dns_suffix)),
            ("supportsFIPS".into(), Value::Boolean(true)),
            ("supportsDualStack".into(), Value::Boolean(partition.supports_dual_stack)),
            ("implicitGlobalRegion".into(), Value::text(partition.global_region)),
        ])
    })
}

#[cfg(test)]
mod tests {
    use super::{Value, find};

    #[test]
    fn regions_have_partitions() {
        for (region, partition) in [
            ("us-east-10", "aws"),
            ("aws-cn-global", "aws-cn"),
            ("cn-north-5", "aws-cn"),
            ("us-gov-west-1", "aws-us-gov"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eusc-de-east-1", "aws-eusc"),
            ("mars-global", "aws"),
        ] {
            let Value::Record(found) = find(region) else { panic!() };
            assert_eq!(found.get("name"), Some(&Value::text(partition)), "{region}");
        }
    }
}
