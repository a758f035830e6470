//! From shapes to Rust types, and what else follows from a member and its target.

use super::closure::{Closure, content};
use super::naming::Names;
use super::presence::{self, Optionality};
use super::sizes::Sizes;
use crate::docs::to_line;
use crate::ir::{Format, TimestampFormat, Type};
use shapewright_smithy::bindings::{self, Location};
use shapewright_smithy::model::traits::{self, EnumValue};
use shapewright_smithy::model::{Kind, Member, Shape, UNIT};

/// What the first passes have decided.
pub(super) struct Facts<'m> {
    pub(super) closure: Closure<'m>,
    /// What is boxed.
    pub(super) sizes: Sizes<'m>,
    pub(super) names: Names<'m>,
}

impl<'m> Facts<'m> {
    /// The type of a shape's values.
    pub(super) fn ty(&self, shape: &'m Shape) -> Type {
        match &shape.kind {
            Kind::Boolean => Type::Bool,
            Kind::Byte => Type::I8,
            Kind::Short => Type::I16,
            Kind::Integer => Type::I32,
            Kind::Long => Type::I64,
            Kind::Float => Type::F32,
            Kind::Double => Type::F64,
            Kind::BigInteger => Type::BigInteger,
            Kind::BigDecimal => Type::BigDecimal,
            Kind::Timestamp => Type::Timestamp,
            Kind::Document => Type::Document,
            Kind::Blob if shape.traits.streaming() => Type::ByteStream,
            Kind::Blob => Type::Blob,
            Kind::String if shape.traits.enum_definitions().is_none() => Type::String,
            Kind::List | Kind::Map => self.collection(shape),
            Kind::Union if shape.traits.streaming() => Type::EventStream(self.names.ty(shape).clone()),
            _ if shape.id == UNIT => Type::Unit,
            Kind::String | Kind::Enum | Kind::IntEnum | Kind::Structure | Kind::Union => {
                Type::Named(self.names.ty(shape).clone())
            }
            // No member targets one of these: the closure would have been refused.
            Kind::Operation(_) | Kind::Service(_) | Kind::Resource(_) => Type::Unit,
        }
    }

    fn collection(&self, shape: &'m Shape) -> Type {
        let values = content(shape).map_or(Type::Unit, |member| self.content_ty(shape, member));
        match shape.member("key") {
            Some(key) if matches!(shape.kind, Kind::Map) => {
                Type::Map(Box::new(self.ty(self.closure.target(key))), Box::new(values))
            }
            _ => Type::List(Box::new(values)),
        }
    }

    /// The type of a list's items or a map's values, with `Option` in sparse ones.
    pub(super) fn content_ty(&self, collection: &Shape, member: &Member) -> Type {
        let ty = self.ty(self.closure.target(member));
        if collection.traits.sparse() { Type::Option(Box::new(ty)) } else { ty }
    }

    /// The type of a structure's or union's member, boxed if need be, but without `Option`.
    pub(super) fn member_ty(&self, member: &Member) -> Type {
        let ty = self.ty(self.closure.target(member));
        if self.sizes.is_boxed(member) { Type::Boxed(Box::new(ty)) } else { ty }
    }

