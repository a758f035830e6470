//! `ShapeIdConflict`: ids do not differ in case only (Smithy 2.0, "Shape ID conflicts").

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Subject};
use crate::validate::Context;

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let mut by_id: BTreeMap<String, Vec<Subject<'_>>> = BTreeMap::new();
    for subject in context.model.subjects() {
        // Enums of real models hold values that differ in case only.
        if subject.member.is_none() || !matches!(subject.shape.kind, Kind::Enum | Kind::IntEnum) {
            by_id.entry(subject.id().as_str().to_ascii_lowercase()).or_default().push(subject);
        }
    }
    for subjects in by_id.into_values().filter(|subjects| subjects.len() > 1) {
        for (at, subject) in subjects.iter().enumerate() {
            let others = subjects.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
            let message = format!("another id differs from `{}` only in case", subject.id());
            let mut diagnostic = Diagnostic::new(Code::ID_CASE, subject.place(), message).about(subject.id());
            for other in others.take(3) {
                diagnostic = diagnostic.related(other.place(), format!("`{}`", other.id()));
            }
            context.push(diagnostic.help("rename one of them"));
        }
    }
}
