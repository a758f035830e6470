//! `cargo xtask codegen`: writes generated code, or checks that it is up to date.

use std::io;
use std::path::{Path, PathBuf};

use ::codegen::config::{Config, PackageConfig, Runtime, quoted};
use ::codegen::diagnostics::{Report, Severity, Sources};
use ::codegen::output::{self, Applied, COMMAND, Plan, Step};
use ::codegen::{Package, ServiceSummary};

use crate::inputs::Models;
use crate::paths::{in_workspace, relative, resolve};
use crate::{Console, Outcome, counted};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Write nothing; fail if the generated code is not what the models say
    #[arg(long)]
    pub check: bool,
    /// The folder of the models [default: the workspace's `models`]
    #[arg(long, value_name = "DIR")]
    pub models: Option<PathBuf>,
    /// The folder of the generated crate [default: the workspace's `generated`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Only the service of this model (its file's name without `.json`); all other files stay
    #[arg(long, value_name = "NAME")]
    pub only: Option<String>,
    /// The name of the generated package [default: that of codegen.toml, or `generated`]
    #[arg(long, value_name = "NAME")]
    pub package: Option<String>,
}

/// Generates code, or checks it.
///
/// # Errors
/// When the disk cannot be read or written, or a file must not be replaced; nothing has been
/// written then, unless the disk failed while files took their places.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Some(models) = select(options, console)? else {
        return Ok(Outcome::Misused);
    };
    let mut inputs = models.read()?;
    let out = resolve(options.out.as_deref(), "generated")?;
    if let Some(reason) = options.package.as_deref().and_then(Package::name_fault) {
        let name = options.package.as_deref().unwrap_or_default();
        writeln!(console.err, "error: `{name}` is not a valid name of a package: {reason}")?;
        return Ok(Outcome::Misused);
    }
    // What is wrong with the configuration is reported when the code is generated.
    let choices = inputs.config.file.map(|file| Config::parse(&inputs.sources, file).0.package).unwrap_or_default();
    inputs.config.package = package(options, choices, (models.folder(), &out))?;
    let generated = match ::codegen::generate(&inputs.sources, &inputs.config) {
        Ok(generated) => generated,
        Err(report) => {
            show(&report, &inputs.sources, console)?;
            let errors = counted(report.count(Severity::Error), "error");
            writeln!(console.err, "{errors}; nothing was written")?;
            return Ok(Outcome::Failed);
        }
    };
    show(&generated.warnings, &inputs.sources, console)?;
    let mut plan = output::plan(generated.tree, &out)?;
    if options.only.is_some() {
        plan.retain(|path| generated.services.iter().any(|one| belongs(path, &one.module)));
    }
    if options.check { check(&plan, options, console) } else { write(plan, &generated.services, options, console) }
}

/// The package to generate: as the command says, or else codegen.toml. The runtime is named by the way from the crate
/// to it, so that all clones of a repository get the same manifest.
fn package(options: &Options, choices: PackageConfig, (models, out): (&Path, &Path)) -> io::Result<Package> {
    let PackageConfig { name, version, license, runtime } = choices;
    let path = |runtime: &Path| relative(out, runtime).map(|path| format!("path = {}", quoted(&path)));
    let runtime = match runtime {
        None => path(&in_workspace("runtime")?)?,
        Some(Runtime::Path(written)) => path(&models.join(written))?,
        Some(Runtime::Elsewhere(source)) => source,
    };
    let name = options.package.clone().or(name.map(|name| name.value));
    let default = Package::new(name.as_deref().unwrap_or("generated"), runtime);
    Ok(Package { version: version.unwrap_or(default.version), license: license.unwrap_or(default.license), ..default })
}

/// The models that are asked for; `None`, with the reason told, when there are none.
fn select(options: &Options, console: &mut Console<'_>) -> io::Result<Option<Models>> {
    let folder = resolve(options.models.as_deref(), "models")?;
    let Some(mut models) = crate::inputs::list(&folder, console)? else {
        return Ok(None);
    };
    if let Some(name) = &options.only {
        if !models.names().any(|one| one == name) {
            let names: Vec<_> = models.names().collect();
            let (folder, names) = (folder.display(), names.join(", "));
            writeln!(console.err, "error: no model `{name}` in `{folder}`; there are: {names}")?;
            return Ok(None);
        }
        models.only(name);
    }
    Ok(Some(models))
}

/// Prints diagnostics.
pub(crate) fn show(report: &Report, sources: &Sources, console: &mut Console<'_>) -> io::Result<()> {
    console.err.write_all(report.render(sources, console.color).as_bytes())
}

/// Whether a file of the output is part of a service's module.
fn belongs(path: &str, module: &str) -> bool {
    path.strip_prefix("src/")
        .and_then(|path| path.strip_prefix(module))
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn check(plan: &Plan, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    if plan.is_empty() {
        writeln!(console.out, "up to date: {}", counted(plan.steps().len(), "file"))?;
        return Ok(Outcome::Done);
    }
    let command = command(options);
    write!(console.out, "{plan}")?;
    let refused = plan.refusals().count();
    if refused > 0 {
        let files = counted(refused, "file");
        let what = "must be put right by hand, as said above, before";
        writeln!(console.err, "error: {files} {what} `{command}` can bring the rest up to date")?;
    } else {
        writeln!(console.err, "error: the generated code is stale; `{command}` brings it up to date")?;
    }
    Ok(Outcome::Failed)
}

/// The command that writes what was checked.
fn command(options: &Options) -> String {
    let folder = |name, value: &Option<PathBuf>| {
        let value = value.as_ref()?;
        Some(format!(" {name} {}", value.display()))
    };
    [
        Some(COMMAND.to_owned()),
        folder("--models", &options.models),
        folder("--out", &options.out),
        options.only.as_ref().map(|name| format!(" --only {name}")),
        options.package.as_ref().map(|name| format!(" --package {name}")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn write(plan: Plan, services: &[ServiceSummary], options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let lines: Vec<String> = services.iter().map(|one| summary(one, &plan)).collect();
    let is_new = services.iter().any(|one| is_new(&one.module, &plan));
    let applied = output::apply(plan)?;
    for line in lines {
        writeln!(console.out, "{line}")?;
    }
    let Applied { created, updated, kept, removed } = applied;
    writeln!(console.out, "files created: {created}, updated: {updated}, removed: {removed}, unchanged: {kept}")?;
    if options.only.is_some() && is_new {
        // The crate's root and manifest list all services, and only a run over all knows them.
        writeln!(console.err, "note: the service is new; `{COMMAND}` without `--only` adds it to the crate")?;
    }
    Ok(Outcome::Done)
}

fn is_new(module: &str, plan: &Plan) -> bool {
    let root = format!("src/{module}.rs");
    plan.steps().any(|(path, step)| path == root && matches!(step, Step::Create(_)))
}

fn summary(service: &ServiceSummary, plan: &Plan) -> String {
    let ServiceSummary { module, operations, shapes, elapsed } = service;
    let files = plan.steps().filter(|(path, _)| belongs(path, module));
    let written = files.filter(|(_, step)| matches!(step, Step::Create(_) | Step::Update(..)));
    let [operations, shapes, files] =
        [(*operations, "operation"), (*shapes, "shape"), (written.count(), "file")].map(|(n, thing)| counted(n, thing));
    format!("{module}: {operations}, {shapes}, {files} written, {:.2} s", elapsed.as_secs_f64())
}
