//! What generated code says of an operation.

use crate::error::OperationError;
use crate::message::{Incoming, Outgoing};
use crate::spec::OperationSpec;
use crate::validate::Check;
use crate::wire::Stop;
use crate::{Error, Request};

/// An operation of a service; implemented by a marker type for each.
#[doc(hidden)]
pub trait Operation: Send + Sync + 'static {
    /// What is asked.
    type Input: Check + Send + 'static;
    /// What is answered.
    type Output: Send + 'static;
    /// What may go wrong.
    type Error: OperationError;
    /// The facts that do not depend on a value.
    const SPEC: &'static OperationSpec;
}

/// The client's half of an operation.
#[doc(hidden)]
pub trait ClientOperation: Operation {
    /// The place of the member with `smithy.api#idempotencyToken`, which the client fills before it looks at the input
    /// where the caller left it out.
    fn idempotency_token(input: &mut Self::Input) -> Option<&mut Option<String>> {
        let _ = input;
        None
    }
    /// Hands over the members that are about checksums, before the client writes the input.
    #[cfg(feature = "checksum")]
    fn checksums(input: &mut Self::Input, choice: &mut crate::checksum::ChecksumChoice) {
        let _ = (input, choice);
    }
    /// Writes the request.
    fn encode(input: Self::Input, to: &mut Outgoing);
    /// Reads a successful answer.
    ///
    /// # Errors
    ///
    /// The fault is kept by the message.
    fn decode(from: &mut Incoming<'_>) -> Result<Self::Output, Stop>;
}

/// The server's half of an operation.
#[doc(hidden)]
pub trait ServerOperation: Operation {
    /// The service that the operation belongs to: what knows its routes.
    type Service: 'static;
    /// Reads the request.
    ///
    /// # Errors
    ///
    /// The fault is kept by the message.
    fn decode(from: &mut Incoming<'_>) -> Result<Self::Input, Stop>;
    /// Whether the caller asks for a checksum of the response (`requestValidationModeMember`).
    #[cfg(feature = "checksum")]
    fn wants_checksum(input: &Self::Input) -> bool {
        let _ = input;
        false
    }
    /// Writes a successful answer.
    fn encode(output: Self::Output, to: &mut Outgoing);
}

/// An operation of the service trait that `S` implements.
#[doc(hidden)]
pub trait CalledOn<S>: Operation {
    /// Calls the trait's method.
    fn call(service: &S, request: Request<Self::Input>) -> impl Future<Output = Outcome<Self>> + Send;
}

/// What a call comes to.
pub type Outcome<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;