    /// What becomes of a member of a structure.
    pub(super) fn plan(&self, structure: &Shape, member: &'m Member) -> Optionality<'m> {
        presence::plan(&self.closure, structure, member)
    }

    /// The format of a member's timestamps in bodies, where it is not the default of all protocols of the service.
    pub(super) fn body_timestamp(&self, member: &'m Member) -> Option<TimestampFormat> {
        let (member, shape) = self.closure.leaf(member);
        let format = bindings::timestamp_format(member, shape);
        let is_default = |format: &_| self.closure.protocols.iter().all(|protocol| *format == protocol.timestamps.body);
        format.filter(|format| !is_default(format)).map(timestamp)
    }

    /// How a member is written outside the body.
    pub(super) fn text_format(&self, member: &'m Member, location: Location<'_>) -> Format {
        let (member, shape) = self.closure.leaf(member);
        match bindings::format(self.closure.protocol, location, member, shape) {
            bindings::Format::Plain => Format::Plain,
            bindings::Format::Base64 => Format::Base64,
            bindings::Format::Timestamp(format) => Format::Timestamp(timestamp(format)),
        }
    }

    /// Whether `Debug` must not show a member: it is sensitive itself, or something in it that has no `Debug` of our
    /// own making (Smithy 2.0, "sensitive trait").
    pub(super) fn is_sensitive(&self, member: &'m Member) -> bool {
        let mut member = member;
        loop {
            let shape = self.closure.target(member);
            let key = shape.member("key").filter(|_| matches!(shape.kind, Kind::Map));
            let is_key_sensitive = key.is_some_and(|key| is_marked(key, self.closure.target(key)));
            if is_marked(member, shape) || is_key_sensitive {
                return true;
            }
            match content(shape) {
                Some(inner) => member = inner,
                None => return false,
            }
        }
    }
}

impl<'m> Facts<'m> {
    /// Whether messages must not tell the keys of maps in a member, because they are sensitive, or the whole of which
    /// they are a part. What is sensitive inside of a map's values hides the map's keys, too.
    pub(super) fn hides_keys(&self, holder: &Shape, member: &'m Member) -> bool {
        let mut is_hidden = holder.traits.sensitive();
        let mut member = member;
        loop {
            let shape = self.closure.target(member);
            is_hidden |= is_marked(member, shape);
            let key = shape.member("key").filter(|_| matches!(shape.kind, Kind::Map));
            match (key, content(shape)) {
                (Some(key), _) if is_hidden || is_marked(key, self.closure.target(key)) => return true,
                (_, Some(inner)) => member = inner,
                (_, None) => {
                    return is_hidden && matches!(shape.kind, Kind::Structure | Kind::Union) && shape.id != UNIT;
                }
            }
        }
    }
}

fn is_marked(member: &Member, target: &Shape) -> bool {
    member.traits.sensitive() || target.traits.sensitive()
}

/// The format as generated code names it.
fn timestamp(format: traits::TimestampFormat) -> TimestampFormat {
    match format {
        traits::TimestampFormat::DateTime => TimestampFormat::DateTime,
        traits::TimestampFormat::HttpDate => TimestampFormat::HttpDate,
        traits::TimestampFormat::EpochSeconds => TimestampFormat::EpochSeconds,
    }
}

/// One value of an enum of strings, from either of the two ways to write one.
pub(super) struct EnumEntry<'m> {
    /// What the variant is named after.
    pub(super) name: &'m str,
    pub(super) value: &'m str,
    pub(super) documentation: Option<&'m str>,
    pub(super) deprecated: Option<String>,
    pub(super) internal: bool,
}

/// The values of an enum shape, or of a string with the trait `enum`; `None` for any other shape.
pub(super) fn enum_entries(shape: &Shape) -> Option<Vec<EnumEntry<'_>>> {
    if matches!(shape.kind, Kind::Enum) {
        let entries = shape.members.iter().map(|member| EnumEntry {
            name: member.name(),
            value: match member.traits.enum_value() {
                Some(EnumValue::Text(text)) => text,
                _ => member.name(),
            },
            documentation: member.traits.documentation(),
            deprecated: deprecation(&member.traits),
            internal: member.traits.internal(),
        });
        return Some(entries.collect());
    }
    let definitions = shape.traits.enum_definitions().filter(|_| matches!(shape.kind, Kind::String))?;
    let entries = definitions.iter().map(|definition| EnumEntry {
        name: definition.name.as_deref().unwrap_or(&definition.value),
        value: &definition.value,
        documentation: definition.documentation.as_deref(),
        deprecated: definition.deprecated.then(String::new),
        // The tag stands for the trait `internal`, which such entries cannot bear (Smithy 2.0, "enum trait").
        internal: definition.tags.iter().any(|tag| &**tag == "internal"),
    });
    Some(entries.collect())
}

/// The note of a deprecation, empty where the model has none; `None` if nothing is deprecated. It says since when, too:
/// Rust's own `since` is about the crate's versions, not the API's. rustdoc reads a note as Markdown.
pub(super) fn deprecation(traits: &traits::Traits) -> Option<String> {
    let deprecated = traits.deprecated()?;
    let line = |text: &Option<Box<str>>| text.as_deref().map(to_line).unwrap_or_default();
    let (message, since) = (line(&deprecated.message), line(&deprecated.since));
    Some(match (message.is_empty(), since.is_empty()) {
        (_, true) => message,
        (false, false) => format!("{message} (since {since})"),
        (true, false) => format!("since {since}"),
    })
}
