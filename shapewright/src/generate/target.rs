//! What the command generates: as its arguments say, or else `codegen.toml`.

use std::io;
use std::path::{Path, PathBuf, absolute};

use shapewright_codegen::Target;
use shapewright_codegen::tools::{Choices, Runtime, quoted};

use super::Options;
use crate::relative;

/// The folders that paths are relative to.
#[derive(Clone, Copy)]
pub(crate) struct Folders<'a> {
    /// That of the models and the configuration.
    pub(crate) models: &'a Path,
    /// That of the output.
    pub(crate) out: &'a Path,
    /// The runtime unless the configuration has one.
    pub(crate) runtime: &'a Runtime,
}

/// What to generate, or why the arguments do not go with the configuration.
pub(crate) fn of(options: &Options, choices: &Choices, folders: Folders<'_>) -> io::Result<Result<Target, String>> {
    if choices.module.is_some() && options.package.is_some() {
        return Ok(Err("`--package` names a crate, but codegen.toml has a table `module`".to_owned()));
    }
    let Folders { models, out, runtime: default } = folders;
    let manifest = if choices.module.is_some() { crate_of(out)? } else { out.to_owned() };
    let runtime = place(choices.runtime(), default, models, &manifest)?;
    Ok(Ok(Target::chosen(choices, options.package.clone(), runtime)))
}

/// Where the runtime is, as a manifest in the folder `from` says it: by the way from that folder, so that all clones of
/// a repository get the same text.
fn place(runtime: Option<&Runtime>, default: &Runtime, models: &Path, from: &Path) -> io::Result<String> {
    let path = match (runtime, default) {
        (Some(Runtime::Path(written)), _) => models.join(written),
        (None, Runtime::Path(path)) => path.into(),
        (Some(Runtime::Elsewhere(source)), _) | (None, Runtime::Elsewhere(source)) => return Ok(source.clone()),
    };
    Ok(format!("path = {}", quoted(&relative(from, &path)?)))
}

/// The folder of the crate that a module is in: the nearest with a manifest, or else the module's own.
fn crate_of(out: &Path) -> io::Result<PathBuf> {
    let out = absolute(out)?;
    let found = out.ancestors().find(|folder| folder.join("Cargo.toml").is_file());
    Ok(found.unwrap_or(&out).to_owned())
}
