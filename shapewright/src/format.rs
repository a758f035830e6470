//! `shapewright fmt`: formats files in Smithy's IDL.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use shapewright_codegen::tools::{files, from_here, naming};
use shapewright_smithy::diagnostics::{Report, Sources};
use tempfile::NamedTempFile;

use crate::{Console, Outcome, counted, explain, fail, or_models};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Files, and folders whose `*.smithy` files are meant, those in folders in them included [default: the models of the configuration]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The configuration [default: the `shapewright.toml` in this folder, or in the nearest above that has one]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Write nothing; list the files that are not formatted, and fail if there are any
    #[arg(long)]
    pub check: bool,
}

/// Formats files as `smithy format` does, those of the configuration if the arguments name none. A file with errors of syntax stays as it is, the others are formatted.
///
/// # Errors
/// When a file cannot be read or written; each is replaced as a whole.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let paths = match or_models(&options.paths, options.config.as_deref()) {
        Ok(paths) => paths,
        Err(error) => return fail(error, console),
    };
    let files = files(&paths, |name| name.ends_with(".smithy"))?;
    if files.is_empty() {
        writeln!(console.err, "error: found no `*.smithy` file")?;
        return Ok(Outcome::Misused);
    }
    let (mut broken, mut changed) = (0, 0);
    let mut faults = Report::new();
    for file in &files {
        let shown = from_here(file).display().to_string();
        let mut sources = Sources::new();
        let text = fs::read(file).map_err(naming("read", file))?;
        let id = sources.add(&*shown, text);
        match shapewright_smithy::format(&sources, id) {
            Err(report) => {
                broken += 1;
                console.err.write_all(report.render(&sources, console.color).as_bytes())?;
                faults.merge(report);
            }
            Ok(formatted) if sources.get(id).is_some_and(|source| source.bytes == formatted.as_bytes()) => {}
            Ok(formatted) => {
                changed += 1;
                if options.check {
                    writeln!(console.out, "{shown}: not formatted")?;
                } else {
                    replace(file, &formatted).map_err(naming("write", file))?;
                    console.say(format_args!("{shown}: formatted"))?;
                }
            }
        }
    }
    explain::point_out(&faults, console)?;
    let (all, wrong) = (counted(files.len(), "file"), counted(broken, "file"));
    let what = if options.check { "not formatted" } else { "changed" };
    console.say(format_args!("{all}, {what}: {changed}"))?;
    if broken > 0 {
        writeln!(console.err, "error: {wrong} with errors of syntax cannot be formatted")?;
    }
    Ok(if broken > 0 || options.check && changed > 0 { Outcome::Failed } else { Outcome::Done })
}

/// Replaces a file at once, so that none is ever half written.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link stays one: what it leads to is replaced.
    let path = fs::canonicalize(path)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    file.persist(&path)?;
    Ok(())
}
