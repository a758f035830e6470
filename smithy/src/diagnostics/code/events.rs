//! The rules of Smithy's own validators, under the ids of their events (Smithy 2.0, "Model validation").

use super::{Code, Rule, Severity};

/// Declares the codes of validators: what each reports, its name, the id of its events, and what to do about it.
macro_rules! events {
    ($(
        $(#[doc = $doc:literal])+
        $code:ident = $severity:ident $name:literal $event:literal, fix: $fix:literal;
    )+) => {
        use super::{Code, Rule, Severity};

        impl Code {
            $($(#[doc = $doc])+ pub const $code: Self = Self::new(&Rule {
                name: $name,
                severity: Severity::$severity,
                smithy_id: Some($event),
                meaning: concat!($($doc),+),
                fix: $fix,
                example: "",
            });)+
        }

        pub(super) const LIST: &[Code] = &[$(Code::$code),+];
    };
}

mod aws;
mod core;
mod custom;
mod diff;
mod http;
mod linters;
mod rules;
mod service;
mod shapes;
mod tests;
mod traits;
mod waiters;

/// The lists, one for each group of validators.
pub(super) const LISTS: &[&[Code]] = &[
    aws::LIST,
    core::LIST,
    custom::LIST,
    diff::LIST,
    linters::LIST,
    http::LIST,
    rules::LIST,
    waiters::LIST,
    tests::LIST,
    service::LIST,
    shapes::LIST,
    traits::LIST,
];
