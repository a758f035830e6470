//! `RuleSetUri`: endpoints have URLs of HTTP (Smithy 2.0, "Endpoint object").

use super::Rules;
use crate::diagnostics::{Code, Diagnostic, clip};
use crate::rules::{ExpressionKind, Part};
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    rules.set.for_each_endpoint(|endpoint| {
        let ExpressionKind::Text(parts) = &endpoint.url.kind else { return };
        let start: &str = match parts.first() {
            Some(Part::Literal(text)) => text,
            Some(Part::Dynamic(_)) => return,
            None => "",
        };
        if !start.starts_with("http://") && !start.starts_with("https://") {
            let message = format!("the URL begins with `{}`, not with `http://` or `https://`", clip(start));
            let diagnostic = Diagnostic::new(Code::RULES_URI, endpoint.url.place, message);
            context.push(diagnostic.about(&rules.scope.shape.id));
        }
    });
}
