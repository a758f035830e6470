//! Clients: an operation's input is sent as a request, and the response is read as its output or an error.

mod answer;
mod attempt;
mod buckets;
mod build_error;
mod builder;
mod endpoint;
#[cfg(feature = "http")]
mod hyper;
mod message;
mod pager;
mod payload;
mod retry;
mod sign;
#[cfg(feature = "sigv4")]
mod sigv4;
mod transport;
mod user_agent;
mod waiter;

use std::fmt;
use std::sync::Arc;

#[cfg(feature = "http")]
pub use self::hyper::Http;
pub use crate::request::BucketAddressing;
pub use build_error::BuildError;
pub use builder::{Builder, GeneratedClient, SignedClient};
pub use endpoint::{Endpoint, EndpointError};
pub use pager::{Item, Items, Paged, PagedItems, Pager, Pages};
pub use sign::{Sign, Signing};
#[cfg(feature = "sigv4")]
pub use sigv4::SigV4;
#[cfg(not(feature = "http"))]
pub use transport::NoTransport;
pub use transport::{DefaultTransport, NotSent, Transport};
#[cfg(feature = "waiters")]
pub use waiter::Comparator;
pub use waiter::{Acceptor, Matcher, State, Wait, WaitError, Waiter};

use crate::Request;
use crate::operation::{ClientOperation, Outcome};
pub use crate::spec::Auth;
use answer::Answer;
use attempt::PreparedCall;
use builder::Settings;
use message::Failure;

/// What a generated client wraps: a transport, and how calls are made over it. A clone shares both.
#[doc(hidden)]
#[derive(Clone)]
pub struct Core<S> {
    transport: S,
    settings: Arc<Settings>,
}

impl<S> fmt::Debug for Core<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("endpoint", &self.settings.endpoint).finish_non_exhaustive()
    }
}

// The compiler copies what is generic over the operation for each of them, so that this is only glue: the work is done
// by code that knows at most the transport.
impl<S: Transport> Core<S> {
    /// Calls an operation.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    pub async fn call<O: ClientOperation>(&self, request: Request<O::Input>) -> Outcome<O> {
        let call = match self.settings.write::<O>(request) {
            Ok(call) => call,
            Err(failure) => return Err(failure.into_error()),
        };
        let leniency = call.options.leniency.unwrap_or_default();
        match self.send(call).await {
            Ok(mut answer) if answer.success => {
                answer.read(O::SPEC.name, leniency, O::decode).map_err(Failure::into_error)
            }
            Ok(answer) => Err(answer.error::<O>()),
            Err(failure) => Err(failure.into_error()),
        }
    }
}

impl Settings {
    fn write<O: ClientOperation>(&self, request: Request<O::Input>) -> Result<PreparedCall, Failure> {
        let Request { mut input, headers, extensions, options, .. } = request;
        if let Some(token) = O::idempotency_token(&mut input) {
            token.get_or_insert_with(|| self.config.idempotency_token());
        }
        let options = self.config.options(options);
        self.validate(O::SPEC, &options, &input)?;
        #[cfg(feature = "checksum")]
        let mut checksum = self.checksum_choice(O::SPEC, &headers);
        #[cfg(feature = "checksum")]
        O::checksums(&mut input, &mut checksum);
        let mut message = self.message(O::SPEC);
        O::encode(input, &mut message);
        #[cfg_attr(not(feature = "checksum"), allow(unused_mut))]
        let mut request = self.request(O::SPEC, &options, message, headers, extensions)?;
        #[cfg(feature = "checksum")]
        self.add_checksum(&mut request, &mut checksum)?;
        Ok(PreparedCall {
            spec: O::SPEC,
            request,
            options,
            verdict: Answer::retry::<O>,
            #[cfg(feature = "checksum")]
            checksum,
        })
    }
}
