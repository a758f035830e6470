//! The rules by which clients choose endpoints: their language, its types, and what they yield (Smithy 2.0, "Rules engine").
//!
//! [`RuleSet::read`] reads a value of the trait `endpointRuleSet`, [`RuleSet::read_diagram`] one of `endpointBdd`. Both report
//! what is not of the language, types included. [`RuleSet::evaluate`] runs the rules as a client would.

mod arn;
mod check;
mod diagram;
mod evaluate;
mod functions;
mod library;
mod parse;
mod partitions;
mod syntax;
mod template;
mod types;
mod url;
mod value;

pub(crate) use diagram::{Diagram, Target};
pub(crate) use functions::BUILT_INS;
pub(crate) use syntax::{Body, Call, Endpoint, Expression, ExpressionKind, Outcome, ParameterType, RuleSet, Version};
pub(crate) use template::{Part, Step};
pub(crate) use value::{EndpointValue, Value};

use crate::diagnostics::Place;

/// What is wrong with rules.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) place: Place,
    pub(crate) message: String,
    /// What to do about it; may be empty.
    pub(crate) help: String,
}
