//! Which shapes and members a trait may be applied to: the selectors of Smithy's trait definitions.

use super::Checker;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Kind, Member, Model, Shape};

/// A shape, or a member together with what it targets.
#[derive(Clone, Copy)]
struct Subject<'m> {
    model: &'m Model,
    shape: &'m Shape,
    member: Option<(&'m Member, &'m Shape)>,
}

impl<'m> Subject<'m> {
    /// The shape whose values the trait is about: the target of a member.
    fn values(self) -> &'m Shape {
        self.member.map_or(self.shape, |(_, target)| target)
    }

    fn is_member_of_structure(self) -> bool {
        self.member.is_some() && matches!(self.shape.kind, Kind::Structure)
    }

    fn is_member_of_structure_or_union(self) -> bool {
        self.member.is_some() && matches!(self.shape.kind, Kind::Structure | Kind::Union)
    }

    /// The target of a list's member or of a map's values.
    fn element(self, name: &str) -> Option<&'m Shape> {
        self.model.target(self.values().member(name)?)
    }
}

/// A trait, where it may stand, and the test for that.
type Rule = (&'static str, &'static str, fn(Subject<'_>) -> bool);

fn is_shape(subject: Subject<'_>, is_kind: fn(&Kind) -> bool) -> bool {
    subject.member.is_none() && is_kind(&subject.shape.kind)
}

fn is_operation(subject: Subject<'_>) -> bool {
    is_shape(subject, |kind| matches!(kind, Kind::Operation(_)))
}

/// Whether a value has a form that fits into a header, a label or a query parameter.
fn is_scalar(kind: &Kind) -> bool {
    kind.is_string() || kind.is_number() || matches!(kind, Kind::Boolean | Kind::Timestamp)
}

fn is_scalar_or_list(subject: Subject<'_>) -> bool {
    match subject.values().kind {
        Kind::List => subject.element("member").is_some_and(|element| is_scalar(&element.kind)),
        ref kind => is_scalar(kind),
    }
}

fn is_map_of_strings(subject: Subject<'_>) -> bool {
    let is_string = |element: &Shape| element.kind.is_string();
    matches!(subject.values().kind, Kind::Map) && subject.element("value").is_some_and(is_string)
}

fn is_map_of_string_lists(subject: Subject<'_>) -> bool {
    let value = subject.element("value").filter(|value| matches!(value.kind, Kind::List));
    let element = value.and_then(|value| subject.model.target(value.member("member")?));
    matches!(subject.values().kind, Kind::Map) && element.is_some_and(|element| element.kind.is_string())
}

const RULES: &[Rule] = &[
    ("smithy.api#clientOptional", "members of structures", |s| s.is_member_of_structure()),
    ("smithy.api#addedDefault", "members of structures", |s| s.is_member_of_structure()),
    ("smithy.api#required", "members of structures", |s| s.is_member_of_structure()),
    ("smithy.api#jsonName", "members of structures and unions", |s| s.is_member_of_structure_or_union()),
    ("smithy.api#input", "structures", |s| is_shape(s, |kind| matches!(kind, Kind::Structure))),
    ("smithy.api#output", "structures", |s| is_shape(s, |kind| matches!(kind, Kind::Structure))),
    ("smithy.api#error", "structures", |s| is_shape(s, |kind| matches!(kind, Kind::Structure))),
    ("smithy.api#httpError", "structures with the trait `smithy.api#error`", |s| {
        s.member.is_none() && s.shape.traits.error().is_some()
    }),
    ("smithy.api#retryable", "structures with the trait `smithy.api#error`", |s| {
        s.member.is_none() && s.shape.traits.error().is_some()
    }),
    ("smithy.api#length", "lists, maps, strings and blobs, and members that target them", |s| {
        let kind = &s.values().kind;
        kind.is_string() || matches!(kind, Kind::List | Kind::Map | Kind::Blob)
    }),
    ("smithy.api#pattern", "strings and members that target them", |s| s.values().kind.is_string()),
    ("smithy.api#range", "numbers and members that target them", |s| s.values().kind.is_number()),
    ("smithy.api#uniqueItems", "lists", |s| is_shape(s, |kind| matches!(kind, Kind::List))),
    ("smithy.api#sparse", "lists and maps", |s| is_shape(s, |kind| matches!(kind, Kind::List | Kind::Map))),
    ("smithy.api#enum", "strings", |s| is_shape(s, |kind| matches!(kind, Kind::String))),
    ("smithy.api#enumValue", "members of enums", |s| {
        s.member.is_some() && matches!(s.shape.kind, Kind::Enum | Kind::IntEnum)
    }),
    ("smithy.api#mediaType", "strings and blobs", |s| {
        is_shape(s, |kind| kind.is_string() || matches!(kind, Kind::Blob))
    }),
    ("smithy.api#timestampFormat", "timestamps and members that target them", |s| {
        matches!(s.values().kind, Kind::Timestamp)
    }),
    ("smithy.api#idempotencyToken", "members of structures that target strings", |s| {
        s.is_member_of_structure() && s.values().kind.is_string()
    }),
    ("smithy.api#streaming", "blobs and unions", |s| is_shape(s, |kind| matches!(kind, Kind::Blob | Kind::Union))),
    ("smithy.api#requiresLength", "streaming blobs", |s| {
        is_shape(s, |kind| matches!(kind, Kind::Blob)) && s.shape.traits.streaming()
    }),
    (
        "smithy.api#httpLabel",
        "required members of structures that target strings, numbers, booleans or timestamps",
        |s| {
            s.is_member_of_structure()
                && is_scalar(&s.values().kind)
                && s.member.is_some_and(|(member, _)| member.traits.required())
        },
    ),
    (
        "smithy.api#httpQuery",
        "members of structures that target strings, numbers, booleans, timestamps or lists of them",
        |s| s.is_member_of_structure() && is_scalar_or_list(s),
    ),
    (
        "smithy.api#httpHeader",
        "members of structures that target strings, numbers, booleans, timestamps or lists of them",
        |s| s.is_member_of_structure() && is_scalar_or_list(s),
    ),
    ("smithy.api#httpQueryParams", "members of structures that target maps of strings or of lists of strings", |s| {
        s.is_member_of_structure() && (is_map_of_strings(s) || is_map_of_string_lists(s))
    }),
    ("smithy.api#httpPrefixHeaders", "members of structures that target maps of strings", |s| {
        s.is_member_of_structure() && is_map_of_strings(s)
    }),
    (
        "smithy.api#httpPayload",
        "members of structures that target strings, blobs, documents, structures, unions, lists or maps",
        |s| {
            let kind = &s.values().kind;
            s.is_member_of_structure()
                && (kind.is_string()
                    || matches!(
                        kind,
                        Kind::Blob | Kind::Document | Kind::Structure | Kind::Union | Kind::List | Kind::Map
                    ))
        },
    ),
    ("smithy.api#httpResponseCode", "members of structures that target integers", |s| {
        s.is_member_of_structure() && matches!(s.values().kind, Kind::Integer | Kind::IntEnum)
    }),
    ("smithy.api#hostLabel", "required members of structures that target strings", |s| {
        s.is_member_of_structure()
            && s.values().kind.is_string()
            && s.member.is_some_and(|(member, _)| member.traits.required())
    }),
    (
        "smithy.api#eventHeader",
        "members of structures that target booleans, integers, blobs, strings or timestamps",
        |s| {
            let kind = &s.values().kind;
            s.is_member_of_structure()
                && (kind.is_string()
                    || matches!(
                        kind,
                        Kind::Boolean
                            | Kind::Byte
                            | Kind::Short
                            | Kind::Integer
                            | Kind::IntEnum
                            | Kind::Long
                            | Kind::Blob
                            | Kind::Timestamp
                    ))
        },
    ),
    ("smithy.api#eventPayload", "members of structures that target blobs, strings, structures or unions", |s| {
        let kind = &s.values().kind;
        s.is_member_of_structure() && (kind.is_string() || matches!(kind, Kind::Blob | Kind::Structure | Kind::Union))
    }),
    ("smithy.api#http", "operations", is_operation),
    ("smithy.api#endpoint", "operations", is_operation),
    ("smithy.api#idempotent", "operations", is_operation),
    ("smithy.api#readonly", "operations", is_operation),
    ("smithy.api#httpChecksumRequired", "operations", is_operation),
    ("smithy.api#requestCompression", "operations", is_operation),
    ("aws.protocols#httpChecksum", "operations", is_operation),
    ("aws.protocols#restJson1", "services", |s| is_shape(s, |kind| matches!(kind, Kind::Service(_)))),
    ("aws.auth#sigv4", "services", |s| is_shape(s, |kind| matches!(kind, Kind::Service(_)))),
];

impl Checker<'_> {
    /// Checks that the traits of a shape and of its members may stand where they stand.
    pub(super) fn applicability(&mut self, shape: &Shape) {
        let model = self.model;
        let itself = Subject { model, shape, member: None };
        let members = shape.members.iter().filter_map(|member| {
            let target = model.target(member)?;
            Some(Subject { member: Some((member, target)), ..itself })
        });
        for subject in std::iter::once(itself).chain(members) {
            let (id, traits) = match subject.member {
                Some((member, _)) => (&member.id, &member.traits),
                None => (&shape.id, &shape.traits),
            };
            for applied in traits.iter() {
                let rule = RULES.iter().find(|(id, ..)| applied.id == *id);
                if let Some((_, allowed, is_allowed)) = rule
                    && !is_allowed(subject)
                {
                    let message = format!("trait `{}` cannot be applied to `{id}`", applied.id);
                    let diagnostic = Diagnostic::new(Code::TRAIT_TARGET, applied.place().to_key(), message).about(id);
                    self.report.push(diagnostic.help(format!("it applies to {allowed}")));
                }
            }
        }
    }
}
