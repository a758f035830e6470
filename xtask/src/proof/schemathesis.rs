//! schemathesis, which makes requests out of a document and compares the responses with it.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::prepare::Prepared;
use super::server::Server;
use super::tools::is_there;
use crate::cargo::Workshop;
use crate::paths::in_workspace;
use crate::{Console, is_ci, python};

/// The same requests in each run.
const SEED: &str = "20260101";

/// A way to test a service.
struct Round {
    name: &'static str,
    /// The document's version of OpenAPI.
    version: &'static str,
    /// Whether some requests get errors, for no fault of theirs.
    with_errors: bool,
    arguments: &'static [&'static str],
}

/// Neither has the phase that sends what it got: a sample of an id keeps the constraints of the output only.
const ROUNDS: [Round; 2] = [
    Round { name: "outputs", version: "3.1", with_errors: false, arguments: &["--phases=examples,coverage,fuzzing"] },
    Round {
        name: "errors",
        version: "3.0",
        with_errors: true,
        // A sample of an error may have status 500, or come for a valid request.
        arguments: &[
            "--exclude-checks=not_a_server_error,positive_data_acceptance,missing_required_header",
            "--phases=fuzzing",
            "--warnings=off",
        ],
    },
];

/// Tests all services; whether no response was outside of the documents.
pub(super) fn run(
    services: &[Prepared],
    workshop: &Workshop,
    examples: u32,
    console: &mut Console<'_>,
) -> io::Result<bool> {
    let out = workshop.folder();
    if !is_there("python3", "Python", console)? {
        return Ok(!is_ci());
    }
    let program = install(out)?;
    let proof = fs::canonicalize(in_workspace("proof")?)?;
    let mut passed = true;
    for (service, round) in services.iter().flat_map(|service| ROUNDS.iter().map(move |round| (service, round))) {
        let start = Instant::now();
        let server = Server::start(workshop, &service.program.package, round.with_errors)?;
        let folder = out.join(&service.program.package);
        let log = folder.join(format!("schemathesis-{}.txt", round.name));
        // It keeps what failed here, and would begin with that.
        let _ = fs::remove_dir_all(folder.join(".schemathesis"));
        let mut command = Command::new(&program);
        command.current_dir(&folder).env("PYTHONPATH", &proof).env("SCHEMATHESIS_HOOKS", "hooks");
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command.arg("--config-file").arg(proof.join("schemathesis.toml")).arg("run");
        command.arg(service.document(out, round.version)).args(["--url", &server.url, "--seed", SEED]);
        command.args(["--max-examples", &examples.to_string(), "--generation-database", "none", "--no-color"]);
        command.args(round.arguments);
        command.stdin(Stdio::null()).stdout(File::create(&log)?).stderr(Stdio::inherit());
        let status = command.status()?;
        let text = fs::read_to_string(&log)?;
        let faults = server.faults()?;
        let seconds = start.elapsed().as_secs_f64();
        writeln!(console.out, "{:40} {:8} {seconds:>5.1} s  {}", service.name(), round.name, summary(&text))?;
        if !status.success() || !faults.is_empty() {
            passed = false;
            writeln!(console.err, "{text}{faults}error: {}: see `{}`", service.name(), log.display())?;
        }
    }
    Ok(passed)
}

/// The program, installed in an environment of its own.
fn install(out: &Path) -> io::Result<PathBuf> {
    let wanted = fs::read_to_string(in_workspace("proof/requirements.txt")?)?;
    let programs = python::environment(out, &wanted)?;
    programs.map(|programs| programs.join("schemathesis")).map_err(|what| io::Error::other(format!("{what} failed")))
}

/// The lines of a report that count.
fn summary(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let counts: Vec<_> = lines.filter(|line| line.contains(" generated") || line.contains("Tested: ")).collect();
    counts.join("; ")
}
