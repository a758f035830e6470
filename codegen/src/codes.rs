//! The codes of warnings, by which `codegen.toml` suppresses them: those of models, and those of generating code.

use shapewright_smithy::diagnostics::Code;

/// Declares the codes of the generator, each with its name and what it reports.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident = $name:literal,)+) => {
        $($(#[doc = $doc])+ pub(crate) const $code: Code = Code::new($name);)+

        /// The codes of the generator's own findings.
        const OWN: &[Code] = &[$($code),+];
    };
}

codes! {
    /// An entry of `@examples` does not fit the model or breaks a constraint.
    IGNORED_EXAMPLE = "ignored-example",
    /// The pages of a `@paginated` operation cannot be read one by one, or not item by item.
    IGNORED_PAGINATION = "ignored-pagination",
    /// A waiter is ignored, since one of its parts cannot be understood or its operation streams.
    IGNORED_WAITER = "ignored-waiter",
    /// The name of a model's file, or the name chosen for its module, is not the module's name.
    MODULE_NAME = "module-name",
    /// No text matches a pattern.
    PATTERN_MATCHES_NOTHING = "pattern-matches-nothing",
    /// A code in `suppress` of codegen.toml suppresses nothing.
    UNUSED_SUPPRESSION = "unused-suppression",
    /// A table of codegen.toml belongs to no model.
    UNUSED_TABLE = "unused-table",
    /// The path of a waiter matches nothing.
    WAITER_PATH = "waiter-path",
}

/// All codes: those of models, then those of the generator.
pub(crate) fn all() -> impl Iterator<Item = Code> {
    Code::ALL.iter().chain(OWN).copied()
}

/// The code of that name.
pub(crate) fn of_name(name: &str) -> Option<Code> {
    all().find(|code| code.name() == name)
}

#[cfg(test)]
mod tests {
    use super::{all, of_name};

    /// Whoever reads a code finds what it means.
    #[test]
    fn the_documentation_lists_all_codes() {
        let page = include_str!("../../docs/models.md");
        let listed: Vec<&str> = page
            .lines()
            .skip_while(|line| *line != "| code | what it reports |")
            .skip(2)
            .map_while(|line| line.strip_prefix("| `")?.split('`').next())
            .collect();
        let mut codes: Vec<&str> = all().map(|code| code.name()).collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]), "one name for two codes");
        assert_eq!(listed, codes);
        assert!(all().all(|code| of_name(code.name()) == Some(code)));
    }
}
