//! `ProtocolHttp`: the versions of HTTP for event streams are among those of the protocol (Smithy 2.0, "AWS restJson1
//! protocol", "eventStreamHttp").

use std::collections::BTreeSet;

use super::list;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Node;
use crate::validate::Context;

const NAMESPACE: &str = "aws.protocols";

pub(super) fn validate(context: &mut Context<'_>) {
    for scope in &*context.services() {
        for applied in scope.shape.traits.iter().filter(|applied| applied.id.namespace() == NAMESPACE) {
            let versions = |key: &str| applied.node.get(key).and_then(Node::as_array).unwrap_or_default();
            let known: BTreeSet<&str> = versions("http").iter().filter_map(Node::as_str).collect();
            let foreign =
                versions("eventStreamHttp").iter().filter(|node| node.as_str().is_some_and(|one| !known.contains(one)));
            let foreign: Vec<&Node> = foreign.collect();
            let Some(first) = foreign.first() else { continue };
            let names = list(foreign.iter().filter_map(|node| node.as_str()));
            let message = format!("`eventStreamHttp` of `{}` has what its `http` does not have: {names}", applied.id);
            let diagnostic = Diagnostic::new(Code::PROTOCOL_HTTP, first.place, message).about(&scope.shape.id);
            context.push(diagnostic.help("add it to `http`, or remove it from `eventStreamHttp`"));
        }
    }
}
