//! `Service`, on `rename`: what a service may give another name (Smithy 2.0, "Service", "Disambiguating shapes with
//! rename").

use crate::diagnostics::{Code, Diagnostic};
use crate::model::Kind;
use crate::validate::Context;

pub(super) fn validate(context: &mut Context<'_>) {
    for scope in &*context.services() {
        for rename in &scope.service.rename {
            let id = &rename.shape.id;
            let what = match context.model.subject(id) {
                Some(subject) if subject.member.is_some() => Some("member"),
                Some(subject) => match subject.shape.kind {
                    Kind::Operation(_) => Some("operation"),
                    Kind::Service(_) => Some("service"),
                    Kind::Resource(_) => Some("resource"),
                    _ => None,
                },
                None => None,
            };
            let (code, message, help) = if let Some(what) = what {
                let message = format!("`{}` renames {what} `{id}`", scope.shape.id);
                (Code::RENAME, message, "members, operations, services and resources cannot be renamed")
            } else if !scope.reaches(id) {
                let message = format!("`{id}` is renamed, but the service does not use it");
                (Code::UNUSED_RENAME, message, "remove the entry")
            } else if *rename.name == *id.name() {
                let message = format!("`{id}` is renamed to the name that it has");
                (Code::RENAME, message, "remove the entry, or write another name")
            } else {
                continue;
            };
            context.push(Diagnostic::new(code, rename.shape.place, message).about(&scope.shape.id).help(help));
        }
    }
}
