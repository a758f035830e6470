//! From the recorded response to the client's output.

use shapewright_runtime::Body;

use super::exchange::{Answer, Exchange, Found};
use super::{Called, Ends, HOST};
use crate::capture::Wire;

/// Compares what the client reads from the response with what was read from it before.
pub(super) fn check(exchange: &Exchange, ends: &dyn Ends) -> Found {
    let wire = Wire::to(HOST);
    match response(exchange) {
        Ok(response) => wire.answer(response),
        Err(error) => return Found::one("", "a response that HTTP cannot carry", error),
    }
    let called = match ends.call(&wire, exchange.input.get(), exchange.request.content.body.clone()) {
        Ok(called) => called,
        Err(error) => return super::sent::unbuilt(exchange, &error),
    };
    let mut found = Found::default();
    match (&exchange.answer, called) {
        (Answer::Output { value, allowances, stream }, Called::Output(actual)) => {
            if let Err(error) = found.json("", "", value.get(), &actual.json, allowances) {
                found.add("", "no JSON", error);
            }
            if let (Some(expected), Some(actual)) = (stream, actual.stream)
                && *expected != actual
            {
                found.add("stream", "another value", format!("expected {expected:?}, found {actual:?}"));
            }
        }
        (Answer::Error { code, message }, Called::Error { code: actual_code, message: actual_message }) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            found.equal("code", &text(code), &text(&actual_code));
            found.equal("message", &text(message), &text(&actual_message));
        }
        (_, Called::Failed { place, reason }) => found.add(place, "not decoded", reason),
        (Answer::Output { .. }, error @ Called::Error { .. }) => {
            found.add("", "an error instead of an output", format!("{error:?}"));
        }
        (Answer::Error { .. }, Called::Output(output)) => {
            found.add("", "an output instead of an error", output.json);
        }
    }
    found
}

fn response(exchange: &Exchange) -> Result<http::Response<Body>, String> {
    let parts = &exchange.response;
    let mut response = http::Response::new(Body::from(parts.content.body.clone()));
    *response.headers_mut() = parts.content.headers()?;
    *response.status_mut() = http::StatusCode::from_u16(parts.status).map_err(|error| error.to_string())?;
    Ok(response)
}
