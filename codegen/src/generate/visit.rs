//! The services of the models for those who make something else of them than code.

use shapewright_smithy::diagnostics::{Report, Sources};
use shapewright_smithy::model::{Model, Shape};

use super::Config;
use super::models::{self, Files, Loaded, Rigor, Unit, Units};
use crate::config::Choices;

/// A service that the models and the configuration mean.
pub struct Visited<'m> {
    /// Its model.
    pub model: &'m Model,
    /// The service.
    pub service: &'m Shape,
    /// What its module is called after.
    pub module: &'m str,
    /// The operations to keep, by name or shape id; all of them if `None`.
    pub operations: Option<Vec<&'m str>>,
}

/// Reads and validates the models, and makes something of each of their services, sorted by module; nothing if the report
/// has errors.
pub fn visit<T>(sources: &Sources, config: &Config, mut make: impl FnMut(&Visited<'_>) -> T) -> (Vec<T>, Report) {
    let (choices, mut report) = match config.file {
        Some(file) => Choices::parse(sources, file),
        None => (Choices::default(), Report::new()),
    };
    let inputs = models::inputs(sources, config);
    let files = Files { sources, rigor: Rigor::Generator, listener: &config.listener };
    let loaded = Loaded::all(&files, &inputs, &choices, config.only.as_deref());
    let Units { mut units, report: found, .. } = Units::of(&loaded, &choices);
    report.merge(found);
    if let Some(only) = &config.only {
        report.extend(models::keep(only, &mut units, &inputs));
    }
    // Of other models than those that are meant, nothing is reported.
    let is_meant = |one: &Loaded<'_>| units.iter().any(|unit| std::ptr::eq(unit.loaded, one));
    let meant = loaded.iter().filter(|one| config.only.is_none() || units.is_empty() || is_meant(one));
    meant.for_each(|one| report.merge(one.report.clone()));
    report.remove_repeated();
    if report.has_errors() {
        return (Vec::new(), report);
    }
    units.sort_by(|a, b| a.module().cmp(b.module()));
    let made = units.iter().map(|unit| make(&visited(unit))).collect();
    (made, report)
}

fn visited<'u>(unit: &'u Unit<'_>) -> Visited<'u> {
    let chosen = unit.config.and_then(|config| config.operations.as_ref());
    Visited {
        model: &unit.loaded.model,
        service: unit.service,
        module: unit.module(),
        operations: chosen.map(|chosen| chosen.iter().map(|operation| &*operation.value).collect()),
    }
}
