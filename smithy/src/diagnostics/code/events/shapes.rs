//! Validators of Smithy's core about shapes, members and values.

events! {
    /// The input of a partial update has members with defaults.
    DEFAULT_VALUE_IN_UPDATE = Warning "default-value-in-update" "DefaultValueInUpdate", fix: "remove the defaults";
    /// An example does not fit its operation.
    EXAMPLES = Error "examples" "ExamplesTrait",
        fix: "write values of the input, the output and the errors of the operation";
    /// Two shapes are the type of the same key of the metadata.
    METADATA_TRAIT = Error "metadata-trait" "MetadataTrait", fix: "keep one of them, or give one another key";
    /// The value of a key of the metadata does not fit its type.
    TYPED_METADATA = Error "typed-metadata" "TypedMetadata", fix: "write a value of the type that the message names";
}
