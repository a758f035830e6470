//! How a path finds its operation.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::closure::OperationShapes;
use super::http::decode;
use super::naming::OperationNames;
use crate::ir::{RouteEndpoint, RouteNode};
use crate::name::Ident;
use shapewright_smithy::diagnostics::{Code, Diagnostic, Report};
use shapewright_smithy::model::traits::{HostPart, Http, UriSegment};

/// How many segments a path may have. The tree is as deep, and so is the code that walks it.
const SEGMENTS: usize = 64;

/// The tree of all operations, which it calls by their markers.
///
/// (Smithy 2.0, "http trait", "Specificity": literals before labels before greedy labels, and more literal query
/// parts before fewer.) Operations with the same route are told apart by the request's host (see [`hosts`]).
pub(super) fn routes(operations: &[OperationShapes<'_>], names: &[OperationNames], report: &mut Report) -> RouteNode {
    let mut root = RouteNode::default();
    // Of operations with the same route, those of more specific hosts come first.
    let mut order: Vec<_> = operations.iter().zip(names).collect();
    order.sort_by_key(|(operation, _)| {
        let prefix = operation.shape.traits.endpoint();
        Reverse(prefix.map_or(0, |prefix| 1 + prefix.parts.iter().map(literal_length).sum::<usize>()))
    });
    for (operation, names) in order {
        let Some(http) = operation.http else { continue };
        if http.uri.segments.len() > SEGMENTS {
            let message = format!("the path of the URI has more than {SEGMENTS} segments");
            let diagnostic = Diagnostic::new(Code::TOO_LARGE, http.uri_place, message).about(&operation.shape.id);
            report.push(diagnostic.help("shorten the URI"));
            continue;
        }
        insert(&mut root, http, names.marker.clone());
    }
    root
}

fn insert(root: &mut RouteNode, http: &Http, operation: Ident) {
    let mut node = root;
    // A slash at the end leaves an empty segment. It is skipped, because that slash is optional in requests.
    let mut segments = http.uri.segments.iter().filter(|segment| !segment.is_empty());
    while let Some(segment) = segments.next() {
        node = match segment {
            UriSegment::Literal(text) => literal(node, decode(text)),
            UriSegment::Label(_) => node.label.get_or_insert_default(),
            UriSegment::Greedy(_) => {
                // Nothing but literals follows a greedy label.
                let behind = segments.by_ref().filter_map(|segment| match segment {
                    UriSegment::Literal(text) => Some(decode(text)),
                    UriSegment::Label(_) | UriSegment::Greedy(_) => None,
                });
                greedy(node, behind.collect())
            }
        };
    }
    let query = http.uri.query.iter().map(|literal| (decode(&literal.name), literal.value.as_deref().map(decode)));
    let endpoint = RouteEndpoint { method: http.method.to_string(), query: query.collect(), operation };
    let order = |endpoint: &RouteEndpoint| {
        // A parameter with a value says more than one without.
        let values = endpoint.query.iter().filter(|(_, value)| value.is_some()).count();
        (Reverse(endpoint.query.len()), Reverse(values), endpoint.method.clone())
    };
    let at = node.endpoints.partition_point(|other| order(other) <= order(&endpoint));
    node.endpoints.insert(at, endpoint);
}

fn literal_length(part: &HostPart) -> usize {
    match part {
        HostPart::Literal(text) => text.len(),
        HostPart::Label(_) => 0,
    }
}

/// The prefix of an operation's hosts, with `{}` for labels, where another operation has the same route.
///
/// (Smithy 2.0, "http trait", "Pattern Validation and Conflict Avoidance".)
pub(super) fn hosts(operations: &[OperationShapes<'_>]) -> Vec<Option<String>> {
    let route = |operation: &OperationShapes<'_>| operation.http.map(Http::route).unwrap_or_default();
    let routes: Vec<String> = operations.iter().map(route).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    routes.iter().for_each(|route| *counts.entry(route).or_default() += 1);
    let hosts = operations.iter().zip(&routes).map(|(operation, route)| {
        let prefix = operation.shape.traits.endpoint().filter(|_| operation.http.is_some())?;
        (counts.get(route.as_str()).copied() > Some(1)).then(|| prefix.pattern())
    });
    hosts.collect()
}

fn literal(node: &mut RouteNode, text: String) -> &mut RouteNode {
    let at = match node.literals.binary_search_by(|(other, _)| other.cmp(&text)) {
        Ok(at) => at,
        Err(at) => {
            node.literals.insert(at, (text, RouteNode::default()));
            at
        }
    };
    &mut node.literals[at].1
}

fn greedy(node: &mut RouteNode, behind: Vec<String>) -> &mut RouteNode {
    let order = |behind: &Vec<String>| (Reverse(behind.len()), behind.clone());
    let at = match node.greedy.binary_search_by(|(other, _)| order(other).cmp(&order(&behind))) {
        Ok(at) => at,
        Err(at) => {
            node.greedy.insert(at, (behind, RouteNode::default()));
            at
        }
    };
    &mut node.greedy[at].1
}
