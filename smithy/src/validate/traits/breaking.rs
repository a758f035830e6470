//! The paths of `breakingChanges` in the definition of a trait (Smithy 2.0, "Breaking change rules").

use super::definition::{Definition, TRAIT};
use crate::diagnostics::{Code, Diagnostic, clip};
use crate::model::{Kind, Member, Model, Node, Shape};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for subject in context.with_trait(TRAIT) {
        let Some(definition) = Definition::of(subject.shape) else { continue };
        let rules = definition.get("breakingChanges").and_then(Node::as_array).unwrap_or_default();
        for node in rules.iter().filter_map(|rule| rule.get("path")) {
            let Some(path) = node.as_str() else { continue };
            if let Err(fault) = follow(context.model, subject.shape, path) {
                let message = format!("path `{}` of a breaking change leads nowhere: {}", clip(path), fault.message);
                let diagnostic = Diagnostic::new(Code::TRAIT_BREAKING_CHANGES, node.place, message);
                let diagnostic = diagnostic.about(&subject.shape.id);
                context.push(match fault.segment {
                    Some(segment) => diagnostic.did_you_mean(segment, fault.known),
                    None => diagnostic.help("write a JSON pointer, such as `/member` or `/name/key`"),
                });
            }
        }
    }
}

/// Why a path leads nowhere.
struct Fault<'p, 'm> {
    message: String,
    /// The part of the path that is not known, if it is one, and those that are.
    segment: Option<&'p str>,
    known: Vec<&'m str>,
}

/// Follows a JSON pointer into the values of a shape (RFC 6901).
fn follow<'p, 'm>(model: &'m Model, shape: &'m Shape, path: &'p str) -> Result<(), Fault<'p, 'm>> {
    if path.is_empty() || path == "/" {
        return Ok(());
    }
    let Some(segments) = path.strip_prefix('/') else {
        return Err(Fault { message: "it does not begin with `/`".to_owned(), segment: None, known: Vec::new() });
    };
    let mut at = shape;
    for segment in segments.split('/') {
        let name = segment.replace("~1", "/").replace("~0", "~");
        let has_members = matches!(at.kind, Kind::Structure | Kind::Union | Kind::List | Kind::Map);
        let member = has_members.then(|| at.member(&name)).flatten();
        let Some(member) = member else {
            let message = match has_members {
                true => format!("`{}` has no member `{}`", at.id, clip(&name)),
                false => format!("`{}` has no members", at.id),
            };
            let known = if has_members { at.members.iter().map(Member::name).collect() } else { Vec::new() };
            return Err(Fault { message, segment: Some(segment), known });
        };
        // A target that does not exist is reported as such.
        let Some(target) = model.target(member) else { return Ok(()) };
        at = target;
    }
    Ok(())
}
