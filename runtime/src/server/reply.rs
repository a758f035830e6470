//! What a response depends on besides what it says.

use http::request::Parts;

use crate::message::Outgoing;
use crate::protocol::{Behavior, ServiceSpec};
use crate::request_id::RequestId;

/// How a request is replied to: the protocol that it follows, the service that it calls, and its id.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) protocol: &'static dyn Behavior,
    pub(super) service: &'static ServiceSpec,
    pub(super) id: RequestId,
}

impl Reply {
    /// The reply to a request of a service.
    pub(super) fn new(protocol: &'static dyn Behavior, service: &'static ServiceSpec, parts: &Parts) -> Self {
        Self { protocol, service, id: RequestId::of(parts) }
    }

    /// A response that nothing was written to.
    pub(super) fn message(&self, status: u16) -> Outgoing {
        let mut to = Outgoing::response(status, self.protocol.response_layout());
        to.namespace = self.service.namespace;
        to.has_bare_errors = self.service.has_bare_errors;
        to.request_id = Some(self.id.clone());
        to
    }
}
