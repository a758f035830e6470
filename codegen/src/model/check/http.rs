//! HTTP bindings of the operations of a service (Smithy 2.0, "HTTP bindings").

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Checker;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::traits::{Http, UriSegment};
use crate::model::{Member, Operation, Shape, ShapeId};

/// The traits of which a member may have one at most.
const BINDINGS: [&str; 7] = [
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode",
];

/// Headers that belong to the transport (Smithy 2.0, "httpHeader trait", "Restricted HTTP headers").
const RESTRICTED: [&str; 12] = [
    "authorization",
    "connection",
    "content-length",
    "expect",
    "host",
    "max-forwards",
    "proxy-authenticate",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "www-authenticate",
];

impl<'m> Checker<'m> {
    pub(super) fn http(&mut self, operations: &[(&'m Shape, &'m Operation)]) {
        let mut routes = HashMap::new();
        let mut structures = BTreeSet::new();
        for (shape, operation) in operations {
            let ends = [&operation.input, &operation.output].into_iter().chain(&operation.errors);
            structures.extend(ends.map(|reference| &reference.id));
            let input = self.model.shape(&operation.input.id);
            match shape.traits.http() {
                Some(http) => {
                    self.route(&mut routes, shape, http);
                    self.labels(shape, http, input);
                }
                // A malformed trait is reported already.
                None if shape.traits.has("smithy.api#http") => {}
                None => {
                    let message = format!("operation `{}` has no HTTP binding", shape.id);
                    let help = "restJson1 needs the trait `smithy.api#http` with a method and a URI";
                    self.report.push(Diagnostic::error(shape.place, message).help(help));
                }
            }
            self.host_labels(shape, input);
        }
        for id in structures {
            if let Some(shape) = self.model.shape(id) {
                self.bindings(shape);
            }
        }
    }

    /// No two operations may answer the same requests. A slash at the end makes no difference: it is optional in
    /// requests (Smithy 2.0, "http trait", "Literal character sequences").
    fn route(&mut self, routes: &mut HashMap<String, &'m ShapeId>, shape: &'m Shape, http: &Http) {
        let mut key = http.method.to_string();
        for segment in http.uri.segments.iter().filter(|segment| !segment.is_empty()) {
            key.push('/');
            key.push_str(match segment {
                UriSegment::Literal(text) => text,
                UriSegment::Label(_) => "{}",
                UriSegment::Greedy(_) => "{+}",
            });
        }
        let query: BTreeSet<_> = http.uri.query.iter().map(|literal| (&literal.name, &literal.value)).collect();
        let key = format!("{key} {query:?}");
        match routes.get(&key) {
            None => drop(routes.insert(key, &shape.id)),
            Some(other) => {
                let message = format!("`{}` and `{other}` have the same route: {} {}", shape.id, http.method, http.uri);
                self.error(http.uri_place, message);
            }
        }
    }

    /// The labels of the URI and the members with httpLabel must be the same.
    fn labels(&mut self, operation: &Shape, http: &Http, input: Option<&'m Shape>) {
        let Some(input) = input else {
            return;
        };
        let labels: HashSet<&str> = http.uri.labels().collect();
        for label in http.uri.labels() {
            let place = http.uri_place;
            match input.member(label) {
                None => {
                    let message = format!("`{}` has no member for the label `{{{label}}}`", input.id);
                    let known = input.members.iter().map(Member::name);
                    self.report.push(Diagnostic::error(place, message).did_you_mean(label, known));
                }
                Some(member) if !member.traits.http_label() => {
                    let message = format!(
                        "`{}` is a label of `{}` but has no trait `smithy.api#httpLabel`",
                        member.id, operation.id
                    );
                    self.error(member.place, message);
                }
                Some(_) => {}
            }
        }
        for segment in &http.uri.segments {
            if let UriSegment::Greedy(name) = segment
                && let Some(target) = input.member(name).and_then(|member| self.target(member))
                && !target.kind.is_string()
            {
                self.error(http.uri_place, format!("the greedy label `{{{name}+}}` must be a string"));
            }
        }
        let bound = input.members.iter().filter(|member| member.traits.http_label());
        for member in bound.filter(|member| !labels.contains(member.name())) {
            let message = format!("`{}` is bound to a label that the URI `{}` does not have", member.id, http.uri);
            let place = member.traits.place_of("smithy.api#httpLabel", member.place).to_key();
            self.report.push(Diagnostic::error(place, message).did_you_mean(member.name(), http.uri.labels()));
        }
    }

