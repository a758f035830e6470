//! The other names that a shape closure gives its shapes.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Closure;
use crate::model::{Entry, Node, Shape, ShapeId};
use crate::shape_id::is_identifier;

impl<'m> Closure<'_, 'm> {
    /// Checks the renames; the shapes that are renamed.
    pub(super) fn renames(&mut self, shapes: &BTreeMap<&'m ShapeId, &'m Shape>) -> HashSet<&'m ShapeId> {
        let entries = self.node.get("rename").and_then(Node::as_object).unwrap_or_default();
        let renamed: Vec<(&Entry, &Shape)> = entries.iter().filter_map(|entry| self.renamed(entry, shapes)).collect();
        let ids: HashSet<&ShapeId> = renamed.iter().map(|(_, shape)| &shape.id).collect();
        let others = shapes.values().filter(|shape| !ids.contains(&shape.id));
        let kept: HashMap<String, &&Shape> =
            others.map(|shape| (shape.id.name().to_ascii_lowercase(), shape)).collect();
        let mut taken: HashMap<String, &Shape> = HashMap::new();
        for (entry, shape) in renamed {
            let Some(name) = entry.value.as_str() else { continue };
            let (id, place) = (&shape.id, entry.value.place);
            if name == id.name() {
                let message = format!("the shape closure `{}` renames `{id}` to its own name", self.id);
                self.fault(place, message, "remove the entry");
                continue;
            }
            let folded = name.to_ascii_lowercase();
            let conflict = kept.get(&folded).copied().copied().or_else(|| taken.get(&folded).copied());
            if let Some(other) = conflict {
                let message = format!(
                    "the shape closure `{}` renames `{id}` to `{name}`, which is the name of `{}` in it",
                    self.id, other.id
                );
                self.fault(place, message, "choose another name");
            }
            taken.entry(folded).or_insert(shape);
        }
        ids
    }

    /// The shape that an entry renames, if that is one that may be renamed to what is a name.
    fn renamed(&mut self, entry: &'m Entry, shapes: &BTreeMap<&ShapeId, &'m Shape>) -> Option<(&'m Entry, &'m Shape)> {
        // Other entries do not fit the type of the metadata.
        let shape = self.context.model.shape(&entry.key).filter(|shape| shape.kind.is_data())?;
        if !entry.value.as_str().is_some_and(is_identifier) {
            return None;
        }
        if !shapes.contains_key(&shape.id) {
            let message = format!("the shape closure `{}` renames `{}`, which is not in it", self.id, shape.id);
            self.fault(entry.place(), message, "remove the entry");
            return None;
        }
        Some((entry, shape))
    }
}
