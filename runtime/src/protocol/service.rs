//! What a model says of a service.

use super::{Behavior, Protocol};
use crate::wire::Namespace;

/// What a model says of a service.
#[derive(Debug)]
#[non_exhaustive]
pub struct ServiceSpec {
    /// The name of the service's trait in generated code.
    pub name: &'static str,
    /// The shape's id in the model.
    pub shape_id: &'static str,
    /// The version, which may be empty.
    pub version: &'static str,
    /// The protocols that the service speaks, those that clients prefer first. Never empty.
    pub protocols: &'static [Protocol],
    /// The namespace of elements that begin none of their own (`smithy.api#xmlNamespace`).
    pub namespace: Option<Namespace>,
    /// Whether errors keep the names that they have in a protocol of the Query family
    /// (`aws.protocols#awsQueryCompatible`).
    pub is_query_compatible: bool,
    /// Whether errors are not wrapped in another element (`noErrorWrapping` of `aws.protocols#restXml`).
    pub has_bare_errors: bool,
}

impl ServiceSpec {
    /// What is known where no service is.
    #[cfg(feature = "server")]
    pub(crate) const UNKNOWN: &Self = &Self::new("", "", "", &[Protocol::FALLBACK]);

    /// A service.
    pub const fn new(
        name: &'static str,
        shape_id: &'static str,
        version: &'static str,
        protocols: &'static [Protocol],
    ) -> Self {
        Self { name, shape_id, version, protocols, namespace: None, is_query_compatible: false, has_bare_errors: false }
    }

    /// The same service with this namespace.
    #[must_use]
    pub const fn namespace(self, namespace: Namespace) -> Self {
        Self { namespace: Some(namespace), ..self }
    }

    /// The same service, whose errors keep their names.
    #[must_use]
    pub const fn query_compatible(self) -> Self {
        Self { is_query_compatible: true, ..self }
    }

    /// The same service, whose errors are not wrapped.
    #[must_use]
    pub const fn bare_errors(self) -> Self {
        Self { has_bare_errors: true, ..self }
    }

    /// The shape's name in the model, without its namespace.
    pub(crate) fn shape_name(&self) -> &'static str {
        self.shape_id.split_once('#').map_or(self.shape_id, |(_, name)| name)
    }

    /// The protocol that clients speak where nothing else is said, and in which a server refuses requests that none of
    /// its protocols knows.
    pub(crate) fn preferred(&self) -> &'static dyn Behavior {
        self.protocols.first().unwrap_or(&Protocol::FALLBACK).behavior()
    }
}
