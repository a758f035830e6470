//! Serving an implementation of a generated service trait over HTTP: [`Router`] is a `tower` service around it, and
//! [`Handlers`] an implementation made of closures.

// A request goes through four steps, and the first that refuses it decides the response: the path, the query and the
// method choose an operation (`route`); the headers must suit it (`negotiate`); the body is read and decoded, and the
// input is checked (`call`); the handler responds. Every refusal is a JSON document that says what was wrong and where
// (`refusal`).
//!
#![doc = include_str!("server/responses.md")]

mod answer;
mod call;
mod fault;
mod find;
mod future;
mod handlers;
mod host;
mod matched;
mod negotiate;
mod overlap;
mod refusal;
mod reply;
mod route;
mod router;
mod services;
mod transfer;

pub use crate::request_id::{InvalidRequestId, RequestId};
#[doc(hidden)]
pub use call::WithoutValidation;
pub use call::{Call, On};
pub use fault::{FaultKind, ServerFault};
pub use future::{HandlerFuture, ResponseFuture};
pub use handlers::Handlers;
pub use matched::MatchedOperation;
pub use overlap::Overlap;
pub use refusal::Cause;
pub use route::{Greedy, Node, Route, RouteEndpoint, Unrouted, route};
pub use router::{Accepts, Api, DEFAULT_BODY_LIMIT, Dispatch, Router};
pub use services::Services;
