//! What stands between the braces of shapes: members, and the properties of operations.

use super::comments::Gap;
use super::shapes::{block_lines, line_or_space, lines};
use super::writer::{Writer, width};
use crate::idl::{Element, Kind};

/// Members and the comments around them.
struct Block<'t> {
    /// A member and the comments in front of it.
    members: Vec<(Gap<'t>, Element<'t>)>,
    /// The comments before the closing brace.
    end: Gap<'t>,
}

impl<'t> Block<'t> {
    fn new(container: Element<'t>) -> Self {
        let (mut members, mut gap) = (Vec::new(), Gap::below());
        for child in container.children() {
            match child.kind() {
                kind if kind.is_trivia() => gap.push(child),
                Kind::LeftBrace | Kind::RightBrace => {}
                _ => {
                    gap.push_leading(child);
                    members.push((std::mem::take(&mut gap), child));
                }
            }
        }
        Self { members, end: gap }
    }

    /// The comments before the first member, or before the closing brace if there is none.
    fn first(&self) -> &Gap<'t> {
        self.members.first().map_or(&self.end, |(gap, _)| gap)
    }

    /// Each member with the comments after it.
    fn followed(&self) -> impl Iterator<Item = (Element<'t>, &Gap<'t>)> {
        let after = self.members.iter().skip(1).map(|(gap, _)| gap).chain([&self.end]);
        self.members.iter().map(|(_, member)| *member).zip(after)
    }

    /// Whether blank lines separate the members: if any of them has traits or comments.
    ///
    /// A comment on the line of a member does not count, and neither does a single one after a value.
    fn is_spaced(&self) -> bool {
        !self.first().is_empty()
            || self.followed().any(|(member, after)| {
                let counts = if has_value(member) { after.len() > 1 } else { after.has_own_lines() };
                counts || is_spacious(member)
            })
    }
}

/// Whether a member has traits, or comments inside.
fn is_spacious(member: Element<'_>) -> bool {
    member.parts().any(|part| match part.kind() {
        Kind::ShapeMembers => Block::new(part).is_spaced(),
        Kind::InlineAggregateShape => has_own_comments(part) || is_spacious(part),
        Kind::TraitStatements => true,
        _ => super::comments::has_comments(part),
    }) || matches!(member.kind(), Kind::OperationInput | Kind::OperationOutput | Kind::OperationErrors)
        && has_own_comments(member)
}

/// Whether there are comments directly inside.
fn has_own_comments(node: Element<'_>) -> bool {
    !super::comments::inside(node.children()).is_empty()
}

fn has_value(member: Element<'_>) -> bool {
    member.child(Kind::ValueAssignment).is_some()
}

/// Writes braces and what is between them, each on lines of its own.
pub(super) fn members<'t>(
    writer: &mut Writer,
    container: Element<'t>,
    is_documented: bool,
    write: impl Fn(&mut Writer, Element<'t>),
) {
    let block = Block::new(container);
    if block.members.is_empty() && block.end.is_empty() {
        line_or_space(writer, width("{}"));
        return writer.text("{}");
    }
    line_or_space(writer, width("{"));
    writer.text("{");
    let is_spaced = block.is_spaced();
    writer.indented(|writer| {
        let mut before = block.first().comments(is_documented && !block.members.is_empty());
        let last = block.members.len().saturating_sub(1);
        for (index, (member, after)) in block.followed().enumerate() {
            if index > 0 && is_spaced {
                writer.line();
            }
            writer.line();
            lines(writer, &before);
            write(writer, member);
            let is_last = index == last;
            before = after.comments(is_documented && !is_last);
            let may_trail = !is_last || !is_spaced || has_value(member);
            if before.first().is_some_and(|first| first.is_trailing && may_trail) {
                let trailing = before.remove(0);
                writer.text(" ");
                writer.text(&trailing.text);
            }
        }
        if is_spaced && !block.members.is_empty() && !before.is_empty() {
            writer.line();
        }
        block_lines(writer, &before);
    });
    writer.line();
    writer.text("}");
}
