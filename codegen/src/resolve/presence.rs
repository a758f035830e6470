//! Whether a member of a structure may be absent, and what stands in for it.

use super::closure::Closure;
use crate::ir::Reach;
use shapewright_smithy::model::{Kind, Member, Node, Shape};

/// What becomes of one member of a structure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Optionality<'m> {
    pub(super) absence: Absence<'m>,
    /// Whether the wire demands it, so that decoding a request without it fails.
    pub(super) required: bool,
    /// Whether a check tells of its absence: it is required, but its type lets it be absent.
    pub(super) checked: bool,
}

/// What its absence means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Absence<'m> {
    /// There is no value without it.
    Impossible,
    /// This value stands in for it.
    Default(&'m Node),
    /// An empty stream stands in for it.
    EmptyStream,
    /// It is absent.
    None,
    /// It is absent until somebody puts in this value.
    OptionalDefault(&'m Node, Reach),
}

impl Optionality<'_> {
    /// Whether the field is an `Option`.
    pub(super) fn is_optional(&self) -> bool {
        matches!(self.absence, Absence::None | Absence::OptionalDefault(..))
    }
}

/// The plan for a member of a structure.
///
/// (Smithy 2.0, "Structure member optionality", "default trait".) A default counts only on the member: one on the target
/// has to be repeated there. The members of inputs, and those with `clientOptional`, are optional for callers, so that
/// their type has a place for what was not said; servers put the default in. So do clients that read, unless the model
/// keeps the default from them. Clients that write leave it to the server, which may have changed it since, unless the
/// member is required and so must be sent ("Default value serialization").
pub(super) fn plan<'m>(closure: &Closure<'m>, structure: &Shape, member: &'m Member) -> Optionality<'m> {
    let reach = match () {
        () if structure.traits.input() || member.traits.client_optional() => Reach::Servers,
        () if member.traits.required() => Reach::Everyone,
        () => Reach::Readers,
    };
    decide(closure.is_input(structure), reach, member, closure.target(member))
}

fn decide<'m>(is_input: bool, reach: Reach, member: &'m Member, target: &Shape) -> Optionality<'m> {
    let traits = &member.traits;
    let required = traits.required();
    let default = traits.default_value().filter(|value| !value.is_null());
    let plan = |absence| Optionality { absence, required: false, checked: false };
    let demanded = Optionality { absence: Absence::Impossible, required: true, checked: false };
    if target.traits.streaming() {
        // A body is always there, be it empty; of events there may be none at all.
        return match target.kind {
            _ if required => demanded,
            Kind::Blob => plan(default.map_or(Absence::EmptyStream, Absence::Default)),
            _ => plan(Absence::None),
        };
    }
    if is_input && traits.http_label() && required && !traits.client_optional() {
        // Without its labels there is no path, whatever the default.
        return demanded;
    }
    match default {
        Some(value) if is_input || reach == Reach::Servers => plan(Absence::OptionalDefault(value, reach)),
        Some(value) => plan(Absence::Default(value)),
        None if required && (traits.client_optional() || is_token(is_input, member, target)) => {
            Optionality { checked: true, ..plan(Absence::None) }
        }
        None if required => demanded,
        None => plan(Absence::None),
    }
}

/// Whether clients fill the member in (Smithy 2.0, "idempotencyToken trait"): the trait means something on inputs only.
pub(super) fn is_token(is_input: bool, member: &Member, target: &Shape) -> bool {
    is_input
        && member.traits.idempotency_token()
        && matches!(target.kind, Kind::String)
        && target.traits.enum_definitions().is_none()
}

/// Whether the member is left out while it has its default
/// (restJson1, "Default value serialization": defaults of internal members may be left out, what is required may not.)
pub(super) fn hides_default(member: &Member, target: &Shape) -> bool {
    let traits = &member.traits;
    let has_default = traits.default_value().is_some_and(|value| !value.is_null());
    has_default && traits.internal() && !traits.required() && !target.traits.streaming()
}

