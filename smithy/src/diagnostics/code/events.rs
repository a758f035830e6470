//! The rules of Smithy's own validators, under the ids of their events (Smithy 2.0, "Model validation").

use super::{Area, Code, Rule, Severity};

/// Declares the codes of validators: their area, and what each reports, its name, the id of its events, what to do about it, and,
/// in a file, an example.
macro_rules! events {
    (in $area:ident;
    $(
        $(#[doc = $doc:literal])+
        $code:ident = $severity:ident $name:literal $event:literal, fix: $fix:literal;
    )+) => {
        use super::{Area, Code, Rule, Severity};

        impl Code {
            $($(#[doc = $doc])+ pub const $code: Self = Self::new(&Rule {
                name: $name,
                area: Area::$area,
                severity: Severity::$severity,
                smithy_id: Some($event),
                meaning: concat!($($doc),+),
                fix: $fix,
                example: include_str!(concat!("../examples/", $name, ".md")),
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
