//! Types: from shapes, with everything decided, to structures, unions and enums.

use std::collections::HashMap;

use super::checks::Checks;
use super::presence::{self, Absence, Optionality, is_token};
use super::types::{Facts, deprecation, enum_entries};
use super::{docs, elements, events, http, limits, literal};
use crate::ir::{
    Enumeration, ErrorFacts, ErrorMessage, IntEnumeration, IntVariant, Literal, Member, MemberCheck, Presence, Retry,
    Structure, Type, Union, UnionVariant, Variant,
};
use crate::name::{Ident, Name};
use shapewright_smithy::bindings::Location;
use shapewright_smithy::diagnostics::Report;
use shapewright_smithy::model::traits::EnumValue;
use shapewright_smithy::model::{self, Kind, Shape, ShapeId, Traits, UNIT};
use shapewright_smithy::protocol::{AWS_QUERY, Family};

/// The types of a service.
#[derive(Default)]
pub(super) struct Types<'m> {
    /// By the shapes that they are made from.
    pub(super) structures: HashMap<&'m ShapeId, Structure>,
    pub(super) unions: Vec<Union>,
    pub(super) enumerations: Vec<Enumeration>,
    pub(super) int_enumerations: Vec<IntEnumeration>,
}

/// Makes all types; defaults that do not fit are reported.
pub(super) fn types<'m>(facts: &Facts<'m>, checks: &Checks<'m>, report: &mut Report) -> Types<'m> {
    let mut types = Types::default();
    for shape in facts.closure.shapes.values().copied() {
        match shape.kind {
            Kind::Structure if shape.id != UNIT => {
                types.structures.insert(&shape.id, structure(facts, checks, shape, report));
            }
            Kind::Union => types.unions.push(union(facts, checks, shape)),
            Kind::IntEnum => types.int_enumerations.push(int_enumeration(facts, shape)),
            _ => types.enumerations.extend(enumeration(facts, shape)),
        }
    }
    types.unions.sort_by(|a, b| a.name.ident.cmp(&b.name.ident));
    types.enumerations.sort_by(|a, b| a.name.ident.cmp(&b.name.ident));
    types.int_enumerations.sort_by(|a, b| a.name.ident.cmp(&b.name.ident));
    types
}

/// The empty structure that stands for the unit type.
pub(super) fn unit_structure(ident: &Ident, role: &str, operation: &str) -> Structure {
    Structure {
        name: Name { ident: ident.clone(), wire: ident.as_str().to_owned() },
        docs: docs::of_unit(role, operation),
        deprecated: None,
        members: Vec::new(),
        named: None,
        error: None,
        sensitive: false,
        streaming: false,
        checks: Vec::new(),
        element: None,
    }
}

fn name(facts: &Facts<'_>, shape: &Shape) -> Name {
    Name { ident: facts.names.ty(shape).clone(), wire: shape.id.name().to_owned() }
}

fn structure<'m>(facts: &Facts<'m>, checks: &Checks<'m>, shape: &'m Shape, report: &mut Report) -> Structure {
    let mut members = Vec::new();
    let mut member_checks = Vec::new();
    for ((member, field), setter) in facts.names.members(shape).zip(facts.names.setters(shape)) {
        let plan = facts.plan(shape, member);
        let check = MemberCheck {
            field: field.clone(),
            wire: member.name().to_owned(),
            optional: plan.is_optional(),
            required: plan.checked,
            check: checks.member(facts, member),
            hides_keys: facts.hides_keys(shape, member),
        };
        if check.required || check.check.is_some() {
            member_checks.push(check);
        }
        members.push(self::member(facts, checks, shape, member, FieldNames { field, setter }, &plan, report));
    }
    Structure {
        name: name(facts, shape),
        docs: docs::of_type(&shape.traits, &shape.id),
        deprecated: deprecation(&shape.traits),
        named: facts.names.named(shape).cloned(),
        error: error(facts, shape, &members),
        sensitive: shape.traits.sensitive(),
        streaming: members.iter().any(|member| is_stream(&member.ty)),
        members,
        checks: member_checks,
        element: elements::of_shape(&facts.closure, shape),
    }
}

