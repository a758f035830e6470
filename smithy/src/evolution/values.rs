//! Values: whether what is written as one shape can be read as another.

use super::Effect;
use super::constraints::{compare_constraints, values};
use super::members::{Seen, compare_structures, compare_unions};
use super::services::Pair;
use super::slots::Slot;
use crate::bindings::{Format, Location, format};
use crate::model::traits::TimestampFormat;
use crate::model::{Kind, Member, Shape};
use crate::protocol::DocumentFormat;

/// A member in both versions.
#[derive(Clone, Copy)]
pub(super) struct Value<'v, 'm> {
    pub(super) writer: &'m Member,
    pub(super) reader: &'m Member,
    /// Where it travels; in both versions the same place.
    pub(super) slots: (&'v Slot, &'v Slot),
    /// Whether it is a variant of a stream of events.
    pub(super) is_event: bool,
}

/// Compares what a member holds.
pub(super) fn compare_values<'m>(pair: &mut Pair<'m>, value: Value<'_, 'm>, seen: &mut Seen<'m>) {
    let Value { writer, reader, slots: _, is_event } = value;
    let targets = (pair.writer.model.target(writer), pair.reader.model.target(reader));
    let (Some(from), Some(to)) = targets else { return };
    let places = (writer.place, reader.place);
    match kinds(pair, from, to) {
        Kinds::Same => {}
        Kinds::Wider(what) => {
            pair.push(pair.wider(), &reader.id, places, what);
            return;
        }
        Kinds::Other => {
            let message = format!(
                "{} send values of the type {}, {} expect {}",
                pair.flow.writers(),
                from.kind.name(),
                pair.flow.readers(),
                to.kind.name()
            );
            pair.push(Effect::Breaks, &reader.id, places, message);
            return;
        }
    }
    formats(pair, value, (from, to));
    if pair.flow.is_request() {
        compare_constraints(pair, (writer, from), (reader, to));
    } else {
        new_values(pair, from, to);
    }
    match (&from.kind, &to.kind) {
        // A structure in itself is compared once.
        (Kind::Structure, Kind::Structure) if seen.insert((&from.id, &to.id)) => {
            compare_structures(pair, (from, to), is_event, seen);
        }
        (Kind::Union, Kind::Union) if seen.insert((&from.id, &to.id)) => {
            compare_unions(pair, (from, to), seen);
        }
        (Kind::List, Kind::List) | (Kind::Map, Kind::Map) => collections(pair, value, (from, to), seen),
        _ => {}
    }
}

fn collections<'m>(pair: &mut Pair<'m>, value: Value<'_, 'm>, (from, to): (&'m Shape, &'m Shape), seen: &mut Seen<'m>) {
    if from.traits.sparse() && !to.traits.sparse() {
        let message = format!("{} may send null for items, which {} refuse", pair.flow.writers(), pair.flow.readers());
        pair.push(pair.wider(), &to.id, (from.place, to.place), message);
    }
    // A list of lists of itself comes to an end like a structure of itself.
    if !seen.insert((&from.id, &to.id)) {
        return;
    }
    for name in ["member", "key", "value"] {
        let (Some(writer), Some(reader)) = (from.member(name), to.member(name)) else { continue };
        if is_xml(pair) && !value.writer.traits.xml_flattened() {
            let names = (pair.protocol.member_name(writer), pair.protocol.member_name(reader));
            if names.0 != names.1 && !is_ec2_request(pair) {
                let message = format!(
                    "{} write the element `{}`, {} expect `{}`",
                    pair.flow.writers(),
                    names.0,
                    pair.flow.readers(),
                    names.1
                );
                pair.push(Effect::Breaks, &reader.id, (writer.place, reader.place), message);
            }
        }
        compare_values(pair, Value { writer, reader, ..value }, seen);
    }
}

/// How values are written: timestamps, texts with a media type in headers, and collections in XML.
fn formats(pair: &mut Pair<'_>, value: Value<'_, '_>, (from, to): (&Shape, &Shape)) {
    let Value { writer, reader, slots, is_event: _ } = value;
    let places = (writer.place, reader.place);
    let written = format(pair.protocol, slots.0.location(), writer, from);
    let expected = format(pair.protocol, slots.1.location(), reader, to);
    // Events have a form of their own for timestamps in headers.
    if written != expected && !matches!(slots.0, Slot::EventHeader(_)) {
        let message = format!(
            "{} write {}, {} expect {}",
            pair.flow.writers(),
            shown(written),
            pair.flow.readers(),
            shown(expected)
        );
        pair.push(Effect::Breaks, &reader.id, places, message);
    }
    let is_document = matches!(slots.0.location(), Location::Document | Location::Payload);
    let is_collection = matches!(from.kind, Kind::List | Kind::Map);
    if is_xml(pair)
        && is_document
        && is_collection
        && !is_ec2_request(pair)
        && writer.traits.xml_flattened() != reader.traits.xml_flattened()
    {
        let message = "the items are in an element of their own in one version, and not in the other".to_owned();
        pair.push(Effect::Breaks, &reader.id, places, message);
    }
}

