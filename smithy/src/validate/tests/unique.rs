//! `UniqueProtocolTestCaseId`, `UniqueSmokeTestCaseId`: ids of tests are distinct.

use std::collections::{BTreeMap, HashSet};

use super::{cases, id, malformed};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Node, Shape, ShapeId};
use crate::validate::Context;

const SMOKE: &str = "smithy.test#smokeTests";

/// The tests of each id, with the shapes that have them.
type Tests<'m> = BTreeMap<String, Vec<(&'m Shape, &'m Node)>>;

/// Ids are distinct among the tests of a kind in the whole model. A test with parameters is as many tests as there are
/// values.
pub(super) fn protocol_tests(context: &mut Context<'_>) {
    for kind in
        ["smithy.test#httpRequestTests", "smithy.test#httpResponseTests", malformed::ID, "smithy.test#eventStreamTests"]
    {
        let mut tests = Tests::new();
        for (subject, applied) in context.applied(kind) {
            for case in cases(&applied.node) {
                let runs = if kind == malformed::ID { malformed::runs(case) } else { None };
                let ids = match runs {
                    Some(runs) => (0..runs).map(|run| format!("{}_case{run}", id(case))).collect(),
                    None => vec![id(case).to_owned()],
                };
                for id in ids {
                    tests.entry(id).or_default().push((subject.shape, case));
                }
            }
        }
        report(context, Code::TEST_ID, kind, &tests);
    }
}

/// Ids are distinct within a service; those of operations without a service, within the operation.
pub(super) fn smoke_tests(context: &mut Context<'_>) {
    let mut bound: HashSet<&ShapeId> = HashSet::new();
    let mut groups: Vec<Vec<&Shape>> = Vec::new();
    for (_, service) in context.model.services() {
        let operations: Vec<&Shape> =
            context.model.operations(service).into_iter().map(|(operation, _)| operation).collect();
        bound.extend(operations.iter().map(|operation| &operation.id));
        groups.push(operations);
    }
    let all = context.with_trait(SMOKE).into_iter().map(|subject| subject.shape);
    groups.extend(all.filter(|operation| !bound.contains(&operation.id)).map(|operation| vec![operation]));
    for operations in groups {
        let mut tests = Tests::new();
        for operation in operations {
            let node = operation.traits.get(SMOKE).map(|applied| &applied.node);
            for case in node.map(cases).unwrap_or_default() {
                tests.entry(id(case).to_owned()).or_default().push((operation, case));
            }
        }
        report(context, Code::SMOKE_TEST_ID, SMOKE, &tests);
    }
}

/// Reports each shape once that has a test of an id which another test has, too.
fn report(context: &mut Context<'_>, code: Code, kind: &str, tests: &Tests<'_>) {
    for (name, tests) in tests.iter().filter(|(_, tests)| tests.len() > 1) {
        let mut seen = HashSet::new();
        for (at, (shape, case)) in tests.iter().enumerate().filter(|(_, (shape, _))| seen.insert(&shape.id)) {
            let Some((_, other)) = tests.get(if at == 0 { 1 } else { 0 }) else { continue };
            let place = |case: &Node| case.get("id").map_or(case.place, |id| id.place);
            let message = format!("`{name}` is the id of {} tests of `{kind}`", tests.len());
            let diagnostic = Diagnostic::new(code, place(case), message).about(&shape.id);
            context.push(diagnostic.related(place(other), "the same id").help("change one of the ids"));
        }
    }
}
