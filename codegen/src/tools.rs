//! What the project's own commands and tests use besides the API. It may change in any version.

pub use crate::codes::all as codes;
pub use crate::config::{
    Choices, Dependency, Derives, FILE, Located, ModuleConfig, PackageConfig, PatternChoice, Runtime, ServiceConfig,
    called, module_name, quoted, table,
};
pub use crate::emit::exports::exported;
pub use crate::generate::{Visited, visit};
pub use crate::output::{COMMAND, RenderError, Standing, identifiers, naming, render, standing};
pub use crate::workspace::{
    Fit, Inputs, Lack, Models, Read, Workspace, WorkspaceError, absolute_parts, files, fit, from_here, is_model,
    project_of, relative, stem,
};

/// Test programs around generated crates: `cargo xtask conformance`, `replay`, `amplification` and `proof`.
pub mod conformance {
    pub use crate::conformance::{Case, Crates, Program, Programs, amplification, generate, replay, samples};
}

/// How names are claimed: `cargo xtask names`.
pub mod name {
    pub use crate::name::{Case, Ident, Scope};
}

/// How patterns are compiled: the tests that compare them with another engine.
pub mod pattern {
    pub use crate::pattern::{Class, Matcher, PatternError, PatternErrorKind, Step, Tester, compile};
}
