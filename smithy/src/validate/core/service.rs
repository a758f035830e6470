//! Validators of services, resources and operations (Smithy 2.0, "Service types").

mod auth;
mod bindings;
mod closure;
mod compression;
mod idempotent;
mod identifiers;
mod lifecycle;
mod operations;
mod paginated;
mod properties;
mod references;
mod rename;
mod should_reference;

pub(in crate::validate) use bindings::cycles;

use crate::validate::Validator;

pub(in crate::validate) const VALIDATORS: &[Validator] = &[
    closure::validate,
    rename::validate,
    bindings::operations,
    bindings::resources,
    bindings::better,
    identifiers::parents,
    identifiers::operations,
    identifiers::conflicts,
    lifecycle::validate,
    properties::validate,
    references::validate,
    should_reference::validate,
    operations::roles,
    operations::names,
    paginated::validate,
    idempotent::validate,
    auth::operations,
    auth::services,
    compression::validate,
];
