//! What came of a test, as the test program prints it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What one side made of one test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The trait that holds the test.
    pub kind: Kind,
    /// Who was tested.
    pub side: Side,
    /// The test's id, unique among the tests of its kind.
    pub id: String,
    /// How it went.
    pub result: Verdict,
    /// What was expected and what was found, in lines; empty when the test passed.
    pub reason: String,
}

/// How a test went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As the model says.
    Passed,
    /// Otherwise.
    Failed,
}

/// The trait that holds a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// `smithy.test#httpRequestTests`
    #[serde(rename = "httpRequestTests")]
    Request,
    /// `smithy.test#httpResponseTests`
    #[serde(rename = "httpResponseTests")]
    Response,
    /// `smithy.test#httpMalformedRequestTests`
    #[serde(rename = "httpMalformedRequestTests")]
    MalformedRequest,
    /// `smithy.test#eventStreamTests`
    #[serde(rename = "eventStreamTests")]
    EventStream,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Request => "httpRequestTests",
            Self::Response => "httpResponseTests",
            Self::MalformedRequest => "httpMalformedRequestTests",
            Self::EventStream => "eventStreamTests",
        })
    }
}

/// Who is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The generated client.
    Client,
    /// The generated router.
    Server,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Client => "client",
            Self::Server => "server",
        })
    }
}
