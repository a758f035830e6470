//! `SmokeTestCase`: the values of smoke tests.

use super::{cases, check, find, has_entries, id, named, structure};
use crate::diagnostics::{Code, Severity};
use crate::validate::Context;

const CODE: Code = Code::SMOKE_TESTS;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    for (subject, applied) in context.applied("smithy.test#smokeTests") {
        let Some(operation) = subject.shape.as_operation() else { continue };
        let about = subject.id();
        for case in cases(&applied.node) {
            let name = id(case);
            let what = |key: &str| format!("{}.{name}.{key}", applied.id);
            match (case.get("vendorParamsShape"), case.get("vendorParams")) {
                (Some(_), Some(params)) => {
                    if let Some(shape) = named(model, case, "vendorParamsShape") {
                        check(CODE, what("vendorParams"), about).run(context, shape.subject(), params);
                    }
                }
                (Some(shape), None) => {
                    let message = format!("test `{name}` has a `vendorParamsShape`, but no `vendorParams`");
                    context.push(find(CODE, Severity::Warning, shape, about, message).help("add `vendorParams`"));
                }
                (None, Some(params)) => {
                    let message = format!("test `{name}` has `vendorParams`, but no `vendorParamsShape`");
                    let finding = find(CODE, Severity::Warning, params, about, message);
                    context.push(finding.help("name the shape that the values have"));
                }
                (None, None) => {}
            }
            let Some(params) = case.get("params") else { continue };
            match structure(model, &operation.input) {
                Some(input) => check(CODE, what("params"), about).run(context, input.subject(), params),
                None if has_entries(params) => {
                    let message = format!("test `{name}` has parameters, but `{about}` has no input");
                    context.push(find(CODE, Severity::Error, params, about, message).help("remove them"));
                }
                None => {}
            }
        }
    }
}
