//! Patterns that no matcher in linear time can handle: models that have some are generated without them.

use std::collections::BTreeSet;

use shapewright_codegen::tools::{Located, PatternChoice, ServiceConfig};
use shapewright_smithy::diagnostics::{Place, Report, Severity, SourceId, Sources};
use shapewright_smithy::model::Model;

/// Generates something from a model, and once more without the patterns that are errors, if there are any.
pub(crate) fn generate<T>(
    sources: &Sources,
    model: SourceId,
    config: &mut ServiceConfig,
    generate: impl Fn(&ServiceConfig) -> Result<T, Report>,
) -> Result<T, Report> {
    let report = match generate(config) {
        Ok(generated) => return Ok(generated),
        Err(report) => report,
    };
    let patterns = out_of_reach(sources, model, &report);
    if patterns.is_empty() {
        return Err(report);
    }
    let leave_out = |pattern| (pattern, Located { value: PatternChoice::LeaveOut, place: Place::NOWHERE });
    config.patterns = patterns.into_iter().map(leave_out).collect();
    generate(config)
}

/// The patterns at which errors point.
pub(crate) fn out_of_reach(sources: &Sources, id: SourceId, report: &Report) -> BTreeSet<String> {
    let errors = report.diagnostics().iter();
    let places: Vec<_> = errors.filter(|one| one.severity == Severity::Error).map(|one| one.place).collect();
    let (model, _) = Model::load(sources, [id]);
    let traits = model.shapes().flat_map(|shape| {
        let members = shape.members.iter().map(|member| &member.traits);
        members.chain([&shape.traits])
    });
    let blamed = traits.filter(|traits| {
        let pattern = traits.get("smithy.api#pattern");
        pattern.is_some_and(|pattern| places.contains(&pattern.place()))
    });
    blamed.filter_map(|traits| traits.pattern()).map(str::to_owned).collect()
}
