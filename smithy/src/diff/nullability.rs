//! `ChangedNullability`: members that clients may leave out now, or may not any more (Smithy 2.0, "Structure member
//! optionality", "Evolving models").

use super::comparison::{Change, Comparison};
use crate::diagnostics::{Code, Report, Severity};
use crate::model::{Kind, Member, Model, Subject};

const INPUT: &str = "smithy.api#input";
const REQUIRED: &str = "smithy.api#required";
const DEFAULT: &str = "smithy.api#default";

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    let mut input_changed = false;
    for change in &comparison.changes {
        let (Some(old), Some(new)) = (change.old.member, change.new.member) else {
            // Members follow their shape.
            input_changed = matches!(change.new.shape.kind, Kind::Structure) && change.of(INPUT).is_some();
            continue;
        };
        let is_changed = input_changed || !change.traits.is_empty() || old.target.id != new.target.id;
        if !is_changed {
            continue;
        }
        let was_nullable = is_nullable(change.old, old);
        if was_nullable != is_nullable(change.new, new) {
            describe(comparison.new, change, new, was_nullable, report);
        }
    }
}

/// Whether the type of a member in a client allows for no value.
fn is_nullable(subject: Subject<'_>, member: &Member) -> bool {
    let container = &subject.shape.traits;
    let traits = &member.traits;
    match subject.shape.kind {
        Kind::Structure => {
            let has_default = traits.default_value().is_some_and(|default| !default.is_null());
            traits.client_optional() || container.input() || !(has_default || traits.required())
        }
        Kind::List => container.sparse(),
        Kind::Map => member.name() == "value" && container.sparse(),
        _ => false,
    }
}

fn describe(model: &Model, change: &Change<'_>, new: &Member, was_nullable: bool, report: &mut Report) {
    let [before, now] = if was_nullable { ["optional", "always there"] } else { ["always there", "optional"] };
    let mut reasons: Vec<(Severity, &str, &str)> = Vec::new();
    let (had_input, has_input) = (change.old.shape.traits.input(), change.new.shape.traits.input());
    let (old_traits, new_traits) = (change.old.traits(), change.new.traits());
    if had_input && !has_input {
        reasons.push((Severity::Error, "RemovedInputTrait", "`@input` was removed from the structure"));
    } else if !had_input && has_input {
        reasons.push((Severity::Danger, "AddedInputTrait", "`@input` was added to the structure"));
    } else if !has_input {
        let is_required = old_traits.required() && new_traits.required();
        if change.adds("smithy.api#clientOptional") && is_required {
            reasons.push((Severity::Error, "AddedClientOptionalTrait", "`@clientOptional` was added"));
        }
        if change.adds(REQUIRED) && !new_traits.client_optional() {
            reasons.push((Severity::Error, "AddedRequiredTrait", "`@required` was added"));
        }
        if change.adds(DEFAULT) && !change.removes(REQUIRED) {
            let what = "`@default` was added to a member that was not required";
            reasons.push((Severity::Error, "AddedDefaultTrait", what));
        }
        if change.removes(REQUIRED) && !new_traits.has(DEFAULT) && !old_traits.client_optional() {
            let target = model.target(new).map(|shape| &shape.kind);
            reasons.push(match target {
                // Many generators make these optional in any case.
                Some(Kind::Structure | Kind::Union) => (
                    Severity::Warning,
                    "RemovedRequiredTrait.StructureOrUnion",
                    "`@required` was removed; generators that make all structures and unions optional do not mind",
                ),
                _ => (Severity::Error, "RemovedRequiredTrait", "`@required` was removed without a default instead"),
            });
        }
    }
    let message = |reason: &str| format!("member `{}` was {before} and is {now} for clients: {reason}", new.id);
    for (severity, suffix, reason) in &reasons {
        let diagnostic = change.find(Code::CHANGED_NULLABILITY, message(reason));
        report.push(diagnostic.with_event_suffix(suffix).with_severity(*severity));
    }
    if reasons.is_empty() {
        report.push(change.find(Code::CHANGED_NULLABILITY, message("its traits or its target changed")));
    }
}
