//! `ChangedMemberTarget`: members that target another shape. It is compatible where the name of the target does not matter
//! and its values are the same (Smithy 2.0, "Evolving models").

use super::comparison::{Comparison, moved};
use crate::diagnostics::{Code, Report, Severity};
use crate::model::{Kind, Member, Shape, Traits};

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    for change in &comparison.changes {
        let (Some(old), Some(new)) = (change.old.member, change.new.member) else { continue };
        if old.target.id == new.target.id {
            continue;
        }
        let targets = (comparison.old.target(old), comparison.new.target(new));
        // A target that does not exist is reported as such.
        let issues = if let (Some(old), Some(new)) = targets { issues(old, new) } else { Vec::new() };
        let message = format!("member `{}` targeted `{}` and targets `{}` now", new.id, old.target.id, new.target.id);
        let diagnostic = moved(Code::CHANGED_MEMBER_TARGET, new.target.place, old.target.place, message);
        let diagnostic = diagnostic.about(&new.id);
        report.push(match issues.is_empty() {
            true => diagnostic.with_severity(Severity::Warning).help("both are compatible"),
            false => diagnostic.help(issues.join("; ")),
        });
    }
}

/// What makes one shape another target than the other.
fn issues(old: &Shape, new: &Shape) -> Vec<String> {
    let (before, kind) = (&old.kind, &new.kind);
    if before.name() != kind.name() {
        return vec![format!("the targets have different types: {} and {}", before.name(), kind.name())];
    }
    let is_nameless =
        (kind.is_simple() && !matches!(kind, Kind::Enum | Kind::IntEnum)) || matches!(kind, Kind::List | Kind::Map);
    if !is_nameless {
        return vec![format!("the name of a {} matters", kind.name())];
    }
    let mut issues = Vec::new();
    if old.traits.has("smithy.api#enum") || new.traits.has("smithy.api#enum") {
        issues.push("the name of a string with `@enum` matters".to_owned());
    }
    issues.extend(different(&old.traits, &new.traits).map(|ids| format!("the targets have different traits: {ids}")));
    for member in &new.members {
        if let Some(before) = old.member(member.name()) {
            issues.extend(member_issue(before, member));
        }
    }
    issues
}

/// What differs between the members of two lists, or the keys or values of two maps.
fn member_issue(old: &Member, new: &Member) -> Option<String> {
    if old.target.id != new.target.id {
        let (name, before, now) = (new.name(), &old.target.id, &new.target.id);
        return Some(format!("`{name}` of the targets is different: `{before}` and `{now}`"));
    }
    let ids = different(&old.traits, &new.traits)?;
    Some(format!("`{}` of the targets has different traits: {ids}", new.name()))
}

/// The traits that differ.
fn different(old: &Traits, new: &Traits) -> Option<String> {
    let ids: Vec<String> =
        super::comparison::differences(old, new).iter().map(|change| format!("`{}`", change.id)).collect();
    (!ids.is_empty()).then(|| ids.join(", "))
}
