//! `EndpointBddTrait`: the references of a decision diagram lead somewhere (Smithy 2.0, "endpointBdd trait", "Validation
//! requirements").

use super::Rules;
use crate::diagnostics::{Code, Diagnostic};
use crate::rules::{Body, Diagram, Target};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    let Body::Diagram(diagram) = &rules.set.body else { return };
    let place = rules.applied.node.get("nodes").map_or(rules.applied.place(), |nodes| nodes.place);
    let mut faults: Vec<String> =
        fault_of(diagram, diagram.root).map(|fault| format!("the root {fault}")).into_iter().collect();
    // The first node ends walks, and nothing refers to it.
    for (at, node) in diagram.nodes.iter().enumerate().skip(1) {
        let count = diagram.conditions.len();
        if usize::try_from(node.condition).map_or(true, |condition| condition >= count) {
            faults.push(format!("node {at} has the condition {}, but there are {count}", node.condition));
        }
        for (branch, reference) in [("high", node.high), ("low", node.low)] {
            faults.extend(
                fault_of(diagram, reference).map(|fault| format!("the {branch} reference of node {at} {fault}")),
            );
        }
    }
    for fault in faults {
        context.push(Diagnostic::new(Code::ENDPOINT_DIAGRAM, place, fault).about(&rules.scope.shape.id));
    }
}

fn fault_of(diagram: &Diagram<'_>, reference: i32) -> Option<String> {
    match Target::of(reference) {
        Target::Invalid => Some("is 0, which refers to nothing".to_owned()),
        Target::Node { index, .. } if index >= diagram.nodes.len() => {
            Some(format!("is to node {index}, but there are {}", diagram.nodes.len()))
        }
        Target::Result(index) if index >= diagram.results.len() => {
            Some(format!("is to result {index}, but there are {}", diagram.results.len()))
        }
        Target::NoMatch | Target::Node { .. } | Target::Result(_) => None,
    }
}
