//! The members of messages, structures and unions: which are there in both versions, and which may be absent.

use std::collections::HashSet;

use super::services::Pair;
use super::slots::{Slot, with_slots};
use super::values::{Value, compare_values};
use super::{Effect, Flow};
use crate::bindings::Body;
use crate::diagnostics::Place;
use crate::model::traits::Http;
use crate::model::{Kind, Member, Model, Node, Shape, ShapeId};

/// A request, a response or an error in one version.
pub(super) struct Message<'m> {
    /// The structure; `None` for the unit type.
    pub(super) shape: Option<&'m Shape>,
    /// The operation, or the error itself.
    pub(super) owner: &'m Shape,
    pub(super) body: Body<'m>,
    pub(super) http: Option<&'m Http>,
}

impl<'m> Message<'m> {
    pub(super) fn place(&self) -> Place {
        self.shape.unwrap_or(self.owner).place
    }

    pub(super) fn id(&self) -> &'m ShapeId {
        &self.shape.unwrap_or(self.owner).id
    }
}

/// Structures that were compared, so that recursive ones come to an end: the writer's and the reader's.
pub(super) type Seen<'m> = HashSet<(&'m ShapeId, &'m ShapeId)>;

/// Compares the members of two messages.
pub(super) fn compare_messages<'m>(pair: &mut Pair<'m>, writer: &Message<'m>, reader: &Message<'m>) {
    let (from, to) = (pair.writer.model, pair.reader.model);
    let sent = with_slots(writer.shape, |member| Slot::of_message(pair, from, member, writer.http));
    let read = with_slots(reader.shape, |member| Slot::of_message(pair, to, member, reader.http));
    let both = Both { sent, read, in_input: pair.flow.is_request(), place: (writer.place(), reader.place()) };
    both.compare(pair, &mut HashSet::new());
}

/// Compares the members of two structures within a document, or of two events.
pub(super) fn compare_structures<'m>(
    pair: &mut Pair<'m>,
    (writer, reader): (&'m Shape, &'m Shape),
    is_event: bool,
    seen: &mut Seen<'m>,
) {
    let slot = |pair: &Pair<'_>, member: &Member| match is_event {
        true => Slot::in_event(pair, member),
        false => Slot::in_document(pair, member),
    };
    let sent = with_slots(Some(writer), |member| Some(slot(pair, member)));
    let read = with_slots(Some(reader), |member| Some(slot(pair, member)));
    Both { sent, read, in_input: false, place: (writer.place, reader.place) }.compare(pair, seen);
}

/// Compares the variants of two unions.
pub(super) fn compare_unions<'m>(pair: &mut Pair<'m>, (writer, reader): (&'m Shape, &'m Shape), seen: &mut Seen<'m>) {
    let is_event = writer.traits.streaming() || reader.traits.streaming();
    for member in writer.members.iter() {
        let slot = Slot::in_document(pair, member);
        let same = reader.members.iter().find(|other| Slot::in_document(pair, other) == slot);
        match same {
            Some(other) => {
                let value = Value { writer: member, reader: other, slots: (&slot, &slot), is_event };
                compare_values(pair, value, seen);
            }
            None if pair.flow.is_request() => {
                let message = format!("{} do not know this variant of the union, and refuse it", pair.flow.readers());
                pair.push(pair.wider(), &member.id, (member.place, reader.place), message);
            }
            None => {
                let message = format!("{} read this variant of the union as an unknown one", pair.flow.readers());
                pair.push(Effect::Lost, &member.id, (member.place, reader.place), message);
            }
        }
    }
}

