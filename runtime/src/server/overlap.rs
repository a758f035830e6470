//! Routes that two services have.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use super::matched::MatchedOperation;
use super::route::{Node, RouteEndpoint};
use super::router::Api;

/// A route that two services have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overlap {
    /// The method and the pattern, in which labels have no names, such as `GET /packages/{}`.
    pub route: String,
    /// The operation that gets the requests.
    pub first: MatchedOperation,
    /// The operation that gets none.
    pub second: MatchedOperation,
}

impl fmt::Display for Overlap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} hides {}", self.route, self.first, self.second)
    }
}

/// What tells routes apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    method: &'static str,
    path: String,
    query: Vec<(&'static str, Option<&'static str>)>,
    host: Option<&'static str>,
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() { "/" } else { &self.path };
        write!(f, "{} {path}", self.method)?;
        for (index, (name, value)) in self.query.iter().enumerate() {
            write!(f, "{}{name}", if index == 0 { '?' } else { '&' })?;
            if let Some(value) = value {
                write!(f, "={value}")?;
            }
        }
        match self.host {
            Some(host) => write!(f, " at {host}"),
            None => Ok(()),
        }
    }
}

/// The routes of a service.
pub(super) fn routes<R: Api>() -> Vec<(Pattern, MatchedOperation)> {
    let mut found = Vec::new();
    walk(R::TREE, String::new(), &mut |path, endpoint| {
        let Some(spec) = R::OPERATIONS.get(endpoint.operation) else { return };
        let mut query = endpoint.query.to_vec();
        query.sort_unstable();
        let pattern = Pattern { method: endpoint.method, path: path.to_owned(), query, host: spec.host };
        found.push((pattern, MatchedOperation::new(R::SERVICE.name, spec.name)));
    });
    found
}

fn walk(node: &'static Node, path: String, found: &mut dyn FnMut(&str, &'static RouteEndpoint)) {
    node.endpoints.iter().for_each(|endpoint| found(&path, endpoint));
    for (literal, child) in node.literals {
        walk(child, format!("{path}/{literal}"), found);
    }
    if let Some(child) = node.label {
        walk(child, format!("{path}/{{}}"), found);
    }
    for greedy in node.greedy {
        let suffix: String = greedy.suffix.iter().map(|segment| format!("/{segment}")).collect();
        let path = format!("{path}/{{+}}{suffix}");
        greedy.endpoints.iter().for_each(|endpoint| found(&path, endpoint));
    }
}

/// The routes that more than one of the services has.
pub(super) fn overlaps(services: impl Iterator<Item = Vec<(Pattern, MatchedOperation)>>) -> Vec<Overlap> {
    let mut known = BTreeMap::new();
    let mut overlaps = Vec::new();
    for (pattern, operation) in services.flatten() {
        match known.entry(pattern) {
            Entry::Vacant(entry) => drop(entry.insert(operation)),
            Entry::Occupied(entry) => {
                overlaps.push(Overlap { route: entry.key().to_string(), first: *entry.get(), second: operation });
            }
        }
    }
    overlaps
}
