//! Tells the models of a folder from the definitions that they lean on.

use std::io;
use std::path::Path;

use shapewright_smithy::diagnostics::{SourceId, Sources};

use crate::{Console, inputs};

/// The files of a folder.
pub(super) struct Folder {
    pub(super) sources: Sources,
    /// Those with a service.
    pub(super) services: Vec<SourceId>,
    /// All others: traits, shapes that several services share, the prelude.
    pub(super) definitions: Vec<SourceId>,
}

/// Reads a folder; `None`, with the reason told, if it has no models.
pub(super) fn read(folder: &Path, console: &mut Console<'_>) -> io::Result<Option<Folder>> {
    let Some(models) = inputs::list(folder, console)? else {
        return Ok(None);
    };
    let inputs = models.read()?;
    let sources = inputs.sources;
    let ids = sources.ids().filter(|id| Some(*id) != inputs.config.file);
    let (services, definitions) = ids.partition(|id| sources.get(*id).is_some_and(|source| has_service(&source.bytes)));
    Ok(Some(Folder { sources, services, definitions }))
}

/// Whether a file defines a service. What is no JSON counts as one that does, so that its faults are reported.
fn has_service(text: &[u8]) -> bool {
    let Ok(model) = serde_json::from_slice::<serde_json::Value>(text) else {
        return true;
    };
    let Some(shapes) = model.get("shapes").and_then(serde_json::Value::as_object) else {
        return false;
    };
    shapes.values().any(|shape| shape.get("type").is_some_and(|kind| kind == "service"))
}
