//! What the command generates: as its arguments say, or else `codegen.toml`.

use std::io;
use std::path::{Path, PathBuf, absolute};

use shapewright_codegen::tools::{Choices, Located, ModuleConfig, PackageConfig, Runtime, quoted};
use shapewright_codegen::{Module, Package, Parts, Target};

use super::Options;
use crate::paths::{in_workspace, relative};

/// The folders that paths are relative to.
#[derive(Clone, Copy)]
pub(super) struct Folders<'a> {
    /// That of the models and the configuration.
    pub(super) models: &'a Path,
    /// That of the output.
    pub(super) out: &'a Path,
}

/// What to generate, or why the arguments do not go with the configuration.
pub(super) fn of(options: &Options, choices: &Choices, folders: Folders<'_>) -> io::Result<Result<Target, String>> {
    match (&choices.module, &options.package) {
        (Some(_), Some(_)) => Ok(Err("`--package` names a crate, but codegen.toml has a table `module`".to_owned())),
        (Some(module), None) => Ok(Ok(Target::Module(of_module(module, folders)?))),
        (None, name) => Ok(Ok(Target::Crate(of_crate(name.clone(), &choices.package, folders)?))),
    }
}

fn of_crate(name: Option<String>, choices: &PackageConfig, folders: Folders<'_>) -> io::Result<Package> {
    let PackageConfig { name: chosen, version, license, rust_version, publish, runtime } = choices;
    let name = name.or_else(|| chosen.as_ref().map(|name| name.value.clone()));
    let runtime = place(runtime.as_ref(), folders.models, folders.out)?;
    let default = Package::new(name.unwrap_or_else(|| "generated".to_owned()), runtime);
    Ok(Package {
        version: version.clone().unwrap_or(default.version),
        license: license.clone().unwrap_or(default.license),
        rust_version: rust_version.clone().unwrap_or(default.rust_version),
        publish: publish.unwrap_or(default.publish),
        ..default
    })
}

fn of_module(choices: &ModuleConfig, folders: Folders<'_>) -> io::Result<Module> {
    let ModuleConfig { place: _, path, runtime, client, server, features } = choices;
    let runtime = place(runtime.as_ref(), folders.models, &crate_of(folders.out)?)?;
    // Without a path there is an error, which is reported with those of the models.
    let path = path.as_ref().map_or("crate", |path| &path.value);
    let is_there = |end: &Option<Located<bool>>| end.as_ref().is_none_or(|end| end.value);
    let parts = match features {
        true => Parts::Features,
        false => Parts::All { client: is_there(client), server: is_there(server) },
    };
    Ok(Module { parts, ..Module::new(path, runtime) })
}

/// Where the runtime is, as a manifest in the folder `from` says it: by the way from that folder, so that all clones of
/// a repository get the same text.
fn place(runtime: Option<&Runtime>, models: &Path, from: &Path) -> io::Result<String> {
    let path = match runtime {
        None => in_workspace("runtime")?,
        Some(Runtime::Path(written)) => models.join(written),
        Some(Runtime::Elsewhere(source)) => return Ok(source.clone()),
    };
    Ok(format!("path = {}", quoted(&relative(from, &path)?)))
}

/// The folder of the crate that a module is in: the nearest with a manifest, or else the module's own.
fn crate_of(out: &Path) -> io::Result<PathBuf> {
    let out = absolute(out)?;
    let found = out.ancestors().find(|folder| folder.join("Cargo.toml").is_file());
    Ok(found.unwrap_or(&out).to_owned())
}
