//! From the recorded request to the input of a handler.

use serde::Deserialize;
use shapewright_runtime::Body;
use shapewright_runtime::private::WithoutValidation;

use super::Ends;
use super::exchange::{Exchange, Found};
use crate::stub::{Server, Stub};
use crate::suite::answer;

/// The body of a refusal.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Refusal {
    #[serde(default)]
    message: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    field_list: Vec<Field>,
}

#[derive(Debug, Deserialize)]
struct Field {
    path: String,
    message: String,
}

/// How the sentence of each constraint begins (Smithy 2.0, "Constraint traits"; the protocol tests have the sentences).
const SENTENCES: [(&str, &str); 6] = [
    ("Member must not be null", "required"),
    ("Member must have length", "length"),
    ("Member must satisfy regular expression pattern", "pattern"),
    ("Member must satisfy enum value set", "enum"),
    ("Member must have unique values", "uniqueItems"),
    ("Member must be", "range"),
];

/// Compares the handler's input with the recorded one, or the violations with those of the model.
pub(super) fn check(exchange: &Exchange, ends: &dyn Ends, server: &Server, stub: &Stub) -> Found {
    let (status, message) = match send(exchange, server, stub, false) {
        Ok(answer) => answer,
        Err(error) => return Found::one("", "not sent", error),
    };
    let mut found = Found::default();
    if let Some(input) = stub.seen() {
        compare(exchange, ends, input, &mut found);
        for missed in exchange.violations.iter().filter(|violation| violation.sure) {
            let detail = format!("the model's constraint `{}` is broken", missed.constraint);
            found.add(missed.path.clone(), "a violation is not reported", detail);
        }
        return found;
    }
    let refusal: Refusal = serde_json::from_slice(&message.body).unwrap_or_default();
    let name = message.headers.get("x-amzn-errortype").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if refusal.field_list.is_empty() {
        return Found::one(refusal.path, format!("refused: {status} {name}"), refusal.message);
    }
    violations(exchange, &refusal, &mut found);
    match send(exchange, server, stub, true).map(|_| stub.seen()) {
        Ok(Some(input)) => compare(exchange, ends, input, &mut found),
        Ok(None) => found.add("", "not decoded without validation", String::new()),
        Err(error) => found.add("", "not sent", error),
    }
    found
}

fn send(
    exchange: &Exchange,
    server: &Server,
    stub: &Stub,
    unvalidated: bool,
) -> Result<(u16, crate::expect::Message), String> {
    let parts = &exchange.request;
    let body = Body::from(parts.content.body.clone());
    let request = http::Request::builder().method(parts.method.as_str()).uri(&parts.uri).body(body);
    let mut request = request.map_err(|error| format!("HTTP cannot carry the request: {error}"))?;
    *request.headers_mut() = parts.content.headers()?;
    if unvalidated {
        request.extensions_mut().insert(WithoutValidation);
    }
    stub.clear();
    answer(request, server)
}

fn compare(exchange: &Exchange, ends: &dyn Ends, input: Box<dyn std::any::Any + Send>, found: &mut Found) {
    let value = match ends.seen(input) {
        Ok(value) => value,
        Err(error) => return found.add("", "another input", error),
    };
    if let Err(error) = found.json("", "", exchange.seen.get(), &value.json, &exchange.input_allowances) {
        found.add("", "no JSON", error);
    }
    let content = &exchange.request.content.body;
    if value.stream.is_some_and(|stream| stream != *content) {
        found.add("stream", "another value", "the stream is not the body");
    }
}

/// Compares violations with those that the model makes of the input.
fn violations(exchange: &Exchange, refusal: &Refusal, found: &mut Found) {
    let mut open: Vec<_> = exchange.violations.iter().collect();
    for field in &refusal.field_list {
        let sentence = field.message.split_once("constraint: ").map_or(&*field.message, |(_, sentence)| sentence);
        let constraint = SENTENCES.iter().find(|(start, _)| sentence.starts_with(start)).map_or("", |(_, name)| name);
        let position = open.iter().position(|one| one.path == field.path && one.constraint == constraint);
        match position {
            Some(position) => {
                open.remove(position);
                found.model.push(format!("{}: {constraint}", field.path));
            }
            None => found.add(field.path.clone(), "a violation is not true of the model", field.message.clone()),
        }
    }
    for missed in open.into_iter().filter(|violation| violation.sure) {
        let detail = format!("the model's constraint `{}` is broken", missed.constraint);
        found.add(missed.path.clone(), "a violation is not reported", detail);
    }
}
