//! `EnumShape`: the values of enums and intEnums (Smithy 2.0, "enum", "intEnum").

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Kind, Member, Node, Number, Shape, Value};
use crate::validate::Context;

use super::{is_recommended, repeated};

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    for shape in context.model.shapes() {
        match shape.kind {
            Kind::Enum => enumeration(context, shape, of_enum),
            Kind::IntEnum => enumeration(context, shape, of_int_enum),
            _ => {}
        }
    }
}

/// The value of a member, or what is wrong with it and what to do about it.
type Read = fn(&Member, Option<&Node>) -> Result<String, (String, &'static str)>;

fn enumeration(context: &mut Context<'_>, shape: &Shape, read: Read) {
    let mut values = Vec::new();
    for member in &shape.members {
        let applied = member.traits.get("smithy.api#enumValue");
        let place = applied.map_or(member.place, |applied| applied.place());
        match read(member, applied.map(|applied| &applied.node)) {
            Ok(value) => values.push((value, (member, place))),
            Err((message, help)) => {
                let diagnostic = Diagnostic::new(Code::ENUM_VALUE, place, message).about(&member.id);
                context.push(diagnostic.help(help));
            }
        }
        if !is_recommended(member.name()) {
            context.push(unusual(Code::ENUM_MEMBER_NAME, member.place, member.name()).about(&member.id));
        }
    }
    for ((_, first), (member, place)) in repeated(values.into_iter()) {
        let message = format!("`{}` has two members with this value", shape.id);
        let diagnostic = Diagnostic::new(Code::ENUM_VALUE, place, message).about(&member.id);
        context.push(diagnostic.related(first, "first member"));
    }
}

/// A name that is not as recommended.
pub(super) fn unusual(code: Code, place: Place, name: &str) -> Diagnostic {
    let message = format!("`{}` is an unusual name for a value of an enum", crate::diagnostics::clip(name));
    Diagnostic::new(code, place, message).help("write it in upper case, with `_` between words")
}

fn of_enum(member: &Member, node: Option<&Node>) -> Result<String, (String, &'static str)> {
    match node.map(|node| (node, &node.value)) {
        None => Ok(member.name().to_owned()),
        Some((_, Value::String(text))) if text.is_empty() => {
            Err((format!("the value of `{}` is empty", member.id), "write a string that is not empty"))
        }
        Some((_, Value::String(text))) => Ok(text.to_string()),
        Some((node, _)) => Err((
            format!("the value of `{}` is {}", member.id, node.describe()),
            "members of enums have strings as values",
        )),
    }
}

fn of_int_enum(member: &Member, node: Option<&Node>) -> Result<String, (String, &'static str)> {
    match node.map(|node| (node, &node.value)) {
        None => {
            Err((format!("`{}` has no value", member.id), "apply the trait `smithy.api#enumValue` with an integer"))
        }
        Some((_, Value::Number(Number::Decimal(text)))) if text.contains(['.', 'e', 'E']) => {
            Err((format!("the value of `{}` has a fraction or an exponent", member.id), "write an integer"))
        }
        Some((_, Value::Number(number))) => match number.as_i64().and_then(|value| i32::try_from(value).ok()) {
            Some(value) => Ok(value.to_string()),
            None => Err((format!("the value of `{}` does not fit into 32 bits", member.id), "write a smaller integer")),
        },
        Some((node, _)) => Err((
            format!("the value of `{}` is {}", member.id, node.describe()),
            "members of intEnums have integers as values",
        )),
    }
}
