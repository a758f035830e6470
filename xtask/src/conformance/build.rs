//! Compiles test programs with Cargo and runs them.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;

use crate::cargo::{Spent, Start, Workshop};

/// The most time that a test program may take.
const LIMIT: Duration = Duration::from_secs(300);

/// A Cargo workspace with all test programs.
pub(crate) struct Bench {
    workshop: Workshop,
}

impl Bench {
    /// Makes the workspace in a folder.
    pub(crate) fn set_up(folder: &Path, packages: &[&str]) -> io::Result<Self> {
        let workshop = Workshop::set_up(folder, packages)?;
        Ok(Self { workshop })
    }

    /// The workspace.
    pub(crate) fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// Compiles a test program. What is wrong with it goes to the caller's standard error.
    pub(crate) fn build(&self, package: &str, spent: &mut Spent) -> Result<(), String> {
        let start = Start::now();
        let status =
            self.workshop.cargo("build", package).status().map_err(|error| format!("cannot run Cargo: {error}"))?;
        spent.add(&start);
        if status.success() { Ok(()) } else { Err("the generated crate does not compile".to_owned()) }
    }

    /// Compiles all programs at once, which keeps all processors busy. What is wrong with one of them is found again
    /// when it is built alone.
    pub(crate) fn build_all(&self, spent: &mut Spent) {
        let start = Start::now();
        let mut command = self.workshop.cargo_for_all("build");
        let _ = command.arg("--keep-going").stderr(Stdio::null()).status();
        spent.add(&start);
    }

    /// Runs a test program, and reads the results that it writes to the file that its last argument names.
    pub(crate) fn run<T: DeserializeOwned>(
        &self,
        package: &str,
        arguments: &[&Path],
        spent: &mut Spent,
    ) -> Result<T, String> {
        let start = Start::now();
        let folder = self.workshop.folder().join(package);
        let report = folder.join("results.json");
        let log = folder.join("log.txt");
        let run = || -> io::Result<(Option<ExitStatus>, Vec<u8>)> {
            let _ = fs::remove_file(&report);
            let mut command = Command::new(self.workshop.program(package));
            command.args(arguments).arg(&report).stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&log)?);
            Ok((wait(&mut command)?, fs::read(&report).unwrap_or_default()))
        };
        let (status, results) = run().map_err(|error| format!("cannot run the test program: {error}"))?;
        spent.add(&start);
        let log = log.display();
        match status {
            None => Err(format!("the test program timed out; its output is in `{log}`")),
            Some(status) if !status.success() => {
                Err(format!("the test program failed ({status}); its output is in `{log}`"))
            }
            Some(_) => serde_json::from_slice(&results)
                .map_err(|error| format!("cannot parse the test program's results: {error}")),
        }
    }
}

/// Runs a program; `None` if it was stopped because it took too long.
fn wait(command: &mut Command) -> io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        sleep(Duration::from_millis(5));
    }
}
