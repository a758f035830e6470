//! Which warnings a model suppresses (Smithy 2.0, "Suppressions").

use super::{Model, Node, ShapeId, Trait, Traits};
use crate::diagnostics::{At, Code, Diagnostic, Place, Report, SourceId};

/// What the model says of suppressions in its metadata, and which shape each place belongs to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Suppressions {
    /// The elements of the metadata `suppressions`.
    pub(crate) of_namespaces: Vec<Suppression>,
    /// Whose text begins at each value of a source, up to the next entry: a shape's, a member's (under the id of its
    /// shape), or that of none. Sorted.
    owners: Vec<((SourceId, u32), Option<ShapeId>)>,
}

/// An element of the metadata `suppressions`.
#[derive(Clone, Debug)]
pub(crate) struct Suppression {
    /// The event id.
    pub(crate) id: Box<str>,
    /// The namespace of the shapes that it is about; `*` is any, and what is about no shape.
    pub(crate) namespace: Box<str>,
}

impl Suppressions {
    /// Notes whose text begins at a place.
    pub(crate) fn begin(&mut self, place: Place, owner: Option<&ShapeId>) {
        self.owners.extend(position(place).map(|position| (position, owner.cloned())));
    }

    /// Notes the parts of a shape's definition, or of an `apply` statement.
    pub(crate) fn shape(&mut self, id: &ShapeId, definition: &Node) {
        self.begin(definition.place, Some(id));
        for part in definition.as_object().unwrap_or_default() {
            self.begin(part.value.place, Some(id));
            if &*part.key == "members" {
                for member in part.value.as_object().unwrap_or_default() {
                    self.begin(member.value.place, Some(id));
                }
            }
        }
    }

    /// To be called after the last place was noted.
    pub(crate) fn finish(&mut self) {
        self.owners.sort_by_key(|(position, _)| *position);
    }

    /// The shape whose text a place is in, and where the part of it begins.
    fn owner(&self, place: Place) -> Option<(&ShapeId, (SourceId, u32))> {
        let position = position(place)?;
        let after = self.owners.partition_point(|(start, _)| *start <= position);
        let (start, owner) = self.owners[..after].last()?;
        owner.as_ref().filter(|_| start.0 == position.0).map(|owner| (owner, *start))
    }
}

impl Model {
    /// Drops the warnings that the model suppresses: those of a shape or a member by `smithy.api#suppress`, those of a
    /// namespace by the metadata `suppressions`. Both name event ids of Smithy or codes of ours (see [`Code::is_of`]);
    /// errors stay.
    pub fn suppress(&self, report: &mut Report) {
        report.suppress(|warning| self.suppresses(warning));
    }

    fn suppresses(&self, warning: &Diagnostic) -> bool {
        let code = warning.code;
        let Some((id, start)) = self.suppressions.owner(warning.place) else {
            return self.suppresses_in("*", code);
        };
        let is_meant = |traits: &Traits| ids(traits).any(|id| code.is_of(id));
        self.suppresses_in(id.namespace(), code)
            || self.shape(id.shape()).is_some_and(|shape| {
                let member = match id.member() {
                    Some(name) => shape.member(name),
                    None => shape.members.iter().find(|member| position(member.place) == Some(start)),
                };
                is_meant(member.map_or(&shape.traits, |member| &member.traits))
            })
    }

    fn suppresses_in(&self, namespace: &str, code: Code) -> bool {
        let mut listed = self.suppressions.of_namespaces.iter();
        listed.any(|one| (&*one.namespace == "*" || *one.namespace == *namespace) && code.is_of(&one.id))
    }
}

/// The event ids that `smithy.api#suppress` lists.
fn ids(traits: &Traits) -> impl Iterator<Item = &str> {
    let listed = traits.get("smithy.api#suppress").and_then(|applied| match &applied.value {
        Trait::Other(node) => node.as_array(),
        _ => None,
    });
    listed.unwrap_or_default().iter().filter_map(Node::as_str)
}

fn position(place: Place) -> Option<(SourceId, u32)> {
    match place.at() {
        At::Value(index) | At::Key(index) => Some((place.source()?, index)),
        At::Nowhere | At::File | At::Bytes(..) => None,
    }
}
