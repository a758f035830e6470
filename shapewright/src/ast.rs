//! `shapewright ast`: prints a model as one JSON AST, or in the IDL.

use std::fs;
use std::io;
use std::path::PathBuf;

use shapewright_codegen::tools::{files, from_here, is_model, naming, project_of};
use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::project::{self, Disk, Project};
use shapewright_smithy::{Model, print};

use crate::{Console, Outcome, fail, or_models, show};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Files, and folders whose `*.smithy` and `*.json` files are meant: all of them make one model; or a project, the
    /// folder of a `smithy-build.json` [default: the models of the configuration]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The configuration [default: the `shapewright.toml` in this folder, or in the nearest above that has one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The projection of a project [default: `source`, the models as they are]
    #[arg(long, value_name = "NAME")]
    pub projection: Option<String>,
    /// Print the IDL instead
    #[arg(long)]
    pub idl: bool,
    /// Write a file for each namespace into this folder, instead of printing
    #[arg(long, value_name = "DIR", requires = "idl")]
    pub out: Option<PathBuf>,
}

/// Loads files as one model and prints it: those of the configuration if the arguments name none.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let paths = match or_models(&options.paths, options.config.as_deref()) {
        Ok(paths) => paths,
        Err(error) => return fail(error, console),
    };
    let mut sources = Sources::new();
    let project = match &paths[..] {
        [path] => project_of(path),
        _ => None,
    };
    let (model, report) = match &project {
        Some(path) => {
            let variable = |name: &str| std::env::var(name).ok();
            let (project, mut report) = Project::read(&Disk, path, &variable, &mut sources);
            let projection = options.projection.as_deref().unwrap_or(project::SOURCE);
            if project.projections().all(|known| known != projection) {
                show(&report, &sources, console)?;
                let known: Vec<&str> = project.projections().collect();
                let known = known.join(", ");
                writeln!(console.err, "error: the project has no projection `{projection}`; it has: {known}")?;
                return Ok(Outcome::Misused);
            }
            let (model, found) = project.load(&sources, projection);
            report.merge(found);
            (model, report)
        }
        None if options.projection.is_some() => {
            writeln!(console.err, "error: `--projection` needs a project: the folder of one `{}`", project::FILE)?;
            return Ok(Outcome::Misused);
        }
        None => match read(&paths, &mut sources)? {
            true => Model::load(&sources, sources.ids()),
            false => {
                writeln!(console.err, "error: found no `*.smithy` or `*.json` file")?;
                return Ok(Outcome::Misused);
            }
        },
    };
    show(&report, &sources, console)?;
    if report.has_errors() {
        return Ok(Outcome::Failed);
    }
    if !options.idl {
        console.out.write_all(print::json(&model).as_bytes())?;
        return Ok(Outcome::Done);
    }
    let files = print::idl(&model);
    let is_one = files.len() == 1;
    for (at, file) in files.iter().enumerate() {
        // What has no namespace is the metadata of a model without shapes.
        let name = format!("{}.smithy", file.namespace.as_deref().unwrap_or("metadata"));
        if let Some(folder) = &options.out {
            fs::create_dir_all(folder).map_err(naming("create", folder))?;
            let path = folder.join(name);
            fs::write(&path, &file.text).map_err(naming("write", &path))?;
            continue;
        }
        if !is_one {
            writeln!(console.out, "{}// {name}\n", if at > 0 { "\n" } else { "" })?;
        }
        console.out.write_all(file.text.as_bytes())?;
    }
    Ok(Outcome::Done)
}

/// Reads the files that are meant; whether there are any.
fn read(paths: &[PathBuf], sources: &mut Sources) -> io::Result<bool> {
    let files = files(paths, is_model)?;
    for file in &files {
        let bytes = fs::read(file).map_err(naming("read", file))?;
        sources.add(from_here(file).display().to_string(), bytes);
    }
    Ok(!files.is_empty())
}
