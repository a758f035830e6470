//! `generation DIR`: what it costs to generate a crate from all models of a folder.
//!
//! `generation DIR parse` reads the same files with serde_json alone, and `generation DIR print` parses and prints the
//! output once more: each is a process of its own, so that its memory is its own.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use bench::{cpu, peak_memory};
use shapewright_smithy::diagnostics::Sources;
use shapewright_codegen::{Config, Package, Target, Tree, generate};
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("generation DIR [parse|print|each]")?);
    let files = choose(read(&folder)?);
    let report = match arguments.next().as_deref() {
        Some("parse") => parse(&files)?,
        Some("print") => print(&all(&files)?)?,
        Some("each") => each(&files)?,
        _ => whole(&files)?,
    };
    println!("{report}");
    Ok(())
}

/// The models with their names.
type Files = Vec<(String, Vec<u8>)>;

fn read(folder: &Path) -> Result<Files> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    let files = paths.iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, std::fs::read(path)?))
    });
    files.collect()
}

fn sources<'f>(files: impl IntoIterator<Item = &'f (String, Vec<u8>)>) -> Sources {
    let mut sources = Sources::new();
    for (name, bytes) in files {
        sources.add(format!("models/{name}"), bytes.clone());
    }
    sources
}

fn config() -> Config {
    let package = Package::new("all", "path = \"runtime\"");
    Config {
        target: Target::Crate(package),
        ..Config::default()
    }
}

/// Leaves out models that need a choice in `shapewright.toml`, and lists them.
fn choose(files: Files) -> Files {
    let (good, bad): (Files, Files) = files.into_iter().partition(|file| generate(&sources([file]), &config()).is_ok());
    for (name, _) in bad {
        eprintln!("left out: {name}");
    }
    good
}

/// A crate from these models.
fn all(files: &Files) -> Result<Tree> {
    match generate(&sources(files), &config()) {
        Ok(output) => Ok(output.tree),
        Err(report) => Err(format!("{} faults", report.diagnostics().len()).into()),
    }
}

fn lines(tree: &Tree) -> usize {
    tree.files().filter(|(path, _)| path.ends_with(".rs")).map(|(_, file)| file.text().lines().count()).sum()
}

fn whole(files: &Files) -> Result<Value> {
    let (wall, before) = (Instant::now(), cpu());
    let tree = all(files)?;
    let (wall, spent) = (wall.elapsed(), cpu() - before);
    Ok(json!({
        "models": files.len(),
        "bytes": files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>(),
        "lines": lines(&tree),
        "wall_s": wall.as_secs_f64(),
        "cpu_s": spent.as_secs_f64(),
        "peak_mib": peak_memory(),
    }))
}

fn parse(files: &Files) -> Result<Value> {
    let before = cpu();
    let rounds = 10;
    for _ in 0..rounds {
        for (_, bytes) in files {
            std::hint::black_box(serde_json::from_slice::<Value>(bytes)?);
        }
    }
    Ok(json!({ "cpu_s": (cpu() - before).as_secs_f64() / f64::from(rounds) }))
}

fn print(tree: &Tree) -> Result<Value> {
    let mut spent = Duration::ZERO;
    for (path, file) in tree.files().filter(|(path, _)| path.ends_with(".rs")) {
        let parsed = syn::parse_file(file.text()).map_err(|error| format!("{path}: {error}"))?;
        let start = Instant::now();
        std::hint::black_box(prettyplease::unparse(&parsed));
        spent += start.elapsed();
    }
    Ok(json!({ "cpu_s": spent.as_secs_f64() }))
}

/// What each model costs alone, by its size.
fn each(files: &Files) -> Result<Value> {
    let mut rows = Vec::new();
    for (name, bytes) in files {
        let before = cpu();
        // The clock of the processors ticks in hundredths.
        let rounds = 3;
        for _ in 0..rounds {
            all(&vec![(name.clone(), bytes.clone())])?;
        }
        let spent = (cpu() - before).as_secs_f64() / f64::from(rounds);
        rows.push(json!({ "model": name, "bytes": bytes.len(), "cpu_s": spent }));
    }
    Ok(Value::from(rows))
}
