//! `ShapeRecursion`: shapes that contain themselves in a way that no value can follow (Smithy 2.0, "Recursive shape
//! definitions", "Required members and recursion").

mod cycles;

use std::collections::{HashMap, HashSet};

use self::cycles::on_cycles;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Kind, Member, Model, Shape, ShapeId};
use crate::validate::Context;

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    let collections = on_cycles(model, |shape| content(shape).into_iter().collect());
    for (shape, member) in collections {
        let message = format!("`{}` contains itself without a structure or union in between", shape.id);
        fault(context, &shape.id, member.target.place, message, "put a structure or a union into the cycle");
    }
    let structures = on_cycles(model, |shape| match shape.kind {
        Kind::Structure => shape.members.iter().filter(|member| leads_on(model, member)).collect(),
        _ => Vec::new(),
    });
    for (shape, member) in structures {
        let message = format!("no finite value of `{}` exists, since its required members form a cycle", shape.id);
        fault(context, &shape.id, member.place, message, "make one of the members in the cycle optional");
    }
    let buildable = buildable(model);
    for shape in model.shapes().filter(|shape| matches!(shape.kind, Kind::Union) && !shape.members.is_empty()) {
        if !buildable.contains(&shape.id) {
            let message =
                format!("no finite value of `{}` exists, since each of its members leads back to it", shape.id);
            fault(context, &shape.id, shape.place, message, "add a member that does not");
        }
    }
}

fn fault(context: &mut Context<'_>, id: &ShapeId, place: Place, message: String, help: &str) {
    context.push(Diagnostic::new(Code::SHAPE_RECURSION, place, message).about(id).help(help));
}

/// Whether a structure cannot do without the member, which is a structure.
fn leads_on(model: &Model, member: &Member) -> bool {
    member.traits.required() && model.target(member).is_some_and(|target| matches!(target.kind, Kind::Structure))
}

/// The member of a list, or the value of a map.
fn content(shape: &Shape) -> Option<&Member> {
    match shape.kind {
        Kind::List => shape.member("member"),
        Kind::Map => shape.member("value"),
        _ => None,
    }
}

/// The structures and unions of which a finite value exists.
fn buildable(model: &Model) -> HashSet<&ShapeId> {
    let mut waiting: HashMap<&ShapeId, usize> = HashMap::new();
    let mut dependents: HashMap<&ShapeId, Vec<&ShapeId>> = HashMap::new();
    let mut ready: Vec<&ShapeId> = Vec::new();
    for shape in model.shapes().filter(|shape| needs_proof(shape)) {
        let is_union = matches!(shape.kind, Kind::Union);
        let members = shape.members.iter().filter(|member| is_union || member.traits.required());
        let mut doubtful = 0;
        // A union without members is a fault of its own.
        let mut is_free = !is_union || shape.members.is_empty();
        for member in members {
            match model.target(member).filter(|target| needs_proof(target)) {
                Some(target) => {
                    dependents.entry(&target.id).or_default().push(&shape.id);
                    doubtful += 1;
                }
                None => is_free |= is_union,
            }
        }
        // A structure needs all of those members, a union any one of its members.
        let open = if is_union { usize::from(!is_free) } else { doubtful };
        waiting.insert(&shape.id, open);
        if open == 0 {
            ready.push(&shape.id);
        }
    }
    // A shape that is built in is one that other models use.
    ready.extend(dependents.keys().filter(|id| !waiting.contains_key(*id)).copied());
    let mut buildable = HashSet::new();
    while let Some(id) = ready.pop() {
        buildable.insert(id);
        for dependent in dependents.remove(id).unwrap_or_default() {
            if let Some(count) = waiting.get_mut(dependent)
                && *count > 0
            {
                *count -= 1;
                if *count == 0 {
                    ready.push(dependent);
                }
            }
        }
    }
    buildable
}

fn needs_proof(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Structure | Kind::Union)
}
