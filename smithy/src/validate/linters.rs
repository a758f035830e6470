//! The linters of Smithy's package `smithy-linters`, which models ask for by their names (Smithy 2.0, "Linting Models").

mod abbreviation;
mod camel_case;
mod client_optional;
mod input_output;
mod noninclusive;
mod operation_verb;
mod paginated;
mod repeated_name;
mod reserved;
mod sensitive;
mod timestamp;
mod words;

use super::custom::CustomValidator;
use crate::model::{Kind, Member, Shape, Subject};

/// The linters by name.
pub(super) const VALIDATORS: &[(&str, CustomValidator)] = &[
    ("AbbreviationName", abbreviation::validate),
    ("CamelCase", camel_case::validate),
    ("InputOutputStructureReuse", input_output::validate),
    ("MissingClientOptionalTrait", client_optional::validate),
    ("MissingPaginatedTrait", paginated::validate),
    ("MissingSensitiveTrait", sensitive::validate),
    ("NoninclusiveTerms", noninclusive::validate),
    ("RepeatedShapeName", repeated_name::validate),
    ("ReservedWords", reserved::validate),
    ("ShouldHaveUsedTimestamp", timestamp::validate),
    ("StandardOperationVerb", operation_verb::validate),
];

/// The name that people gave a shape or a member.
fn name_of(subject: Subject<'_>) -> &str {
    subject.member.map_or(subject.shape.id.name(), Member::name)
}

/// Whether the members of a shape are constants.
fn is_enum(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Enum | Kind::IntEnum)
}
