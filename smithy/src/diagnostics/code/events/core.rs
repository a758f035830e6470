//! Validators of Smithy's core.

events! {
    in Shapes;

    /// The unit type is targeted by a member that has values.
    UNIT_TYPE = Error "unit-type" "UnitType", fix: "target a structure without members";
}