#[cfg(test)]
mod tests {
    use super::{Absence, Reach};
    use crate::resolve::tests::{closure, model};

    /// Each case: the member's traits, and the plan in an input and elsewhere.
    const CASES: &[(&str, &str, &str)] = &[
        ("", "optional", "optional"),
        ("required", "demanded", "demanded"),
        ("required clientOptional", "checked", "checked"),
        ("default", "readers", "default"),
        ("required default", "everyone", "default"),
        ("default clientOptional", "servers", "servers"),
        ("required default clientOptional", "servers", "servers"),
        ("default addedDefault", "readers", "default"),
        ("null", "optional", "optional"),
        ("required null", "demanded", "demanded"),
        ("idempotencyToken", "optional", "optional"),
        ("required idempotencyToken", "checked", "demanded"),
        ("required httpLabel", "demanded", "demanded"),
        ("required httpLabel default", "demanded", "default"),
        ("required httpLabel clientOptional", "checked", "checked"),
        ("blob", "empty stream", "empty stream"),
        ("blob default", "default", "default"),
        ("blob required", "demanded", "demanded"),
        ("blob clientOptional required", "demanded", "demanded"),
        ("events", "optional", "optional"),
        ("events required", "demanded", "demanded"),
        ("zero", "optional", "optional"),
    ];

    #[test]
    fn plans() {
        for (traits, in_input, elsewhere) in CASES {
            let uri = if traits.contains("httpLabel") { "/{m}" } else { "/" };
            let model = model(&format!(
                r##""t#S": {{ "type": "service", "version": "", "operations": [{{ "target": "t#O" }}] }},
                "t#O": {{ "type": "operation", "input": {{ "target": "t#I" }}, "output": {{ "target": "t#E" }},
                    "traits": {{ "smithy.api#http": {{ "method": "POST", "uri": "{uri}" }} }} }},
                "t#Stream": {{ "type": "blob", "traits": {{ "smithy.api#streaming": {{}} }} }},
                "t#Events": {{ "type": "union", "members": {{ "e": {{ "target": "t#Event" }} }},
                    "traits": {{ "smithy.api#streaming": {{}} }} }},
                "t#Event": {{ "type": "structure", "members": {{}} }},
                "t#Zero": {{ "type": "integer", "traits": {{ "smithy.api#default": 0 }} }},
                "t#I": {{ "type": "structure", "members": {{ "m": {member} }} }},
                "t#E": {{ "type": "structure", "members": {{ "m": {member} }} }}"##,
                member = member(traits),
            ));
            let closure = closure(&model);
            for (shape, expected) in [("t#I", in_input), ("t#E", elsewhere)] {
                let shape = model.shape(shape).unwrap();
                let plan = super::plan(&closure, shape, shape.member("m").unwrap());
                let found = match plan.absence {
                    Absence::Impossible => "demanded",
                    Absence::Default(_) => "default",
                    Absence::EmptyStream => "empty stream",
                    Absence::None if plan.checked => "checked",
                    Absence::None => "optional",
                    Absence::OptionalDefault(_, Reach::Servers) => "servers",
                    Absence::OptionalDefault(_, Reach::Readers) => "readers",
                    Absence::OptionalDefault(_, Reach::Everyone) => "everyone",
                };
                assert_eq!(found, *expected, "{traits} in {}", shape.id);
                assert_eq!(plan.required, found == "demanded", "{traits} in {}", shape.id);
            }
        }
    }

    fn member(words: &str) -> String {
        let mut target = "smithy.api#String";
        let mut traits = Vec::new();
        for word in words.split_whitespace() {
            match word {
                "blob" => target = "t#Stream",
                "events" => target = "t#Events",
                "zero" => target = "t#Zero",
                "default" => traits.push(r#""smithy.api#default": """#.to_owned()),
                "null" => traits.push(r#""smithy.api#default": null"#.to_owned()),
                other => traits.push(format!(r#""smithy.api#{other}": {{}}"#)),
            }
        }
        format!(r#"{{ "target": "{target}", "traits": {{ {} }} }}"#, traits.join(", "))
    }
}
