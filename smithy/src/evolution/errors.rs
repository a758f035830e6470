//! Errors of operations: clients know them by name.

use super::Effect;
use super::members::{Message, compare_messages};
use super::operations::Known;
use super::services::Pair;
use crate::bindings::Body;
use crate::diagnostics::Place;
use crate::model::Shape;
use crate::protocol::{DocumentFormat, Protocol};

/// Compares the errors that servers may respond with.
pub(super) fn compare_errors<'m>(pair: &mut Pair<'m>, writer: Known<'m>, reader: Known<'m>) {
    let sent = pair.writer.model.errors(pair.writer.service, writer.operation);
    let known = pair.reader.model.errors(pair.reader.service, reader.operation);
    for error in sent {
        let name = name(pair.protocol, error);
        let Some(same) = known.iter().find(|other| self::name(pair.protocol, other) == name) else {
            let message = format!(
                "{} may respond with the error `{name}`, which {} do not know by its name",
                pair.flow.writers(),
                pair.flow.readers()
            );
            pair.push(Effect::Lost, &error.id, (error.place, Place::NOWHERE), message);
            continue;
        };
        let (from, to) = (error.traits.error_status().unwrap_or(500), same.traits.error_status().unwrap_or(500));
        if from != to {
            let message = format!(
                "the error has the status {from}, and {} expect {to}: clients that go by its name do not notice",
                pair.flow.readers()
            );
            pair.push(Effect::Depends, &error.id, (error.place, same.place), message);
        }
        let from = Message { shape: Some(error), owner: error, body: Body::None, http: None };
        let to = Message { shape: Some(same), owner: same, body: Body::None, http: None };
        compare_messages(pair, &from, &to);
    }
}

fn name<'m>(protocol: &Protocol, error: &'m Shape) -> &'m str {
    let code = error.traits.aws_query_error().filter(|_| protocol.documents == DocumentFormat::Form);
    code.map_or(error.id.name(), |error| &error.code)
}
