//! From method, path and query to an operation, by a tree that was made when the code was generated.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A node of the tree: what may come at one place of the path.
///
/// How the tree is made from URI patterns (Smithy 2.0, "HTTP bindings", `http` trait):
///
/// 1. Cut off the pattern's query literals. Drop the leading `/` of what is left, and a `/` at its end, which is
///    optional in requests. Split the rest at every `/`; the pattern `/` has no segments.
/// 2. Starting at the root, go for each segment to the child for it, making it where it is missing: a literal (by
///    its text, percent-decoded) in [`literals`](Self::literals), `{label}` in [`label`](Self::label), whatever the
///    label is called. `{label+}` ends the descent: it is an entry in [`greedy`](Self::greedy), whose
///    [`suffix`](Greedy::suffix) is the list of literals after it, the same entry for equal lists.
/// 3. Add an [`RouteEndpoint`] where the descent ended.
/// 4. At last sort: literals by the bytes of their text, greedy labels by the length of their suffix, the longest
///    first, and endpoints by the number of query literals, the most first, those with values before those without.
#[doc(hidden)]
#[derive(Debug)]
pub struct Node {
    /// Children for literal segments, sorted by their text.
    pub literals: &'static [(&'static str, Node)],
    /// The child for any segment that is not empty.
    pub label: Option<&'static Node>,
    /// Greedy labels that begin here, the longest suffix first.
    pub greedy: &'static [Greedy],
    /// Operations whose path ends before this place, the most query literals first.
    pub endpoints: &'static [RouteEndpoint],
}

impl Node {
    /// A node where nothing comes, to be filled in with `..Node::EMPTY`.
    pub const EMPTY: Self = Self { literals: &[], label: None, greedy: &[], endpoints: &[] };

    fn literal(&self, segment: &str) -> Option<&'static Node> {
        if self.literals.is_empty() {
            return None;
        }
        let text = decode(segment);
        let index = self.literals.binary_search_by(|(literal, _)| (*literal).cmp(&text)).ok()?;
        Some(&self.literals[index].1)
    }

    /// Whether a path that ends here with a slash may be one with an empty label, of an operation that deletes.
    fn may_lack_label(&self, query: &str) -> bool {
        let deletes = |endpoints: &[RouteEndpoint]| {
            endpoints.iter().any(|endpoint| endpoint.method == GUARDED && endpoint.fits(query))
        };
        self.label.is_some_and(|label| deletes(label.endpoints))
            || self.greedy.iter().any(|greedy| deletes(greedy.endpoints))
    }
}

/// The method of operations that a path with an empty label must not reach instead of another one.
const GUARDED: &str = "DELETE";

/// A label that takes in the rest of the path, but for a suffix.
#[doc(hidden)]
#[derive(Debug)]
pub struct Greedy {
    /// The literal segments after the label.
    pub suffix: &'static [&'static str],
    /// The operations, the most query literals first.
    pub endpoints: &'static [RouteEndpoint],
}

impl Greedy {
    /// How much of the rest of a path is the label, where the suffix fits.
    fn capture(&self, rest: &str) -> Option<usize> {
        let mut label = rest;
        for literal in self.suffix.iter().rev() {
            let (before, segment) = label.rsplit_once('/')?;
            if decode(segment) != *literal {
                return None;
            }
            label = before;
        }
        (!label.is_empty()).then_some(label.len())
    }
}

/// An operation at the end of a path.
#[doc(hidden)]
#[derive(Debug)]
pub struct RouteEndpoint {
    /// The HTTP method.
    pub method: &'static str,
    /// The query parameters that a request must carry; without a value, any value will do.
    pub query: &'static [(&'static str, Option<&'static str>)],
    /// The operation's index in the service.
    pub operation: usize,
}

/// What a request was found to ask for.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The operation's index in the service.
    pub operation: usize,
    /// Where the labels begin and end in the path, in bytes. Ranges rather than texts, so that a route can be kept
    /// beside the path it was found in.
    spans: Box<[(usize, usize)]>,
}

impl Route {
    /// The way to an operation without labels.
    pub(super) fn of(operation: usize) -> Self {
        Self { operation, spans: Box::default() }
    }

    /// The labels in the order of the pattern, still percent-encoded. The path must be the one that was routed.
    pub fn labels<'p>(&self, path: &'p str) -> Vec<&'p str> {
        self.spans.iter().filter_map(|&(from, to)| path.get(from..to)).collect()
    }
}

/// Why a request asks for no operation.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unrouted {
    /// No operation has this path with this query.
    NotFound,
    /// There are operations with this path and query, but of other methods.
    MethodNotAllowed {
        /// Their methods, sorted.
        allow: Vec<&'static str>,
    },
}

/// Finds the most specific operation: segment by segment from the left, a literal goes before a label and a label
/// before a greedy label, and then more literals in the query before fewer (Smithy 2.0, "HTTP bindings", "Specificity
/// routing"). An operation of another method does not hide a less specific one.
///
/// One slash at the end of the path is ignored (the same, `http` trait, "Literal character sequences"), but labels are
/// never empty: `/things//` is no path of `/things`, nor of `/things/{id}`. A `DELETE` of `/things/` does not reach an
/// operation at `/things` if another one deletes `/things/{id}`: the id may be what is missing, and the request must
/// not delete everything instead.
///
/// # Errors
///
/// No operation fits.
#[doc(hidden)]
pub fn route(tree: &'static Node, method: &str, path: &str, query: Option<&str>) -> Result<Route, Unrouted> {
    route_among(tree, method, path, query, &|_| true)
}