/// What is called after a member.
struct FieldNames<'r> {
    field: &'r Ident,
    setter: &'r Ident,
}

fn member<'m>(
    facts: &Facts<'m>,
    checks: &Checks<'m>,
    shape: &'m Shape,
    member: &'m model::Member,
    FieldNames { field, setter }: FieldNames<'_>,
    plan: &Optionality<'m>,
    report: &mut Report,
) -> Member {
    let target = facts.closure.target(member);
    let is_input = facts.closure.is_input(shape);
    let is_token = is_token(is_input, member, target);
    let ty = facts.member_ty(member);
    let docs = docs::of_member(member, target, checks.pattern(facts, member), plan, is_token);
    Member {
        name: Name { ident: field.clone(), wire: member.name().to_owned() },
        setter: setter.clone(),
        key: member.traits.json_name().unwrap_or(member.name()).to_owned(),
        docs: docs.field,
        setter_docs: docs.setter,
        deprecated: deprecation(&member.traits),
        ty: if plan.is_optional() { Type::Option(Box::new(ty)) } else { ty },
        presence: presence(facts, target, plan, report),
        required: plan.required,
        outside_request: is_input && http::in_request(facts, member) != Location::Document,
        outside_response: facts.closure.is_answer(shape) && http::in_response(facts, member) != Location::Document,
        timestamp: facts.body_timestamp(member),
        element: elements::of_member(&facts.closure, member),
        sensitive: facts.is_sensitive(member),
        hides_keys: facts.hides_keys(shape, member),
        at_most: limits::at_most(&facts.closure, shape, member),
        idempotency_token: is_token,
        hides_default: presence::hides_default(member, target),
    }
}

fn presence<'m>(facts: &Facts<'m>, target: &'m Shape, plan: &Optionality<'m>, report: &mut Report) -> Presence {
    let mut value = |node, presence: &dyn Fn(Literal) -> Presence| {
        match literal::literal(facts, target, node, literal::Dialect::Default) {
            Ok(value) => presence(value),
            Err(diagnostic) => {
                report.push(diagnostic);
                // It goes nowhere: the report has an error now.
                Presence::Optional
            }
        }
    };
    match plan.absence {
        Absence::Impossible => Presence::Required,
        Absence::None => Presence::Optional,
        Absence::EmptyStream => Presence::Default(Literal::ByteStream(Vec::new())),
        Absence::Default(node) => value(node, &Presence::Default),
        Absence::OptionalDefault(node, reach) => value(node, &|value| Presence::OptionalDefault { value, reach }),
    }
}

fn is_stream(ty: &Type) -> bool {
    match ty {
        Type::Option(inner) => is_stream(inner),
        Type::ByteStream | Type::EventStream(_) => true,
        _ => false,
    }
}

/// (Smithy 2.0, "error trait", "httpError trait", "retryable trait".)
fn error(facts: &Facts<'_>, shape: &Shape, members: &[Member]) -> Option<ErrorFacts> {
    let status = shape.traits.error_status()?;
    // What is shown wherever the error is must not be sensitive.
    let is_message = |name: &str, (of_model, member): &(&model::Member, &Member)| {
        !(member.sensitive || shape.traits.sensitive())
            && of_model.name().eq_ignore_ascii_case(name)
            && matches!(facts.closure.target(of_model).kind, Kind::String)
            && !matches!(innermost(&member.ty), Type::Named(_))
    };
    let message = ["message", "errorMessage"].iter().find_map(|name| {
        let mut members = shape.members.iter().zip(members);
        members.find(|pair| is_message(name, pair))
    });
    Some(ErrorFacts {
        message: message.map(|(_, member)| ErrorMessage {
            field: member.name.ident.clone(),
            optional: matches!(member.ty, Type::Option(_)),
        }),
        shape_id: facts.closure.of_family(Family::Rpc).map(|_| shape.id.to_string()),
        query_code: facts.closure.keeps_query_codes.then(|| query_code(&shape.traits)).flatten(),
        query_status: facts.closure.speaks(&AWS_QUERY).then(|| query_status(&shape.traits)).flatten(),
        status,
        retry: retry(&shape.traits),
    })
}

