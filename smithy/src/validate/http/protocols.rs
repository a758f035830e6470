//! `Rpcv2CborTrait`, `Rpcv2JsonTrait`, `ProtocolHttp`: the versions of HTTP for event streams are among those for all
//! calls (Smithy 2.0, "Smithy RPC v2 CBOR protocol", "AWS protocols").

use super::ticked;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Node};
use crate::validate::Context;

const PROTOCOLS: [(&str, Code); 6] = [
    ("smithy.protocols#rpcv2Cbor", Code::RPC_V2_CBOR),
    ("smithy.protocols#rpcv2Json", Code::RPC_V2_JSON),
    ("aws.protocols#awsJson1_0", Code::PROTOCOL_HTTP),
    ("aws.protocols#awsJson1_1", Code::PROTOCOL_HTTP),
    ("aws.protocols#restJson1", Code::PROTOCOL_HTTP),
    ("aws.protocols#restXml", Code::PROTOCOL_HTTP),
];

pub(super) fn validate(context: &mut Context<'_>) {
    for (id, code) in PROTOCOLS {
        for (subject, applied) in context.applied(id) {
            let versions = versions(applied, "http");
            let unknown: Vec<&Node> = strings(applied, "eventStreamHttp")
                .filter(|node| node.as_str().is_some_and(|version| !versions.contains(&version)))
                .collect();
            let Some(first) = unknown.first() else { continue };
            let names = ticked(unknown.iter().filter_map(|node| node.as_str()));
            let message = format!("`eventStreamHttp` of `{id}` has versions that `http` has not: {names}");
            let diagnostic = Diagnostic::new(code, first.place, message).about(subject.id());
            context.push(diagnostic.help("add them to `http`, or remove them"));
        }
    }
}

fn strings<'m>(applied: &'m Applied, key: &str) -> std::slice::Iter<'m, Node> {
    applied.node.get(key).and_then(Node::as_array).unwrap_or_default().iter()
}

fn versions<'m>(applied: &'m Applied, key: &str) -> Vec<&'m str> {
    strings(applied, key).filter_map(Node::as_str).collect()
}
