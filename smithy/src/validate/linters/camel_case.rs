//! `CamelCase`: names that do not follow one style (Smithy 2.0, "CamelCase").

use std::collections::{BTreeMap, HashSet};

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Member, Shape, ShapeId};
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

/// A style of camel case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Upper,
    Lower,
}

impl Style {
    fn fits(self, name: &str) -> bool {
        let begins = name.bytes().next().is_some_and(|first| match self {
            Self::Upper => first.is_ascii_uppercase(),
            Self::Lower => first.is_ascii_lowercase(),
        });
        begins && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }

    fn describe(self) -> &'static str {
        match self {
            Self::Upper => "UpperCamelCase",
            Self::Lower => "lowerCamelCase",
        }
    }
}

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let style = match definition.text("memberNames")? {
        None | Some("auto") => None,
        Some("upper") => Some(Style::Upper),
        Some("lower") => Some(Style::Lower),
        Some(other) => {
            let message = format!("`memberNames` must be `auto`, `upper` or `lower`, not `{other}`");
            return Err(definition.fault("memberNames", message));
        }
    };
    for shape in context.model.shapes() {
        shape_name(context, shape);
    }
    // Members follow the style that most members of a service have, or of a namespace if no service reaches them.
    let mut seen: HashSet<&ShapeId> = HashSet::new();
    for (service, _) in context.model.services() {
        let closure = context.model.closure(service);
        let shapes = closure.into_iter().filter(|shape| context.model.shapes.is_own(shape.id.as_str()));
        let members: Vec<&Member> = shapes.flat_map(styled_members).collect();
        seen.extend(members.iter().map(|member| &member.id));
        members_of(context, style, &members, &format!("members of `{}`", service.id));
    }
    let mut namespaces: BTreeMap<&str, Vec<&Member>> = BTreeMap::new();
    for member in context.model.shapes().flat_map(styled_members).filter(|member| !seen.contains(&member.id)) {
        namespaces.entry(member.id.namespace()).or_default().push(member);
    }
    for (namespace, members) in namespaces {
        members_of(context, style, &members, &format!("members in `{namespace}`"));
    }
    Ok(())
}

/// The members whose names are free to choose and not constants.
fn styled_members(shape: &Shape) -> impl Iterator<Item = &Member> {
    let is_styled = matches!(shape.kind, Kind::Structure | Kind::Union);
    shape.members.iter().filter(move |_| is_styled)
}

fn shape_name(context: &mut Context<'_>, shape: &Shape) {
    let (traits, name) = (&shape.traits, shape.id.name());
    let is_trait = traits.has("smithy.api#trait");
    // Protocols and authentication schemes have the names that they have, such as `restJson1_1`.
    if is_trait && (traits.has("smithy.api#authDefinition") || traits.has("smithy.api#protocolDefinition")) {
        return;
    }
    let style = if is_trait { Style::Lower } else { Style::Upper };
    if !style.fits(name) {
        let what = if is_trait { "trait" } else { shape.kind.name() };
        let message = format!("the name of {what} `{name}` is not in {}", style.describe());
        context.push(Diagnostic::new(Code::CAMEL_CASE, shape.place, message).about(&shape.id));
    }
}

fn members_of(context: &mut Context<'_>, style: Option<Style>, members: &[&Member], scope: &str) {
    let count = |style: Style| members.iter().filter(|member| style.fits(member.name())).count();
    let prevailing = || if count(Style::Upper) > count(Style::Lower) { Style::Upper } else { Style::Lower };
    let style = style.unwrap_or_else(prevailing);
    for member in members.iter().filter(|member| !style.fits(member.name())) {
        let message = format!("the name of member `{}` is not in {}", member.name(), style.describe());
        let diagnostic = Diagnostic::new(Code::CAMEL_CASE, member.place, message).about(&member.id);
        context.push(diagnostic.help(format!("all {scope} have names in {}", style.describe())));
    }
}
