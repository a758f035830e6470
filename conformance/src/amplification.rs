//! Measures how much memory a server takes for requests that are small as text.
//!
//! A generated program hands [`run`] its router and the meter of its allocator. The requests come from a file, which
//! `cargo xtask amplification` makes from the model.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use http::{Method, Request, header};
use serde::{Deserialize, Serialize};
use shapewright_runtime::Body;

use crate::stub::Server;

/// The length of the bodies, and the limit of the router.
pub const BODY: usize = 256 * 1024;

/// Tells how much memory is in use.
#[derive(Clone, Copy, Debug)]
pub struct Meter {
    /// Begins to count.
    pub start: fn(),
    /// The most bytes that were in use since then, beyond those of before.
    pub peak: fn() -> usize,
}

#[derive(Deserialize)]
struct Case {
    method: String,
    uri: String,
    before: String,
    element: String,
    after: String,
    keyed: bool,
}

#[derive(Serialize)]
struct Record {
    length: usize,
    memory: usize,
    status: u16,
}

/// Sends the requests in the file that the first argument names, and writes how much memory each took to that which the
/// second one names.
pub fn run(server: Server, meter: Meter) -> ExitCode {
    let [_, cases, results] = &std::env::args_os().collect::<Vec<_>>()[..] else {
        return ExitCode::FAILURE;
    };
    match measure(&server, meter, Path::new(cases)).and_then(|records| {
        let text = serde_json::to_string(&records).map_err(|error| error.to_string())?;
        std::fs::write(results, text).map_err(|error| error.to_string())
    }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn measure(server: &Server, meter: Meter, cases: &Path) -> Result<Vec<Record>, String> {
    let text = std::fs::read(cases).map_err(|error| error.to_string())?;
    let cases: Vec<Case> = serde_json::from_slice(&text).map_err(|error| error.to_string())?;
    cases.iter().map(|case| one(server, meter, case)).collect()
}

fn one(server: &Server, meter: Meter, case: &Case) -> Result<Record, String> {
    let body = body(case);
    let length = body.len();
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = case.method.parse::<Method>().map_err(|error| error.to_string())?;
    *request.uri_mut() = case.uri.parse().map_err(|error| format!("{}: {error}", case.uri))?;
    request.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
    (meter.start)();
    let response = server(request).ok_or("the server does not end")?;
    Ok(Record { length, memory: (meter.peak)(), status: response.status().as_u16() })
}

/// As many elements as there is room for.
fn body(case: &Case) -> String {
    let mut body = case.before.clone();
    let mut number = 0_u32;
    loop {
        let start = body.len();
        if number > 0 {
            body.push(',');
        }
        if case.keyed {
            // Writing to a string cannot fail.
            let _ = write!(body, "\"{number:x}\":");
        }
        body.push_str(&case.element);
        if body.len() + case.after.len() > BODY {
            body.truncate(start);
            body.push_str(&case.after);
            return body;
        }
        number += 1;
    }
}
