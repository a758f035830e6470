//! `UnitType`: where the unit type may be mentioned (Smithy 2.0, "Unit type").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, UNIT};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for subject in context.model.subjects() {
        let Some(member) = subject.member else { continue };
        let is_allowed = matches!(subject.shape.kind, Kind::Union | Kind::Enum | Kind::IntEnum);
        if member.target.id == UNIT && !is_allowed {
            let message = format!("`{}` targets `{UNIT}`, which only members of unions may", member.id);
            let diagnostic = Diagnostic::new(Code::UNIT_TYPE, member.target.place, message).about(&member.id);
            context.push(diagnostic.help("target a structure without members"));
        }
    }
}
