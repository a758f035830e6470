//! What was found, and what follows from it: whether the command fails, and how to raise a version.

use clap::ValueEnum;
use shapewright_codegen::evolution::{Change, Impact};
use shapewright_smithy::diagnostics::{Code, Report, Severity};
use shapewright_smithy::evolution::{Effect, WireChange};

/// The differences that make the command fail.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Everything that breaks for certain: `error`, `api` and `wire`
    Breaking,
    /// Rust code that may not compile any more, be it of callers or of implementations of the service's trait
    Api,
    /// Rust code of callers that may not compile any more
    Callers,
    /// Messages of old clients or new servers that are refused or misread
    Wire,
    /// Smithy's errors
    Error,
    /// Smithy's errors, and what very likely breaks something
    Danger,
    /// Smithy's errors, dangers, and what may break something
    Warning,
    /// Nothing
    Never,
}

/// All that was found.
pub(super) struct Verdict {
    /// What Smithy's own comparison reports.
    pub(super) smithy: Report,
    /// The differences of the generated code; `None` if they are not known.
    pub(super) api: Option<Vec<Change>>,
    /// The differences on the wire.
    pub(super) wire: Vec<WireChange>,
    /// Whether there is a service, so that the last two mean something.
    pub(super) has_service: bool,
}

impl Verdict {
    /// Whether one of the differences makes the command fail, or whether it is not known if one does.
    pub(super) fn fails(&self, fail_on: &[FailOn]) -> bool {
        let is_unknown = self.has_service && self.api.is_none();
        let needs_api = |level| matches!(level, FailOn::Breaking | FailOn::Api | FailOn::Callers);
        fail_on.iter().any(|level| self.fails_on(*level) || is_unknown && needs_api(*level))
    }

    fn fails_on(&self, level: FailOn) -> bool {
        let smithy = |worst: Severity| self.smithy.diagnostics().iter().any(|one| one.severity <= worst);
        match level {
            FailOn::Breaking => [FailOn::Error, FailOn::Api, FailOn::Wire].iter().any(|level| self.fails_on(*level)),
            FailOn::Api => self.changes().any(|change| change.impact.is_breaking()),
            FailOn::Callers => {
                self.changes().any(|change| matches!(change.impact, Impact::BreaksAll | Impact::BreaksCallers))
            }
            FailOn::Wire => self.breaks_old_clients(),
            FailOn::Error => smithy(Severity::Error),
            FailOn::Danger => smithy(Severity::Danger),
            FailOn::Warning => smithy(Severity::Warning),
            FailOn::Never => false,
        }
    }

    pub(super) fn changes(&self) -> impl Iterator<Item = &Change> {
        self.api.iter().flatten()
    }

    fn breaks_old_clients(&self) -> bool {
        self.wire.iter().any(|change| change.flow.is_of_old_clients() && change.effect == Effect::Breaks)
    }

    /// What a new version of a crate should be that is made of the new model (Semantic Versioning 2.0.0), and why.
    pub(super) fn bump(&self) -> (&'static str, Option<&'static str>) {
        let found = self.smithy.diagnostics();
        // Whoever suppresses a danger has accepted it, but what was added is there all the same.
        let is_addition = |code: Code| {
            [Code::ADDED_SHAPE, Code::ADDED_OPERATION_BINDING, Code::ADDED_RESOURCE_BINDING].contains(&code)
        };
        let is_dangerous = found.iter().any(|one| one.severity <= Severity::Danger);
        let adds = found
            .iter()
            .chain(self.smithy.suppressed().iter().map(|one| &one.diagnostic))
            .any(|one| is_addition(one.code))
            || self.changes().any(|change| change.impact == Impact::Addition)
            || self.wire.iter().any(|change| change.effect != Effect::Depends);
        if is_dangerous || self.breaks_old_clients() || self.fails_on(FailOn::Callers) {
            ("major", None)
        } else if self.fails_on(FailOn::Api) {
            ("major", Some("only implementations of the service's trait break; for a crate without them, minor"))
        } else if adds {
            ("minor", None)
        } else {
            ("patch", None)
        }
    }
}
