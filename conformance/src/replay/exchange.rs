//! Exchanges as the program is given them, and what came of them.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use crate::expect;
use crate::json::{self, What};

/// Times that differ by less are the same: one of them was rounded to microseconds.
const MICROSECOND: f64 = 1.5e-6;

/// An exchange, and what is expected of it.
#[derive(Debug, Deserialize)]
pub(super) struct Exchange {
    /// Its position in the file of recordings.
    pub(super) number: usize,
    /// The operation's name.
    pub(super) operation: String,
    /// The input that the client is given, in the serde form of its type.
    pub(super) input: Box<RawValue>,
    pub(super) input_allowances: Allowances,
    /// The request that was recorded.
    pub(super) request: RequestParts,
    /// What of the request is compared.
    pub(super) bound: Bound,
    /// The input that the request stands for.
    pub(super) seen: Box<RawValue>,
    /// The constraints that the input breaks.
    pub(super) violations: Vec<Violation>,
    /// The response that was recorded.
    pub(super) response: ResponseParts,
    /// What was read from it.
    pub(super) answer: Answer,
}

#[derive(Debug, Deserialize)]
pub(super) struct RequestParts {
    pub(super) method: String,
    pub(super) uri: String,
    #[serde(flatten)]
    pub(super) content: Content,
}

#[derive(Debug, Deserialize)]
pub(super) struct ResponseParts {
    pub(super) status: u16,
    #[serde(flatten)]
    pub(super) content: Content,
}

/// Headers and body.
#[derive(Debug, Deserialize)]
pub(super) struct Content {
    headers: Vec<(String, String)>,
    #[serde(deserialize_with = "base64")]
    pub(super) body: Bytes,
}

/// What of a request the model binds to members of the input.
#[derive(Debug, Deserialize)]
pub(super) struct Bound {
    /// The names of headers, in lower case.
    pub(super) headers: Vec<String>,
    /// The beginnings of the names of headers, in lower case.
    pub(super) prefixes: Vec<String>,
    /// What the body is.
    pub(super) body: BodyForm,
    /// The place in the input of what the body holds: empty for the whole.
    pub(super) place: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum BodyForm {
    /// Nothing.
    None,
    /// A JSON value.
    Json,
    /// Bytes as they are.
    Bytes,
}

/// A broken constraint.
#[derive(Debug, Deserialize)]
pub(super) struct Violation {
    /// The place in the input.
    pub(super) path: String,
    /// The trait's name; `enum` for enumerations of either kind.
    pub(super) constraint: String,
    /// Whether another program agrees; if not, nothing is known of it.
    pub(super) sure: bool,
}

/// What a comparison of values has to know of the model; places are JSON Pointers (RFC 6901) in the serde form.
#[derive(Debug, Deserialize)]
pub(super) struct Allowances {
    /// Values that may stand in for absent members.
    optional: BTreeMap<String, Box<RawValue>>,
    /// Timestamps, which recordings hold in microseconds.
    times: Vec<String>,
    /// Members that the model does not have.
    unknown: Vec<String>,
}

/// What was read from a response.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Answer {
    Output {
        /// In the serde form of its type.
        value: Box<RawValue>,
        allowances: Allowances,
        /// The content of its stream.
        #[serde(default, deserialize_with = "optional_base64")]
        stream: Option<Bytes>,
    },
    Error {
        code: Option<String>,
        message: Option<String>,
    },
}

/// What came of one direction of one exchange.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    pub(super) exchange: usize,
    pub(super) direction: Direction,
    #[serde(flatten)]
    pub(super) found: Found,
}

/// Which way a value went.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Direction {
    /// From an input to the client's request.
    Request,
    /// From the request to the handler's input.
    Input,
    /// From the response to the client's output.
    Output,
}

/// What was found.
#[derive(Debug, Default, Serialize)]
pub(super) struct Found {
    /// What of the model stands in the way, all of it rightly so: constraints, and members that it does not have.
    pub(super) model: Vec<String>,
    pub(super) differences: Vec<Difference>,
}

/// A difference between what was recorded and what was found.
#[derive(Debug, Serialize)]
pub(super) struct Difference {
    /// Where, such as `/name` in a value, or `body/name`, `header/accept`, `query/limit` in a request.
    pub(super) place: String,
    /// What kind of difference it is.
    pub(super) cause: String,
    /// What was expected and what was found.
    pub(super) detail: String,
}

impl Found {
    /// A single difference.
    pub(super) fn one(place: impl Into<String>, cause: impl Into<String>, detail: impl Into<String>) -> Self {
        let mut found = Self::default();
        found.add(place, cause, detail);
        found
    }

    pub(super) fn add(&mut self, place: impl Into<String>, cause: impl Into<String>, detail: impl Into<String>) {
        self.differences.push(Difference { place: place.into(), cause: cause.into(), detail: detail.into() });
    }

    pub(super) fn equal(&mut self, place: impl Into<String>, expected: &str, found: &str) {
        if expected != found {
            self.add(place, "another value", format!("expected `{expected}`, found `{found}`"));
        }
    }

    /// Compares two JSON values that stand below `within` in a message.
    pub(super) fn json(
        &mut self,
        place: &str,
        within: &str,
        expected: &str,
        found: &str,
        allowances: &Allowances,
    ) -> Result<(), String> {
        for difference in json::differences(expected, found)? {
            let path = format!("{within}{}", difference.path);
            let cause = match &difference.what {
                What::Unexpected(value) if allowances.admits(&path, value) => continue,
                What::Value(expected, found) if allowances.is_same_time(&path, expected, found) => continue,
                What::Missing(_) if allowances.unknown.contains(&path) => {
                    self.model.push(format!("{path}: no such member"));
                    continue;
                }
                What::Unexpected(_) => "unexpected",
                What::Missing(_) => "missing",
                What::Length(..) => "another length",
                What::Value(..) => "another value",
            };
            self.add(format!("{place}{}", difference.path), cause, difference.to_string());
        }
        Ok(())
    }
}

impl Allowances {
    fn admits(&self, path: &str, value: &str) -> bool {
        self.optional.get(path).is_some_and(|allowed| json::difference(allowed.get(), value) == Ok(None))
    }

    fn is_same_time(&self, path: &str, expected: &str, found: &str) -> bool {
        let seconds = |text: &str| text.parse::<f64>().ok();
        let times = seconds(expected).zip(seconds(found)).filter(|_| self.times.iter().any(|time| time == path));
        times.is_some_and(|(expected, found)| (expected - found).abs() < MICROSECOND)
    }
}

impl Content {
    /// The headers.
    ///
    /// # Errors
    ///
    /// A header is none that HTTP can carry.
    pub(super) fn headers(&self) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = expect::header(name, value)?;
            headers.append(name, value);
        }
        Ok(headers)
    }
}

fn base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map(Bytes::from).map_err(serde::de::Error::custom)
}

fn optional_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Bytes>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| STANDARD.decode(text).map(Bytes::from).map_err(serde::de::Error::custom)).transpose()
}
