//! Validators that models ask for by their metadata.

events! {
    in Linters;

    /// A selector that the model asks for selects a shape.
    EMIT_EACH_SELECTOR = Danger "emit-each-selector" "EmitEachSelector",
        fix: "change what the message is about, or suppress the event id of the validator";
    /// A selector that the model asks for selects no shape.
    EMIT_NONE_SELECTOR = Danger "emit-none-selector" "EmitNoneSelector",
        fix: "change what the message is about, or suppress the event id of the validator";
    /// The model asks for a validator that does not exist.
    UNKNOWN_VALIDATOR = Warning "unknown-validator" "UnknownValidator",
        fix: "correct its name; validators that others wrote for Smithy in Java cannot run here";
    /// No service, or other shape that the model names, leads to the shape.
    UNREFERENCED_SHAPE = Note "unreferenced-shape" "UnreferencedShape", fix: "remove the shape, or use it";
}
