//! HTTP bindings of the operations of a service (Smithy 2.0, "HTTP bindings").

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Checker;
use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::model::traits::{HostPart, Http, UriSegment};
use crate::model::{Member, Operation, Shape, ShapeId};
use crate::protocol::Protocol;

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
    pub(super) fn http(&mut self, protocol: &Protocol, operations: &[(&'m Shape, &'m Operation)]) {
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
                    let help = format!("{} needs the trait `smithy.api#http` with a method and a URI", protocol.name());
                    self.report
                        .push(Diagnostic::new(Code::HTTP_MISSING, shape.place, message).about(&shape.id).help(help));
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

    /// No two operations may be meant by the same requests. A slash at the end makes no difference: it is optional in
    /// requests (Smithy 2.0, "http trait", "Literal character sequences").
    fn route(&mut self, routes: &mut HashMap<String, Vec<&'m Shape>>, shape: &'m Shape, http: &Http) {
        let others = routes.entry(http.route()).or_default();
        if let Some(other) = others.iter().find(|other| self.share_a_host(shape, other)) {
            let message =
                format!("`{}` and `{}` have the same route: {} {}", shape.id, other.id, http.method, http.uri);
            let help =
                "change the method or the URI of one of them, or give them different hosts with `smithy.api#endpoint`";
            let diagnostic = Diagnostic::new(Code::HTTP_CONFLICT, http.uri_place, message).about(&shape.id);
            let diagnostic = diagnostic.label("second route");
            let first = other.traits.http().map_or(other.place, |http| http.uri_place);
            let diagnostic = diagnostic.related(first, "first route");
            let has_prefix = shape.traits.endpoint().or(other.traits.endpoint()).is_some();
            self.report.push(diagnostic.help(if has_prefix {
                help
            } else {
                "change the method or the URI of one of them"
            }));
        }
        others.push(shape);
    }

    /// Whether requests to two operations may have the same host. A label takes in any text, unless it has a pattern.
    fn share_a_host(&self, one: &'m Shape, other: &'m Shape) -> bool {
        let (a, b) = match (one.traits.endpoint(), other.traits.endpoint()) {
            (Some(a), Some(b)) => (a, b),
            (a, b) => return a.is_none() && b.is_none(),
        };
        let is_free = |operation: &'m Shape, label: &str| {
            let input = operation.as_operation().and_then(|operation| self.model.shape(&operation.input.id));
            let member = input.and_then(|input| input.member(label));
            let target = member.and_then(|member| self.target(member));
            let patterns = [member.map(|member| &member.traits), target.map(|target| &target.traits)];
            patterns.into_iter().flatten().all(|traits| traits.pattern().is_none())
        };
        for parts in a.parts.iter().zip(&b.parts) {
            match parts {
                (HostPart::Literal(a), HostPart::Literal(b)) if a.eq_ignore_ascii_case(b) => {}
                (HostPart::Literal(_), HostPart::Literal(_)) => return false,
                (HostPart::Label(_), HostPart::Label(_)) => {}
                (HostPart::Label(label), HostPart::Literal(_)) => return is_free(one, label),
                (HostPart::Literal(_), HostPart::Label(label)) => return is_free(other, label),
            }
        }
        a.parts.len() == b.parts.len()
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
                    let diagnostic = Diagnostic::new(Code::HTTP_LABEL, place, message).about(&operation.id);
                    self.report.push(diagnostic.did_you_mean(label, known));
                }
                Some(member) if !member.traits.http_label() => {
                    let message =
                        format!("`{}` must be bound to the label `{{{label}}}` of `{}`", member.id, operation.id);
                    let help = "apply the trait `smithy.api#httpLabel`";
                    let diagnostic = Diagnostic::new(Code::HTTP_LABEL, member.place, message).about(&member.id);
                    self.report.push(diagnostic.help(help));
                }
                Some(_) => {}
            }
        }
        for segment in &http.uri.segments {
            if let UriSegment::Greedy(name) = segment
                && let Some(target) = input.member(name).and_then(|member| self.target(member))
                && !target.kind.is_string()
            {
                let message = format!("the member of the greedy label `{{{name}+}}` must be a string");
                self.find(Code::HTTP_LABEL, &operation.id, http.uri_place, message);
            }
        }
        let bound = input.members.iter().filter(|member| member.traits.http_label());
        for member in bound.filter(|member| !labels.contains(member.name())) {
            let message = format!("`{}` is bound to a label, but the URI `{}` has no such label", member.id, http.uri);
            let place = member.traits.place_of("smithy.api#httpLabel", member.place).to_key();
            let diagnostic = Diagnostic::new(Code::HTTP_LABEL, place, message).about(&member.id);
            self.report.push(diagnostic.did_you_mean(member.name(), http.uri.labels()));
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
            let diagnostic = Diagnostic::new(Code::HOST_LABEL, place, message).about(&operation.id);
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
                let message = format!("`{}` has both `{first}` and `{second}`", member.id);
                let diagnostic = Diagnostic::new(Code::TRAIT_CONFLICT, place, message).about(&member.id);
                self.report.push(diagnostic.help("a member has one HTTP binding; remove one of them"));
            }
            if let Some(name) = member.traits.http_query() {
                let place = member.traits.place_of("smithy.api#httpQuery", member.place);
                self.unique(&mut queries, name.to_owned(), member, place, (Code::HTTP_QUERY, "query parameter"));
            }
            if let Some(name) = member.traits.http_header() {
                let place = member.traits.place_of("smithy.api#httpHeader", member.place);
                self.header(member, name, place);
                self.unique(&mut headers, name.to_ascii_lowercase(), member, place, (Code::HTTP_HEADER, "header"));
            }
            if let Some(prefix) = member.traits.http_prefix_headers() {
                let place = member.traits.place_of("smithy.api#httpPrefixHeaders", member.place);
                if !prefix.bytes().all(is_token) {
                    let message = format!("`{}` is not a valid prefix of header names", clip(prefix));
                    self.find(Code::HTTP_PREFIX_HEADERS, &member.id, place, message);
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
                let message = format!("`{}` has two members with `{id}`", shape.id);
                let diagnostic = Diagnostic::new(Code::EXCLUSIVE_MEMBER, place, message).about(&shape.id);
                self.report.push(diagnostic.help("remove the trait from one of them"));
            }
        }
        self.payload(shape);
    }

    fn unique(
        &mut self,
        seen: &mut HashMap<String, (&'m ShapeId, Place)>,
        name: String,
        member: &'m Member,
        place: Place,
        (code, what): (Code, &str),
    ) {
        match seen.get(&name) {
            None => drop(seen.insert(name, (&member.id, place))),
            Some((other, first)) => {
                let message = format!("`{}` and `{other}` are bound to the same {what}", member.id);
                let diagnostic = Diagnostic::new(code, place, message).about(&member.id);
                self.report.push(diagnostic.related(*first, "first binding"));
            }
        }
    }

    fn header(&mut self, member: &Member, name: &str, place: Place) {
        if name.is_empty() || !name.bytes().all(is_token) {
            let message = format!("`{}` is not a valid header name", clip(name));
            self.find(Code::HTTP_HEADER, &member.id, place, message);
        } else if RESTRICTED.contains(&&*name.to_ascii_lowercase()) {
            let message = format!("the header `{name}` belongs to the transport, which may change it");
            self.find(Code::TRANSPORT_HEADER, &member.id, place, message);
        }
    }

    /// If one member is the payload, there is no body left for members without a binding.
    fn payload(&mut self, shape: &'m Shape) {
        let Some(payload) = shape.members.iter().find(|member| member.traits.http_payload()) else {
            return;
        };
        let is_bound = |member: &&Member| BINDINGS.iter().any(|id| member.traits.has(id)) || member.traits.host_label();
        for member in shape.members.iter().filter(|member| !is_bound(member)) {
            let message = format!("`{}` cannot be in the body, which is the payload `{}`", member.id, payload.name());
            let help = "bind it to a header, a label or the query, or remove the trait `smithy.api#httpPayload`";
            self.report.push(Diagnostic::new(Code::HTTP_PAYLOAD, member.place, message).about(&member.id).help(help));
        }
    }
}

/// A character of a token (RFC 9110, section 5.6.2), as which header names are defined.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
