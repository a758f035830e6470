//! `shapewright generate`: writes generated code, or checks that it is up to date.

use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use shapewright_codegen::tools::{FILE, Fit, Lack, Read, Workspace, fit, from_here};
use shapewright_codegen::{Applied, Config, Output, Package, Plan, ServiceSummary, Step, apply, generate, plan};
use shapewright_smithy::diagnostics::Severity;

use crate::progress::Bar;
use crate::{Console, Outcome, counted, fail, show, warn};

mod check;
mod watch;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Write nothing; fail if the generated code is not up to date with the models
    #[arg(long)]
    pub check: bool,
    /// With `--check`, print what differs, and why, as a JSON array
    #[arg(long, requires = "check")]
    pub json: bool,
    /// Generate again whenever a model or the configuration changes, until Ctrl-C
    #[arg(long, conflicts_with = "check")]
    pub watch: bool,
    /// The configuration [default: the `shapewright.toml` in this folder, or in the nearest above that has one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The models: a folder, a file, or a project [default: those of the configuration, or `models`]
    #[arg(long, value_name = "PATH")]
    pub models: Option<PathBuf>,
    /// The folder of the generated crate or module [default: that of the configuration, or `generated`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Generate only the service of this model, named by its file, with or without the date, or by its module; other files
    /// stay as they are
    #[arg(long, value_name = "NAME")]
    pub only: Option<String>,
    /// Allow the output folder to hold only services of other models, and remove them
    #[arg(long)]
    pub replace: bool,
    /// The name of the generated package [default: that of the configuration, or `generated`]
    #[arg(long, value_name = "NAME")]
    pub package: Option<String>,
}

/// Generates code, or checks it.
///
/// # Errors
/// When the disk cannot be read or written, or a file must not be replaced; nothing has been
/// written then, unless the disk failed while files took their places.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    if options.watch {
        return watch::run(|read, console| once(options, read, console), console);
    }
    once(options, &mut Read::default(), console)
}

/// Generates code, or checks it, and says what was read for that: if it fails early, what would have been.
fn once(options: &Options, read: &mut Read, console: &mut Console<'_>) -> io::Result<Outcome> {
    read.files.insert(options.config.clone().unwrap_or_else(|| FILE.into()));
    let workspace = match Workspace::find(options.config.as_deref()) {
        Ok(workspace) => workspace,
        Err(error) => return fail(error, console),
    };
    read.files.extend(workspace.file().map(Path::to_owned));
    let models = options.models.clone().unwrap_or_else(|| workspace.models());
    read.files.insert(models.clone());
    read.folders.insert(models);
    if let Some(reason) = mismatched(options, &workspace) {
        writeln!(console.err, "error: {reason}")?;
        return Ok(Outcome::Misused);
    }
    let found = workspace.read(options.models.as_deref()).and_then(|inputs| {
        let out = options.out.clone().map_or_else(|| workspace.out(), Ok)?;
        Ok((inputs, out))
    });
    let (mut inputs, out) = match found {
        Ok(found) => found,
        Err(error) => return fail(error, console),
    };
    read.files.extend(mem::take(&mut inputs.read.files));
    read.folders.extend(mem::take(&mut inputs.read.folders));
    warn(&inputs.notes, console)?;
    if options.only.is_some() {
        inputs.config.only.clone_from(&options.only);
    }
    inputs.config.target = workspace.target(&out, options.package.clone())?;
    let bar = Bar::new(console);
    inputs.config.listener = bar.listener("generating services");
    let generated = generate(&inputs.sources, &inputs.config);
    drop(bar);
    let generated = match generated {
        Ok(generated) => generated,
        Err(report) => {
            show(&report, &inputs.sources, console)?;
            let errors = counted(report.count(Severity::Error), "error");
            writeln!(console.err, "{errors}; nothing was written")?;
            return Ok(Outcome::Failed);
        }
    };
    let Output { tree, services, warnings, manifest } = generated;
    show(&warnings, &inputs.sources, console)?;
    let mut plan = plan(tree, &out)?;
    if options.only.is_some() {
        plan.retain(|path| services.iter().any(|one| one.has_file(path)));
    }
    let fit = manifest.as_deref().map(|needed| fit(needed, &out)).transpose()?;
    if let Some(Fit::Lacks(lack)) = &fit {
        // When the manifest is complete, the warning is over.
        read.files.insert(lack.manifest.clone());
    }
    if options.check {
        // A command of the configuration says by itself which folders it takes.
        let command = workspace.choices().command.clone().unwrap_or_else(|| command(options, &inputs.config));
        let lack = if let Some(Fit::Lacks(lack)) = &fit { Some(lack) } else { None };
        return check::run(&plan, lack, &command, options.json, console);
    }
    let removed = removed(&plan, inputs.config.target.folder());
    if !options.replace
        && let Some(reason) = replaces_all(&plan, &removed, &services)
    {
        writeln!(console.err, "error: {reason}; nothing was written")?;
        return Ok(Outcome::Misused);
    }
    let is_new = options.only.is_some() && services.iter().any(|one| is_new(one, &plan));
    if plan.refusals().next().is_some() {
        for (path, refusal) in plan.refusals() {
            writeln!(console.err, "{} {refusal}", plan.root().join(path).display())?;
        }
        let command = &inputs.config.command;
        writeln!(console.err, "error: {}", check::Refused { plan: &plan, command })?;
        return Ok(Outcome::Failed);
    }
    write(plan, &services, &removed, options.watch, console)?;
    if is_new && !console.quiet {
        // The root and the manifest list all services, and only a run over all knows them.
        let command = &inputs.config.command;
        writeln!(console.err, "note: the service is new; `{command}` without `--only` adds it to the root")?;
    }
    match (fit, manifest) {
        (Some(Fit::Lacks(lack)), _) => tell(&lack, "warning", console)?,
        (Some(Fit::Alone), Some(manifest)) => {
            let (out, manifest) = (out.display(), manifest.trim_end());
            console.say(format_args!("`{out}` is a module; the manifest of its crate needs:\n\n{manifest}"))?;
        }
        _ => {}
    }
    Ok(Outcome::Done)
}

