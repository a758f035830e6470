//! `cargo xtask codegen`: writes generated code, or checks that it is up to date.

use std::io;
use std::path::PathBuf;

use ::codegen::ServiceSummary;
use ::codegen::diagnostics::{Report, Severity, Sources};
use ::codegen::output::{self, Applied, COMMAND, Plan, Step};

use crate::inputs::Models;
use crate::paths::{in_workspace, resolve};
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
    let out = resolve(options.out.as_deref(), "generated");
    if options.out.is_some() {
        // Elsewhere than in its place in the workspace, the crate finds the runtime by its full path.
        let runtime = std::path::absolute(in_workspace("runtime"))?;
        inputs.config.package.runtime = format!("path = {:?}", runtime.display().to_string());
    }
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

/// The models that are asked for; `None`, with the reason told, when there are none.
fn select(options: &Options, console: &mut Console<'_>) -> io::Result<Option<Models>> {
    let folder = resolve(options.models.as_deref(), "models");
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
