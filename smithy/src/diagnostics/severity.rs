//! How bad findings are.

/// How bad a diagnostic is (Smithy 2.0, "Severity").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The model is wrong: nothing may be generated.
    Error,
    /// Something is very likely wrong: nothing may be generated unless the model suppresses it.
    Danger,
    /// Generation goes on, but somebody should look.
    Warning,
    /// For information.
    Note,
}

impl Severity {
    /// All severities, the worst first.
    pub const ALL: [Self; 4] = [Self::Error, Self::Danger, Self::Warning, Self::Note];

    /// The name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Danger => "danger",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// Whether nothing may be generated.
    pub const fn is_fatal(self) -> bool {
        matches!(self, Self::Error | Self::Danger)
    }
}
