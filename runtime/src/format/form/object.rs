//! The members of structures and unions.

use super::Form;
use super::pairs::Value;
use super::source::FormSource;
use crate::format::object::{Object, read_member};
use crate::wire::{Flow, MemberShape, Members, Segment, Shape, ShapeKind, Source};

/// Finds the member of a name.
fn find(form: Form, shape: &Shape, name: &str) -> Option<(usize, &'static MemberShape)> {
    shape.members.iter().enumerate().find(|(_, member)| form.is_named(member, name))
}

impl<'p, 'b> FormSource<'p, 'b> {
    /// Reads the members of a structure or union.
    pub(super) fn object(&mut self, target: &mut dyn Members) -> Flow {
        if self.context.budget.is_limited() {
            self.spend(target.boxed_size())?;
        }
        let value = self.take_composite()?;
        let shape = target.shape();
        let mut object = Object::begin(&mut self.context, shape);
        for (name, value) in value.inner() {
            match find(self.form, shape, name) {
                Some(member) => self.member(target, &mut object, member, value)?,
                None if shape.kind == ShapeKind::Union => self.unknown(target, &mut object, name, value)?,
                None => {}
            }
        }
        object.end(&mut self.context, target).map_err(|lack| self.refuse(lack.to_string()))
    }

    fn member(
        &mut self,
        target: &mut dyn Members,
        object: &mut Object,
        (index, member): (usize, &'static MemberShape),
        value: Value<'p, 'b>,
    ) -> Flow {
        if object.is_elsewhere(index, member) {
            return Ok(());
        }
        let found = self.context.findings.list.len();
        self.context.at_most = member.at_most;
        let read = self.value(value, Some(member.element), |source| read_member(target, index, member.format, source));
        self.context.returned_from(found, &read, member);
        read?;
        object.saw(&mut self.context, index, member).map_err(|reason| self.refuse(reason.to_owned()))
    }

    /// Reads a member of a union that the table does not hold.
    fn unknown(&mut self, target: &mut dyn Members, object: &mut Object, name: &str, value: Value<'p, 'b>) -> Flow {
        let found = self.context.findings.list.len();
        self.is_unknown = true;
        let read = self.value(value, None, |source| target.decode_unknown(name, source));
        self.is_unknown = false;
        self.context.returned(found, &read, || Segment::Key(name.to_owned()));
        read?;
        object.saw_unknown();
        Ok(())
    }
}
