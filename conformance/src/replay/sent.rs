//! From an input to the client's request.

use std::collections::BTreeMap;

use http::HeaderMap;
use percent_encoding::percent_decode_str;

use super::exchange::{BodyForm, Exchange, Found};
use super::{Called, Ends, HOST};
use crate::capture::Wire;
use crate::suite::read;

/// Compares the request that a client makes with the recorded one.
pub(super) fn check(exchange: &Exchange, ends: &dyn Ends) -> Found {
    let wire = Wire::to(HOST);
    wire.answer(http::Response::default());
    let expected = &exchange.request;
    let called = match ends.call(&wire, exchange.input.get(), expected.content.body.clone()) {
        Ok(called) => called,
        Err(error) => return unbuilt(exchange, &error),
    };
    let Some(request) = wire.sent() else {
        let (place, reason) = match called {
            Called::Failed { place, reason } => (place, reason),
            other => (String::new(), format!("{other:?}")),
        };
        return Found::one(place, "not sent", reason);
    };
    let (parts, body) = request.into_parts();
    let mut found = Found::default();
    found.equal("method", &expected.method, parts.method.as_str());
    let (path, query) = expected.uri.split_once('?').unwrap_or((&expected.uri, ""));
    if segments(path) != segments(parts.uri.path()) {
        found.equal("path", path, parts.uri.path());
    }
    self::query(query, parts.uri.query().unwrap_or_default(), &mut found);
    match (expected.content.headers(), read(body)) {
        (Err(error), _) => found.add("header", "a header that HTTP cannot carry", error),
        (_, Err(error)) => found.add("body", "broken", error),
        (Ok(headers), Ok(body)) => {
            self::headers(exchange, &headers, &parts.headers, &mut found);
            self::body(exchange, &body, &mut found);
        }
    }
    found
}

/// The type has no value for an input without its required members.
pub(super) fn unbuilt(exchange: &Exchange, error: &str) -> Found {
    let required = exchange.violations.iter().filter(|violation| violation.constraint == "required");
    let constraints: Vec<String> = required.map(|violation| format!("{}: required", violation.path)).collect();
    if constraints.is_empty() {
        let place = error.split_once(": ").map_or("", |(place, _)| place);
        return Found::one(place, "the input has no value of its type", error);
    }
    Found { model: constraints, differences: Vec::new() }
}

/// The segments of a path, decoded. A slash at the end is the same path (Smithy 2.0, "http trait").
fn segments(path: &str) -> Vec<Vec<u8>> {
    path.trim_end_matches('/').split('/').map(|segment| percent_decode_str(segment).collect()).collect()
}

/// Parameters may come in any order, but the values of one of them may not.
fn query(expected: &str, actual: &str, found: &mut Found) {
    let (expected, mut actual) = (parameters(expected), parameters(actual));
    for (name, values) in expected {
        let other = actual.remove(&name).unwrap_or_default();
        let place = format!("query/{name}");
        if other.is_empty() {
            found.add(place, "missing", format!("`{name}` should be {values:?}"));
        } else if other != values {
            found.add(place, "another value", format!("expected {values:?}, found {other:?}"));
        }
    }
    for (name, values) in actual {
        found.add(format!("query/{name}"), "unexpected", format!("`{name}` is {values:?}"));
    }
}

fn parameters(query: &str) -> BTreeMap<String, Vec<String>> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut parameters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        parameters.entry(decode(name)).or_default().push(decode(value));
    }
    parameters
}

/// Compares the headers that members are bound to.
fn headers(exchange: &Exchange, expected: &HeaderMap, actual: &HeaderMap, found: &mut Found) {
    let bound = &exchange.bound;
    let is_bound = |name: &str| {
        bound.headers.iter().any(|one| one == name) || bound.prefixes.iter().any(|prefix| name.starts_with(prefix))
    };
    let mut names: Vec<&str> = expected.keys().chain(actual.keys()).map(|name| name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names.into_iter().filter(|name| is_bound(name)) {
        let place = format!("header/{name}");
        match (joined(expected, name), joined(actual, name)) {
            (Some(expected), Some(actual)) => found.equal(place, &expected, &actual),
            (Some(expected), None) => found.add(place, "missing", format!("should be `{expected}`")),
            // What the input leaves open, each client fills in as the protocol has it for the body.
            (None, Some(_)) if matches!(name, "accept" | "content-type") => {}
            (None, Some(actual)) => found.add(place, "unexpected", format!("is `{actual}`")),
            (None, None) => {}
        }
    }
}

/// All values of a header as one (RFC 9110, section 5.3), with one blank after each comma.
fn joined(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    let items = values.iter().flat_map(|value| value.split(',')).map(str::trim);
    (!values.is_empty()).then(|| items.collect::<Vec<_>>().join(", "))
}

fn body(exchange: &Exchange, actual: &[u8], found: &mut Found) {
    let expected = &exchange.request.content.body;
    let text = |bytes| String::from_utf8_lossy(bytes);
    // What is empty is equal whatever it is called.
    if exchange.bound.body != BodyForm::Json || (expected.is_empty() && actual.is_empty()) {
        return found.equal("body", &text(expected), &text(actual));
    }
    let within = &exchange.bound.place;
    if let Err(error) = found.json("body", within, &text(expected), &text(actual), &exchange.input_allowances) {
        let detail = format!("{error}: expected `{}`, found `{}`", text(expected), text(actual));
        found.add("body", "no JSON", detail);
    }
}
