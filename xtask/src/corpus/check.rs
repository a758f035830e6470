//! Compiles generated crates and takes every warning as a fault.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize;

use super::Options;
use super::make::Crate;
use super::report::{Failure, Verdict};
use crate::cargo::{Spent, Start, Workshop, dependency, write_if_changed};
use crate::paths::in_workspace;

/// The folder of a crate that uses the runtime and nothing else. No module's name begins with a dot.
const BARE: &str = ".bare";

/// Compiles crates in one Cargo workspace, so that what they depend on is compiled once.
pub(super) struct Checker {
    workshop: Workshop,
    subcommands: &'static [&'static str],
    tests: bool,
    jobs: Option<u16>,
    /// A hash over the compiler, the runtime and what is asked of Cargo.
    surroundings: u64,
}

/// What a manifest says of features.
#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    features: BTreeMap<String, Vec<String>>,
}

impl Checker {
    /// Makes the workspace of the crates.
    pub(super) fn set_up(options: &Options, out: &Path, crates: &[Crate]) -> io::Result<Self> {
        let bare = out.join(BARE);
        fs::create_dir_all(bare.join("src"))?;
        write_if_changed(&bare.join("src/lib.rs"), b"//! Uses the runtime.\n")?;
        write_if_changed(&bare.join("Cargo.toml"), bare_manifest()?.as_bytes())?;
        let members: Vec<&str> = crates.iter().map(|made| made.module.as_str()).collect();
        let workshop = Workshop::set_up(out, &[&[BARE], &*members].concat())?;
        // The nearest file of settings wins, so that those of this repository do not count.
        write_if_changed(&out.join("clippy.toml"), b"")?;
        let subcommands: &'static [&'static str] = match (options.clippy, options.build) {
            (true, _) => &["clippy", "doc"],
            (false, true) => &["build"],
            (false, false) => &["check"],
        };
        let mut hasher = DefaultHasher::new();
        (subcommands, options.tests).hash(&mut hasher);
        if !options.generate_only {
            compiler()?.hash(&mut hasher);
            hash_folder(&in_workspace("runtime/src")?, &mut hasher)?;
            fs::read(in_workspace("runtime/Cargo.toml")?)?.hash(&mut hasher);
        }
        Ok(Self { workshop, subcommands, tests: options.tests, jobs: options.jobs, surroundings: hasher.finish() })
    }

    /// A hash over all that a crate's result depends on.
    pub(super) fn fingerprint(&self, made: &Crate) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.surroundings, made.hash).hash(&mut hasher);
        hasher.finish()
    }

    /// Compiles a crate: its types, its client and its server; and runs its tests if that is asked for.
    pub(super) fn check(&self, made: &Crate) -> Verdict {
        // What the crate stands on is compiled before, so that its own time is all that counts.
        let manifest = match toml::from_str::<Manifest>(&made.manifest) {
            Ok(manifest) => manifest,
            Err(error) => return Verdict::Failed(Failure::of_cargo(error.to_string())),
        };
        let features = features(made, &manifest);
        let needed = features.iter().filter_map(|feature| manifest.features.get(*feature)).flatten();
        // What turns on another feature of the crate itself is none of the crates that it stands on.
        let needed: Vec<&str> = needed.map(String::as_str).filter(|feature| feature.contains('/')).collect();
        let before = self.run("corpus-bare", &needed.join(","));
        if let Err(failure) = before {
            return Verdict::Failed(failure);
        }
        let start = Start::now();
        let features = features.join(",");
        let done = self.run(&made.package, &features);
        let mut spent = Spent::default();
        spent.add(&start);
        match done.and_then(|()| self.test(made, &features)) {
            Ok(()) => Verdict::Passed(spent.cpu.map(|cpu| cpu.as_secs_f64())),
            Err(failure) => Verdict::Failed(failure),
        }
    }

    /// Runs the examples.
    fn test(&self, made: &Crate, features: &str) -> Result<(), Failure> {
        if !self.tests || !made.has_examples {
            return Ok(());
        }
        let output = output(&mut self.command("test", &made.package, features))?;
        if output.status.success() {
            return Ok(());
        }
        let [said, complained] = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
        Err(Failure::of_cargo(said + &complained))
    }

    fn command(&self, subcommand: &str, package: &str, features: &str) -> Command {
        let mut command = self.workshop.cargo(subcommand, package);
        command.args(["--no-default-features", "--features", features]);
        if let Some(jobs) = self.jobs {
            command.args(["--jobs", &jobs.to_string()]);
        }
        command
    }

    fn run(&self, package: &str, features: &str) -> Result<(), Failure> {
        self.subcommands.iter().try_for_each(|subcommand| self.run_one(subcommand, package, features))
    }

    fn run_one(&self, subcommand: &str, package: &str, features: &str) -> Result<(), Failure> {
        let mut command = self.command(subcommand, package, features);
        match subcommand {
            "clippy" => command.arg("--all-targets"),
            "doc" => command.arg("--no-deps"),
            _ => &mut command,
        };
        let output = output(command.args(["--message-format", "json"]))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let failure = failure(&said, self.workshop.folder());
        match (output.status.success(), failure.diagnostics) {
            (true, 0) => Ok(()),
            (_, 1..) => Err(failure),
            // What is wrong is wrong before any crate is compiled.
            (false, 0) => Err(Failure::of_cargo(String::from_utf8_lossy(&output.stderr).into_owned())),
        }
    }
}

