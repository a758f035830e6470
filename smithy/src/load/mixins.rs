//! Copies the members and traits of mixins into the shapes that use them (Smithy 2.0, "Mixins").

mod order;

use std::collections::{HashMap, HashSet};

use super::apply::Applies;
use super::build;
use super::enums;
use super::fields::Context;
use crate::diagnostics::{At, Code, Diagnostic};
use crate::model::traits::Traits;
use crate::model::{
    Applied, Kind, Member, Members, Operation, Reference, Resource, Service, Shape, ShapeId, Shapes, UNIT,
};

/// How many members and traits may be copied: chains of mixins grow with the square of their length.
const LIMIT: usize = 2_000_000;

pub(super) fn flatten(
    context: &mut Context,
    shapes: &mut Shapes,
    applies: &mut Applies,
    broken: &mut HashSet<ShapeId>,
) {
    for shape in shapes.own_mut().filter(|shape| shape.mixins.is_empty()) {
        enums::fill_in_values(shape);
    }
    shapes.own().for_each(|shape| has_no_messages(context, shape));
    let mut copied = 0;
    for id in order::order(context, shapes, broken) {
        let Some(mut shape) = shapes.remove(id.as_str()) else {
            continue;
        };
        let mixins = usable(context, shapes, &shape);
        copied += mixins.iter().map(|mixin| size(mixin)).sum::<usize>();
        if copied > LIMIT {
            let message = "the mixins of this model copy more than two million members and traits";
            let help = "let fewer shapes use mixins that use mixins";
            context.push(Diagnostic::new(Code::TOO_LARGE, shape.place, message).about(&id).help(help));
            shapes.insert(shape);
            return;
        }
        mix(context, &mut shape, &mixins);
        for member in applies.waiting(&id) {
            let name = member.member().unwrap_or_default();
            if shape.members.get(name).is_some()
                && let Some(entries) = applies.take(context, &member)
            {
                context.shape = Some(member.clone());
                let mut traits = Traits::new(build::traits(context, entries));
                if let Some(member) = shape.members.get_mut(name) {
                    traits.add_missing(member.traits.iter().cloned());
                    member.traits = traits;
                }
            }
        }
        enums::fill_in_values(&mut shape);
        shapes.insert(shape);
    }
}

/// Reports an operation that is a mixin and has an input or an output of its own (Smithy 2.0, "Mixins on shapes with
/// non-member properties").
fn has_no_messages(context: &mut Context, shape: &Shape) {
    let Kind::Operation(operation) = &shape.kind else {
        return;
    };
    let mut messages = [&operation.input, &operation.output].into_iter();
    if shape.traits.has("smithy.api#mixin")
        && let Some(message) = messages.find(|message| message.id != UNIT)
    {
        let text = format!("the operation `{}` is a mixin, and must have neither input nor output", shape.id);
        let diagnostic = Diagnostic::new(Code::MIXIN, message.place, text).about(&shape.id);
        context.push(diagnostic.help("remove it, or remove the trait `smithy.api#mixin`"));
    }
}

fn size(mixin: &Shape) -> usize {
    let local = mixin.traits.mixin().map_or(0, |mixin| mixin.local_traits.len());
    1 + mixin.members.len() + mixin.traits.iter().count() + local
}

/// The mixins of a shape that exist, are mixins, and are of its kind; the others are reported.
fn usable<'a>(context: &mut Context, shapes: &'a Shapes, shape: &Shape) -> Vec<&'a Shape> {
    let mut usable = Vec::new();
    let mut seen = HashSet::new();
    context.shape = Some(shape.id.clone());
    for Reference { id, place } in &shape.mixins {
        let Some(mixin) = shapes.get(id.as_str()) else {
            continue;
        };
        if !seen.insert(id) {
            context.error(Code::MIXIN, *place, format!("the mixin `{id}` is listed twice"), "remove one of the two");
        } else if !mixin.traits.has("smithy.api#mixin") {
            let help = "apply the trait `smithy.api#mixin` to it";
            let message = format!("`{id}` is used as a mixin but is not one");
            context.push(Diagnostic::new(Code::MIXIN, *place, message).with_event("Target").help(help));
            usable.push(mixin);
        } else if mixin.kind.name() != shape.kind.name() {
            let (mixin, shape) = (mixin.kind.name(), shape.kind.name());
            let message =
                format!("the mixin `{id}` has the type `{mixin}`, but the shape that uses it has the type `{shape}`");
            context.error(Code::MIXIN, *place, message, format!("use a mixin of the type `{shape}`"));
        } else {
            usable.push(mixin);
        }
    }
    usable
}

