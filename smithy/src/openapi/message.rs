//! Where the members of a message are.

use crate::bindings::Location;
use crate::model::{Member, Model, Shape, UNIT};
use crate::protocol::Protocol;

/// A member of a message, with what it targets and where it is.
pub(super) type Part<'m> = (&'m Member, &'m Shape, Location<'m>);

/// The members of an input.
pub(super) fn request<'m>(model: &'m Model, protocol: &Protocol, input: Option<&'m Shape>) -> Vec<Part<'m>> {
    parts(model, input, |member, target| Location::in_request(protocol, member, target))
}

/// The members of an output or an error.
pub(super) fn response<'m>(model: &'m Model, protocol: &Protocol, output: Option<&'m Shape>) -> Vec<Part<'m>> {
    parts(model, output, |member, target| Location::in_response(protocol, member, target))
}

fn parts<'m>(
    model: &'m Model,
    shape: Option<&'m Shape>,
    locate: impl Fn(&'m Member, &Shape) -> Location<'m>,
) -> Vec<Part<'m>> {
    let members = shape.into_iter().flat_map(|shape| &shape.members);
    members.filter_map(|member| model.target(member).map(|target| (member, target, locate(member, target)))).collect()
}

/// The shape of an input or output, unless it is the unit type.
pub(super) fn shape<'m>(model: &'m Model, id: &str) -> Option<&'m Shape> {
    model.shape(id).filter(|_| id != UNIT)
}

/// The members that are in the document of a body.
pub(super) fn in_document<'m>(parts: &[Part<'m>]) -> Vec<&'m Member> {
    parts.iter().filter(|(.., location)| *location == Location::Document).map(|(member, ..)| *member).collect()
}