/// The same among the operations for which `admits` holds.
pub(super) fn route_among(
    tree: &'static Node,
    method: &str,
    path: &str,
    query: Option<&str>,
    admits: &dyn Fn(usize) -> bool,
) -> Result<Route, Unrouted> {
    // The target of `OPTIONS *` has no path.
    if !path.starts_with('/') {
        return Err(Unrouted::NotFound);
    }
    let query = query.unwrap_or_default();
    let mut choose = |endpoints: &'static [RouteEndpoint], guarded: bool| {
        let fits = |endpoint: &&RouteEndpoint| {
            endpoint.method == method
                && endpoint.fits(query)
                && !endpoint.is_guarded(guarded)
                && admits(endpoint.operation)
        };
        endpoints.iter().find(fits).map(|found| found.operation)
    };
    match (Search { path, query, choose: &mut choose }).walk(tree, 1, None) {
        Some(route) => Ok(route),
        None => Err(unrouted(tree, path, query, admits)),
    }
}

#[cold]
fn unrouted(tree: &'static Node, path: &str, query: &str, admits: &dyn Fn(usize) -> bool) -> Unrouted {
    let mut allow = Vec::new();
    let mut collect = |endpoints: &'static [RouteEndpoint], guarded: bool| {
        let fits = |endpoint: &&RouteEndpoint| {
            endpoint.fits(query) && !endpoint.is_guarded(guarded) && admits(endpoint.operation)
        };
        allow.extend(endpoints.iter().filter(fits).map(|endpoint| endpoint.method));
        None
    };
    Search { path, query, choose: &mut collect }.walk(tree, 1, None);
    if allow.is_empty() {
        return Unrouted::NotFound;
    }
    allow.sort_unstable();
    allow.dedup();
    Unrouted::MethodNotAllowed { allow }
}

/// One walk down the tree. The tree bounds its steps, not the request: a place is left again only where a literal and
/// a label both lead on.
struct Search<'p, 'c> {
    path: &'p str,
    query: &'p str,
    /// Chooses among the endpoints where the path ends; `None` goes on looking. The flag is that of
    /// [`RouteEndpoint::is_guarded`].
    choose: &'c mut dyn FnMut(&'static [RouteEndpoint], bool) -> Option<usize>,
}

impl Search<'_, '_> {
    /// `from` is where the next segment begins, one byte beyond the path where it is used up.
    fn walk(&mut self, node: &'static Node, from: usize, outer: Option<&Captured<'_>>) -> Option<Route> {
        let Some(rest) = self.path.get(from..).filter(|rest| !rest.is_empty()) else {
            // The path `/` ends with the slash that every path begins with.
            let guarded = from == self.path.len() && from > 1 && node.may_lack_label(self.query);
            return self.arrive(node.endpoints, guarded, outer);
        };
        // Segments are short: a plain loop is faster than a search that is made for long texts.
        let len = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
        let segment = &rest[..len];
        let next = from + len + 1;
        if let Some(child) = node.literal(segment)
            && let Some(route) = self.walk(child, next, outer)
        {
            return Some(route);
        }
        if let Some(child) = node.label
            && !segment.is_empty()
            && let Some(route) = self.walk(child, next, Some(&Captured::new(outer, from, len)))
        {
            return Some(route);
        }
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        node.greedy.iter().find_map(|greedy| {
            let len = greedy.capture(rest)?;
            self.arrive(greedy.endpoints, false, Some(&Captured::new(outer, from, len)))
        })
    }

    fn arrive(
        &mut self,
        endpoints: &'static [RouteEndpoint],
        guarded: bool,
        labels: Option<&Captured<'_>>,
    ) -> Option<Route> {
        let operation = (self.choose)(endpoints, guarded)?;
        let mut spans = vec![(0, 0); labels.map_or(0, |last| last.count)].into_boxed_slice();
        let inwards = std::iter::successors(labels, |label| label.outer);
        spans.iter_mut().rev().zip(inwards).for_each(|(span, label)| *span = label.span);
        Some(Route { operation, spans })
    }
}

/// A label on the way, as a list on the stack: nothing is allocated until the way has led somewhere.
struct Captured<'a> {
    outer: Option<&'a Captured<'a>>,
    span: (usize, usize),
    /// How many labels there are up to this one.
    count: usize,
}

impl<'a> Captured<'a> {
    fn new(outer: Option<&'a Captured<'a>>, from: usize, len: usize) -> Self {
        Self { outer, span: (from, from + len), count: outer.map_or(0, |outer| outer.count) + 1 }
    }
}

impl RouteEndpoint {
    /// Whether the operation is out of reach of a path that may have an empty label.
    fn is_guarded(&self, guarded: bool) -> bool {
        guarded && self.method == GUARDED
    }

    fn fits(&self, query: &str) -> bool {
        self.query.iter().all(|(name, value)| {
            query.split('&').any(|parameter| {
                let (key, text) = parameter.split_once('=').unwrap_or((parameter, ""));
                is_parameter(key, name) && value.is_none_or(|value| is_parameter(text, value))
            })
        })
    }
}

fn is_parameter(text: &str, literal: &str) -> bool {
    // In a query string a plus is a space, too.
    text == literal || text.contains(['%', '+']) && decode(&text.replace('+', " ")) == literal
}

/// Decodes a segment; one that is no UTF-8 stays as it is, and so fits no literal.
fn decode(segment: &str) -> Cow<'_, str> {
    if segment.bytes().any(|byte| byte == b'%') {
        percent_decode_str(segment).decode_utf8().unwrap_or(Cow::Borrowed(segment))
    } else {
        Cow::Borrowed(segment)
    }
}
