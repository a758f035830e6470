//! `shapewright init`: sets up generation in a package, a workspace or an empty folder.

mod changes;
mod declare;
mod manifest;
mod models;
mod place;
mod script;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::PossibleValue;
use shapewright_smithy::protocol::Protocol;

use crate::{Console, Outcome};
use changes::{Changes, shown};
use place::Place;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(after_help = "\
What is set up depends on the folder:
  a package           a module of it, `src/api`, which you commit; before edition 2024, a crate that it depends on
  a workspace's root  a crate of it, `generated`, which you commit
  an empty folder     a package with such a module, and a program that uses it

With `--build-script`, the module is generated whenever the package is built, and is not committed.

Nothing is overwritten: a file that is in the way is an error, and nothing is written then.
")]
pub struct Options {
    /// The folder to set up [default: the current folder]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The name of the service in the first model [default: that of the package or the folder]
    #[arg(long)]
    pub name: Option<String>,
    /// The protocol of the service in the first model
    #[arg(long, value_enum, hide_possible_values = false, default_value_t)]
    pub protocol: Choice,
    /// Generate when the package is built, by a build script, instead of committing what is generated
    #[arg(long)]
    pub build_script: bool,
    /// Depend on the runtime in this folder, such as one of a checkout, instead of the published one
    #[arg(long, value_name = "DIR")]
    pub runtime: Option<PathBuf>,
}

/// A protocol, chosen by its name.
#[derive(Clone, Copy, Debug)]
pub struct Choice(pub &'static Protocol);

impl Default for Choice {
    fn default() -> Self {
        Self(&shapewright_smithy::protocol::REST_JSON_1)
    }
}

impl ValueEnum for Choice {
    fn value_variants<'a>() -> &'a [Self] {
        static ALL: std::sync::LazyLock<Vec<Choice>> =
            std::sync::LazyLock::new(|| Protocol::ALL.iter().copied().map(Choice).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.name()))
    }
}

/// What becomes of generated code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// It is committed.
    Committed,
    /// A build script generates it.
    Built,
}

/// Writes the configuration, a first model, and what the folder needs to compile what is generated.
///
/// # Errors
/// When a file cannot be read or written. What had been created until then is removed again.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let folder = options.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let changes = match prepare(options, &folder)? {
        Ok(changes) => changes,
        Err(reason) => {
            writeln!(console.err, "error: {reason}; nothing was written")?;
            return Ok(Outcome::Misused);
        }
    };
    let lines = changes.lines();
    changes.apply()?;
    for line in lines {
        console.say(line)?;
    }
    console.say("\nNext:")?;
    if fs::canonicalize(&folder).ok() != fs::canonicalize(".").ok() {
        console.say(format_args!("  cd {}", folder.display()))?;
    }
    console.say(if options.build_script { "  cargo check" } else { "  shapewright generate\n  cargo check" })?;
    Ok(Outcome::Done)
}

/// What is to be written, or why nothing can be.
fn prepare(options: &Options, folder: &Path) -> io::Result<Result<Changes, String>> {
    let place = match Place::of(folder)? {
        Ok(place) => place,
        Err(reason) => return Ok(Err(reason)),
    };
    let name = options.name.clone().unwrap_or_else(|| place.name().to_owned());
    let runtime = match &options.runtime {
        Some(path) if path.join("Cargo.toml").is_file() => Some(path.as_path()),
        Some(path) => return Ok(Err(format!("`{}` is not the folder of a package", path.display()))),
        None => None,
    };
    let mut changes = Changes::new(folder);
    let first = match models::First::of(folder, &name, options.protocol.0)? {
        Ok(first) => first,
        Err(reason) => return Ok(Err(reason)),
    };
    let way = if options.build_script { Way::Built } else { Way::Committed };
    let wired = match place {
        Place::Package(package) => package.wire(&first, way, runtime, &mut changes)?,
        Place::Workspace(_) if way == Way::Built => Err(script::NOT_HERE.to_owned()),
        Place::Workspace(workspace) => workspace.wire(runtime, &mut changes)?,
        Place::Empty(empty) => empty.wire(&first, way, runtime, &mut changes)?,
    };
    if let Err(reason) = wired {
        return Ok(Err(reason));
    }
    match first.existing {
        Some(path) => changes.note(format!("`{}` has models, which are used", shown(&path))),
        None => changes.create(format!("models/{}.smithy", first.stem), first.text),
    }
    Ok(match changes.obstacle() {
        Some(path) => Err(format!("`{}` exists already", shown(&path))),
        None => Ok(changes),
    })
}
