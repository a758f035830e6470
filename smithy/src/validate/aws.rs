//! The validators of Smithy's packages of AWS traits (Smithy 2.0, "AWS specifications").

mod api_gateway;
mod arn;
mod cloud_formation;
mod condition_keys;
mod endpoint_discovery;
mod error_rename;
mod http_checksum;
mod iam;
mod service;
mod sigv4;
mod tag_shapes;
mod tagging;

use super::Validator;
use super::index::Scope;
use crate::model::Node;

pub(super) const VALIDATORS: &[Validator] = &[
    api_gateway::authorizers,
    api_gateway::authorizer,
    api_gateway::endpoints,
    arn::validate,
    cloud_formation::validate,
    condition_keys::validate,
    condition_keys::values,
    endpoint_discovery::validate,
    error_rename::validate,
    http_checksum::validate,
    iam::actions,
    iam::resources,
    service::sdk_id,
    service::event_source,
    service::cloud_watch,
    sigv4::validate,
    tagging::services,
    tagging::enabled,
    tagging::resources,
    tagging::properties,
];

const SERVICE: &str = "aws.api#service";

/// The namespace of a service in ARNs: its `arnNamespace`, or the name of the service in lower case (Smithy 2.0, "service
/// trait", "arnNamespace").
fn arn_namespace(scope: &Scope<'_>) -> Option<String> {
    let applied = scope.shape.traits.get(SERVICE)?;
    let written = applied.node.get("arnNamespace").and_then(Node::as_str);
    Some(written.map_or_else(|| scope.shape.id.name().to_ascii_lowercase(), str::to_owned))
}

/// Names in messages: each in backticks, with commas between them.
fn list(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{}`", name.as_ref())).collect();
    names.join(", ")
}
