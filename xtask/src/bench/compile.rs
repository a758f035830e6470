//! What generated crates cost to compile, compared with the official crates of the same services.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::output;
use crate::Console;
use crate::cargo::{Spent, Start, cargo, dependency};
use crate::corpus::make::make;

/// The services, each with the official crate's version.
const SERVICES: [(&str, &str); 3] = [("polly", "1.127.0"), ("mq", "1.125.0"), ("lambda", "1.156.0")];

/// The three ways to compile, as arguments of Cargo; first the one that is also measured from nothing.
const PROFILES: [(&str, &[&str]); 3] =
    [("dev", &["build"]), ("check", &["check"]), ("release", &["build", "--release"])];

/// A crate to compile, alone in a workspace of its own.
struct Subject {
    name: String,
    service: &'static str,
    folder: PathBuf,
    package: String,
    features: Vec<&'static str>,
    operations: usize,
    lines: usize,
}

/// Generates, fetches and compiles the crates.
pub(super) fn compile(out: &Path, models: &Path, console: &mut Console<'_>) -> io::Result<Value> {
    let mut rows = Vec::new();
    for (service, version) in SERVICES {
        for subject in
            [ours(out, models, service, true)?, ours(out, models, service, false)?, official(out, service, version)?]
        {
            writeln!(console.err, "  {}", subject.name)?;
            rows.push(measure(out, &subject)?);
        }
    }
    Ok(Value::from(rows))
}

fn ours(out: &Path, models: &Path, service: &'static str, both_ends: bool) -> io::Result<Subject> {
    let prefix = format!("{service}-2");
    let names = fs::read_dir(models)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let model =
        names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned)).find(|name| name.starts_with(&prefix));
    let model = model.ok_or_else(|| io::Error::other(format!("no model of {service} in `{}`", models.display())))?;
    let folder = out.join("crates").join(if both_ends { "ours" } else { "types" });
    fs::create_dir_all(&folder)?;
    let made = make(models, &model, &dependency("runtime")?, &folder, &mut BTreeSet::new())?;
    let made = made.map_err(|unmade| io::Error::other(format!("{model}: {}", unmade.reason)))?;
    let name = if both_ends { format!("{service}, ours") } else { format!("{service}, ours, types only") };
    let features = if both_ends { vec!["client", "server", "http", service] } else { vec![service] };
    Ok(Subject {
        name,
        service,
        folder: folder.join(&made.module),
        package: made.package,
        features,
        operations: made.operations,
        lines: made.lines,
    })
}

/// The official crate without default features, that is, without TLS and the runtime's conveniences.
fn official(out: &Path, service: &'static str, version: &str) -> io::Result<Subject> {
    let package = format!("aws-sdk-{service}");
    let folder = out.join("crates/official").join(service);
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "//! Uses the official crate.\n")?;
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"uses-{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\n{package} = {{ version = \"={version}\", default-features = false }}\n"
        ),
    )?;
    let mut metadata = cargo();
    metadata.args(["metadata", "--format-version", "1", "--manifest-path"]).arg(folder.join("Cargo.toml"));
    let metadata: Value = serde_json::from_slice(&output(&mut metadata)?)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages.filter(|one| one["name"] == package.as_str()).find_map(|one| one["manifest_path"].as_str());
    let source = manifest.and_then(|path| Path::new(path).parent()).map(|folder| folder.join("src"));
    let source = source.ok_or_else(|| io::Error::other(format!("Cargo does not report where {package} is")))?;
    let operations = fs::read_dir(source.join("operation"))?
        .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.path().extension().is_some_and(|kind| kind == "rs")))
        .count();
    Ok(Subject {
        name: format!("{service}, {package} {version}"),
        service,
        folder,
        package,
        features: Vec::new(),
        operations,
        lines: lines(&source)?,
    })
}

fn lines(folder: &Path) -> io::Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        lines += if path.is_dir() { self::lines(&path)? } else { fs::read_to_string(&path)?.lines().count() };
    }
    Ok(lines)
}

/// Compiles a crate alone, each way: all that it stands on is compiled before.
fn measure(out: &Path, subject: &Subject) -> io::Result<Value> {
    let target = out.join("target-crates").join(subject.name.replace([',', ' '], "-"));
    let mut row = json!({
        "name": subject.name,
        "service": subject.service,
        "operations": subject.operations,
        "lines": subject.lines,
        "dependencies": dependencies(subject)?,
    });
    if target.exists() {
        fs::remove_dir_all(&target)?;
    }
    for (profile, arguments) in PROFILES {
        let run = || output(command(subject, &target, arguments).args(["--package", &subject.package])).map(drop);
        let whole = Start::now();
        run()?;
        if profile == "dev" {
            row["whole"] = seconds(&whole);
        }
        // Compiling it once more is compiling it alone.
        let mut clean = cargo();
        clean.args(["clean", "--quiet", "--package", &subject.package, "--manifest-path"]);
        clean.arg(subject.folder.join("Cargo.toml")).arg("--target-dir").arg(&target);
        if profile == "release" {
            clean.arg("--release");
        }
        output(&mut clean)?;
        let start = Start::now();
        run()?;
        row[profile] = seconds(&start);
        if profile == "dev" {
            row["rlib"] = json!(rlib(&target.join("debug/deps"), &subject.package)?);
        }
    }
    Ok(row)
}

/// The processors' time since then, where the system tells.
fn seconds(start: &Start) -> Value {
    let mut spent = Spent::default();
    spent.add(start);
    spent.cpu.map_or(Value::Null, |cpu| json!(cpu.as_secs_f64()))
}

fn command(subject: &Subject, target: &Path, arguments: &[&str]) -> std::process::Command {
    let mut command = cargo();
    command.args(arguments).arg("--quiet").arg("--manifest-path").arg(subject.folder.join("Cargo.toml"));
    command.arg("--target-dir").arg(target).env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "false");
    if !subject.features.is_empty() {
        command.args(["--no-default-features", "--features", &subject.features.join(",")]);
    }
    command
}

/// How many crates it stands on.
fn dependencies(subject: &Subject) -> io::Result<usize> {
    let mut command = cargo();
    command.args(["tree", "--quiet", "--edges", "normal", "--prefix", "none", "--package", &subject.package]);
    command.arg("--manifest-path").arg(subject.folder.join("Cargo.toml"));
    if !subject.features.is_empty() {
        command.args(["--no-default-features", "--features", &subject.features.join(",")]);
    }
    let tree = output(&mut command)?;
    let tree = String::from_utf8_lossy(&tree);
    let crates: BTreeSet<&str> = tree.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    Ok(crates.len().saturating_sub(1))
}

/// The bytes of the library.
fn rlib(folder: &Path, package: &str) -> io::Result<u64> {
    let prefix = format!("lib{}-", package.replace('-', "_"));
    let mut size = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(&prefix) && name.ends_with(".rlib") {
            size = size.max(entry.metadata()?.len());
        }
    }
    Ok(size)
}
