//! Services and their protocols, and what is found of them.

use super::operations::{Operations, compare_operations};
use super::{Effect, Flow, WireChange};
use crate::diagnostics::Place;
use crate::model::{Model, Service, Shape};
use crate::protocol::{Family, Protocol};

/// A service in one version of the model.
#[derive(Clone, Copy)]
pub(super) struct Side<'m> {
    pub(super) model: &'m Model,
    pub(super) shape: &'m Shape,
    pub(super) service: &'m Service,
}

/// Messages of one flow in one protocol.
pub(super) struct Pair<'m> {
    pub(super) flow: Flow,
    pub(super) protocol: &'static Protocol,
    pub(super) writer: Side<'m>,
    pub(super) reader: Side<'m>,
    pub(super) found: Vec<WireChange>,
    /// The operation whose messages are compared.
    pub(super) operation: String,
}

impl<'m> Pair<'m> {
    /// Notes a difference of something that the writer has, the reader, or both.
    pub(super) fn push(
        &mut self,
        effect: Effect,
        id: impl ToString,
        (writer, reader): (Place, Place),
        message: String,
    ) {
        let (old, new) = if self.flow.is_written_by_new() { (reader, writer) } else { (writer, reader) };
        self.found.push(WireChange {
            flow: self.flow,
            effect,
            shape: id.to_string(),
            message,
            old,
            new,
            operations: (!self.operation.is_empty()).then(|| self.operation.clone()).into_iter().collect(),
            protocols: vec![self.protocol.name()],
        });
    }

    /// What it means that the writer may write more than the reader accepts.
    pub(super) fn wider(&self) -> Effect {
        if self.flow == Flow::NewRequests { Effect::OnlyNew } else { Effect::Breaks }
    }
}

/// Compares the services of two models.
pub(super) fn compare(old: &Model, new: &Model) -> Vec<WireChange> {
    let mut found = Vec::new();
    let services = |model| Model::services(model).collect::<Vec<_>>();
    let (olds, news) = (services(old), services(new));
    for (shape, service) in &olds {
        let same = news.iter().find(|(other, _)| other.id == shape.id);
        // The only service of a model may have another name.
        let same = same.or_else(|| (olds.len() == 1 && news.len() == 1).then(|| &news[0]));
        let before = Side { model: old, shape, service };
        match same {
            Some((shape, service)) => found.extend(sides(before, Side { model: new, shape, service })),
            None => found.push(WireChange {
                flow: Flow::OldRequests,
                effect: Effect::Breaks,
                shape: shape.id.to_string(),
                message: "the service was removed".to_owned(),
                old: shape.place,
                new: Place::NOWHERE,
                operations: Vec::new(),
                protocols: Vec::new(),
            }),
        }
    }
    found
}

fn sides(old: Side<'_>, new: Side<'_>) -> Vec<WireChange> {
    let protocols = |side: Side<'_>| Protocol::of_service(&side.shape.traits).collect::<Vec<_>>();
    let (olds, news) = (protocols(old), protocols(new));
    let common: Vec<&'static Protocol> = olds.iter().copied().filter(|protocol| news.contains(protocol)).collect();
    let mut found = Vec::new();
    for flow in Flow::ALL {
        let (writer, reader) = if flow.is_written_by_new() { (new, old) } else { (old, new) };
        let pair = |protocol| Pair { flow, protocol, writer, reader, found: Vec::new(), operation: String::new() };
        if flow.is_request() {
            let (spoken, known) = if flow.is_written_by_new() { (&news, &olds) } else { (&olds, &news) };
            for (at, protocol) in spoken.iter().enumerate().filter(|(_, protocol)| !known.contains(protocol)) {
                let mut pair = pair(protocol);
                protocol_unknown(&mut pair, at == 0);
                found.extend(pair.found);
            }
        }
        for protocol in &common {
            let mut pair = pair(protocol);
            names(&mut pair);
            let operations = Operations::of(&pair);
            compare_operations(&mut pair, &operations);
            found.extend(pair.found);
        }
    }
    merged(found, &common)
}

/// Clients speak a protocol that servers do not.
fn protocol_unknown(pair: &mut Pair<'_>, is_preferred: bool) {
    // New clients can be told to speak another one, but prefer the first.
    let effect = if is_preferred { Effect::Breaks } else { pair.wider() };
    let (writers, readers) = (pair.flow.writers(), pair.flow.readers());
    let message = format!("{writers} speak the protocol `{}`, {readers} do not", pair.protocol.name());
    let places = (place_of(pair.writer, pair.protocol.id), pair.reader.shape.place);
    let id = &pair.writer.shape.id;
    pair.push(effect, id, places, message);
}

fn place_of(side: Side<'_>, id: &str) -> Place {
    side.shape.traits.place_of(id, side.shape.place)
}

/// Some protocols name the service in requests, and those of the Query family its version.
fn names(pair: &mut Pair<'_>) {
    if !pair.flow.is_request() || pair.protocol.family == Family::Rest {
        return;
    }
    let (writer, reader) = (pair.writer, pair.reader);
    let places = (writer.shape.place, reader.shape.place);
    let readers = pair.flow.readers();
    let is_query = pair.protocol.documents == crate::protocol::DocumentFormat::Form;
    if is_query && writer.service.version != reader.service.version {
        let versions = (&writer.service.version, &reader.service.version);
        let message = format!("requests name version `{}`, {readers} expect `{}`", versions.0, versions.1);
        pair.push(Effect::Breaks, &writer.shape.id, places, message);
    }
    if !is_query && writer.shape.id.name() != reader.shape.id.name() {
        let names = (writer.shape.id.name(), reader.shape.id.name());
        let message = format!("requests name the service `{}`, {readers} expect `{}`", names.0, names.1);
        pair.push(Effect::Breaks, &writer.shape.id, places, message);
    }
}

/// The same found in several operations or protocols, once.
fn merged(found: Vec<WireChange>, common: &[&'static Protocol]) -> Vec<WireChange> {
    let mut merged: Vec<WireChange> = Vec::new();
    for change in found {
        let is_same = |one: &WireChange| {
            (one.flow, one.effect, &one.shape, &one.message)
                == (change.flow, change.effect, &change.shape, &change.message)
        };
        match merged.iter_mut().find(|one| is_same(one)) {
            Some(one) => {
                one.operations.extend(change.operations);
                one.protocols.extend(change.protocols);
            }
            None => merged.push(change),
        }
    }
    for one in &mut merged {
        one.operations.sort();
        one.operations.dedup();
        one.protocols.sort_unstable();
        one.protocols.dedup();
        if one.protocols.len() == common.len() && common.iter().all(|known| one.protocols.contains(&known.name())) {
            one.protocols.clear();
        }
    }
    merged.sort_by(|a, b| (a.flow, a.effect, &a.shape).cmp(&(b.flow, b.effect, &b.shape)));
    merged
}
