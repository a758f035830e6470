//! The codes of diagnostics: stable names by which a warning can be suppressed.

use std::fmt;

/// Declares the codes, each with its name and what it reports.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// What kind of finding a diagnostic is. Names of codes do not change between versions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// All codes, in the order of their names.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name, such as `unknown-key`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

codes! {
    /// A default breaks a constraint of its own member.
    DefaultBreaksConstraint = "default-breaks-constraint",
    /// Some entries of an `@enum` have names, others have none.
    EnumNames = "enum-names",
    /// An entry of `@examples` does not fit the model or breaks a constraint.
    IgnoredExample = "ignored-example",
    /// The pages of a `@paginated` operation cannot be read one by one, or not item by item.
    IgnoredPagination = "ignored-pagination",
    /// A waiter is ignored, since one of its parts cannot be understood or its operation streams.
    IgnoredWaiter = "ignored-waiter",
    /// Two members differ only in case.
    MemberCase = "member-case",
    /// The name of a model's file, or the name chosen for its module, is not the module's name.
    ModuleName = "module-name",
    /// A default that Smithy accepts although no value is written like that.
    OddDefault = "odd-default",
    /// No text matches a pattern.
    PatternMatchesNothing = "pattern-matches-nothing",
    /// A bound of a range is beyond what the type can hold.
    RangeBeyondType = "range-beyond-type",
    /// Two shapes of a service have names that differ only in case.
    ShapeCase = "shape-case",
    /// A stream is not bound to the payload.
    StreamNotPayload = "stream-not-payload",
    /// A streaming blob is neither required nor has a default.
    StreamWithoutDefault = "stream-without-default",
    /// A member is bound to a header that belongs to the transport.
    TransportHeader = "transport-header",
    /// An object has a key that Smithy does not define.
    UnknownKey = "unknown-key",
    /// A trait is neither Smithy's nor defined in the model.
    UnknownTrait = "unknown-trait",
    /// A service renames a shape that it does not use.
    UnusedRename = "unused-rename",
    /// A code in `suppress` of codegen.toml suppresses nothing.
    UnusedSuppression = "unused-suppression",
    /// A table of codegen.toml belongs to no model.
    UnusedTable = "unused-table",
    /// The path of a waiter matches nothing.
    WaiterPath = "waiter-path",
}

impl Code {
    /// The code of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn names_are_distinct_and_sorted() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].name() < pair[1].name()));
        assert!(Code::ALL.iter().all(|code| Code::of_name(code.name()) == Some(*code)));
    }

    /// Whoever reads a code finds what it means.
    #[test]
    fn the_documentation_lists_all_codes() {
        let page = include_str!("../../../docs/models.md");
        let listed: Vec<&str> = page
            .lines()
            .skip_while(|line| *line != "| code | what it reports |")
            .skip(2)
            .map_while(|line| line.strip_prefix("| `")?.split('`').next())
            .collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(listed, codes);
    }
}
