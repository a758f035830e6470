//! `HttpRequestTestsInput`, `HttpResponseTestsOutput`, `HttpResponseTestsError`: the values and bodies of HTTP tests.

use super::{cases, check, empty, find, has_entries, id, media, named, structure};
use crate::diagnostics::{Code, Severity};
use crate::model::{Applied, Operation, Reference, Shape};
use crate::validate::Context;

const RESPONSES: &str = "smithy.test#httpResponseTests";

pub(super) fn requests(context: &mut Context<'_>) {
    of_operations(context, "smithy.test#httpRequestTests", Code::REQUEST_TESTS, |operation| &operation.input);
}

pub(super) fn responses(context: &mut Context<'_>) {
    of_operations(context, RESPONSES, Code::RESPONSE_TESTS, |operation| &operation.output);
}

fn of_operations(context: &mut Context<'_>, trait_id: &str, code: Code, end: fn(&Operation) -> &Reference) {
    for (subject, applied) in context.applied(trait_id) {
        if let Some(operation) = subject.shape.as_operation() {
            let values = structure(context.model, end(operation));
            validate(context, code, subject.shape, applied, values);
        }
    }
}

/// An error is the shape of its own values.
pub(super) fn errors(context: &mut Context<'_>) {
    for (subject, applied) in context.applied(RESPONSES) {
        if subject.shape.as_operation().is_none() {
            validate(context, Code::ERROR_TESTS, subject.shape, applied, Some(subject.shape));
        }
    }
}

fn validate(context: &mut Context<'_>, code: Code, shape: &Shape, applied: &Applied, values: Option<&Shape>) {
    for (at, case) in cases(&applied.node).iter().enumerate() {
        if let Some((body, fault)) = media::fault(case) {
            let message = format!("test `{}`: {fault}", id(case));
            context.push(find(code, Severity::Danger, body, &shape.id, message));
        }
        let vendor = case.get("vendorParams").filter(|params| has_entries(params));
        match (named(context.model, case, "vendorParamsShape"), vendor) {
            (Some(named), Some(params)) => {
                let what = format!("{}.{at}.vendorParams", applied.id);
                check(code, what, &shape.id).run(context, named.subject(), params);
            }
            (Some(named), None) => {
                let message = format!("test `{}` names `{}`, but has no `vendorParams`", id(case), named.id);
                context.push(find(code, Severity::Warning, case, &shape.id, message));
            }
            _ => {}
        }
        match (values, case.get("params")) {
            (Some(values), params) => {
                let (what, empty) = (format!("{}.{at}.params", applied.id), empty(case));
                check(code, what, &shape.id).run(context, values.subject(), params.unwrap_or(&empty));
            }
            (None, Some(params)) if has_entries(params) => {
                let message = format!("test `{}` has parameters, but `{}` takes none", id(case), shape.id);
                context.push(find(code, Severity::Error, params, &shape.id, message));
            }
            _ => {}
        }
    }
}
