//! Makes a tree of routes from URI patterns, by the rules that `Node` states.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use shapewright_runtime::private::{Greedy, Node, RouteEndpoint};

/// The tree for these methods and patterns; the operations are numbered in their order.
pub(crate) fn tree(routes: &[(&str, &str)]) -> &'static Node {
    let mut root = Branch::default();
    for (operation, (method, pattern)) in routes.iter().enumerate() {
        let (path, query) = pattern.split_once('?').unwrap_or((pattern, ""));
        let query: Vec<_> = query.split('&').filter(|literal| !literal.is_empty()).map(parameter).collect();
        let endpoint = RouteEndpoint { method: leak(method), query: query.leak(), operation };
        let segments: Vec<&str> = path[1..].split('/').filter(|segment| !segment.is_empty()).collect();
        root.place(&segments).push(endpoint);
    }
    Box::leak(Box::new(root.into_node()))
}

#[derive(Default)]
struct Branch<'a> {
    literals: BTreeMap<&'a str, Branch<'a>>,
    label: Option<Box<Branch<'a>>>,
    greedy: BTreeMap<Reverse<(usize, Vec<&'a str>)>, Vec<RouteEndpoint>>,
    endpoints: Vec<RouteEndpoint>,
}

impl<'a> Branch<'a> {
    /// Where the endpoints of this path are.
    fn place(&mut self, segments: &[&'a str]) -> &mut Vec<RouteEndpoint> {
        match segments {
            [] => &mut self.endpoints,
            [greedy, suffix @ ..] if greedy.ends_with("+}") => {
                self.greedy.entry(Reverse((suffix.len(), suffix.to_vec()))).or_default()
            }
            [label, rest @ ..] if label.starts_with('{') => self.label.get_or_insert_default().place(rest),
            [literal, rest @ ..] => self.literals.entry(literal).or_default().place(rest),
        }
    }

    fn into_node(self) -> Node {
        let literals: Vec<_> =
            self.literals.into_iter().map(|(literal, branch)| (leak(literal), branch.into_node())).collect();
        let greedy: Vec<_> = self
            .greedy
            .into_iter()
            .map(|(Reverse((_, suffix)), endpoints)| {
                let suffix: Vec<_> = suffix.into_iter().map(leak).collect();
                Greedy { suffix: suffix.leak(), endpoints: sorted(endpoints) }
            })
            .collect();
        Node {
            literals: literals.leak(),
            label: self.label.map(|branch| &*Box::leak(Box::new(branch.into_node()))),
            greedy: greedy.leak(),
            endpoints: sorted(self.endpoints),
        }
    }
}

fn sorted(mut endpoints: Vec<RouteEndpoint>) -> &'static [RouteEndpoint] {
    endpoints.sort_by_key(|endpoint| {
        let values = endpoint.query.iter().filter(|(_, value)| value.is_some()).count();
        Reverse((endpoint.query.len(), values))
    });
    endpoints.leak()
}

fn parameter(literal: &str) -> (&'static str, Option<&'static str>) {
    match literal.split_once('=') {
        Some((name, value)) => (leak(name), Some(leak(value))),
        None => (leak(literal), None),
    }
}

fn leak(text: &str) -> &'static str {
    text.to_owned().leak()
}
