//! `JsonName`: the names of members in JSON are distinct (Smithy 2.0, "jsonName trait").

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Member};
use crate::validate::Context;

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    for shape in context.model.shapes() {
        let has_names = || shape.members.iter().any(|member| member.traits.json_name().is_some());
        if !matches!(shape.kind, Kind::Structure | Kind::Union) || !has_names() {
            continue;
        }
        let mut by_name: BTreeMap<&str, Vec<&Member>> = BTreeMap::new();
        for member in &shape.members {
            by_name.entry(member.traits.json_name().unwrap_or(member.name())).or_default().push(member);
        }
        for (name, members) in by_name {
            let [first, .., last] = &*members else { continue };
            let place = |member: &Member| member.traits.place_of("smithy.api#jsonName", member.place);
            let message =
                format!("members `{}` and `{}` have the same name in JSON, `{name}`", first.name(), last.name());
            let diagnostic = Diagnostic::new(Code::JSON_NAME, place(last), message).about(&shape.id);
            context.push(diagnostic.related(place(first), "first member"));
        }
    }
}
