//! The members of structures and unions.

use super::local;
use super::source::{Value, XmlSource};
use super::tree::Id;
use crate::format::object::{Object, read_member};
use crate::memory::Growth;
use crate::wire::{Flow, MemberShape, Members, Segment, Shape, ShapeKind, Source, Stop};

/// Finds the member of a name. Senders mostly keep the order of the model, so the search begins at the hint.
fn find(shape: &Shape, is_attribute: bool, name: &str, hint: &mut usize) -> Option<(usize, &'static MemberShape)> {
    let members = shape.members;
    let is_it = |member: &MemberShape| {
        member.element.attribute == is_attribute && local(member.element.name.unwrap_or(member.name)) == local(name)
    };
    let (before, after) = members.split_at(members.len().min(*hint));
    let found = after.iter().position(is_it).map(|index| index + before.len());
    let index = found.or_else(|| before.iter().position(is_it))?;
    *hint = index + 1;
    Some((index, &members[index]))
}

impl<'b> XmlSource<'_, 'b> {
    /// Reads the members of a structure or union. The items of flattened lists come last, all of a list together.
    pub(super) fn object(&mut self, target: &mut dyn Members) -> Flow {
        if self.context.budget.is_limited() {
            self.spend(target.boxed_size())?;
        }
        let id = match self.take()? {
            Value::Node(id) => Some(id),
            Value::Nothing => None,
            Value::Nodes(_) | Value::Text(_) => return Err(self.refuse("expected an element with members".to_owned())),
        };
        let (tree, shape) = (self.tree, target.shape());
        if let Some(id) = id {
            self.only_elements(id)?;
        }
        let mut object = Object::begin(&mut self.context, shape);
        let mut hint = 0;
        if let Some(id) = id {
            for (name, value) in tree.attributes(id) {
                if let Some(member) = find(shape, true, name, &mut hint) {
                    self.member(target, &mut object, member, Value::Text(value))?;
                }
            }
        }
        let mut flattened: Vec<(usize, Id)> = Vec::new();
        let mut growth = Growth::list(size_of::<(usize, Id)>());
        hint = 0;
        for child in id.into_iter().flat_map(|id| tree.children(id)) {
            match find(shape, false, tree.name(child), &mut hint) {
                Some((index, member)) if member.element.flattened => {
                    // More of the same may follow.
                    hint = index;
                    self.spend(growth.next())?;
                    crate::memory::push(&mut flattened, (index, child));
                }
                Some(member) => self.member(target, &mut object, member, Value::Node(child))?,
                None if shape.kind == ShapeKind::Union => self.unknown(target, &mut object, child)?,
                None => {}
            }
        }
        // The sort is stable, so the items of a list keep their order.
        flattened.sort_by_key(|(index, _)| *index);
        for items in flattened.chunk_by(|(one, _), (other, _)| one == other) {
            let Some(&(index, _)) = items.first() else { continue };
            self.spend(size_of_val(items))?;
            let ids = items.iter().map(|(_, id)| *id).collect();
            self.member(target, &mut object, (index, &shape.members[index]), Value::Nodes(ids))?;
        }
        object.end(&mut self.context, target).map_err(|lack| self.refuse(lack.to_string()))
    }

    fn member(
        &mut self,
        target: &mut dyn Members,
        object: &mut Object,
        (index, member): (usize, &'static MemberShape),
        value: Value<'b>,
    ) -> Flow {
        if object.is_elsewhere(index, member) {
            return Ok(());
        }
        let found = self.context.findings.list.len();
        self.context.at_most = member.at_most;
        let read = self.value(value, Some(member.element), |source| read_member(target, index, member.format, source));
        self.context.returned_from(found, &read, member);
        if read? {
            object.saw(&mut self.context, index, member).map_err(|reason| self.refuse(reason.to_owned()))?;
        }
        Ok(())
    }

    /// Reads a member of a union that the table does not hold.
    fn unknown(&mut self, target: &mut dyn Members, object: &mut Object, id: Id) -> Flow {
        let name = local(self.tree.name(id));
        let found = self.context.findings.list.len();
        self.is_unknown = true;
        let read = self.value(Value::Node(id), None, |source| target.decode_unknown(name, source));
        self.is_unknown = false;
        self.context.returned(found, &read, || Segment::Key(name.to_owned()));
        if read? {
            object.saw_unknown();
        }
        Ok::<(), Stop>(())
    }
}
