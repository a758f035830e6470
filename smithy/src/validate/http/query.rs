//! `HttpQueryTrait`, `HttpQueryParamsTrait`: query parameters that are bound twice.

use std::collections::{BTreeMap, HashMap};

use super::{HttpOperation, members_with, ticked};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Member, Shape, ShapeId};
use crate::validate::Context;

const QUERY: &str = "smithy.api#httpQuery";

/// No two members may be bound to the same parameter, nor one to a literal of the URI (Smithy 2.0, "httpQuery trait").
pub(super) fn queries(context: &mut Context<'_>) {
    let mut operations: HashMap<&ShapeId, Vec<HttpOperation<'_>>> = HashMap::new();
    for operation in super::operations(context) {
        operations.entry(&operation.operation.input.id).or_default().push(operation);
    }
    let mut shapes: Vec<&Shape> = context.with_trait(QUERY).into_iter().map(|subject| subject.shape).collect();
    shapes.dedup_by(|a, b| a.id == b.id);
    for shape in shapes {
        let mut bound: BTreeMap<&str, Vec<(&Member, &Applied)>> = BTreeMap::new();
        for (member, applied) in members_with(shape, QUERY) {
            bound.entry(applied.node.as_str().unwrap_or_default()).or_default().push((member, applied));
        }
        for (name, members) in &bound {
            if let [(_, first), .., (_, last)] = &**members {
                let names = ticked(members.iter().map(|(member, _)| member.name()));
                let message =
                    format!("members of `{}` are bound to the same query parameter, `{name}`: {names}", shape.id);
                let diagnostic = Diagnostic::new(Code::HTTP_QUERY, last.place(), message).about(&shape.id);
                let diagnostic = diagnostic.related(first.place(), "first binding");
                context.push(diagnostic.help("bind each of them to a parameter of its own"));
            }
        }
        for HttpOperation { shape: operation, http, .. } in operations.get(&shape.id).into_iter().flatten() {
            for literal in &http.uri.query {
                let Some((member, applied)) = bound.get(&*literal.name).and_then(|members| members.first()) else {
                    continue;
                };
                let message = format!(
                    "`{}` is bound to the query parameter `{}`, which the URI of `{}` has already",
                    member.id, literal.name, operation.id
                );
                let diagnostic = Diagnostic::new(Code::HTTP_QUERY, applied.place(), message).about(&shape.id);
                let diagnostic = diagnostic.related(http.uri_place, "URI with this parameter");
                context.push(diagnostic.help("bind the member to another parameter, or remove it from the URI"));
            }
        }
    }
}

/// (Smithy 2.0, "httpQueryParams trait".)
pub(super) fn params(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#httpQueryParams") {
        let Some(member) = subject.member else { continue };
        let bound: Vec<&str> = members_with(subject.shape, QUERY).map(|(member, _)| member.name()).collect();
        if !bound.is_empty() {
            let names = ticked(bound);
            let message =
                format!("a server cannot tell query parameters of `{}` apart from those of {names}", member.id);
            let place = applied.place().to_key();
            let diagnostic = Diagnostic::new(Code::HTTP_QUERY_PARAMS, place, message).about(&subject.shape.id);
            context.push(diagnostic.help("bind all parameters by name, or none"));
        }
    }
}
