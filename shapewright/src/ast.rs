//! `shapewright ast`: prints a model as one JSON AST, or in the IDL.

use std::fs;
use std::io;
use std::path::PathBuf;

use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::{Model, print};

use crate::{Console, Outcome, from_here, inputs, show};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Files, and folders whose `*.smithy` and `*.json` files are meant: all of them make one model [default: `models`]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Print the IDL instead
    #[arg(long)]
    pub idl: bool,
    /// Write a file for each namespace into this folder, instead of printing
    #[arg(long, value_name = "DIR", requires = "idl")]
    pub out: Option<PathBuf>,
}

/// Loads files as one model and prints it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let default = [PathBuf::from("models")];
    let paths = if options.paths.is_empty() { &default[..] } else { &options.paths };
    let files = inputs::files(paths, inputs::is_model)?;
    if files.is_empty() {
        writeln!(console.err, "error: there is no `*.smithy` or `*.json` file")?;
        return Ok(Outcome::Misused);
    }
    let mut sources = Sources::new();
    for file in &files {
        let bytes = fs::read(file).map_err(inputs::naming("read", file))?;
        sources.add(from_here(file).display().to_string(), bytes);
    }
    let (model, report) = Model::load(&sources, sources.ids());
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
            fs::create_dir_all(folder).map_err(inputs::naming("create", folder))?;
            let path = folder.join(name);
            fs::write(&path, &file.text).map_err(inputs::naming("write", &path))?;
            continue;
        }
        if !is_one {
            writeln!(console.out, "{}// {name}\n", if at > 0 { "\n" } else { "" })?;
        }
        console.out.write_all(file.text.as_bytes())?;
    }
    Ok(Outcome::Done)
}