    /// (Smithy 2.0, "endpoint trait", "hostLabel trait".)
    fn host_labels(&mut self, operation: &Shape, input: Option<&'m Shape>) {
        let (Some(prefix), Some(input)) = (operation.traits.endpoint(), input) else {
            return;
        };
        let place = operation.traits.place_of("smithy.api#endpoint", operation.place);
        for label in prefix.labels() {
            let member = input.member(label);
            if member.is_some_and(|member| member.traits.host_label()) {
                continue;
            }
            let message =
                format!("`{}` has no member with `smithy.api#hostLabel` for the label `{{{label}}}`", input.id);
            let diagnostic = Diagnostic::error(place, message);
            self.report.push(match member {
                Some(member) => diagnostic.help(format!("apply the trait to `{}`", member.id)),
                None => diagnostic.did_you_mean(label, input.members.iter().map(Member::name)),
            });
        }
    }

    /// Checks the bindings of an input, an output or an error.
    fn bindings(&mut self, shape: &'m Shape) {
        let mut queries = HashMap::new();
        let mut headers = HashMap::new();
        for member in &shape.members {
            let bound: Vec<_> = BINDINGS.iter().filter(|id| member.traits.has(id)).collect();
            if let [first, second, ..] = &*bound {
                let place = member.traits.place_of(second, member.place).to_key();
                self.error(place, format!("`{}` has both `{first}` and `{second}`", member.id));
            }
            if let Some(name) = member.traits.http_query() {
                let place = member.traits.place_of("smithy.api#httpQuery", member.place);
                self.unique(&mut queries, name.to_owned(), member, place, "query parameter");
            }
            if let Some(name) = member.traits.http_header() {
                let place = member.traits.place_of("smithy.api#httpHeader", member.place);
                self.header(name, place);
                self.unique(&mut headers, name.to_ascii_lowercase(), member, place, "header");
            }
            if let Some(prefix) = member.traits.http_prefix_headers() {
                let place = member.traits.place_of("smithy.api#httpPrefixHeaders", member.place);
                if !prefix.bytes().all(is_token) {
                    self.error(place, "the prefix has characters that no header may have");
                }
            }
        }
        for id in [
            "smithy.api#httpPayload",
            "smithy.api#httpPrefixHeaders",
            "smithy.api#httpQueryParams",
            "smithy.api#httpResponseCode",
        ] {
            let mut with = shape.members.iter().filter(|member| member.traits.has(id));
            if let (Some(_), Some(second)) = (with.next(), with.next()) {
                let place = second.traits.place_of(id, second.place).to_key();
                self.error(place, format!("`{}` has two members with `{id}`", shape.id));
            }
        }
        self.payload(shape);
    }

    fn unique(
        &mut self,
        seen: &mut HashMap<String, &'m ShapeId>,
        name: String,
        member: &'m Member,
        place: Place,
        what: &str,
    ) {
        match seen.get(&name) {
            None => drop(seen.insert(name, &member.id)),
            Some(other) => {
                let message = format!("`{}` and `{other}` are bound to the same {what}", member.id);
                self.error(place, message);
            }
        }
    }

    fn header(&mut self, name: &str, place: Place) {
        if name.is_empty() || !name.bytes().all(is_token) {
            self.error(place, "this is no valid name of a header");
        } else if RESTRICTED.contains(&&*name.to_ascii_lowercase()) {
            self.warn(place, format!("the header `{name}` belongs to the transport"));
        }
    }

    /// If one member is the payload, there is no body left for members without a binding.
    fn payload(&mut self, shape: &'m Shape) {
        let Some(payload) = shape.members.iter().find(|member| member.traits.http_payload()) else {
            return;
        };
        let is_bound = |member: &&Member| BINDINGS.iter().any(|id| member.traits.has(id)) || member.traits.host_label();
        for member in shape.members.iter().filter(|member| !is_bound(member)) {
            let message =
                format!("`{}` has no place in the message: its payload is `{}` alone", member.id, payload.name());
            let help = "bind it to a header, a label or the query";
            self.report.push(Diagnostic::error(member.place, message).help(help));
        }
    }
}

/// A character of a token (RFC 9110, section 5.6.2), as which header names are defined.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
