//! The codes of diagnostics: those of models, and those of generating code.

use shapewright_smithy::diagnostics::{Area, Code, Rule, Severity};

/// Declares the codes of the generator: what each reports, its name, its event id in Smithy, and what to do about it.
macro_rules! codes {
    ($(
        $(#[doc = $doc:literal])+
        $code:ident = $severity:ident $name:literal, smithy: $smithy:expr, fix: $fix:literal;
    )+) => {
        $($(#[doc = $doc])+ pub(crate) const $code: Code = Code::new(&Rule {
            name: $name,
            area: Area::Generator,
            severity: Severity::$severity,
            smithy_id: $smithy,
            meaning: concat!($($doc),+),
            fix: $fix,
            example: include_str!(concat!("codes/examples/", $name, ".md")),
        });)+

        /// The codes of the generator's own findings.
        const OWN: &[Code] = &[$($code),+];
    };
}

codes! {
    /// Two tables of shapewright.toml are for the same model, or one table is for two models.
    AMBIGUOUS_TABLE = Error "ambiguous-table", smithy: None,
        fix: "put all keys into one table, with the name of the model file";
    /// shapewright.toml is not TOML.
    BROKEN_TOML = Error "broken-toml", smithy: None, fix: "correct the syntax at the marked place";
    /// A table of shapewright.toml has a key that does not exist.
    CONFIG_KEY = Error "config-key", smithy: None, fix: "use one of the keys that the help lists";
    /// A value in shapewright.toml is of the wrong type or is not valid for its key.
    CONFIG_VALUE = Error "config-value", smithy: None,
        fix: "write a value of the type that the message names, as in docs/models.md";
    /// A derive macro does not exist, cannot be derived, or is derived already.
    DERIVE = Error "derive", smithy: None, fix: "remove it, or add its crate to `dependencies`";
    /// An entry of `@examples` is ignored, since it does not match the shapes or breaks a constraint.
    IGNORED_EXAMPLE = Warning "ignored-example", smithy: Some("ExamplesTrait"), fix: "correct the example";
    /// `@paginated` names members that do not exist or have the wrong type, so that no paginator is generated.
    IGNORED_PAGINATION = Warning "ignored-pagination", smithy: Some("PaginatedTrait"),
        fix: "correct the members that the trait names";
    /// A waiter is ignored, since its path is not a JMESPath expression or its operation streams.
    IGNORED_WAITER = Warning "ignored-waiter", smithy: Some("WaitableTrait"), fix: "correct the path, or remove the waiter";
    /// The generator produced code that is not valid Rust.
    INTERNAL = Error "internal", smithy: None, fix: "report it: this is a bug of the generator";
    /// Two models have the same module name.
    MODULE_CONFLICT = Error "module-conflict", smithy: None,
        fix: "give one of them another `module` in shapewright.toml";
    /// The name of a model file, or `module` in shapewright.toml, is not a valid module name.
    MODULE_NAME = Warning "module-name", smithy: None, fix: "rename the file, or choose a name with `module`";
    /// A pattern has a syntax error, or cannot be matched in linear time.
    PATTERN = Error "pattern", smithy: Some("PatternTrait"),
        fix: "correct it, or leave it out or replace it in shapewright.toml";
    /// No text matches a pattern.
    PATTERN_MATCHES_NOTHING = Warning "pattern-matches-nothing", smithy: None, fix: "correct the pattern";
    /// A service has no supported protocol.
    PROTOCOL = Error "protocol", smithy: None, fix: "apply the trait of a supported protocol to the service";
    /// shapewright.toml names an operation, a shape or a pattern that the service does not have.
    UNKNOWN_NAME = Error "unknown-name", smithy: None, fix: "correct the name";
    /// A member is a document, which a protocol of the service does not support, so that calls with it fail.
    UNSUPPORTED_DOCUMENT = Warning "unsupported-document", smithy: None,
        fix: "use a structure, or a string with the text of the document";
    /// A member is a stream, which a protocol of the service does not support, so that calls with it fail.
    UNSUPPORTED_STREAM = Warning "unsupported-stream", smithy: None,
        fix: "leave out the operation, or call it by another protocol";
    /// A code in `suppress` of shapewright.toml suppresses nothing.
    UNUSED_SUPPRESSION = Warning "unused-suppression", smithy: None, fix: "remove it";
    /// A table of shapewright.toml does not belong to a model.
    UNUSED_TABLE = Warning "unused-table", smithy: None, fix: "give it the name of the model file, without `.json`";
    /// A default is not a value of its shape, or has a member that the shape does not have.
    VALUE = Error "value", smithy: None, fix: "write a value of the shape";
}

/// All codes: those of models, then those of the generator.
pub fn all() -> impl Iterator<Item = Code> {
    Code::all().chain(OWN.iter().copied())
}

/// The codes of warnings, which can be suppressed.
pub(crate) fn warnings() -> impl Iterator<Item = Code> {
    all().filter(|code| code.rule().severity == Severity::Warning)
}
