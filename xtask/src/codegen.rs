//! `cargo xtask codegen`: writes generated code, or checks that it is up to date.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shapewright_codegen::tools::{COMMAND, Choices, PackageConfig, Runtime, quoted};
use shapewright_codegen::{Applied, Package, Plan, ServiceSummary, Step, apply, generate, plan};
use shapewright_smithy::diagnostics::{Report, Severity, Sources};

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
    /// Only the service of this model, by its file's name, with or without the date, or by its module; all other files
    /// stay
    #[arg(long, value_name = "NAME")]
    pub only: Option<String>,
    /// Generate into a folder whose services are all from other models, which are removed
    #[arg(long)]
    pub replace: bool,
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
    let models = resolve(options.models.as_deref(), "models")?;
    if let Some(reason) = mismatched(options, &models)? {
        writeln!(console.err, "error: {reason}")?;
        return Ok(Outcome::Misused);
    }
    let Some(models) = crate::inputs::list(&models, console)? else {
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
    let choices = inputs.config.file.map(|file| Choices::parse(&inputs.sources, file).0).unwrap_or_default();
    if let Some(name) = &options.only
        && let Err(reason) = inputs.only(name, &choices)
    {
        writeln!(console.err, "error: {reason}")?;
        return Ok(Outcome::Misused);
    }
    inputs.config.package = package(options, choices.package, (models.folder(), &out))?;
    let generated = match generate(&inputs.sources, &inputs.config) {
        Ok(generated) => generated,
        Err(report) => {
            show(&report, &inputs.sources, console)?;
            let errors = counted(report.count(Severity::Error), "error");
            writeln!(console.err, "{errors}; nothing was written")?;
            return Ok(Outcome::Failed);
        }
    };
    show(&generated.warnings, &inputs.sources, console)?;
    let mut plan = plan(generated.tree, &out)?;
    if options.only.is_some() {
        plan.retain(|path| generated.services.iter().any(|one| belongs(path, &one.module)));
    }
    if options.check {
        return check(&plan, options, console);
    }
    if !options.replace
        && let Some(reason) = replaces_all(&plan, &generated.services)
    {
        writeln!(console.err, "error: {reason}; nothing was written")?;
        return Ok(Outcome::Misused);
    }
    write(plan, &generated.services, options, console)
}

/// Why the folders do not belong together: models from elsewhere would take the place of the workspace's services.
fn mismatched(options: &Options, models: &Path) -> io::Result<Option<String>> {
    if options.models.is_none() || options.out.is_some() {
        return Ok(None);
    }
    let own = in_workspace("models")?;
    // A folder that is missing is reported when it is listed.
    let (Ok(given), Ok(own)) = (fs::canonicalize(models), fs::canonicalize(own)) else { return Ok(None) };
    let shown = in_workspace("generated")?;
    Ok((given != own).then(|| {
        format!(
            "`{}` is generated from the workspace's own models, not from `{}`: name the folder of the crate to \
             generate with `--out DIR`",
            shown.display(),
            models.display()
        )
    }))
}

/// Why a plan is likely a mistake: the folder has services, and none of them is among the models.
fn replaces_all(plan: &Plan, services: &[ServiceSummary]) -> Option<String> {
    let removed = removed(plan);
    let is_known = |one: &ServiceSummary| !is_new(&one.module, plan);
    if removed.is_empty() || services.iter().any(is_known) {
        return None;
    }
    let services = counted(removed.len(), "service");
    Some(format!(
        "`{}` holds {services} ({}), of which these models have none: is it the right folder? With `--replace`, the \
         models' services take their place",
        plan.root().display(),
        removed.join(", ")
    ))
}

/// The modules of the services that a plan removes.
fn removed(plan: &Plan) -> Vec<String> {
    let removed = plan.steps().filter(|(_, step)| matches!(step, Step::Remove));
    let roots = removed.filter_map(|(path, _)| path.strip_prefix("src/")?.strip_suffix(".rs"));
    roots.filter(|module| !module.contains('/')).map(str::to_owned).collect()
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
    let gone = removed(&plan);
    let is_new = services.iter().any(|one| is_new(&one.module, &plan));
    let applied = apply(plan)?;
    for line in lines {
        writeln!(console.out, "{line}")?;
    }
    for module in gone {
        writeln!(console.out, "{module}: removed: no model has this module")?;
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
