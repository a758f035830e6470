//! Shapes: their traits, what they begin with, and what stands between their braces.

use super::comments::{self, Comment, Gap};
use super::members;
use super::values::{self, ROUND, SQUARE};
use super::writer::{Writer, width};
use crate::idl::{Element, Kind};

/// Writes the traits and the definition of a shape, without the comments in front of it.
pub(super) fn shape_statement(writer: &mut Writer, statement: Element<'_>) {
    prefix(writer, statement);
    if let Some(found) = statement.parts().find(|part| part.kind().is_shape()) {
        shape(writer, found);
    }
}

/// Writes the traits of a shape or member, and the comments between them and it.
pub(super) fn prefix(writer: &mut Writer, node: Element<'_>) {
    let is_trivia = |child: &Element<'_>| child.kind().is_trivia();
    // The comments at the beginning are written by what the node is in.
    let mut rest = node.children().skip_while(is_trivia).peekable();
    if let Some(traits) = rest.next_if(|first| first.kind() == Kind::TraitStatements) {
        trait_statements(writer, traits);
    }
    lines(writer, &comments::inside(rest.take_while(is_trivia)));
}

/// Writes comments, each on a line of its own, before something else.
pub(super) fn lines(writer: &mut Writer, comments: &[Comment<'_>]) {
    for comment in comments {
        writer.text(&comment.text);
        writer.line();
    }
}

/// Writes traits and the comments between them, each on a line of its own, before something else.
fn trait_statements(writer: &mut Writer, traits: Element<'_>) {
    let mut gap = Gap::default();
    for child in traits.children() {
        if child.kind() == Kind::Trait {
            lines(writer, &std::mem::take(&mut gap).comments(false));
            single_trait(writer, child);
            writer.line();
        } else {
            gap.push(child);
        }
    }
    lines(writer, &gap.comments(false));
}

/// Writes `@name(…)`.
fn single_trait(writer: &mut Writer, node: Element<'_>) {
    writer.text("@");
    writer.text(node.child(Kind::ShapeId).map_or("", Element::text));
    let Some(body) = node.child(Kind::TraitBody) else {
        return;
    };
    let has_comments = !comments::inside(body.children()).is_empty();
    match values::value_of(body) {
        // Arrays and objects share their lines with the parentheses.
        Some(value) if !has_comments && matches!(value.kind(), Kind::NodeArray | Kind::NodeObject) => {
            writer.text("(");
            values::value(writer, value);
            writer.text(")");
        }
        Some(value) => {
            let items = body.children().filter(|child| child.kind().is_node_value() || child.kind().is_trivia());
            let is_broken = has_comments || values::is_always_broken(value);
            values::bracketed(writer, ROUND, items, is_broken, values::value);
        }
        None => structure(writer, body, has_comments),
    }
}

/// Writes the entries between the parentheses of a trait.
fn structure(writer: &mut Writer, body: Element<'_>, has_comments: bool) {
    let is_broken = has_comments || body.child(Kind::TraitStructure).is_some_and(values::has_line_breaks);
    // The comments before and after the entries are outside of their node.
    let items = body.children().flat_map(|child| {
        let is_trivia = child.kind().is_trivia();
        let inside = (child.kind() == Kind::TraitStructure).then(|| values::entries(child));
        is_trivia.then_some(child).into_iter().chain(inside.into_iter().flatten())
    });
    values::bracketed(writer, ROUND, items, is_broken, values::entry);
}

/// Writes the definition of a shape. Comments in it that have no place there come first.
fn shape(writer: &mut Writer, shape: Element<'_>) {
    lines(writer, &comments::inside(shape.children()));
    let mut words = shape.children().filter(|child| child.kind() == Kind::Identifier);
    writer.text(words.next().map_or("", Element::text));
    writer.text(" ");
    writer.text(words.next().map_or("", Element::text));
    after_name(writer, shape);
}

/// Writes what comes after the name of a shape.
fn after_name(writer: &mut Writer, shape: Element<'_>) {
    for part in shape.parts() {
        match part.kind() {
            Kind::ForResource => {
                space(writer);
                writer.text("for ");
                writer.text(part.child(Kind::ShapeId).map_or("", Element::text));
            }
            Kind::Mixins => {
                space(writer);
                writer.text("with ");
                let items = part.children().filter(|child| child.kind() == Kind::ShapeId || child.kind().is_trivia());
                let is_broken = comments::has_comments(part);
                values::bracketed(writer, SQUARE, items, is_broken, |writer, id| writer.text(id.text()));
            }
            Kind::ShapeMembers | Kind::EnumShapeMembers => members::members(writer, part, true, member),
            Kind::OperationBody => members::members(writer, part, false, operation_property),
            Kind::NodeObject => {
                line_or_space(writer, width("{"));
                values::entity_body(writer, part);
            }
            _ => {}
        }
    }
}

/// Writes a space, unless the line begins here.
fn space(writer: &mut Writer) {
    if !writer.is_at_start() {
        writer.text(" ");
    }
}

/// Writes a space if there is room for it and this much, and else begins a line.
pub(super) fn line_or_space(writer: &mut Writer, width: usize) {
    if writer.is_at_start() {
        return;
    }
    if writer.fits(1 + width) {
        writer.text(" ");
    } else {
        writer.line();
    }
}

/// Writes a member of an enum or of another aggregate shape.
fn member(writer: &mut Writer, member: Element<'_>) {
    prefix(writer, member);
    for part in member.parts() {
        match part.kind() {
            Kind::Identifier | Kind::ElidedShapeMember => writer.text(part.text()),
            Kind::ExplicitShapeMember => {
                writer.text(part.child(Kind::Identifier).map_or("", Element::text));
                writer.text(": ");
                writer.text(part.child(Kind::ShapeId).map_or("", Element::text));
            }
            Kind::ValueAssignment => {
                writer.text(" = ");
                values::value_of(part).into_iter().for_each(|value| values::value(writer, value));
            }
            _ => {}
        }
    }
}

/// Writes `input`, `output` or `errors` of an operation.
fn operation_property(writer: &mut Writer, property: Element<'_>) {
    let is_bracket = |child: &Element<'_>| child.kind() == Kind::LeftBracket;
    lines(writer, &comments::inside(property.children().take_while(|child| !is_bracket(child))));
    writer.text(property.child(Kind::Identifier).map_or("", Element::text));
    if property.kind() == Kind::OperationErrors {
        writer.text(": ");
        let items = property.children().skip_while(|child| !is_bracket(child));
        let items = items.filter(|child| child.kind() == Kind::ShapeId || child.kind().is_trivia());
        values::bracketed(writer, SQUARE, items, true, |writer, id| writer.text(id.text()));
    } else if let Some(inline) = property.child(Kind::InlineAggregateShape) {
        inline_aggregate_shape(writer, inline);
    } else {
        writer.text(": ");
        writer.text(property.child(Kind::ShapeId).map_or("", Element::text));
    }
}

/// Writes `:= …`. With traits or comments, the structure begins on a line of its own.
fn inline_aggregate_shape(writer: &mut Writer, shape: Element<'_>) {
    writer.text(" :=");
    let has_traits = shape.child(Kind::TraitStatements).is_some();
    if !has_traits && comments::inside(shape.children()).is_empty() {
        return after_name(writer, shape);
    }
    let mut rest = shape.children().skip(1).peekable();
    let mut leading = Gap::below();
    while let Some(trivia) = rest.next_if(|child| child.kind().is_trivia()) {
        leading.push(trivia);
    }
    writer.indented(|writer| {
        writer.line();
        lines(writer, &leading.comments(true));
        if let Some(traits) = rest.next_if(|child| child.kind() == Kind::TraitStatements) {
            trait_statements(writer, traits);
        }
        lines(writer, &comments::inside(rest));
        after_name(writer, shape);
    });
}

/// Writes an `apply` statement.
pub(super) fn apply_statement(writer: &mut Writer, apply: Element<'_>) {
    let is_trait = |child: &Element<'_>| matches!(child.kind(), Kind::Trait | Kind::TraitStatements);
    lines(writer, &comments::inside(apply.children().take_while(|child| !is_trait(child))));
    writer.text("apply ");
    writer.text(apply.child(Kind::ShapeId).map_or("", Element::text));
    if let Some(node) = apply.child(Kind::Trait) {
        writer.text(" ");
        return single_trait(writer, node);
    }
    writer.text(" {");
    if let Some(traits) = apply.child(Kind::TraitStatements) {
        writer.indented(|writer| {
            let mut gap = Gap::default();
            for child in traits.children().chain(apply.children().skip_while(|child| !is_trait(child)).skip(1)) {
                if child.kind() == Kind::Trait {
                    block_lines(writer, &std::mem::take(&mut gap).comments(false));
                    writer.line();
                    single_trait(writer, child);
                } else {
                    gap.push(child);
                }
            }
            block_lines(writer, &gap.comments(false));
        });
    }
    writer.line();
    writer.text("}");
}

/// Writes comments, each on a line of its own, after something else.
pub(super) fn block_lines(writer: &mut Writer, comments: &[Comment<'_>]) {
    for comment in comments {
        writer.line();
        writer.text(&comment.text);
    }
}
