//! How the results of operations come in pages (Smithy 2.0, "paginated trait").

use super::http::Resolved;
use super::types::Facts;
use crate::ir::{PageItems, Pages, Type};
use crate::model::traits::Paginated;
use crate::model::{Kind, Member, Shape};
use crate::name::Ident;

/// The pages of an operation, the service's defaults filled in; `None` where the model does not page, or not by a
/// string.
pub(super) fn pages<'m>(
    facts: &Facts<'m>,
    operation: Option<&'m Paginated>,
    service: Option<&'m Paginated>,
    input: Resolved<'m, '_>,
    output: Resolved<'m, '_>,
) -> Option<Pages> {
    let operation = operation?;
    let merged = |get: fn(&Paginated) -> Option<&str>| get(operation).or_else(|| service.and_then(get));
    let input_token = merged(|paginated| paginated.input_token.as_deref())?;
    let output_token = merged(|paginated| paginated.output_token.as_deref())?;
    let items = merged(|paginated| paginated.items.as_deref());
    let takes_token = |member: &&crate::ir::Member| {
        member.name.wire == input_token && member.ty == Type::Option(Box::new(Type::String))
    };
    let input_token = input.structure.members.iter().find(takes_token)?;
    let (output_token, token) = walk(facts, output.shape?, output_token)?;
    if facts.ty(token) != Type::String {
        return None;
    }
    Some(Pages {
        input_token: input_token.name.ident.clone(),
        output_token,
        items: items.and_then(|items| page_items(facts, output.shape?, items)),
    })
}

fn page_items<'m>(facts: &Facts<'m>, output: &'m Shape, path: &str) -> Option<PageItems> {
    let (path, shape) = walk(facts, output, path)?;
    match facts.ty(shape) {
        items @ (Type::List(_) | Type::Map(..)) => Some(PageItems { path, items }),
        _ => None,
    }
}

/// Follows a path of member names through structures: the fields, each with whether it is an `Option`, and where they
/// lead.
fn walk<'m>(facts: &Facts<'m>, from: &'m Shape, path: &str) -> Option<(Vec<(Ident, bool)>, &'m Shape)> {
    let mut shape = from;
    let mut fields = Vec::new();
    for name in path.split('.') {
        if !matches!(shape.kind, Kind::Structure) {
            return None;
        }
        let is_meant = |(member, _): &(&Member, &Ident)| member.name() == name;
        let (member, field) = facts.names.members(shape).find(is_meant)?;
        fields.push((field.clone(), facts.plan(shape, member).is_optional()));
        shape = facts.closure.target(member);
    }
    Some((fields, shape))
}
