//! The linters of Smithy's package `smithy-linters`.

events! {
    in Linters;

    /// A name has an abbreviation in capitals.
    ABBREVIATION_NAME = Danger "abbreviation-name" "AbbreviationName", fix: "write the abbreviation like a word";
    /// A name does not follow the style of camel case that the others have.
    CAMEL_CASE = Danger "camel-case" "CamelCase", fix: "rename it";
    /// An input or output has no `@input` or `@output`.
    INPUT_OUTPUT_STRUCTURE_REUSE = Danger "input-output-structure-reuse" "InputOutputStructureReuse",
        fix: "give the operation an input and an output of its own, marked as such";
    /// A required member, or one with a default, has no `@clientOptional`.
    MISSING_CLIENT_OPTIONAL_TRAIT = Danger "missing-client-optional-trait" "MissingClientOptionalTrait",
        fix: "apply `@clientOptional`";
    /// An operation seems to return one page of many, but has no `@paginated`.
    MISSING_PAGINATED_TRAIT = Danger "missing-paginated-trait" "MissingPaginatedTrait", fix: "apply `@paginated`";
    /// A name seems to be that of sensitive data, but it is not marked as such.
    MISSING_SENSITIVE_TRAIT = Warning "missing-sensitive-trait" "MissingSensitiveTrait", fix: "apply `@sensitive`";
    /// A name or the value of a trait has a word that perpetuates a bias.
    NONINCLUSIVE_TERMS = Warning "noninclusive-terms" "NoninclusiveTerms", fix: "use the word that the help names";
    /// A member repeats the name of its structure or union.
    REPEATED_SHAPE_NAME = Warning "repeated-shape-name" "RepeatedShapeName", fix: "leave the name of the shape out";
    /// A name is one that the model reserves.
    RESERVED_WORDS = Danger "reserved-words" "ReservedWords", fix: "rename it";
    /// A name is that of a time, but the shape is not a timestamp.
    SHOULD_HAVE_USED_TIMESTAMP = Danger "should-have-used-timestamp" "ShouldHaveUsedTimestamp",
        fix: "use a timestamp, or rename it";
    /// An operation does not begin with a standard verb.
    STANDARD_OPERATION_VERB = Danger "standard-operation-verb" "StandardOperationVerb", fix: "rename it";
}