/// Says what the manifest of the crate around a module lacks.
fn tell(lack: &Lack, severity: &str, console: &mut Console<'_>) -> io::Result<()> {
    let manifest = from_here(&lack.manifest).display().to_string();
    writeln!(console.err, "{severity}: `{manifest}` lacks what the module needs")?;
    lack.lines.iter().try_for_each(|line| writeln!(console.err, "  {line}"))
}

/// Why the arguments do not go together: models from elsewhere would take the place of the services that are there, or
/// the package cannot have that name.
fn mismatched(options: &Options, workspace: &Workspace) -> Option<String> {
    if let Some(name) = &options.package {
        if let Some(reason) = Package::name_fault(name) {
            return Some(format!("`{name}` is not a valid package name: {reason}"));
        }
        if workspace.choices().module.is_some() {
            return Some("`--package` names a crate, but the configuration has a table `module`".to_owned());
        }
    }
    let models = options.models.as_deref().filter(|_| options.out.is_none())?;
    // A folder that is missing is reported when it is listed.
    let (own, out) = (workspace.models(), workspace.out().ok()?);
    let (Ok(given), Ok(real)) = (fs::canonicalize(models), fs::canonicalize(&own)) else { return None };
    let [out, own, models] = [&*out, &*own, models].map(|path| path.display().to_string());
    (given != real).then(|| {
        format!("`{out}` is generated from `{own}`, not from `{models}`: give another output folder with `--out DIR`")
    })
}

/// Why a plan is likely a mistake: the folder has services, and none of them is among the models.
fn replaces_all(plan: &Plan, removed: &[String], services: &[ServiceSummary]) -> Option<String> {
    let is_known = |one: &ServiceSummary| !is_new(one, plan);
    if removed.is_empty() || services.iter().any(is_known) {
        return None;
    }
    let services = counted(removed.len(), "service");
    Some(format!(
        "`{}` contains {services} ({}) that these models do not define. If the folder is the right one, use \
         `--replace` to remove them",
        plan.root().display(),
        removed.join(", ")
    ))
}

/// The modules of the services that a plan removes from the folder with the root.
fn removed(plan: &Plan, folder: &str) -> Vec<String> {
    let removed = plan.steps().filter(|(_, step)| matches!(step, Step::Remove));
    let roots = removed.filter_map(|(path, _)| {
        path.strip_prefix(folder)?
            .trim_start_matches('/')
            .strip_suffix(".rs")
            .filter(|root| !["lib", "mod"].contains(root))
    });
    roots.filter(|module| !module.contains('/')).map(str::to_owned).collect()
}

/// The command that writes what was checked.
fn command(options: &Options, config: &Config) -> String {
    let folder = |name, value: &Option<PathBuf>| {
        let value = value.as_ref()?;
        Some(format!(" {name} {}", value.display()))
    };
    [
        Some(config.command.clone()),
        folder("--config", &options.config),
        folder("--models", &options.models),
        folder("--out", &options.out),
        options.only.as_ref().map(|name| format!(" --only {name}")),
        options.package.as_ref().map(|name| format!(" --package {name}")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn write(
    plan: Plan,
    services: &[ServiceSummary],
    gone: &[String],
    only_written: bool,
    console: &mut Console<'_>,
) -> io::Result<()> {
    let services = services.iter().filter(|one| !only_written || written(one, &plan) > 0);
    let lines: Vec<String> = services.map(|one| summary(one, &plan)).collect();
    let applied = apply(plan)?;
    for line in lines {
        console.say(line)?;
    }
    for module in gone {
        console.say(format_args!("{module}: removed: no model has this module"))?;
    }
    let Applied { created, updated, kept, removed } = applied;
    console.say(format_args!("files created: {created}, updated: {updated}, removed: {removed}, unchanged: {kept}"))
}

fn is_new(service: &ServiceSummary, plan: &Plan) -> bool {
    plan.steps().any(|(path, step)| path == service.file && matches!(step, Step::Create(_)))
}

fn summary(service: &ServiceSummary, plan: &Plan) -> String {
    let ServiceSummary { module, file: _, operations, shapes, elapsed } = service;
    let [operations, shapes, files] =
        [(*operations, "operation"), (*shapes, "shape"), (written(service, plan), "file")]
            .map(|(n, thing)| counted(n, thing));
    format!("{module}: {operations}, {shapes}, {files} written, {:.2} s", elapsed.as_secs_f64())
}

/// How many files of a service are written.
fn written(service: &ServiceSummary, plan: &Plan) -> usize {
    let files = plan.steps().filter(|(path, _)| service.has_file(path));
    files.filter(|(_, step)| matches!(step, Step::Create(_) | Step::Update(..) | Step::Restamp(_))).count()
}
