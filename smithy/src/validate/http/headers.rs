//! `HttpHeaderTrait`, `HttpPrefixHeadersTrait`: headers that are not valid, restricted, or bound twice.

use std::collections::BTreeMap;

use super::{members_with, ticked};
use crate::diagnostics::{Code, Diagnostic, Severity, clip};
use crate::model::{Applied, Kind, Member, Shape};
use crate::validate::Context;

const HEADER: &str = "smithy.api#httpHeader";

/// Headers that belong to the transport (Smithy 2.0, "httpHeader trait", "Restricted HTTP headers").
const RESTRICTED: [&str; 15] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "max-forwards",
    "proxy-authenticate",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "www-authenticate",
    "x-forwarded-for",
];

pub(super) fn headers(context: &mut Context<'_>) {
    for (subject, applied) in context.applied(HEADER) {
        let (Some(member), Some(name)) = (subject.member, applied.node.as_str()) else { continue };
        name_of_header(context, member, applied, name);
    }
    for shape in context.model.shapes().filter(|shape| matches!(shape.kind, Kind::Structure)) {
        for (header, members) in bound(shape) {
            if let [(_, first), .., (_, last)] = &*members {
                let names = ticked(members.iter().map(|(member, _)| member.name()));
                let message = format!("members of `{}` are bound to the same header, `{header}`: {names}", shape.id);
                let diagnostic = Diagnostic::new(Code::HTTP_HEADER, last.place(), message).about(&shape.id);
                let diagnostic = diagnostic.related(first.place(), "first binding");
                context.push(diagnostic.help("bind each of them to a header of its own; case does not matter"));
            }
        }
    }
}

/// The members that are bound to headers, by header in lower case.
fn bound(shape: &Shape) -> BTreeMap<String, Vec<(&Member, &Applied)>> {
    let mut headers: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (member, applied) in members_with(shape, HEADER) {
        if let Some(name) = applied.node.as_str() {
            headers.entry(name.to_ascii_lowercase()).or_default().push((member, applied));
        }
    }
    headers
}

fn name_of_header(context: &mut Context<'_>, member: &Member, applied: &Applied, name: &str) {
    if RESTRICTED.contains(&&*name.to_ascii_lowercase()) {
        let message = format!("the header `{name}` belongs to the transport, which may change it");
        let diagnostic = Diagnostic::new(Code::TRANSPORT_HEADER, applied.place(), message).about(&member.id);
        context.push(diagnostic.help("bind the member to another header"));
    } else if name.is_empty() || !name.bytes().all(is_token) {
        let message = format!("`{}` is not a valid header name", clip(name));
        let diagnostic = Diagnostic::new(Code::HTTP_HEADER, applied.place(), message).about(&member.id);
        context.push(diagnostic.with_severity(Severity::Danger).help("use letters, digits and `-`"));
    }
}

/// A character of a token (RFC 9110, section 5.6.2), as which header names are defined.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// No header may be among those of a prefix; if the prefix is empty, all are, which is only noted (Smithy 2.0,
/// "httpPrefixHeaders trait").
pub(super) fn prefixes(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#httpPrefixHeaders") {
        let (Some(member), Some(prefix)) = (subject.member, applied.node.as_str()) else { continue };
        let prefix = prefix.to_ascii_lowercase();
        for (other, header) in members_with(subject.shape, HEADER) {
            let Some(name) = header.node.as_str() else { continue };
            if !name.to_ascii_lowercase().starts_with(&prefix) {
                continue;
            }
            let message = format!("the header `{name}` of `{}` is also one of those of `{}`", other.id, member.name());
            let diagnostic = Diagnostic::new(Code::HTTP_PREFIX_CONFLICT, header.place(), message).about(&other.id);
            let diagnostic = diagnostic.related(applied.place(), "prefix of headers");
            context.push(match &*prefix {
                "" => diagnostic.with_severity(Severity::Note).help("a server cannot tell them apart"),
                _ => diagnostic.help("change the header or the prefix; case does not matter"),
            });
        }
    }
}
