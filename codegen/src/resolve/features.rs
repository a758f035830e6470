//! The features of the runtime that a service needs.

use crate::ir::{Checksums, Operation, PatternItem, Structure, Type};
use crate::pattern::Matcher;
use shapewright_smithy::protocol::{DocumentFormat, Protocol};
use std::collections::BTreeSet;

/// The features, sorted: those of types and messages, and of formats that serde does not need anyway.
pub(super) fn features(
    structures: &[Structure],
    operations: &[Operation],
    patterns: &[PatternItem],
    protocols: &[&Protocol],
) -> Vec<&'static str> {
    let fields = || structures.iter().flat_map(|structure| structure.members.iter().map(|member| &member.ty));
    let has = |is: &dyn Fn(&Type) -> bool| fields().any(|ty| ty.contains(is));
    let features = [
        ("checksum", operations.iter().any(|operation| operation.checksums != Checksums::default())),
        ("event-stream", has(&|ty| matches!(ty, Type::EventStream(_)))),
        ("gzip", operations.iter().any(|operation| operation.gzip)),
        ("regex", patterns.iter().any(|pattern| needs_regex(&pattern.matcher))),
        ("stream", has(&|ty| matches!(ty, Type::ByteStream))),
    ];
    let needed = features.into_iter().filter_map(|(feature, is_needed)| is_needed.then_some(feature));
    let formats = protocols.iter().filter_map(|protocol| match protocol.documents {
        DocumentFormat::Json => None,
        DocumentFormat::Cbor => Some("cbor"),
        DocumentFormat::Xml => Some("xml"),
        DocumentFormat::Form => Some("query"),
    });
    needed.chain(formats).collect::<BTreeSet<_>>().into_iter().collect()
}

fn needs_regex(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Regex(_) => true,
        Matcher::Not(inner) => needs_regex(inner),
        Matcher::All(matchers) | Matcher::Any(matchers) => matchers.iter().any(needs_regex),
        Matcher::Always | Matcher::Never | Matcher::OnePass(_) => false,
    }
}
