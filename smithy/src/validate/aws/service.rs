//! `SdkServiceId`, `EventSource` and `CloudWatchNamespace`: what `@service` says about a service (Smithy 2.0, "service
//! trait").

use super::SERVICE;
use crate::diagnostics::{Code, Diagnostic, clip};
use crate::model::Node;
use crate::validate::Context;

/// Ids that are older than the rules.
const OLD_IDS: [&str; 13] = [
    "ApiGatewayManagementApi",
    "Application Discovery Service",
    "Config Service",
    "Cost and Usage Report Service",
    "Database Migration Service",
    "Directory Service",
    "Elasticsearch Service",
    "IoT 1Click Devices Service",
    "Lex Model Building Service",
    "Lex Runtime Service",
    "Marketplace Entitlement Service",
    "mgh",
    "Resource Groups Tagging API",
];

/// The value of a key of `@service`, with its place, for each service that has the trait.
fn values<'m>(context: &Context<'m>, key: &str) -> Vec<(&'m crate::model::Shape, &'m Node, &'m str)> {
    let applied = context.applied(SERVICE).into_iter();
    let value = |node: &'m Node| Some((node, node.as_str()?));
    let found = applied.filter_map(|(subject, applied)| Some((subject.shape, applied.node.get(key).and_then(value)?)));
    found.map(|(shape, (node, text))| (shape, node, text)).collect()
}

/// The id of a service in SDKs.
pub(super) fn sdk_id(context: &mut Context<'_>) {
    for (shape, node, id) in values(context, "sdkId") {
        let Some((fault, help)) = fault(id) else { continue };
        let message = format!("`sdkId` {fault}: `{}`", clip(id));
        context.push(Diagnostic::new(Code::SDK_SERVICE_ID, node.place, message).about(&shape.id).help(help));
    }
}

fn fault(id: &str) -> Option<(&'static str, &'static str)> {
    if OLD_IDS.contains(&id) {
        return None;
    }
    let lower = id.to_ascii_lowercase();
    let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if ["service", "client", "api"].iter().any(|ending| lower.ends_with(ending)) {
        Some(("ends with a word that every id could end with", "remove `Service`, `Client` or `API` from its end"))
    } else if ["AWS", "Aws", "Amazon"].iter().any(|company| id.contains(company)) {
        Some(("contains the name of the company", "remove `AWS` or `Amazon`"))
    } else if !id.split(' ').all(is_word) || !id.starts_with(|first: char| first.is_ascii_alphabetic()) {
        Some(("is not valid", "use letters, digits and single spaces, and begin with a letter"))
    } else if !(2..=50).contains(&id.len()) {
        Some(("has the wrong length", "use 2 to 50 characters"))
    } else {
        None
    }
}

/// The source of a service's events in CloudTrail.
pub(super) fn event_source(context: &mut Context<'_>) {
    for (shape, node, source) in values(context, "cloudTrailEventSource") {
        let (message, help) = if source == "cloudwatch.amazonaws.com" {
            ("the events of CloudWatch have another source", "write `monitoring.amazonaws.com`")
        } else if source.contains("REPLACE") || source.contains("PLACEHOLDER") {
            ("`cloudTrailEventSource` is a placeholder", "write the source, or remove the key")
        } else {
            continue;
        };
        context.push(Diagnostic::new(Code::EVENT_SOURCE, node.place, message).about(&shape.id).help(help));
    }
}

/// The namespace of a service's metrics in CloudWatch.
pub(super) fn cloud_watch(context: &mut Context<'_>) {
    const PREFIX: &str = "AWS/";
    for (shape, node, namespace) in values(context, "cloudWatchNamespace") {
        let name = namespace.strip_prefix(PREFIX).unwrap_or(namespace);
        let is_pascal = name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_pascal || !namespace.starts_with(PREFIX) {
            let message =
                format!("`cloudWatchNamespace` is not `{PREFIX}` and a name in Pascal case: `{}`", clip(namespace));
            let diagnostic = Diagnostic::new(Code::CLOUD_WATCH_NAMESPACE, node.place, message).about(&shape.id);
            context.push(diagnostic.help(format!("write it like `{PREFIX}SomeService`")));
        }
    }
}
