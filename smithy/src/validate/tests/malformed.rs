//! `HttpMalformedRequestTests`: parameters of tests have the same number of values.

use super::{cases, find, id};
use crate::diagnostics::{Code, Severity};
use crate::model::Node;
use crate::validate::Context;

pub(super) const ID: &str = "smithy.test#httpMalformedRequestTests";

pub(super) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied(ID) {
        for case in cases(&applied.node) {
            let Some(parameters) = case.get("testParameters") else { continue };
            let counts = counts(case);
            if counts.iter().any(|count| Some(count) != counts.first()) {
                let message = format!("the parameters of test `{}` have different numbers of values", id(case));
                let finding = find(Code::MALFORMED_REQUEST_TESTS, Severity::Error, parameters, subject.id(), message);
                context.push(finding.help("the test runs once for each value; add the missing ones"));
            }
        }
    }
}

/// How many values each parameter has.
fn counts(case: &Node) -> Vec<usize> {
    let parameters = case.get("testParameters").and_then(Node::as_object).unwrap_or_default();
    parameters.iter().map(|entry| cases(&entry.value).len()).collect()
}

/// How many times a test runs; `None` if it has no parameters.
pub(super) fn runs(case: &Node) -> Option<usize> {
    counts(case).into_iter().max()
}