fn mix(context: &mut Context, shape: &mut Shape, mixins: &[&Shape]) {
    // The traits of the shape win over those of its mixins, and later mixins over earlier ones.
    for mixin in mixins.iter().rev() {
        let local: HashSet<&ShapeId> = mixin.traits.mixin().into_iter().flat_map(|mixin| &mixin.local_traits).collect();
        let copied =
            mixin.traits.iter().filter(|applied| applied.id != "smithy.api#mixin" && !local.contains(&applied.id));
        shape.traits.add_missing(copied.cloned().map(Applied::inherited));
    }
    let own = std::mem::take(&mut shape.members);
    let mut members = Merged::default();
    for member in mixins.iter().flat_map(|mixin| &mixin.members) {
        let id = shape.id.with_member(member.name());
        let mut inherited = Member { id, ..member.clone() }.inherited(&member.id);
        // Where two mixins have the member and the shape itself does not, Smithy takes it from the first, and the
        // traits of the second for those of the shape. In the JSON AST, an `apply` statement has these.
        let is_new = own.get(member.name()).is_none() && members.positions.contains_key(&inherited.id);
        if is_new && matches!(shape.place.at(), At::Bytes(..)) {
            inherited.traits.make_introduced();
        }
        members.add(context, inherited);
    }
    for member in own {
        members.add(context, member);
    }
    shape.members = Members::new(members.list);
    if !mixins.is_empty() && !shape.kind.is_data() {
        shape.own = Some(Box::new(shape.kind.clone()));
    }
    for mixin in mixins.iter().rev() {
        match (&mut shape.kind, &mixin.kind) {
            (Kind::Operation(own), Kind::Operation(mixin)) => mix_operation(own, mixin),
            (Kind::Service(own), Kind::Service(mixin)) => mix_service(own, mixin),
            (Kind::Resource(own), Kind::Resource(mixin)) => mix_resource(own, mixin),
            _ => {}
        }
    }
}

/// The members of mixins and of the shape itself, by name.
#[derive(Default)]
struct Merged {
    list: Vec<Member>,
    positions: HashMap<ShapeId, usize>,
}

impl Merged {
    /// Adds a member; one that redefines another takes its position and adds to its traits.
    fn add(&mut self, context: &mut Context, mut member: Member) {
        let Some(&position) = self.positions.get(&member.id) else {
            self.positions.insert(member.id.clone(), self.list.len());
            self.list.push(member);
            return;
        };
        let known = &mut self.list[position];
        if known.target.id != member.target.id {
            let message = format!(
                "`{}` targets `{}`, but the mixin's member of the same name targets `{}`",
                member.id, member.target.id, known.target.id
            );
            let help = format!("target `{}` too, or rename one of the two members", known.target.id);
            context.push(Diagnostic::new(Code::MIXIN, member.target.place, message).about(&member.id).help(help));
        }
        member.traits.add_missing(known.traits.iter().cloned());
        let mut mixins = std::mem::take(&mut known.mixins);
        mixins.append(&mut member.mixins);
        member.mixins = mixins;
        *known = member;
    }
}

fn mix_operation(own: &mut Operation, mixin: &Operation) {
    for (own, mixin) in [(&mut own.input, &mixin.input), (&mut own.output, &mixin.output)] {
        if own.id == UNIT {
            *own = mixin.clone();
        }
    }
    join(&mut own.errors, &mixin.errors);
}

fn mix_service(own: &mut Service, mixin: &Service) {
    if own.version.is_empty() {
        own.version.clone_from(&mixin.version);
    }
    join(&mut own.operations, &mixin.operations);
    join(&mut own.resources, &mixin.resources);
    join(&mut own.errors, &mixin.errors);
    let known: HashSet<ShapeId> = own.rename.iter().map(|rename| rename.shape.id.clone()).collect();
    let new = mixin.rename.iter().filter(|rename| !known.contains(&rename.shape.id));
    own.rename.splice(..0, new.cloned());
}

fn mix_resource(own: &mut Resource, mixin: &Resource) {
    for (own, mixin) in [
        (&mut own.create, &mixin.create),
        (&mut own.put, &mixin.put),
        (&mut own.read, &mixin.read),
        (&mut own.update, &mixin.update),
        (&mut own.delete, &mixin.delete),
        (&mut own.list, &mixin.list),
    ] {
        if own.is_none() {
            own.clone_from(mixin);
        }
    }
    for (own, mixin) in [(&mut own.identifiers, &mixin.identifiers), (&mut own.properties, &mixin.properties)] {
        let known: HashSet<Box<str>> = own.iter().map(|(name, _)| name.clone()).collect();
        own.splice(..0, mixin.iter().filter(|(name, _)| !known.contains(name)).cloned());
    }
    join(&mut own.operations, &mixin.operations);
    join(&mut own.collection_operations, &mixin.collection_operations);
    join(&mut own.resources, &mixin.resources);
}

/// Puts the elements of a mixin in front of others; those that are in both keep the position that the mixin gives them.
fn join(own: &mut Vec<Reference>, mixin: &[Reference]) {
    let known: HashSet<&ShapeId> = mixin.iter().map(|reference| &reference.id).collect();
    own.retain(|reference| !known.contains(&reference.id));
    own.splice(..0, mixin.iter().cloned());
}
