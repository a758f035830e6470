//! Shapes that contain themselves in a way that no value can follow.

use std::collections::{HashMap, HashSet};

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Member, Shape, ShapeId};

impl<'m> Checker<'m> {
    /// (Smithy 2.0, "Recursive shape definitions", "Required members and recursion".)
    pub(super) fn recursion(&mut self, closure: &[&'m Shape]) {
        self.bare_recursion(closure);
        let buildable = self.buildable(closure);
        for shape in closure {
            if needs_proof(shape) && !buildable.contains(&shape.id) && !shape.members.is_empty() {
                let message = format!("no finite value of `{}` exists", shape.id);
                let diagnostic = Diagnostic::new(Code::SHAPE_RECURSION, shape.place, message)
                    .about(&shape.id)
                    .label("its required members form a cycle")
                    .help("make one of the members in the cycle optional");
                self.report.push(diagnostic);
            }
        }
    }

    /// Lists and maps may contain themselves only by way of a structure or a union.
    fn bare_recursion(&mut self, closure: &[&'m Shape]) {
        let mut done = HashSet::new();
        for start in closure {
            // Each of them leads to one shape only, so the way is a line.
            let mut line = HashSet::new();
            let mut current = *start;
            while let Some(member) = content(current) {
                if !line.insert(&current.id) {
                    let message = format!("`{}` contains itself without a structure or union in between", current.id);
                    let help = "put a structure or a union into the cycle";
                    let diagnostic = Diagnostic::new(Code::SHAPE_RECURSION, member.target.place, message);
                    self.report.push(diagnostic.about(&current.id).help(help));
                    break;
                }
                if !done.insert(&current.id) {
                    break;
                }
                let Some(target) = self.target(member) else {
                    break;
                };
                current = target;
            }
        }
    }

    /// The structures and unions of which a finite value exists.
    fn buildable(&self, closure: &[&'m Shape]) -> HashSet<&'m ShapeId> {
        let mut waiting: HashMap<&ShapeId, usize> = HashMap::new();
        let mut dependents: HashMap<&ShapeId, Vec<&'m ShapeId>> = HashMap::new();
        let mut ready: Vec<&'m ShapeId> = Vec::new();
        for shape in closure.iter().filter(|shape| needs_proof(shape)) {
            let is_union = matches!(shape.kind, Kind::Union);
            let members = shape.members.iter().filter(|member| is_union || is_needed(member));
            let mut doubtful = 0;
            // A union without members is a fault of its own.
            let mut is_free = !is_union || shape.members.is_empty();
            for member in members {
                match self.target(member).filter(|target| needs_proof(target)) {
                    Some(target) => {
                        dependents.entry(&target.id).or_default().push(&shape.id);
                        doubtful += 1;
                    }
                    None => is_free |= is_union,
                }
            }
            // A structure needs all of those members, a union any one of its members.
            if is_union {
                waiting.insert(&shape.id, usize::from(!is_free));
            } else {
                waiting.insert(&shape.id, doubtful);
            }
            if waiting.get(&shape.id) == Some(&0) {
                ready.push(&shape.id);
            }
        }
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
}

fn needs_proof(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Structure | Kind::Union)
}

/// Whether a structure cannot do without the member.
fn is_needed(member: &Member) -> bool {
    member.traits.required() && member.traits.default_value().is_none()
}

/// The member of a list, or the value of a map.
fn content(shape: &Shape) -> Option<&Member> {
    match shape.kind {
        Kind::List => shape.member("member"),
        Kind::Map => shape.member("value"),
        _ => None,
    }
}