fn shown(format: Format) -> String {
    match format {
        Format::Plain => "plain text".to_owned(),
        Format::Base64 => "base64".to_owned(),
        Format::Timestamp(TimestampFormat::DateTime) => "timestamps as date-time".to_owned(),
        Format::Timestamp(TimestampFormat::HttpDate) => "timestamps as http-date".to_owned(),
        Format::Timestamp(TimestampFormat::EpochSeconds) => "timestamps as epoch-seconds".to_owned(),
    }
}

fn is_xml(pair: &Pair<'_>) -> bool {
    matches!(pair.protocol.documents, DocumentFormat::Xml | DocumentFormat::Form)
}

/// Lists in requests of ec2Query have no elements of their own.
fn is_ec2_request(pair: &Pair<'_>) -> bool {
    pair.flow.is_request() && pair.protocol.id == crate::protocol::EC2_QUERY.id
}

/// Clients read values that they do not know.
fn new_values(pair: &mut Pair<'_>, from: &Shape, to: &Shape) {
    let (Some(sent), Some(known)) = (values(from), values(to)) else { return };
    let unknown: Vec<&str> = sent.difference(&known).map(|value| &**value).collect();
    if !unknown.is_empty() {
        let message = format!("{} read {} as unknown", pair.flow.readers(), listed(&unknown));
        pair.push(Effect::Lost, &from.id, (from.place, to.place), message);
    }
}

/// Values as a message shows them, not too many.
pub(super) fn listed(values: &[&str]) -> String {
    const SHOWN: usize = 5;
    let mut text = values.iter().take(SHOWN).map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
    if values.len() > SHOWN {
        text.push_str(&format!(" and {} more", values.len() - SHOWN));
    }
    text
}

/// What becomes of values of one kind that are read as another.
enum Kinds {
    Same,
    /// Some values cannot be read.
    Wider(String),
    Other,
}

fn kinds(pair: &Pair<'_>, from: &Shape, to: &Shape) -> Kinds {
    let is_text = |shape: &Shape| matches!(shape.kind, Kind::String | Kind::Enum);
    if is_text(from) && is_text(to) {
        return Kinds::Same;
    }
    if let (Some(sent), Some(read)) = (bits(&from.kind), bits(&to.kind)) {
        return match sent <= read {
            true => Kinds::Same,
            false => Kinds::Wider(format!(
                "{} may send numbers that are too large for the type {}, which {} expect",
                pair.flow.writers(),
                to.kind.name(),
                pair.flow.readers()
            )),
        };
    }
    let is_text_format = pair.protocol.documents != DocumentFormat::Cbor;
    match (&from.kind, &to.kind) {
        (Kind::Float, Kind::Double) => Kinds::Same,
        (Kind::Float | Kind::Double, Kind::BigDecimal) if is_text_format => Kinds::Same,
        (
            Kind::Byte | Kind::Short | Kind::Integer | Kind::IntEnum | Kind::Long | Kind::BigInteger,
            Kind::BigDecimal,
        ) if is_text_format => Kinds::Same,
        (Kind::Double, Kind::Float) => {
            Kinds::Wider(format!("{} read numbers with less precision", pair.flow.readers()))
        }
        (Kind::Byte | Kind::Short, Kind::Float | Kind::Double) | (Kind::Integer | Kind::IntEnum, Kind::Double)
            if is_text_format =>
        {
            Kinds::Same
        }
        (from, to) if std::mem::discriminant(from) == std::mem::discriminant(to) => Kinds::Same,
        _ => Kinds::Other,
    }
}

/// The size of integers.
fn bits(kind: &Kind) -> Option<u32> {
    Some(match kind {
        Kind::Byte => 8,
        Kind::Short => 16,
        Kind::Integer | Kind::IntEnum => 32,
        Kind::Long => 64,
        Kind::BigInteger => u32::MAX,
        _ => return None,
    })
}