/// (Smithy 2.0, "AWS query protocol", "awsQueryError trait".)
fn query_code(traits: &Traits) -> Option<String> {
    traits.aws_query_error().map(|error| error.code.to_string())
}

/// (Smithy 2.0, "AWS query protocol", "Error HTTP response status code resolution".)
fn query_status(traits: &Traits) -> Option<u16> {
    traits.aws_query_error().map(|error| error.status)
}

/// (Smithy 2.0, "retryable trait".)
fn retry(traits: &Traits) -> Retry {
    match traits.retryable() {
        None => Retry::No,
        Some(retryable) if retryable.throttling => Retry::Throttling,
        Some(_) => Retry::Yes,
    }
}

fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Option(inner) => innermost(inner),
        other => other,
    }
}

fn union<'m>(facts: &Facts<'m>, checks: &Checks<'m>, shape: &'m Shape) -> Union {
    let variants = facts.names.members(shape).map(|(member, variant)| UnionVariant {
        name: Name { ident: variant.clone(), wire: member.name().to_owned() },
        key: member.traits.json_name().unwrap_or(member.name()).to_owned(),
        docs: docs::of_variant(member, facts.closure.target(member), checks.pattern(facts, member)),
        deprecated: deprecation(&member.traits),
        ty: facts.member_ty(member),
        timestamp: facts.body_timestamp(member),
        element: elements::of_member(&facts.closure, member),
        sensitive: facts.is_sensitive(member),
        hides_keys: facts.hides_keys(shape, member),
        at_most: limits::at_most(&facts.closure, shape, member),
        check: checks.member(facts, member),
        event: events::message(facts, shape, member),
    });
    Union {
        name: name(facts, shape),
        docs: docs::of_type(&shape.traits, &shape.id),
        deprecated: deprecation(&shape.traits),
        variants: variants.collect(),
        sensitive: shape.traits.sensitive(),
        events: shape.traits.streaming(),
        element: elements::of_shape(&facts.closure, shape),
    }
}

/// The enum that a shape makes; `None` for a shape that is no enum of strings.
fn enumeration(facts: &Facts<'_>, shape: &Shape) -> Option<Enumeration> {
    let entries = enum_entries(shape)?;
    let variants = entries.into_iter().zip(facts.names.variants(shape)).map(|(entry, variant)| Variant {
        name: Name { ident: variant.clone(), wire: entry.value.to_owned() },
        docs: docs::of_enum_variant(entry.documentation, entry.value),
        deprecated: entry.deprecated,
        internal: entry.internal,
    });
    Some(Enumeration {
        name: name(facts, shape),
        docs: docs::of_type(&shape.traits, &shape.id),
        deprecated: deprecation(&shape.traits),
        variants: variants.collect(),
        sensitive: shape.traits.sensitive(),
    })
}

fn int_enumeration(facts: &Facts<'_>, shape: &Shape) -> IntEnumeration {
    let variants = shape.members.iter().zip(facts.names.variants(shape)).filter_map(|(member, variant)| {
        // A member without value is refused by the check of the model.
        let Some(EnumValue::Integer(value)) = member.traits.enum_value() else {
            return None;
        };
        Some(IntVariant {
            name: Name { ident: variant.clone(), wire: member.name().to_owned() },
            value: *value,
            docs: docs::of_enum_variant(member.traits.documentation(), member.name()),
            deprecated: deprecation(&member.traits),
            internal: member.traits.internal(),
        })
    });
    IntEnumeration {
        name: name(facts, shape),
        docs: docs::of_type(&shape.traits, &shape.id),
        deprecated: deprecation(&shape.traits),
        variants: variants.collect(),
        sensitive: shape.traits.sensitive(),
    }
}
