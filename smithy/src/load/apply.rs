//! Traits applied from outside of a shape (Smithy 2.0, "JSON AST", "AST apply statements").

use std::collections::{BTreeMap, HashMap, HashSet};

use super::fields::{Context, Fields};
use crate::diagnostics::{Code, clip};
use crate::model::{Entry, Node, Value};
use crate::model::{Member, ShapeId, Shapes};

/// The traits of `apply` statements that no shape or member has taken yet.
#[derive(Default)]
pub(super) struct Applies {
    by_target: BTreeMap<ShapeId, Vec<Entry>>,
}

impl Applies {
    /// Takes in an `apply` statement.
    pub(super) fn add(&mut self, context: &mut Context, target: ShapeId, node: Node) {
        context.shape = Some(target.clone());
        let Some(mut fields) = Fields::new(context, format!("apply `{target}`"), node) else {
            return;
        };
        fields.take("type");
        // Without traits, the statement has no effect.
        let traits = fields.take("traits");
        let what = fields.name("traits");
        fields.finish(context);
        if let Some(entries) = traits.and_then(|node| context.object(&what, node)) {
            self.by_target.entry(target).or_default().extend(entries);
        }
    }

    /// Takes the traits for a shape or member and joins them with those that it has by itself.
    pub(super) fn join(&mut self, context: &mut Context, target: &ShapeId, own: Vec<Entry>) -> Vec<Entry> {
        match self.by_target.remove(target) {
            Some(applied) => join(context, target, own, applied),
            None => own,
        }
    }

    /// Takes the traits for a target, if there are any.
    pub(super) fn take(&mut self, context: &mut Context, target: &ShapeId) -> Option<Vec<Entry>> {
        let applied = self.by_target.remove(target)?;
        Some(join(context, target, Vec::new(), applied))
    }

    /// The members of a shape that have traits waiting for them.
    pub(super) fn waiting(&self, shape: &ShapeId) -> Vec<ShapeId> {
        let first = shape.with_member("");
        let ours = |id: &ShapeId| id.member().is_some() && id.shape() == shape.as_str();
        let range = self.by_target.range(first..);
        range.map(|(id, _)| id).take_while(|id| ours(id)).cloned().collect()
    }

    /// Reports the statements whose target does not exist.
    pub(super) fn report_unused(self, context: &mut Context, shapes: &Shapes, broken: &HashSet<ShapeId>) {
        for (target, entries) in self.by_target {
            if broken.contains(target.shape()) {
                continue;
            }
            context.shape = Some(target.clone());
            let shape = shapes.get(target.shape());
            if shape.is_some() && !shapes.is_own(target.shape()) {
                for entry in &entries {
                    let message = format!(
                        "trait `{}` cannot be applied to `{target}`, which is a shape of the prelude",
                        clip(&entry.key)
                    );
                    let help = "apply them to a shape of the model that is of the same type";
                    context.error(Code::APPLY_TARGET, entry.place(), message, help);
                }
                continue;
            }
            let similar = match (shape, target.member()) {
                (Some(shape), Some(member)) => {
                    let similar = context.similar(member, shape.members.iter().map(Member::name));
                    similar.map(|member| target.with_member(member).to_string())
                }
                _ => {
                    let namespace = target.namespace();
                    let neighbours = shapes.all().map(|shape| &shape.id).filter(|other| other.namespace() == namespace);
                    let similar = context.similar(target.name(), neighbours.map(ShapeId::name));
                    similar.map(|name| format!("{namespace}#{name}"))
                }
            };
            let help = similar.map(|similar| format!("did you mean `{similar}`?")).unwrap_or_default();
            // A finding is about shapes that exist only.
            context.shape = None;
            for entry in &entries {
                let message = format!("trait `{}` is applied to `{target}`, which does not exist", clip(&entry.key));
                context.error(Code::APPLY_TARGET, entry.place(), message, help.clone());
            }
        }
    }
}

fn join(context: &mut Context, target: &ShapeId, own: Vec<Entry>, applied: Vec<Entry>) -> Vec<Entry> {
    let mut joined = own;
    let mut known: HashMap<Box<str>, usize> = HashMap::new();
    for (at, entry) in joined.iter().enumerate() {
        known.insert(entry.key.clone(), at);
    }
    for entry in applied {
        match known.get(&entry.key) {
            Some(&at) => {
                let what = format!("trait `{}` of `{target}`", clip(&entry.key));
                merge(context, &what, &mut joined[at].value, entry.value);
            }
            None => {
                known.insert(entry.key.clone(), joined.len());
                joined.push(entry);
            }
        }
    }
    joined
}

/// Joins a second value with the first: equal values are one, arrays are joined, others conflict.
///
/// (Smithy 2.0, "Trait conflict resolution"; "Merging metadata".)
pub(super) fn merge(context: &mut Context, what: &str, first: &mut Node, second: Node) {
    if *first == second {
        return;
    }
    match (&mut first.value, second.value) {
        (Value::Array(first), Value::Array(second)) => first.extend(second),
        _ => context.error(
            Code::CONFLICTING_VALUES,
            second.place.to_key(),
            format!("{what} has two different values"),
            "keep one of them; the other is in the same model, in another file or in an `apply` statement",
        ),
    }
}
