//! What generated files record of that from which they are generated.

use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::model::Model;
use shapewright_smithy::print;

use super::{Config, in_folder};
use crate::ir;
use crate::output::{self, Tree};
use crate::target::Target;

/// The files of a service; its root records what the model was, however it is written.
pub(super) fn render(service: &ir::Service, model: &Model, config: &Config) -> Result<Tree, String> {
    let mut tree = super::render(service, config)?;
    let root = in_folder(config.target.folder(), &format!("{}.rs", service.module.as_str()));
    tree.record(&root, Some(&service.source), output::digest([&*print::json(model)]));
    Ok(tree)
}

/// A digest of the configuration: of its file, and of what may be chosen without it.
pub(super) fn configuration(sources: &Sources, config: &Config) -> u64 {
    let file = config.file.and_then(|file| sources.get(file)).map(|source| String::from_utf8_lossy(&source.bytes));
    let (name, runtime) = match &config.target {
        Target::Crate(package) => (&package.name, &package.runtime),
        Target::Module(module) => (&module.path, &module.runtime),
    };
    output::digest([&*file.unwrap_or_default(), name, runtime])
}
