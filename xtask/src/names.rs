//! `cargo xtask names`: gives every name that means something to every kind of thing in a model, and compiles what is
//! generated.
//!
//! The names are those that generated code and the runtime's macros use, read out of them, and those that Rust, its
//! tools and Cargo know (the module `words`). Many meet in one model, so that a few crates are all that is compiled.

mod check;
mod draft;
mod places;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use shapewright_codegen::tools::identifiers;
use shapewright_codegen::{Config, Package, Target, Tree, apply, plan};
use shapewright_smithy::diagnostics::Sources;

use crate::cargo::{Workshop, dependency};
use crate::paths::{build_folder, in_workspace};
use crate::show;
use crate::{Console, Outcome};
use check::Subject;
use draft::Model;
use places::SPOTS;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Test only this kind of place, such as `error` or `module`; may be repeated
    #[arg(long, value_name = "PLACE")]
    pub only: Vec<String>,
    /// Test only this name; may be repeated
    #[arg(long, value_name = "NAME")]
    pub name: Vec<String>,
    /// The folder to work in [default: the workspace's `target/names`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Generate, but do not compile
    #[arg(long)]
    pub generate_only: bool,
}

/// The place that is not in [`SPOTS`]: file, feature, service, operation, input, output and members at once.
const MODULE: &str = "module";

/// The crate of its models.
const MODULES: &str = "modules";

/// The names to be tried.
struct Names {
    /// Those that generated code and the runtime's macros use.
    read: BTreeSet<String>,
    /// Those that mean something elsewhere.
    words: BTreeSet<String>,
}

impl Names {
    fn all(&self) -> BTreeSet<String> {
        self.read.union(&self.words).cloned().collect()
    }
}

/// Compiles crates of models in which names are everywhere.
///
/// # Errors
/// When the disk cannot be read or written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let known = || SPOTS.iter().map(|place| place.name).chain([MODULE]);
    if let Some(unknown) = options.only.iter().find(|name| known().all(|known| known != **name)) {
        let known = known().collect::<Vec<_>>().join(", ");
        writeln!(console.err, "error: `{unknown}` is not a kind of place; the kinds are {known}")?;
        return Ok(Outcome::Misused);
    }
    let names = match names(&options.name)? {
        Ok(names) => names,
        Err(fault) => {
            writeln!(console.err, "error: {fault}")?;
            return Ok(Outcome::Failed);
        }
    };
    let out = build_folder(options.out.as_deref(), "names")?;
    let is_wanted = |place: &str| options.only.is_empty() || options.only.iter().any(|one| one == place);
    let mut crates: BTreeMap<&str, Vec<Model>> = BTreeMap::new();
    for place in SPOTS.iter().filter(|place| is_wanted(place.name)) {
        crates.entry(place.package).or_default().push(place.model(&names));
    }
    if is_wanted(MODULE) {
        crates.insert(MODULES, places::modules(&names));
    }
    let mut subjects = Vec::new();
    for (package, models) in crates {
        let Some(subject) = generate(package, &models, &out, console)? else { return Ok(Outcome::Failed) };
        subjects.push(subject);
    }
    let places = SPOTS.len() + 1;
    let names = names.all();
    writeln!(console.out, "names: {}, kinds of places: {places}", names.len())?;
    if options.generate_only {
        return Ok(Outcome::Done);
    }
    let packages: Vec<&str> = subjects.iter().map(|subject| subject.package).collect();
    let workshop = Workshop::set_up(&out, &packages)?;
    check::run(&workshop, &subjects, &names, console)
}

/// The names to be tried: the given ones, or else all; or what is wrong with what they are read from.
fn names(given: &[String]) -> io::Result<Result<Names, String>> {
    let mut names = Names { read: BTreeSet::new(), words: given.iter().cloned().collect() };
    if !given.is_empty() {
        return Ok(Ok(names));
    }
    // What all places make of names that nothing else has.
    names.words = ["ZqOne", "zqTwo", "zqThree"].map(str::to_owned).into();
    let places = SPOTS.iter().map(|place| place.model(&names));
    let models: Vec<Model> = places.chain(places::modules(&names)).collect();
    let (sources, generated) = tree("names", &models)?;
    let tree = match generated {
        Ok(tree) => tree,
        Err(report) => return Ok(Err(report.render(&sources, false))),
    };
    let files = tree.files().filter(|(path, _)| path.ends_with(".rs"));
    let mut texts: Vec<String> = files.map(|(_, file)| file.text().to_owned()).collect();
    texts.extend(runtime_texts()?);
    for text in texts {
        match identifiers(&text) {
            Ok(found) => names.read.extend(found),
            Err(fault) => return Ok(Err(fault.to_string())),
        }
    }
    names.read.retain(|name| is_identifier(name) && !name.to_ascii_lowercase().contains("zq"));
    names.words = words::all().filter(|name| is_identifier(name)).map(str::to_owned).collect();
    Ok(Ok(names))
}

/// The runtime's files with what only generated code may name, and with the macros that generated code calls.
fn runtime_texts() -> io::Result<Vec<String>> {
    let source = in_workspace("runtime/src")?;
    let mut texts = vec![fs::read_to_string(source.join("private.rs"))?];
    for entry in fs::read_dir(source.join("private"))? {
        let text = fs::read_to_string(entry?.path())?;
        texts.extend(text.contains("#[macro_export]").then_some(text));
    }
    Ok(texts)
}

/// Whether a model may have the name (Smithy 2.0, "Shape ID ABNF").
fn is_identifier(name: &str) -> bool {
    let rest = name.trim_start_matches('_');
    let is_start = |c: char| c.is_ascii_alphabetic() || c.is_ascii_digit() && rest.len() < name.len();
    rest.starts_with(is_start) && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The generated files, or what is wrong with the models.
type Generated = Result<Tree, shapewright_smithy::diagnostics::Report>;

fn tree(package: &str, models: &[Model]) -> io::Result<(Sources, Generated)> {
    let mut sources = Sources::new();
    for model in models {
        sources.add(format!("{}.json", model.stem), model.text.clone());
    }
    let package = Package::new(format!("names-{package}"), dependency("runtime")?);
    let config = Config { target: Target::Crate(package), ..Config::default() };
    let generated = shapewright_codegen::generate(&sources, &config);
    Ok((sources, generated.map(|output| output.tree)))
}

/// Generates a crate; `None`, with the reason told, if the models are not valid.
fn generate(
    package: &'static str,
    models: &[Model],
    out: &Path,
    console: &mut Console<'_>,
) -> io::Result<Option<Subject>> {
    let (sources, generated) = tree(package, models)?;
    match generated {
        Ok(tree) => {
            let lines = tree.files().map(|(_, file)| file.text().lines().count()).sum();
            apply(plan(tree, &out.join(package))?)?;
            Ok(Some(Subject { package, lines }))
        }
        Err(report) => {
            show(&report, &sources, console)?;
            Ok(None)
        }
    }
}
