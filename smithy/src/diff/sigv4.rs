//! `SigV4Migration`: services and operations that prefer another one of AWS's two signatures now (Smithy 2.0, "AWS
//! Authentication Traits"). Not all credentials can be used with `aws.auth#sigv4a`, and `aws.auth#sigv4` is for one region.

use std::collections::BTreeMap;

use super::comparison::{Change, Comparison};
use crate::diagnostics::{Code, Report};
use crate::model::{Kind, Shape, ShapeId};

const AUTH: &str = "smithy.api#auth";
pub(super) const SIGV4: &str = "aws.auth#sigv4";
pub(super) const SIGV4A: &str = "aws.auth#sigv4a";

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    let mut services: BTreeMap<&ShapeId, Vec<(&Shape, &Shape)>> = BTreeMap::new();
    for change in comparison.shapes() {
        let (Some(_), Some(service)) = (change.old.shape.as_service(), change.new.shape.as_service()) else { continue };
        let (old, new) = (change.old.shape, change.new.shape);
        if let Some(migration) = of(&comparison.old.auth_schemes(old, None), &comparison.new.auth_schemes(new, None)) {
            let message = format!("service `{}`: {migration}", new.id);
            report.push(find(change, message, migration));
        }
        for (operation, _) in comparison.new.operations(service) {
            services.entry(&operation.id).or_default().push((old, new));
        }
    }
    for change in comparison.shapes().filter(|change| is_changed(change)) {
        let (operation, before) = (change.new.shape, change.old.shape);
        for (old, new) in services.get(&operation.id).into_iter().flatten() {
            let old = comparison.old.auth_schemes(old, Some(before));
            let migration = of(&old, &comparison.new.auth_schemes(new, Some(operation)));
            if let Some(migration) = migration {
                let message = format!("operation `{}` of service `{}`: {migration}", operation.id, new.id);
                report.push(find(change, message, migration));
            }
        }
    }
}

fn find(change: &Change<'_>, message: String, migration: Migration) -> crate::diagnostics::Diagnostic {
    let diagnostic = match change.of(AUTH) {
        Some(traits) => change.find_in_trait(Code::SIGV4_MIGRATION, traits, message),
        None => change.find(Code::SIGV4_MIGRATION, message),
    };
    diagnostic.help(migration.help())
}

/// Whether an operation is another one, even if its authentication is that of its services.
fn is_changed(change: &Change<'_>) -> bool {
    let (Kind::Operation(old), Kind::Operation(new)) = (&change.old.shape.kind, &change.new.shape.kind) else {
        return false;
    };
    let ids = |list: &[crate::model::Reference]| list.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    !change.traits.is_empty()
        || old.input.id != new.input.id
        || old.output.id != new.output.id
        || ids(&old.errors) != ids(&new.errors)
}

/// How the preferred signature changed.
#[derive(Clone, Copy)]
pub(super) enum Migration {
    /// The first is not there any more, but the second.
    Replaced(&'static str, &'static str),
    /// The second is preferred now.
    Preferred(&'static str, &'static str),
}

impl Migration {
    /// Why it matters.
    pub(super) fn help(self) -> &'static str {
        let (Self::Replaced(_, now) | Self::Preferred(_, now)) = self;
        match now {
            SIGV4A => "not all credentials can be used with `aws.auth#sigv4a`; list it after `aws.auth#sigv4`",
            _ => "requests may be signed for fewer regions than before; list `aws.auth#sigv4` after `aws.auth#sigv4a`",
        }
    }
}

impl std::fmt::Display for Migration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Replaced(before, now) => write!(f, "the authentication scheme `{before}` was replaced by `{now}`"),
            Self::Preferred(before, now) => {
                write!(f, "the authentication scheme `{now}` is preferred to `{before}` now")
            }
        }
    }
}

/// How lists of schemes, the preferred ones first, differ in the two signatures.
pub(super) fn of(old: &[&str], new: &[&str]) -> Option<Migration> {
    let at = |list: &[&str]| [SIGV4, SIGV4A].map(|scheme| list.iter().position(|one| *one == scheme));
    match (at(old), at(new)) {
        ([Some(_), None], [None, Some(_)]) => Some(Migration::Replaced(SIGV4, SIGV4A)),
        ([None, Some(_)], [Some(_), None]) => Some(Migration::Replaced(SIGV4A, SIGV4)),
        ([Some(before), a], [Some(sigv4), Some(sigv4a)]) if a.is_none_or(|a| before < a) && sigv4a < sigv4 => {
            Some(Migration::Preferred(SIGV4, SIGV4A))
        }
        ([a, Some(before)], [Some(sigv4), Some(sigv4a)]) if a.is_none_or(|a| before < a) && sigv4 < sigv4a => {
            Some(Migration::Preferred(SIGV4A, SIGV4))
        }
        _ => None,
    }
}
