//! `use` statements: which of them are needed, and their order.

use std::collections::BTreeSet;

use super::sections::Statement;
use crate::idl::{Element, Kind};

/// Removes the statements whose shapes no shape of the file mentions, and sorts the rest.
///
/// A comment on the line of a removed statement is removed, too. Comments on lines of their own stay, with the next
/// statement: the return value is those left over.
pub(super) fn tidy<'t>(uses: &mut Vec<Statement<'t>>, shapes: &[Statement<'t>]) -> Vec<super::comments::Comment<'t>> {
    let needed: BTreeSet<&str> = shapes.iter().flat_map(|shape| mentioned(shape.element)).collect();
    let mut left = Vec::new();
    uses.retain_mut(|statement| {
        let name = id(statement.element).rsplit_once('#').map_or("", |(_, name)| name);
        left.append(&mut statement.leading);
        let is_needed = needed.contains(name);
        if is_needed {
            statement.leading = std::mem::take(&mut left);
        }
        is_needed
    });
    uses.sort_by_key(|statement| id(statement.element));
    left
}

fn id(statement: Element<'_>) -> &str {
    statement.child(Kind::ShapeId).map_or("", Element::text)
}

/// The names of the shapes that a statement refers to without their namespaces.
fn mentioned(statement: Element<'_>) -> impl Iterator<Item = &str> {
    let ids = statement.descendants().filter(|element| element.kind() == Kind::ShapeId);
    ids.filter_map(|id| {
        let id = id.text();
        let shape = id.split_once('$').map_or(id, |(shape, _)| shape);
        (!shape.contains('#')).then_some(shape)
    })
}