/// The features of a crate with all that is generated.
fn features<'a>(made: &'a Crate, manifest: &Manifest) -> Vec<&'a str> {
    let waiters = manifest.features.contains_key("waiters").then_some("waiters");
    ["client", "server"].into_iter().chain(waiters).chain([&*made.module]).collect()
}

fn output(command: &mut Command) -> Result<Output, Failure> {
    command.output().map_err(|error| Failure::of_cargo(format!("cannot run Cargo: {error}\n")))
}

/// A line of what Cargo says with `--message-format json`.
#[derive(Deserialize)]
struct Line {
    manifest_path: PathBuf,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    rendered: Option<String>,
    /// Empty in summaries such as "3 warnings emitted".
    spans: Vec<serde::de::IgnoredAny>,
    level: String,
}

/// The compiler's warnings and errors. Warnings of crates outside of the folder are no fault of the models.
fn failure(said: &str, folder: &Path) -> Failure {
    let mut failure = Failure::default();
    for line in said.lines() {
        let Ok(Line { manifest_path, message: Some(message) }) = serde_json::from_str(line) else {
            continue;
        };
        let counts = match &*message.level {
            "error" => true,
            "warning" => manifest_path.starts_with(folder),
            _ => false,
        };
        if counts && !message.spans.is_empty() {
            failure.diagnostics += 1;
            failure.text.push_str(&message.rendered.unwrap_or_default());
        }
    }
    failure
}

fn bare_manifest() -> io::Result<String> {
    let runtime = dependency("runtime")?;
    Ok(format!(
        "[package]\nname = \"corpus-bare\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nshapewright-runtime = {{ {runtime} }}\n"
    ))
}

/// What the compiler says of itself.
fn compiler() -> io::Result<Vec<u8>> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    Ok(Command::new(rustc).arg("-vV").output()?.stdout)
}

fn hash_folder(folder: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            hash_folder(&path, hasher)?;
        } else {
            // Where the command runs makes no difference.
            (path.file_name(), fs::read(&path)?).hash(hasher);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::failure;

    #[test]
    fn warnings_count_below_the_folder_and_errors_everywhere() {
        let line = |manifest: &str, level: &str, spans: usize| {
            let spans = vec![json!({}); spans];
            let message = json!({ "level": level, "spans": spans, "rendered": format!("{level}\n") });
            json!({ "reason": "compiler-message", "manifest_path": manifest, "message": message }).to_string()
        };
        let (inside, outside) = ("/out/mq/Cargo.toml", "/runtime/Cargo.toml");
        let artifact = json!({ "reason": "compiler-artifact", "manifest_path": inside });
        for (said, diagnostics, text) in [
            (line(inside, "warning", 1), 1, "warning\n"),
            (line(inside, "error", 2), 1, "error\n"),
            (line(outside, "warning", 1), 0, ""),
            (line(outside, "error", 1), 1, "error\n"),
            // The summary "1 warning emitted".
            (line(inside, "warning", 0), 0, ""),
            (line(inside, "note", 1), 0, ""),
            (artifact.to_string(), 0, ""),
            ("no JSON".to_owned(), 0, ""),
        ] {
            let found = failure(&said, Path::new("/out"));
            assert_eq!((found.diagnostics, &*found.text), (diagnostics, text), "{said}");
        }
    }
}
