//! Validators of Smithy's core about shapes, members and values.

events! {
    in Shapes;

    /// The input of a partial update has members with defaults.
    DEFAULT_VALUE_IN_UPDATE = Warning "default-value-in-update" "DefaultValueInUpdate", fix: "remove the defaults";
    /// The name of an entry of `@enum` is not in upper case.
    ENUM_ENTRY_NAME = Warning "enum-entry-name" "EnumTrait", fix: "write it in upper case, with `_` between words";
    /// The name of a member of an enum is not in upper case.
    ENUM_MEMBER_NAME = Warning "enum-member-name" "EnumShape", fix: "write it in upper case, with `_` between words";
    /// The entries of an `@enum` have no names.
    ENUM_NAMES_PRESENT = Warning "enum-names-present" "EnumNamesPresent", fix: "give each entry a name";
    /// An example does not fit its operation.
    EXAMPLES = Error "examples" "ExamplesTrait",
        fix: "write values of the input, the output and the errors of the operation";
    /// The ids of two shapes or members differ only in case.
    ID_CASE = Error "id-case" "ShapeIdConflict", fix: "rename one of them";
    /// The value of a trait cannot be read at all: it is of another type, or lacks a part.
    MALFORMED_TRAIT = Error "malformed-trait" "Model", fix: "write a value of the type that the message names";
    /// A media type is not well-formed.
    MEDIA_TYPE = Error "media-type" "MediaType", fix: "write it like `image/png`";
    /// Two shapes are the type of the same key of the metadata.
    METADATA_TRAIT = Error "metadata-trait" "MetadataTrait", fix: "keep one of them, or give one another key";
    /// A pattern matches parts of texts, since it does not say where it begins or ends.
    PATTERN_ANCHORS = Warning "pattern-anchors" "PatternTrait", fix: "begin it with `^` and end it with `$`";
    /// A pattern is not a regular expression.
    PATTERN_SYNTAX = Error "pattern-syntax" "Model", fix: "correct the syntax";
    /// A shape closure is defined twice, selects nothing, or gives its shapes names that conflict.
    SHAPE_CLOSURE = Error "shape-closure" "ShapeClosure", fix: "correct its id, its selector or its names";
    /// The value of a key of the metadata does not fit its type.
    TYPED_METADATA = Error "typed-metadata" "TypedMetadata", fix: "write a value of the type that the message names";
}
