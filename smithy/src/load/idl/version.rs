//! What the versions of the IDL differ in (Smithy 2.0, "Migrating Smithy models to 2.0").

use super::Lowering;
use crate::diagnostics::{Code, clip};
use crate::idl::Element;

/// The version of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::load) enum Version {
    One,
    Two,
}

impl Version {
    /// Reads the value of `$version`.
    pub(in crate::load) fn parse(text: &str) -> Option<Self> {
        match text {
            "1" | "1.0" => Some(Self::One),
            "2" | "2.0" => Some(Self::Two),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::One => "1.0",
            Self::Two => "2.0",
        }
    }
}

impl Lowering<'_, '_> {
    /// Whether the file is in version 2; if not, reports what it uses of it.
    pub(super) fn is_version_2(&mut self, at: Element<'_>, what: &str) -> bool {
        let is_version_2 = self.file.version == Version::Two;
        if !is_version_2 {
            let message = format!("{what} need version 2.0 of Smithy, and this file is in version 1.0");
            self.error(Code::IDL_VERSION, at, message, "begin the file with `$version: \"2.0\"`");
        }
        is_version_2
    }

    /// Whether shapes of a type exist in the version of the file.
    pub(super) fn has_type(&mut self, keyword: Element<'_>) -> bool {
        let version = self.file.version;
        let (is_known, help) = match (version, keyword.text()) {
            (Version::One, "enum" | "intEnum") => (false, "begin the file with `$version: \"2.0\"`"),
            (Version::Two, "set") => (false, "write a list with the trait `@uniqueItems`"),
            _ => (true, ""),
        };
        if !is_known {
            let message = format!("version {} of Smithy has no shapes of type `{}`", version.name(), keyword.text());
            self.error(Code::IDL_VERSION, keyword, message, help);
        }
        is_known
    }

    /// Whether a trait exists in the version of the file.
    pub(super) fn has_trait(&mut self, at: Element<'_>, id: &str) -> bool {
        let version = self.file.version;
        let (is_known, help) = match (version, id) {
            (Version::One, "smithy.api#mixin" | "smithy.api#default") => {
                (false, "begin the file with `$version: \"2.0\"`")
            }
            (Version::Two, "smithy.api#box") => (false, "remove it; only members with `@default` have a default value"),
            _ => (true, ""),
        };
        if !is_known {
            let message = format!("version {} of Smithy has no trait `{}`", version.name(), clip(id));
            self.error(Code::IDL_VERSION, at, message, help);
        }
        is_known
    }
}
