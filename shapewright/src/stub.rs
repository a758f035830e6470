//! `shapewright stub`: prints a server to own and edit, or adds to one the methods of new operations.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use shapewright_codegen::tools::{from_here, naming};
use shapewright_codegen::{Addition, Stub, stubs};

use crate::{Console, Outcome, counted, fail, format, show, warn};

mod manifest;
mod target;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The service, by its module, its trait or its shape id
    #[arg(value_name = "SERVICE")]
    pub service: String,
    /// Write to this file, which must not exist, instead of printing
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Add the methods of operations that the file lacks, and change nothing else in it
    #[arg(long, requires = "out")]
    pub add: bool,
    /// Add a program that serves the service, with axum
    #[arg(long, conflicts_with = "add")]
    pub main: bool,
    /// The type that implements the trait [default: the trait's name and `Service`; with `--add`, the only one in the file]
    #[arg(long = "impl", value_name = "TYPE")]
    pub type_name: Option<String>,
    /// The configuration [default: the `shapewright.toml` in this folder, or in the nearest above that has one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The models: a folder, a file, or a project [default: those of the configuration, or `models`]
    #[arg(long, value_name = "PATH")]
    pub models: Option<PathBuf>,
}

/// Writes a server whose methods respond with status 501, or adds such methods to a file.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let target::Found { sources, config, out: generated, notes } = match target::find(options) {
        Ok(found) => found,
        Err(error) => return fail(error, console),
    };
    warn(&notes, console)?;
    let (stubs, report) = stubs(&sources, &config);
    let stub = match Stub::named(&options.service, &stubs) {
        Ok(stub) => stub,
        // It may be the one that is broken.
        Err(_) if report.has_errors() => {
            show(&report, &sources, console)?;
            return Ok(Outcome::Failed);
        }
        Err(report) => {
            show(&report, &sources, console)?;
            return Ok(Outcome::Misused);
        }
    };
    if !stub.has_server {
        let reason = format!("`{}` is generated without servers; set `server = true` for the module", stub.root);
        return misused(&reason, console);
    }
    let out = match &options.out {
        Some(out) if options.add => return add(stub, out, options, console),
        out => out,
    };
    let name = options.type_name.clone().unwrap_or_else(|| stub.default_type());
    if let Some(reason) = Stub::type_fault(&name) {
        return misused(&format!("`{name}` cannot be the name of the type: {reason}"), console);
    }
    let text = stub.file(&name, options.main);
    match out {
        None => console.out.write_all(text.as_bytes())?,
        Some(path) => match fs::File::create_new(path) {
            Ok(mut file) => file.write_all(text.as_bytes()).map_err(naming("write", path))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let shown = path.display();
                let help = "`--add` adds the methods that it lacks and keeps everything else";
                return misused(&format!("`{shown}` exists; {help}"), console);
            }
            Err(error) => return Err(naming("create", path)(error)),
        },
    }
    if console.quiet {
        return Ok(Outcome::Done);
    }
    let needed = manifest::needed(stub, &config.target, &generated, out.as_deref(), options.main)?;
    match out {
        // What is printed may be on its way into a file.
        None => write!(console.err, "note: {needed}")?,
        Some(path) => {
            let operations = counted(stub.operations(), "operation");
            writeln!(console.out, "{}: {name} with {operations}\n{needed}", from_here(path).display())?;
        }
    }
    Ok(Outcome::Done)
}

/// Adds to a file the methods that it lacks.
fn add(stub: &Stub, path: &Path, options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let shown = from_here(path).display().to_string();
    let text = match fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).ok(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return misused(&format!("`{shown}` does not exist; without `--add` it is made"), console);
        }
        Err(error) => return Err(naming("read", path)(error)),
    };
    let Some(text) = text else {
        return misused(&format!("`{shown}` is not a text in UTF-8"), console);
    };
    let Addition { text, added, obsolete, macros } = match stub.add(&text, options.type_name.as_deref()) {
        Ok(addition) => addition,
        Err(fault) => {
            let place = fault.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
            writeln!(console.err, "error: {shown}{place}: {}\nhelp: {}", fault.message, fault.help)?;
            return Ok(Outcome::Failed);
        }
    };
    for (name, line) in &macros {
        writeln!(console.err, "warning: {shown}:{line}: methods that `{name}!` makes are not seen")?;
    }
    for (name, line) in &obsolete {
        let of = &stub.trait_name;
        writeln!(console.err, "warning: {shown}:{line}: `{name}` is not an operation of `{of}`; remove it")?;
    }
    match text {
        None => console.say(format_args!("{shown}: nothing to add: {}", counted(stub.operations(), "operation")))?,
        Some(text) => {
            format::replace(path, &text).map_err(naming("write", path))?;
            console.say(format_args!("{shown}: added {}", added.join(", ")))?;
        }
    }
    Ok(Outcome::Done)
}

fn misused(reason: &str, console: &mut Console<'_>) -> io::Result<Outcome> {
    writeln!(console.err, "error: {reason}")?;
    Ok(Outcome::Misused)
}
