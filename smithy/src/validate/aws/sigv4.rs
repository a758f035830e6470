//! `SigV4Traits`: names that signatures and ARNs share (Smithy 2.0, "aws.auth#sigv4 trait", "aws.auth#sigv4a trait").

use super::arn_namespace;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Node;
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for scope in &*context.services() {
        let name = |id: &str| {
            let node = scope.shape.traits.get(id)?.node.get("name")?;
            Some((node, node.as_str()?))
        };
        let [plain, asymmetric] = ["aws.auth#sigv4", "aws.auth#sigv4a"].map(name);
        let namespace = arn_namespace(scope);
        let mut differ = |[first, second]: [&str; 2], [a, b]: [&str; 2], node: &Node| {
            if a != b {
                let message = format!("the `{first}` of `{}` is `{a}`, but its `{second}` is `{b}`", scope.shape.id);
                let diagnostic = Diagnostic::new(Code::SIGV4_TRAITS, node.place, message).about(&scope.shape.id);
                context.push(diagnostic.help("use the same value, unless the service signs with another"));
            }
        };
        if let (Some(namespace), Some((node, name))) = (&namespace, plain) {
            differ(["aws.api#service$arnNamespace", "aws.auth#sigv4$name"], [namespace, name], node);
        }
        if let (Some(namespace), Some((node, name))) = (&namespace, asymmetric) {
            differ(["aws.api#service$arnNamespace", "aws.auth#sigv4a$name"], [namespace, name], node);
        }
        if let (Some((_, first)), Some((node, second))) = (plain, asymmetric) {
            differ(["aws.auth#sigv4$name", "aws.auth#sigv4a$name"], [first, second], node);
        }
    }
}
