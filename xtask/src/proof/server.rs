//! A running server with samples.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::prepare::SAMPLES;
use crate::cargo::Workshop;

/// A server; it is stopped when this is dropped.
pub(super) struct Server {
    child: Child,
    /// Where it listens, such as `http://127.0.0.1:4711`.
    pub(super) url: String,
    log: PathBuf,
}

impl Server {
    /// Starts the server of a package, on a port that the system chooses.
    pub(super) fn start(workshop: &Workshop, package: &str, with_errors: bool) -> io::Result<Self> {
        let folder = workshop.folder().join(package);
        let log = folder.join("faults.txt");
        let mut command = Command::new(workshop.program(package));
        command.arg(folder.join(SAMPLES)).args(with_errors.then_some("errors"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(File::create(&log)?);
        let mut server = Self { child: command.spawn()?, url: String::new(), log };
        if let Some(output) = server.child.stdout.take() {
            BufReader::new(output).read_line(&mut server.url)?;
        }
        server.url = server.url.trim().to_owned();
        match server.url.is_empty() {
            true => Err(io::Error::other(format!("{package} does not start: {}", server.faults()?))),
            false => Ok(server),
        }
    }

    /// The faults that it has reported, a line each.
    pub(super) fn faults(&self) -> io::Result<String> {
        fs::read_to_string(&self.log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
