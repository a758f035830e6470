//! `ErrorRename`: errors keep their names in protocols that send them (Smithy 2.0, "Service", "rename").

use super::list;
use crate::diagnostics::{Code, Diagnostic};
use crate::validate::Context;

const PROTOCOLS: [&str; 6] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
];

pub(super) fn validate(context: &mut Context<'_>) {
    for scope in &*context.services() {
        let protocols: Vec<&str> = PROTOCOLS.into_iter().filter(|id| scope.shape.traits.has(id)).collect();
        if protocols.is_empty() {
            continue;
        }
        for rename in &scope.service.rename {
            let id = &rename.shape.id;
            if !context.model.traits_of(id).is_some_and(|traits| traits.has("smithy.api#error")) {
                continue;
            }
            let message =
                format!("`{id}` is an error and cannot be renamed, because {} sends its name", list(&protocols));
            let diagnostic = Diagnostic::new(Code::ERROR_RENAME, rename.shape.place, message).about(&scope.shape.id);
            context.push(diagnostic.help("remove the entry, and rename the shape itself if need be"));
        }
    }
}
