//! `AddedShape`, `AddedRequiredMember`, `AddedTraitDefinition`, `RemovedShape`, `RemovedTraitDefinition`,
//! `ChangedShapeType` and `ChangedMemberOrder`: which shapes and members there are, and what they are (Smithy 2.0,
//! "Evolving models").

use super::comparison::{Comparison, moved};
use crate::diagnostics::{Code, Diagnostic, Report, Severity};
use crate::model::{Kind, Subject};

const TRAIT: &str = "smithy.api#trait";

/// What was added. The members of an added shape belong to it.
pub(super) fn added(comparison: &Comparison<'_>, report: &mut Report) {
    for &subject in &comparison.added {
        let id = subject.id();
        let container = comparison.old.shape(&subject.shape.id);
        if subject.member.is_some() && container.is_none() {
            continue;
        }
        // The values of an `@enum` become members when the string becomes an enum.
        let is_converted =
            matches!(subject.shape.kind, Kind::Enum) && container.is_some_and(|old| matches!(old.kind, Kind::String));
        if !is_converted {
            let message = format!("{} `{id}` was added", subject.type_name());
            report.push(Diagnostic::new(Code::ADDED_SHAPE, subject.place(), message).about(id));
        }
        let traits = subject.traits();
        if let (Some(member), true) = (subject.member, traits.required() && traits.default_value().is_none()) {
            let place = traits.place_of("smithy.api#required", member.place).to_key();
            let message = format!("member `{id}` was added, and is required without a default");
            let diagnostic = Diagnostic::new(Code::ADDED_REQUIRED_MEMBER, place, message).about(id);
            report.push(diagnostic.help("make it optional, or give it a default"));
        }
        if subject.member.is_none() && traits.has(TRAIT) {
            let message = format!("trait `{id}` was added");
            report.push(Diagnostic::new(Code::ADDED_TRAIT_DEFINITION, subject.place(), message).about(id));
        }
    }
}

/// What was removed. The members of a removed shape belong to it.
pub(super) fn removed(comparison: &Comparison<'_>, report: &mut Report) {
    for &subject in &comparison.removed {
        let id = subject.id();
        let container = comparison.new.shape(&subject.shape.id);
        if subject.member.is_some() && container.is_none() {
            continue;
        }
        let traits = subject.traits();
        if !traits.private() {
            let message = format!("{} `{id}` was removed", subject.type_name());
            let place = subject.place();
            let diagnostic = Diagnostic::new(Code::REMOVED_SHAPE, place, message).about(id);
            let diagnostic = match container {
                Some(container) => diagnostic.related(container.place, "the shape is still there"),
                None => diagnostic,
            };
            // Code that is generated from a model has no types of its own for these.
            report.push(match is_scalar(subject) {
                true => diagnostic.with_event_suffix("ScalarShape").with_severity(Severity::Warning),
                false => diagnostic.help("keep it, and mark it with `@deprecated`"),
            });
        }
        if subject.member.is_none() && traits.has(TRAIT) {
            let message = format!("trait `{id}` was removed");
            let diagnostic = Diagnostic::new(Code::REMOVED_TRAIT_DEFINITION, subject.place(), message).about(id);
            report.push(diagnostic.help("keep it, and mark it with `@deprecated`"));
        }
    }
}

/// Whether it is a simple shape without named values.
fn is_scalar(subject: Subject<'_>) -> bool {
    let kind = &subject.shape.kind;
    let is_enum = matches!(kind, Kind::Enum | Kind::IntEnum) || subject.shape.traits.has("smithy.api#enum");
    subject.member.is_none() && kind.is_simple() && !is_enum
}

/// Shapes that are of another type now.
pub(super) fn types(comparison: &Comparison<'_>, report: &mut Report) {
    for change in comparison.shapes() {
        let (old, new) = (&change.old.shape.kind, &change.new.shape.kind);
        let is_converted =
            matches!((old, new), (Kind::String, Kind::Enum)) && change.old.traits().has("smithy.api#enum");
        if old.name() != new.name() && !is_converted {
            let message =
                format!("the type of shape `{}` was {} and is {} now", change.new.id(), old.name(), new.name());
            let help = "add a shape of another name for the new type";
            report.push(change.find(Code::CHANGED_SHAPE_TYPE, message).help(help));
        }
    }
}

/// Structures and unions whose members are in another order now, or were added between others.
pub(super) fn order(comparison: &Comparison<'_>, report: &mut Report) {
    for change in comparison.shapes() {
        let [old, new] = [change.old, change.new].map(|one| one.shape);
        let is_ordered =
            matches!((&old.kind, &new.kind), (Kind::Structure, Kind::Structure) | (Kind::Union, Kind::Union));
        let mut pairs = old.members.iter().zip(&new.members).filter(|_| is_ordered);
        if let Some((before, member)) = pairs.find(|(old, new)| old.name() != new.name()) {
            let message = format!(
                "the members of {} `{}` have another order: `{}` is where `{}` was",
                new.kind.name(),
                new.id,
                member.name(),
                before.name()
            );
            let diagnostic = moved(Code::CHANGED_MEMBER_ORDER, member.place, before.place, message);
            let help = "add members at the end: in C and C++, the order decides the layout of the data";
            report.push(diagnostic.about(&new.id).help(help));
        }
    }
}
