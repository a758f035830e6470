//! The codes of diagnostics: those of models, and those of generating code.

use shapewright_smithy::diagnostics::{Code, Rule, Severity};

/// Declares the codes of the generator: what each reports, its name, its event id in Smithy, and what to do about it.
macro_rules! codes {
    ($(
        $(#[doc = $doc:literal])+
        $code:ident = $severity:ident $name:literal, smithy: $smithy:expr, fix: $fix:literal;
    )+) => {
        $($(#[doc = $doc])+ pub(crate) const $code: Code = Code::new(&Rule {
            name: $name,
            severity: Severity::$severity,
            smithy_id: $smithy,
            meaning: concat!($($doc),+),
            fix: $fix,
        });)+

        /// The codes of the generator's own findings.
        const OWN: &[Code] = &[$($code),+];
    };
}

codes! {
    /// Two tables of codegen.toml are for one model, or one table is for two.
    AMBIGUOUS_TABLE = Error "ambiguous-table", smithy: None,
        fix: "put all choices into one table, called as the file";
    /// codegen.toml is not TOML.
    BROKEN_TOML = Error "broken-toml", smithy: None, fix: "mend it at the marked place";
    /// A table of codegen.toml has a key that does not exist.
    CONFIG_KEY = Error "config-key", smithy: None, fix: "use one of the keys that the hint lists";
    /// A value in codegen.toml is not one that the key takes.
    CONFIG_VALUE = Error "config-value", smithy: None, fix: "follow the hint";
    /// A derive macro cannot be derived, does not exist, or is derived already.
    DERIVE = Error "derive", smithy: None, fix: "remove it, or add its crate to `dependencies`";
    /// An entry of `@examples` does not fit the model or breaks a constraint.
    IGNORED_EXAMPLE = Warning "ignored-example", smithy: Some("ExamplesTrait"), fix: "correct the example";
    /// The pages of a `@paginated` operation cannot be read one by one, or not item by item.
    IGNORED_PAGINATION = Warning "ignored-pagination", smithy: Some("PaginatedTrait"),
        fix: "correct the members that the trait names";
    /// A waiter is ignored, since one of its parts cannot be understood or its operation streams.
    IGNORED_WAITER = Warning "ignored-waiter", smithy: Some("WaitableTrait"), fix: "correct the part";
    /// The generator has made something that is not valid Rust.
    INTERNAL = Error "internal", smithy: None, fix: "report it: this is a fault of the generator";
    /// Two models make the same module.
    MODULE_CONFLICT = Error "module-conflict", smithy: None,
        fix: "give one of them another `module` in codegen.toml";
    /// The name of a model's file, or the name chosen for its module, is not the module's name.
    MODULE_NAME = Warning "module-name", smithy: None, fix: "rename the file, or choose a name with `module`";
    /// A pattern cannot be checked.
    PATTERN = Error "pattern", smithy: Some("PatternTrait"),
        fix: "leave it out or replace it in codegen.toml";
    /// No text matches a pattern.
    PATTERN_MATCHES_NOTHING = Warning "pattern-matches-nothing", smithy: None, fix: "correct the pattern";
    /// A service has no protocol that is supported.
    PROTOCOL = Error "protocol", smithy: None, fix: "give the service the trait of a supported protocol";
    /// A file has a second service.
    SECOND_SERVICE = Error "second-service", smithy: None, fix: "put each service into a file of its own";
    /// codegen.toml names an operation, a shape or a pattern that the service does not have.
    UNKNOWN_NAME = Error "unknown-name", smithy: None, fix: "correct the name";
    /// A code in `suppress` of codegen.toml suppresses nothing.
    UNUSED_SUPPRESSION = Warning "unused-suppression", smithy: None, fix: "remove it";
    /// A table of codegen.toml belongs to no model.
    UNUSED_TABLE = Warning "unused-table", smithy: None, fix: "call it as the file of the model";
    /// A value in the model does not fit the shape that it is for.
    VALUE = Error "value", smithy: None, fix: "follow the message";
    /// The path of a waiter matches nothing.
    WAITER_PATH = Warning "waiter-path", smithy: Some("WaitableTraitJmespathProblem"),
        fix: "correct the path";
}

/// All codes: those of models, then those of the generator.
pub(crate) fn all() -> impl Iterator<Item = Code> {
    Code::ALL.iter().chain(OWN).copied()
}

/// The codes of warnings, which can be suppressed.
pub(crate) fn warnings() -> impl Iterator<Item = Code> {
    all().filter(|code| code.rule().severity == Severity::Warning)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;
    use std::fs;

    use super::{Rule, Severity, all};

    /// From the folder of the package, where Cargo runs tests.
    const PAGE: &str = "../docs/diagnostics.md";

    /// The tables of the page, one of errors and one of warnings.
    fn tables() -> String {
        let codes: BTreeSet<_> = all().collect();
        let mut text = String::new();
        for (title, severity) in [("Errors", Severity::Error), ("Warnings", Severity::Warning)] {
            let _ = write!(
                text,
                "## {title}\n\n| code | what it reports | what to do | Smithy's event id |\n|---|---|---|---|\n"
            );
            for Rule { name, meaning, fix, smithy_id, .. } in
                codes.iter().map(|code| code.rule()).filter(|rule| rule.severity == severity)
            {
                let meaning = meaning.trim().trim_end_matches('.');
                let smithy_id = smithy_id.map(|id| format!("`{id}`")).unwrap_or_default();
                let _ = writeln!(text, "| `{name}` | {meaning} | {fix} | {smithy_id} |");
            }
            text.push('\n');
        }
        text.trim_end().to_owned() + "\n"
    }

    /// Whoever reads a code finds what it means. `UPDATE_EXPECT=1` rewrites the tables.
    #[test]
    fn the_documentation_lists_all_codes() {
        let page = fs::read_to_string(PAGE).unwrap_or_default();
        let before = page.split("## Errors").next().unwrap_or_default();
        let expected = format!("{before}{}", tables());
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(PAGE, expected).unwrap();
            return;
        }
        assert_eq!(page, expected);
    }

    #[test]
    fn names_are_distinct() {
        assert_eq!(all().collect::<BTreeSet<_>>().len(), all().count());
    }
}
