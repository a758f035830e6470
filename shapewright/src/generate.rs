//! `shapewright generate`: writes generated code, or checks that it is up to date.

use std::fs;
use std::io;
use std::path::PathBuf;

use shapewright_codegen::tools::{Choices, Runtime};
use shapewright_codegen::{Applied, Config, Output, Package, Plan, ServiceSummary, Step, apply, generate, plan};
use shapewright_smithy::diagnostics::Severity;

use crate::progress::Bar;
use crate::{Console, Outcome, counted, show};

mod check;
pub(crate) mod target;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Write nothing; fail if the generated code is not up to date with the models
    #[arg(long)]
    pub check: bool,
    /// With `--check`, print what differs, and why, as a JSON array
    #[arg(long, requires = "check")]
    pub json: bool,
    /// The folder of the models [default: `models`]
    #[arg(long, value_name = "DIR")]
    pub models: Option<PathBuf>,
    /// The folder of the generated crate or module [default: `generated`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Generate only the service of this model, named by its file, with or without the date, or by its module; other files
    /// stay as they are
    #[arg(long, value_name = "NAME")]
    pub only: Option<String>,
    /// Allow the output folder to hold only services of other models, and remove them
    #[arg(long)]
    pub replace: bool,
    /// The name of the generated package [default: that of codegen.toml, or `generated`]
    #[arg(long, value_name = "NAME")]
    pub package: Option<String>,
}

/// What holds where neither the arguments nor the configuration say otherwise.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// The folder of the models.
    pub models: PathBuf,
    /// The folder of the output.
    pub out: PathBuf,
    /// The command that generates, as headers name it.
    pub command: String,
    /// The runtime that a generated crate depends on; a path is relative to where the command runs.
    pub runtime: Runtime,
}

impl Default for Defaults {
    /// The folders `models` and `generated` where the command runs, and the runtime of the same version.
    fn default() -> Self {
        Self {
            models: "models".into(),
            out: "generated".into(),
            command: "shapewright generate".to_owned(),
            runtime: Runtime::Elsewhere(format!("version = \"{}\"", env!("CARGO_PKG_VERSION"))),
        }
    }
}

/// Generates code, or checks it.
///
/// # Errors
/// When the disk cannot be read or written, or a file must not be replaced; nothing has been
/// written then, unless the disk failed while files took their places.
pub fn run(options: &Options, defaults: &Defaults, console: &mut Console<'_>) -> io::Result<Outcome> {
    let models = options.models.clone().unwrap_or_else(|| defaults.models.clone());
    if let Some(reason) = mismatched(options, defaults) {
        writeln!(console.err, "error: {reason}")?;
        return Ok(Outcome::Misused);
    }
    let Some(models) = crate::inputs::list(&models, console)? else {
        return Ok(Outcome::Misused);
    };
    let mut inputs = models.read()?;
    let out = options.out.clone().unwrap_or_else(|| defaults.out.clone());
    if let Some(reason) = options.package.as_deref().and_then(Package::name_fault) {
        let name = options.package.as_deref().unwrap_or_default();
        writeln!(console.err, "error: `{name}` is not a valid package name: {reason}")?;
        return Ok(Outcome::Misused);
    }
    // What is wrong with the configuration is reported when the code is generated.
    let choices = inputs.config.file.map(|file| Choices::parse(&inputs.sources, file).0).unwrap_or_default();
    inputs.config.only.clone_from(&options.only);
    let folders = target::Folders { models: models.folder(), out: &out, runtime: &defaults.runtime };
    inputs.config.target = match target::of(options, &choices, folders)? {
        Ok(target) => target,
        Err(reason) => {
            writeln!(console.err, "error: {reason}")?;
            return Ok(Outcome::Misused);
        }
    };
    inputs.config.command = choices.command.clone().unwrap_or_else(|| defaults.command.clone());
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
        plan.retain(|path| services.iter().any(|one| belongs(path, one)));
    }
    if options.check {
        // A command of the configuration says by itself which folders it takes.
        let command = choices.command.unwrap_or_else(|| command(options, &inputs.config));
        return check::run(&plan, &command, options.json, console);
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
    write(plan, &services, &removed, console)?;
    if is_new && !console.quiet {
        // The root and the manifest list all services, and only a run over all knows them.
        let command = &inputs.config.command;
        writeln!(console.err, "note: the service is new; `{command}` without `--only` adds it to the root")?;
    }
    if let Some(manifest) = manifest.filter(|_| options.only.is_none()) {
        let manifest = manifest.trim_end();
        console.say(format_args!("`{}` is a module; the manifest of its crate needs:\n\n{manifest}", out.display()))?;
    }
    Ok(Outcome::Done)
}

/// Why the folders do not belong together: models from elsewhere would take the place of the services that are there.
fn mismatched(options: &Options, defaults: &Defaults) -> Option<String> {
    let models = options.models.as_deref().filter(|_| options.out.is_none())?;
    // A folder that is missing is reported when it is listed.
    let (Ok(given), Ok(own)) = (fs::canonicalize(models), fs::canonicalize(&defaults.models)) else { return None };
    let [out, own_shown, models] = [&defaults.out, &defaults.models, models].map(|path| path.display().to_string());
    (given != own).then(|| {
        format!(
            "`{out}` is generated from `{own_shown}`, not from `{models}`: give another output folder with `--out DIR`"
        )
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

/// Whether a file of the output is part of a service's module.
fn belongs(path: &str, service: &ServiceSummary) -> bool {
    let folder = service.file.strip_suffix(".rs");
    folder.and_then(|folder| path.strip_prefix(folder)).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// The command that writes what was checked.
fn command(options: &Options, config: &Config) -> String {
    let folder = |name, value: &Option<PathBuf>| {
        let value = value.as_ref()?;
        Some(format!(" {name} {}", value.display()))
    };
    [
        Some(config.command.clone()),
        folder("--models", &options.models),
        folder("--out", &options.out),
        options.only.as_ref().map(|name| format!(" --only {name}")),
        options.package.as_ref().map(|name| format!(" --package {name}")),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn write(plan: Plan, services: &[ServiceSummary], gone: &[String], console: &mut Console<'_>) -> io::Result<()> {
    let lines: Vec<String> = services.iter().map(|one| summary(one, &plan)).collect();
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
    let files = plan.steps().filter(|(path, _)| belongs(path, service));
    let written = files.filter(|(_, step)| matches!(step, Step::Create(_) | Step::Update(..) | Step::Restamp(_)));
    let [operations, shapes, files] =
        [(*operations, "operation"), (*shapes, "shape"), (written.count(), "file")].map(|(n, thing)| counted(n, thing));
    format!("{module}: {operations}, {shapes}, {files} written, {:.2} s", elapsed.as_secs_f64())
}
