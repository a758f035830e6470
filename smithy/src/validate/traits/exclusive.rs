//! Traits that only one member of a structure may have, by itself or by what it targets (Smithy 2.0, "trait trait",
//! "structurallyExclusive").

use std::collections::BTreeMap;

use super::definition::{Definition, Exclusive};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Member, Shape};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    let model = context.model;
    // The same few traits are met over and over; what each excludes is looked up once. A target may be built in, so that
    // its traits are not among those of the model.
    let mut known: BTreeMap<&str, Option<Exclusive>> = BTreeMap::new();
    for shape in model.shapes().filter(|shape| matches!(shape.kind, Kind::Structure)) {
        let mut found: BTreeMap<(&str, bool), Vec<&Member>> = BTreeMap::new();
        for member in &shape.members {
            let own = member.traits.iter().map(|applied| (applied, Exclusive::Member));
            let targets = model.target(member).into_iter().flat_map(|target| target.traits.iter());
            for (applied, exclusive) in own.chain(targets.map(|applied| (applied, Exclusive::Target))) {
                let id = applied.id.as_str();
                let of_trait =
                    *known.entry(id).or_insert_with(|| model.shape(id).and_then(Definition::of)?.exclusive());
                if of_trait == Some(exclusive) {
                    found.entry((id, exclusive == Exclusive::Target)).or_default().push(member);
                }
            }
        }
        for ((id, is_target), members) in found {
            if let [first, second, ..] = &*members {
                context.push(finding(shape, id, is_target, members.len(), first, second));
            }
        }
    }
}

fn finding(shape: &Shape, id: &str, is_target: bool, count: usize, first: &Member, second: &Member) -> Diagnostic {
    let (message, help) = match is_target {
        false => (
            format!("`{}` has {count} members with `{id}`, which only one may have", shape.id),
            "remove the trait from the others".to_owned(),
        ),
        true => (
            format!("`{}` has {count} members that target a shape with `{id}`, which only one may do", shape.id),
            format!("keep one of them; the trait is on `{}`", second.target.id),
        ),
    };
    let place = |member: &Member| match is_target {
        false => member.traits.place_of(id, member.place).to_key(),
        true => member.target.place,
    };
    let diagnostic = Diagnostic::new(Code::EXCLUSIVE_MEMBER, place(second), message).about(&shape.id);
    diagnostic.related(place(first), format!("`{}` is the first", first.name())).help(help)
}
