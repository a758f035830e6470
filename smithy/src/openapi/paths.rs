//! Which operation stands at which path.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Report};
use crate::model::traits::{Http, UriSegment};
use crate::model::{Operation, Shape};

/// The methods that OpenAPI knows, in the order in which it lists them.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation at its path.
pub(super) struct Route<'m> {
    pub(super) shape: &'m Shape,
    pub(super) operation: &'m Operation,
    pub(super) http: &'m Http,
    /// The method as documents write it.
    pub(super) method: &'static str,
    /// The labels of the path.
    pub(super) labels: Vec<Label<'m>>,
}

/// A label of a path.
pub(super) struct Label<'m> {
    /// The member whose value it is.
    pub(super) member: &'m str,
    /// What the path calls it.
    pub(super) name: String,
    /// Whether it may span several segments.
    pub(super) is_greedy: bool,
}

/// The operations by path, and by method in the order of OpenAPI.
///
/// OpenAPI looks at neither the query nor the names of labels: of several operations with the same method at the same
/// path, one is described.
pub(super) fn routes<'m>(
    operations: Vec<(&'m Shape, &'m Operation)>,
    report: &mut Report,
) -> BTreeMap<String, Vec<Route<'m>>> {
    let mut found: BTreeMap<String, Vec<Route<'m>>> = BTreeMap::new();
    for (shape, operation) in operations {
        // An operation without a route is an error of the model, which is reported elsewhere.
        let Some(http) = shape.traits.http() else { continue };
        let Some(method) = METHODS.iter().find(|method| method.eq_ignore_ascii_case(&http.method)) else {
            let message = format!("`{}` is left out: OpenAPI has no method `{}`", shape.id.name(), http.method);
            report.push(Diagnostic::new(Code::OPENAPI_OPERATION, http.uri_place, message).about(&shape.id));
            continue;
        };
        let route = Route { shape, operation, http, method, labels: Vec::new() };
        found.entry(position(http)).or_default().push(route);
    }
    found.into_values().filter_map(|routes| named(distinct(routes, report))).collect()
}

/// The path with nothing for each label: equal for paths that are the same to OpenAPI.
fn position(http: &Http) -> String {
    let segments = http.uri.segments.iter().filter(|segment| !segment.is_empty());
    segments.map(|segment| format!("/{}", segment.literal().unwrap_or("{}"))).collect()
}

/// One operation for each method: the one that demands least of the query, and whose labels take one segment each.
fn distinct<'m>(mut routes: Vec<Route<'m>>, report: &mut Report) -> Vec<Route<'m>> {
    let rank = |route: &Route<'_>| {
        let method = METHODS.iter().position(|method| *method == route.method);
        (method, route.http.uri.query.len(), route.http.uri.greedy_labels())
    };
    routes.sort_by_key(rank);
    let mut kept: Vec<Route<'m>> = Vec::new();
    for route in routes {
        match kept.last() {
            Some(other) if other.method == route.method => {
                let (name, other_name) = (route.shape.id.name(), other.shape.id.name());
                let message = format!("`{name}` is left out: to OpenAPI, it has the same path as `{other_name}`");
                let diagnostic = Diagnostic::new(Code::OPENAPI_OPERATION, route.http.uri_place, message);
                let diagnostic = diagnostic.related(other.http.uri_place, "the operation that is described");
                report.push(diagnostic.about(&route.shape.id));
            }
            _ => kept.push(route),
        }
    }
    kept
}

/// The path, with the label names of its first operation for all of them.
fn named(mut routes: Vec<Route<'_>>) -> Option<(String, Vec<Route<'_>>)> {
    let segments = &routes.first()?.http.uri.segments;
    let names: Vec<String> = segments.iter().filter_map(UriSegment::label).map(str::to_owned).collect();
    let path = segments.iter().map(|segment| match segment.label() {
        Some(label) => format!("/{{{label}}}"),
        None => format!("/{}", segment.literal().unwrap_or_default()),
    });
    let path = path.collect();
    for route in &mut routes {
        let own = route.http.uri.segments.iter().filter_map(|segment| {
            let is_greedy = matches!(segment, UriSegment::Greedy(_));
            segment.label().map(|member| (member, is_greedy))
        });
        let labels = own.zip(&names);
        route.labels =
            labels.map(|((member, is_greedy), name)| Label { member, name: name.clone(), is_greedy }).collect();
    }
    Some((path, routes))
}
