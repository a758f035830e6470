//! Which members are boxed, so that types that contain themselves have a size.

use std::collections::{BTreeSet, HashMap};

use super::closure::{Closure, content, members};
use shapewright_smithy::diagnostics::{Code, Diagnostic, Report};
use shapewright_smithy::model::{Kind, Member, Shape, ShapeId};

/// How deep lists and maps may lie within each other without a structure in between. The depth of a type is the
/// depth to which the compiler, and we, must follow it.
const DEPTH: usize = 32;

/// The ids of the members that must be boxed, and all structures and unions in an order in which each comes after
/// those that it holds within itself, boxed ones aside.
///
/// Boxed are the members that close a circle of structures and unions. Lists and maps keep their contents apart and need
/// no box. The circles are found from the shape with the smallest id on, members in the order of the model, so that the
/// same model always gives the same boxes.
///
/// (Smithy 2.0, "Recursive shape definitions".)
pub(super) fn boxed<'m>(closure: &Closure<'m>) -> (BTreeSet<&'m ShapeId>, Vec<&'m Shape>) {
    let mut search = Search { closure, states: HashMap::new(), boxed: BTreeSet::new(), order: Vec::new() };
    for start in closure.shapes.values().filter(|shape| is_aggregate(shape)) {
        if !search.states.contains_key(&start.id) {
            search.from(start);
        }
    }
    (search.boxed, search.order)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// It is on the way to the shape that is being looked at.
    Open,
    Done,
}

/// A search in depth with a stack of its own: models may be deeper than the thread's.
struct Search<'c, 'm> {
    closure: &'c Closure<'m>,
    states: HashMap<&'m ShapeId, State>,
    boxed: BTreeSet<&'m ShapeId>,
    order: Vec<&'m Shape>,
}

impl<'m> Search<'_, 'm> {
    fn from(&mut self, start: &'m Shape) {
        let mut stack = vec![(start, direct(self.closure, start).into_iter())];
        self.states.insert(&start.id, State::Open);
        while let Some((shape, members)) = stack.last_mut() {
            let Some((member, target)) = members.next() else {
                self.states.insert(&shape.id, State::Done);
                self.order.push(*shape);
                stack.pop();
                continue;
            };
            match self.states.get(&target.id) {
                Some(State::Open) => drop(self.boxed.insert(&member.id)),
                Some(State::Done) => {}
                None => {
                    self.states.insert(&target.id, State::Open);
                    stack.push((target, direct(self.closure, target).into_iter()));
                }
            }
        }
    }
}

/// The members that a shape holds within itself, of those that are structures or unions.
pub(super) fn direct<'m>(closure: &Closure<'m>, shape: &'m Shape) -> Vec<(&'m Member, &'m Shape)> {
    let members = members(shape).map(|member| (member, closure.target(member)));
    members.filter(|(_, target)| is_aggregate(target) && !target.traits.streaming()).collect()
}

fn is_aggregate(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Structure | Kind::Union)
}

/// Reports lists and maps that lie too deep within each other, or in themselves; all later passes follow them without
/// counting.
pub(super) fn check_depth(closure: &Closure<'_>, report: &mut Report) {
    for shape in closure.shapes.values() {
        let mut inner = *shape;
        let mut depth = 0;
        while let Some(member) = content(inner).filter(|_| depth <= DEPTH) {
            inner = closure.target(member);
            depth += 1;
        }
        if depth > DEPTH {
            let message = format!("`{}` nests lists and maps more than {DEPTH} levels deep", shape.id);
            let diagnostic = Diagnostic::new(Code::TOO_LARGE, shape.place, message).about(&shape.id);
            report.push(diagnostic.help("put a structure in between"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::tests::{closure, model, reaching};
    use shapewright_smithy::diagnostics::Report;

    /// Each case: the shapes as `name(member:target …)` with `u`, `l` and `m` in front for unions, lists and maps,
    /// and the members that must be boxed.
    const CASES: &[(&str, &str)] = &[
        ("A(a:A)", "A$a"),
        ("A(b:B) B(a:A)", "B$a"),
        ("B(a:A) A(b:B)", "B$a"),
        ("A(b:B c:B) B(x:A y:A)", "B$x B$y"),
        ("A(l:L) lL(A)", ""),
        ("A(m:M) mM(A)", ""),
        ("A(u:U) uU(a:A s:Z) Z()", "U$a"),
        ("uU(u:U s:Z) Z()", "U$u"),
        ("A(b:B) B(c:C l:L) C(b:B) lL(A)", "C$b"),
        ("A(b:B c:C) B(d:D) C(d:D) D()", ""),
        ("A(z:Z) Z(y:Y) Y(x:X) X(a:A y:Y)", "X$a X$y"),
    ];

    #[test]
    fn boxes() {
        for (shapes, expected) in CASES {
            let model = model(&format!("{}, {}", reaching("t#Start"), shapes_json(shapes)));
            let closure = closure(&model);
            let boxed: Vec<_> = super::boxed(&closure).0.into_iter().map(|id| id.as_str().replace("t#", "")).collect();
            assert_eq!(boxed.join(" "), *expected, "{shapes}");
        }
    }

    #[test]
    fn depth() {
        for (levels, is_fine) in [(31, true), (34, false)] {
            let mut shapes = format!("A(l:L0) lL{levels}(Z) Z()");
            for level in 0..levels {
                shapes.push_str(&format!(" lL{level}(L{})", level + 1));
            }
            let model = model(&format!("{}, {}", reaching("t#Start"), shapes_json(&shapes)));
            let mut report = Report::new();
            super::check_depth(&closure(&model), &mut report);
            assert_eq!(report.is_empty(), is_fine, "{levels}");
        }
    }

    fn shapes_json(shapes: &str) -> String {
        let mut parts = Vec::new();
        let mut names = Vec::new();
        for shape in shapes.split_inclusive(')') {
            let (name, members) = shape.trim().strip_suffix(')').unwrap().split_once('(').unwrap();
            let reference = |target: &str| format!(r#"{{ "target": "t#{target}" }}"#);
            let name_only = name.trim_start_matches(['u', 'l', 'm']);
            names.push(name_only);
            let body = match &name[..1] {
                "l" => format!(r#""type": "list", "member": {}"#, reference(members)),
                "m" => format!(
                    r#""type": "map", "key": {{ "target": "smithy.api#String" }}, "value": {}"#,
                    reference(members)
                ),
                kind => {
                    let kind = if kind == "u" { "union" } else { "structure" };
                    let members = members.split_whitespace().map(|member| {
                        let (name, target) = member.split_once(':').unwrap();
                        format!(r#""{name}": {}"#, reference(target))
                    });
                    let members: Vec<_> = members.collect();
                    format!(r#""type": "{kind}", "members": {{ {} }}"#, members.join(", "))
                }
            };
            parts.push(format!(r#""t#{name_only}": {{ {body} }}"#));
        }
        let members: Vec<_> = names.iter().map(|name| format!(r#""m{name}": {{ "target": "t#{name}" }}"#)).collect();
        parts.push(format!(r#""t#Start": {{ "type": "structure", "members": {{ {} }} }}"#, members.join(", ")));
        parts.join(", ")
    }
}
