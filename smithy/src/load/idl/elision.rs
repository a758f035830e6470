//! Finds the targets of members that leave them out (Smithy 2.0, "Target elision").
//!
//! This needs the resources and mixins of all files, and comes before shapes are built.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::{entry, text_node};
use crate::diagnostics::{Code, Place, clip};
use crate::load::fields::Context;
use crate::model::{Builtin, Entry, Node, ShapeId, Value};

/// The members of a shape whose targets are elided, and the resource that the shape is bound to.
#[derive(Debug)]
pub(in crate::load) struct Elided {
    pub(super) shape: ShapeId,
    /// The id of the resource, and where it was written.
    pub(super) resource: Option<(String, Place)>,
    /// The names of the members, and where they were written.
    pub(super) members: Vec<(Box<str>, Place)>,
}

/// What targets are looked for in.
struct Search<'a> {
    raw: &'a BTreeMap<ShapeId, Entry>,
    builtin: Option<&'static Builtin>,
    resources: HashMap<&'a ShapeId, &'a str>,
    /// The targets of the members of a shape, for each shape that was asked for.
    targets: RefCell<HashMap<&'a ShapeId, HashMap<&'a str, &'a str>>>,
}

/// Gives the members their targets: those of the identifier or property of the resource that has their name, or else of
/// the member of a mixin. Removes and returns the members for which there is none.
pub(in crate::load) fn resolve(
    context: &mut Context,
    raw: &mut BTreeMap<ShapeId, Entry>,
    builtin: Option<&'static Builtin>,
    elided: &[Elided],
) -> Vec<(ShapeId, Place)> {
    let resources = elided.iter().filter_map(|one| Some((&one.shape, one.resource.as_ref()?.0.as_str()))).collect();
    let search = Search { raw, builtin, resources, targets: RefCell::default() };
    let mut found = Vec::new();
    let mut unresolved = Vec::new();
    for Elided { shape, resource, members } in elided {
        context.shape = Some(shape.clone());
        let is_resource = resource.as_ref().is_none_or(|(id, place)| search.is_resource(context, id, *place));
        let mut targets: HashMap<&str, (Place, Option<Box<str>>)> = HashMap::new();
        for (member, place) in members {
            let target = search.target(shape, member);
            if target.is_none() && is_resource {
                unresolved.push((shape.with_member(member), *place));
            }
            targets.insert(member, (*place, target));
        }
        found.push((shape, targets));
    }
    for (shape, targets) in found {
        if let Some(definition) = raw.get_mut(shape) {
            set_targets(&mut definition.value, targets);
        }
    }
    unresolved
}

/// Reports the members without targets, unless their shapes are broken anyway.
pub(in crate::load) fn report_unresolved(
    context: &mut Context,
    unresolved: Vec<(ShapeId, Place)>,
    broken: &HashSet<ShapeId>,
) {
    for (id, place) in unresolved.into_iter().filter(|(id, _)| !broken.contains(id.shape())) {
        let message = format!("`${}` has no target", clip(id.member().unwrap_or_default()));
        let help = "neither the resource after `for` nor a mixin has a member of this name; \
                    name the target after `:` instead";
        context.shape = Some(id);
        context.error(Code::ELISION, place, message, help);
    }
}

impl<'a> Search<'a> {
    fn is_resource(&self, context: &mut Context, id: &str, place: Place) -> bool {
        let kind = self.raw.get(id).and_then(|shape| shape.value.get("type")?.as_str());
        let kind = kind.or_else(|| self.builtin?.get(id).map(|shape| shape.kind.name()));
        match kind {
            Some("resource") => true,
            Some(kind) => {
                let message = format!("`for` must name a resource, but `{id}` is of the type `{kind}`");
                context.error(Code::ELISION, place, message, "use it as a mixin with `with`, or name a resource");
                false
            }
            None => {
                let message = format!("the resource `{}` does not exist", clip(id));
                context.error(Code::ELISION, place, message, "correct the ID, or add the resource");
                false
            }
        }
    }

    /// The target that a member of a shape inherits.
    fn target(&self, shape: &ShapeId, member: &str) -> Option<Box<str>> {
        let mut seen: HashSet<&str> = HashSet::new();
        // Mixins may be nested deeper than the stack of the thread.
        let mut open: Vec<&str> = vec![shape.as_str()];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let Some((id, definition)) = self.raw.get_key_value(id) else {
                let builtin = self.builtin.and_then(|shapes| shapes.get(id)?.members.get(member));
                match builtin {
                    Some(member) => return Some(member.target.id.as_str().into()),
                    None => continue,
                }
            };
            let own = self.own_target(id, &definition.value, member);
            let bound = || self.in_resource(self.resources.get(id)?, member);
            if let Some(target) = own.or_else(bound) {
                return Some(target.into());
            }
            open.extend(mixins(&definition.value).rev());
        }
        None
    }

    /// The target that a definition writes for a member.
    fn own_target(&self, id: &'a ShapeId, definition: &'a Node, member: &str) -> Option<&'a str> {
        let mut targets = self.targets.borrow_mut();
        let targets = targets.entry(id).or_insert_with(|| {
            let members = definition.get("members").unwrap_or(definition).as_object().unwrap_or_default();
            members.iter().filter_map(|entry| Some((&*entry.key, entry.value.get("target")?.as_str()?))).collect()
        });
        targets.get(member).copied()
    }

    /// The target of an identifier of a resource, or else of a property.
    fn in_resource(&self, resource: &str, name: &str) -> Option<&str> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut open: Vec<&str> = vec![resource];
        while let Some(id) = open.pop() {
            let Some(definition) = self.raw.get(id).filter(|_| seen.insert(id)) else {
                continue;
            };
            let named = |key| definition.value.get(key)?.get(name)?.get("target")?.as_str();
            if let Some(target) = named("identifiers").or_else(|| named("properties")) {
                return Some(target);
            }
            open.extend(mixins(&definition.value).rev());
        }
        None
    }
}

/// The ids of the mixins of a definition.
fn mixins(definition: &Node) -> impl DoubleEndedIterator<Item = &str> {
    let mixins = definition.get("mixins").and_then(Node::as_array).unwrap_or_default();
    mixins.iter().filter_map(|mixin| mixin.get("target")?.as_str())
}

/// Writes targets into the members that have none; removes the members for which there is no target.
fn set_targets(definition: &mut Node, mut targets: HashMap<&str, (Place, Option<Box<str>>)>) {
    let Value::Object(entries) = &mut definition.value else {
        return;
    };
    // Lists and maps have their members as keys of their own.
    let members = match entries.iter().position(|entry| &*entry.key == "members") {
        Some(at) => match entries.get_mut(at).map(|entry| &mut entry.value.value) {
            Some(Value::Object(members)) => members,
            _ => return,
        },
        None => entries,
    };
    members.retain_mut(|member| {
        let Some((place, target)) = targets.remove(&*member.key) else {
            return true;
        };
        let has_target = member.value.get("target").is_some();
        match (target, &mut member.value.value) {
            (Some(target), Value::Object(entries)) if !has_target => {
                entries.insert(0, entry("target", text_node(place, target)));
                true
            }
            (target, _) => has_target || target.is_some(),
        }
    });
}
