//! HTTP bindings of the operations of a service (Smithy 2.0, "HTTP bindings"): what the generator asks of them.

use std::collections::BTreeSet;

use super::Checker;
use crate::diagnostics::{Code, Diagnostic, Report, Severity, clip, similar};
use crate::model::traits::Http;
use crate::model::{Operation, Shape};
use crate::protocol::Protocol;

/// The methods that exist: IANA's registry of HTTP methods, without `PRI`, which no request may have (RFC 9113,
/// section 3.4). Methods are case-sensitive (RFC 9110, section 9.1).
#[rustfmt::skip]
const METHODS: &[&str] = &[
    "ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LABEL",
    "LINK", "LOCK", "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "OPTIONS",
    "ORDERPATCH", "PATCH", "POST", "PROPFIND", "PROPPATCH", "PUT", "QUERY", "REBIND", "REPORT", "SEARCH", "TRACE",
    "UNBIND", "UNCHECKOUT", "UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF", "VERSION-CONTROL",
];

/// Those that operations mostly have.
const COMMON: &[&str] = &["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD"];

impl<'m> Checker<'m> {
    pub(super) fn http(&mut self, protocol: &Protocol, operations: &[(&'m Shape, &'m Operation)]) {
        self.unbound(protocol, operations);
        let mut structures = BTreeSet::new();
        for (shape, operation) in operations {
            let ends = [&operation.input, &operation.output].into_iter().chain(&operation.errors);
            structures.extend(ends.map(|reference| &reference.id));
            if let Some(http) = shape.traits.http() {
                self.method(shape, http);
                self.greedy_labels(shape, http);
            }
        }
        for id in structures {
            if let Some(shape) = self.model.shape(id) {
                self.bindings(shape);
            }
        }
    }

    /// Operations need bindings; Smithy accepts a service where none has any.
    fn unbound(&mut self, protocol: &Protocol, operations: &[(&'m Shape, &'m Operation)]) {
        if operations.iter().any(|(shape, _)| shape.traits.has("smithy.api#http")) {
            return;
        }
        for (shape, _) in operations {
            let message = format!("operation `{}` has no HTTP binding", shape.id);
            let help = format!("{} needs the trait `smithy.api#http` with a method and a URI", protocol.id);
            self.report.push(Diagnostic::new(Code::HTTP_MISSING, shape.place, message).about(&shape.id).help(help));
        }
    }

    /// A method must exist; Smithy accepts any.
    fn method(&mut self, shape: &Shape, http: &Http) {
        let method = &*http.method;
        if METHODS.contains(&method) {
            return;
        }
        let place = shape.traits.get("smithy.api#http").and_then(|http| http.node.get("method"));
        let place = place.map_or(shape.place, |node| node.place);
        let message = format!("`{}` is not a valid HTTP method", clip(method));
        let diagnostic = Diagnostic::new(Code::HTTP_METHOD, place, message).about(&shape.id);
        let upper = method.to_ascii_uppercase();
        let help = match METHODS.iter().find(|known| **known == upper) {
            Some(known) => format!("methods are case-sensitive; did you mean `{known}`?"),
            None => match similar(&upper, COMMON.iter().chain(METHODS).copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "such as `GET`, `PUT`, `POST`, `PATCH`, `DELETE` and `HEAD`".to_owned(),
            },
        };
        self.report.push(diagnostic.help(help));
    }

    /// Routes have a greedy label at the end at most, even if the model suppresses Smithy's own finding.
    fn greedy_labels(&mut self, shape: &Shape, http: &Http) {
        let codes = [
            (Code::HTTP_GREEDY_LABELS, http.uri.greedy_labels() > 1),
            (Code::HTTP_GREEDY_LABEL, http.uri.has_label_after_greedy()),
        ];
        for (code, _) in codes.into_iter().filter(|(_, is_broken)| *is_broken) {
            let message = format!("the URI `{}` of `{}` cannot be routed", clip(&http.uri.text), shape.id);
            let diagnostic = Diagnostic::new(code, http.uri_place, message).about(&shape.id);
            self.even_if_suppressed(diagnostic.help("make a greedy label the only one and the last one"));
        }
    }

    /// Adds a finding of Smithy's that a model suppresses, although nothing can be generated. Otherwise validation reports
    /// it.
    fn even_if_suppressed(&mut self, diagnostic: Diagnostic) {
        let mut report = Report::new();
        report.push(diagnostic.clone());
        self.model.suppress(&mut report);
        if report.is_empty() {
            self.report.push(diagnostic.with_severity(Severity::Error));
        }
    }

    /// Checks the bindings of an input, an output or an error.
    fn bindings(&mut self, shape: &'m Shape) {
        for member in &shape.members {
            if let Some(name) = member.traits.http_header()
                && (name.is_empty() || !name.bytes().all(is_token))
            {
                let place = member.traits.place_of("smithy.api#httpHeader", member.place);
                let message = format!("`{}` is not a valid header name", clip(name));
                let diagnostic = Diagnostic::new(Code::HTTP_HEADER, place, message).about(&member.id);
                self.even_if_suppressed(diagnostic.with_severity(Severity::Danger).help("use letters, digits and `-`"));
            }
            if let Some(prefix) = member.traits.http_prefix_headers() {
                let place = member.traits.place_of("smithy.api#httpPrefixHeaders", member.place);
                if !prefix.bytes().all(is_token) {
                    let message = format!("`{}` is not a valid prefix of header names", clip(prefix));
                    self.find(Code::HTTP_PREFIX_HEADERS, &member.id, place, message);
                }
            }
        }
    }
}

/// A character of a token (RFC 9110, section 5.6.2), as which header names are defined.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
