//! Tells the models of a folder from the definitions that they lean on.

use std::io;
use std::path::Path;

use shapewright_smithy::Model;
use shapewright_smithy::diagnostics::{SourceId, Sources};

use crate::Console;

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
    let Some(models) = shapewright::list(folder, console)? else {
        return Ok(None);
    };
    let mut sources = Sources::new();
    models.read(&mut sources)?;
    let (services, definitions) = sources.ids().partition(|id| has_service(&sources, *id));
    Ok(Some(Folder { sources, services, definitions }))
}

/// Whether a file defines a service. What cannot be read counts as one that does, so that its faults are reported.
fn has_service(sources: &Sources, id: SourceId) -> bool {
    let (model, _) = Model::load(sources, [id]);
    model.services().next().is_some() || model.shapes().next().is_none()
}