/// The members of both versions.
struct Both<'m> {
    sent: Vec<(Slot, &'m Member)>,
    read: Vec<(Slot, &'m Member)>,
    /// Whether they are those of an operation's input.
    in_input: bool,
    place: (Place, Place),
}

impl<'m> Both<'m> {
    fn compare(self, pair: &mut Pair<'m>, seen: &mut Seen<'m>) {
        let (writers, readers) = (pair.flow.writers(), pair.flow.readers());
        let mut moved = Vec::new();
        for (slot, member) in &self.sent {
            if let Some((found, other)) = self.read.iter().find(|(other, _)| other == slot) {
                self.presence(pair, member, other);
                let value = Value { writer: member, reader: other, slots: (slot, found), is_event: false };
                compare_values(pair, value, seen);
                continue;
            }
            // The reader may find it among those that are bound together.
            if self.is_collected(slot) {
                continue;
            }
            let same = self.read.iter().find(|(_, other)| other.name() == member.name());
            match same.filter(|(other, _)| self.sent.iter().all(|(sent, _)| sent != other)) {
                Some((other_slot, other)) => {
                    moved.push(other.name());
                    let message = format!("{writers} send it as {slot}, {readers} expect it as {other_slot}");
                    pair.push(Effect::Breaks, &member.id, (member.place, other.place), message);
                }
                // What a client does not know of a response, it never had.
                None if pair.flow.is_request() => {
                    let message = format!("{readers} ignore it, because they do not know {slot}");
                    pair.push(Effect::Lost, &member.id, (member.place, self.place.1), message);
                }
                None => {}
            }
        }
        for (slot, member) in &self.read {
            if self.sent.iter().all(|(other, _)| other != slot) && !moved.contains(&member.name()) {
                self.unsent(pair, slot, member);
            }
        }
    }

    /// Whether a reader takes what is in a slot together with others.
    fn is_collected(&self, slot: &Slot) -> bool {
        self.read.iter().any(|(other, _)| match (slot, other) {
            (Slot::Query(_), Slot::QueryParams) => true,
            (Slot::Header(name), Slot::PrefixHeaders(prefix)) => name.starts_with(prefix),
            (Slot::PrefixHeaders(name), Slot::PrefixHeaders(prefix)) => name.starts_with(prefix),
            _ => false,
        })
    }

    /// The writer never sends a member that the reader knows.
    fn unsent(&self, pair: &mut Pair<'m>, slot: &Slot, member: &'m Member) {
        let (writers, readers) = (pair.flow.writers(), pair.flow.readers());
        let places = (self.place.0, member.place);
        let is_demanded = is_demanded(member);
        let is_request = pair.flow.is_request();
        if is_demanded && is_request {
            let message = format!("{readers} require {slot}, which {writers} do not send");
            pair.push(Effect::Breaks, &member.id, places, message);
        } else if is_demanded && !is_always_there(pair.reader.model, member) {
            let message =
                format!("{readers} require {slot}, which {writers} do not send: they read an empty value instead");
            pair.push(Effect::Breaks, &member.id, places, message);
        } else if pair.flow == Flow::NewResponses {
            let message = format!("{readers} no longer receive {slot}");
            pair.push(Effect::Lost, &member.id, places, message);
        }
    }

    /// The writer may leave out what the reader requires, and what stands in for it may differ.
    fn presence(&self, pair: &mut Pair<'m>, writer: &'m Member, reader: &'m Member) {
        let places = (writer.place, reader.place);
        let (writers, readers) = (pair.flow.writers(), pair.flow.readers());
        let is_filled = self.in_input && writer.traits.idempotency_token();
        let may_be_absent = !is_demanded(writer) && !is_filled;
        if may_be_absent && is_demanded(reader) {
            let is_request = pair.flow.is_request();
            if !is_request && default(writer).is_some() {
                // A server sends the default.
                return;
            }
            let consequence =
                if is_request { "so requests without it are refused" } else { "so they read an empty value" };
            let message = format!("{readers} require it, but {writers} may omit it, {consequence}");
            pair.push(pair.wider(), &reader.id, places, message);
        }
        if let Some(before) = default(writer)
            && may_be_absent
            && pair.flow.is_request()
            && default(reader).is_none_or(|after| after != before)
            && !is_demanded(reader)
        {
            let what = match default(reader) {
                Some(_) => "another default",
                None => "no default",
            };
            let message = format!("{readers} have {what}, so that a request without it means something else");
            pair.push(Effect::Breaks, &reader.id, places, message);
        }
    }
}

/// Whether messages must have a member.
fn is_demanded(member: &Member) -> bool {
    // Without its labels there is no path, whatever the default.
    member.traits.required() && (default(member).is_none() || member.traits.http_label())
}

/// Whether a member of a response has a value in any case: a status, or a stream.
fn is_always_there(model: &Model, member: &Member) -> bool {
    let is_stream = model
        .target(member)
        .is_some_and(|target| target.traits.streaming() && matches!(target.kind, Kind::Blob | Kind::Union));
    member.traits.http_response_code() || is_stream
}

/// The default of a member, unless that is null.
fn default(member: &Member) -> Option<&Node> {
    member.traits.default_value().filter(|value| !value.is_null())
}
