//! The codes of diagnostics: stable names by which a warning can be suppressed.

use std::fmt;

/// What kind of finding a diagnostic is: a name, such as `unknown-key`, that does not change between versions.
///
/// Its constants are the codes of this crate's own findings; tools that check more have codes of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The code of that name: words in lower case, with dashes between them.
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Declares the codes of this crate, each with its name and what it reports.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident = $name:literal,)+) => {
        impl Code {
            $($(#[doc = $doc])+ pub const $code: Self = Self::new($name);)+

            /// The codes of this crate's findings, in the order of their names.
            pub const ALL: &[Self] = &[$(Self::$code),+];
        }
    };
}

codes! {
    /// A member is bound to a header that may be the one of a checksum.
    CHECKSUM_HEADER = "checksum-header",
    /// A member is bound to a prefix that takes in the headers of checksums.
    CHECKSUM_PREFIX = "checksum-prefix",
    /// A default breaks a constraint of its own member.
    DEFAULT_BREAKS_CONSTRAINT = "default-breaks-constraint",
    /// Some entries of an `@enum` have names, others have none.
    ENUM_NAMES = "enum-names",
    /// Two members differ only in case.
    MEMBER_CASE = "member-case",
    /// A default that Smithy accepts although no value is written like that.
    ODD_DEFAULT = "odd-default",
    /// A bound of a range is beyond what the type can hold.
    RANGE_BEYOND_TYPE = "range-beyond-type",
    /// Two shapes of a service have names that differ only in case.
    SHAPE_CASE = "shape-case",
    /// A stream is not bound to the payload.
    STREAM_NOT_PAYLOAD = "stream-not-payload",
    /// A streaming blob is neither required nor has a default.
    STREAM_WITHOUT_DEFAULT = "stream-without-default",
    /// A member is bound to a header that belongs to the transport.
    TRANSPORT_HEADER = "transport-header",
    /// An object has a key that Smithy does not define.
    UNKNOWN_KEY = "unknown-key",
    /// A trait is neither Smithy's nor defined in the model.
    UNKNOWN_TRAIT = "unknown-trait",
    /// A service renames a shape that it does not use.
    UNUSED_RENAME = "unused-rename",
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn names_are_distinct_and_sorted() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].name() < pair[1].name()));
    }
}
