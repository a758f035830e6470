//! `DefaultTrait`: defaults fit their shapes, and members agree with the shapes that they target (Smithy 2.0, "default
//! trait", "Default value constraints").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Decimal, Kind, Member, Node, Number, Shape, Subject, Value};
use crate::validate::{Context, ValueCheck};

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    for (subject, applied) in context.applied("smithy.api#default") {
        default(context, subject, &applied.node);
    }
    let model = context.model;
    for shape in model.shapes().filter(|shape| matches!(shape.kind, Kind::Structure)) {
        for member in &shape.members {
            if let Some(target) = model.target(member) {
                agreement(context, member, target);
            }
        }
    }
}

fn default(context: &mut Context<'_>, subject: Subject<'_>, value: &Node) {
    let Some(target) = subject.target(context.model) else { return };
    let place = if value.place.source().is_some() { value.place } else { subject.place() };
    let mut fault = |message: &str, help: &str| {
        let diagnostic = Diagnostic::new(Code::DEFAULT, place, message).about(subject.id());
        context.push(diagnostic.help(help));
    };
    match (&target.kind, &value.value) {
        // A member takes the default of its target back in this way.
        (_, Value::Null) if subject.member.is_some() => return,
        (_, Value::Null) => {
            return fault(
                "the default of a shape cannot be `null`",
                "remove the trait; only members have this default",
            );
        }
        (Kind::List, Value::Array(elements)) if !elements.is_empty() => {
            return fault("the default of a list must be empty", "write `[]`");
        }
        (Kind::Map, Value::Object(entries)) if !entries.is_empty() => {
            return fault("the default of a map must be empty", "write `{}`");
        }
        (Kind::Document, Value::Array(elements)) if !elements.is_empty() => {
            return fault("a default of a document that is an array must be empty", "write `[]`");
        }
        (Kind::Document, Value::Object(entries)) if !entries.is_empty() => {
            return fault("a default of a document that is an object must be empty", "write `{}`");
        }
        // The trait may not be applied to these, which is reported as such.
        (Kind::Structure | Kind::Union, _) => return,
        // Larger ones cannot be written out in code.
        (Kind::BigInteger, Value::Number(number)) if Decimal::from(number).as_str().len() > Decimal::LONGEST => {
            return fault("the default has more than 10,000 digits", "write a smaller number");
        }
        (Kind::BigDecimal, Value::Number(number)) if !Decimal::from(number).has_small_exponent() => {
            return fault("the exponent of the default does not fit into 32 bits", "write a smaller exponent");
        }
        _ => {}
    }
    let check = ValueCheck::new(Code::DEFAULT, "the default").about(subject.id()).at(place);
    check.zero_warns().needs_base64().run(context, subject, value);
    if let (Kind::Float | Kind::Double, Value::Number(number)) = (&target.kind, &value.value)
        && is_infinite(number, &target.kind)
    {
        let message = "the default is beyond the range of the type and becomes infinity";
        context.push(Diagnostic::new(Code::ODD_DEFAULT, place, message).about(subject.id()));
    }
}

/// Whether a number is beyond the range of a float or of a double.
fn is_infinite(number: &Number, kind: &Kind) -> bool {
    let value = number.as_f64();
    if matches!(kind, Kind::Float) { (value as f32).is_infinite() } else { value.is_infinite() }
}

/// A default on a shape must be repeated by the members that target it, or be taken back by `null`: the reader of a
/// structure is to see what its members do.
fn agreement(context: &mut Context<'_>, member: &Member, target: &Shape) {
    let Some(of_target) = target.traits.default_value().filter(|value| !value.is_null()) else {
        return;
    };
    let place = match member.traits.default_value() {
        Some(value) if value.is_null() || value == of_target => return,
        Some(value) if value.place.source().is_some() => value.place.to_key(),
        None if member.traits.added_default() => return,
        _ => member.place,
    };
    let message = format!("`{}` must repeat the default of its target `{}`", member.id, target.id);
    let help = "apply the trait `smithy.api#default` to the member, with the same value or with `null`";
    context.push(Diagnostic::new(Code::DEFAULT, place, message).about(&member.id).help(help));
}
