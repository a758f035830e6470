//! Compiles test programs with Cargo and runs them.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::report::Record;

/// The most time that a test program may take.
const LIMIT: Duration = Duration::from_secs(300);

/// A Cargo workspace with all test programs.
pub(super) struct Bench {
    folder: PathBuf,
}

impl Bench {
    /// Makes the workspace in a folder. Dependencies get the versions of a lock file, so that nothing is built in two
    /// versions and a checkout tests the same tomorrow.
    pub(super) fn set_up(folder: &Path, lock: &Path, packages: &[&str]) -> io::Result<Self> {
        let members: Vec<String> = packages
            .iter()
            .map(|package| format!("\"{package}\""))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            members.join(", ")
        );
        write_if_changed(&folder.join("Cargo.toml"), manifest.as_bytes())?;
        let own = folder.join("Cargo.lock");
        if !own.exists() {
            fs::copy(lock, own)?;
        }
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    /// Compiles a test program. What is wrong with it goes to the caller's standard error.
    pub(super) fn build(&self, package: &str, spent: &mut Spent) -> Result<(), String> {
        let start = Start::now();
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["build", "--quiet", "--package", package, "--manifest-path"]);
        command
            .arg(self.folder.join("Cargo.toml"))
            .arg("--target-dir")
            .arg(self.folder.join("target"));
        let status = command
            .status()
            .map_err(|error| format!("cannot run Cargo: {error}"))?;
        spent.add(&start);
        if status.success() {
            Ok(())
        } else {
            Err("the generated crate does not compile".to_owned())
        }
    }

    /// Runs a test program.
    pub(super) fn run(&self, package: &str, spent: &mut Spent) -> Result<Vec<Record>, String> {
        let start = Start::now();
        let folder = self.folder.join(package);
        let report = folder.join("results.json");
        let log = folder.join("log.txt");
        let run = || -> io::Result<(Option<ExitStatus>, Vec<u8>)> {
            let _ = fs::remove_file(&report);
            let program = self
                .folder
                .join("target/debug")
                .join(package)
                .with_extension(std::env::consts::EXE_EXTENSION);
            let mut command = Command::new(program);
            command
                .arg(&report)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(File::create(&log)?);
            Ok((wait(&mut command)?, fs::read(&report).unwrap_or_default()))
        };
        let (status, results) =
            run().map_err(|error| format!("the test program cannot be run: {error}"))?;
        spent.add(&start);
        let log = log.display();
        match status {
            None => Err(format!(
                "the test program does not end; what it says is in `{log}`"
            )),
            Some(status) if !status.success() => Err(format!(
                "the test program broke off ({status}); what it says is in `{log}`"
            )),
            Some(_) => serde_json::from_slice(&results)
                .map_err(|error| format!("the test program's results are odd: {error}")),
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

/// Cargo builds again whatever is newer than its output, so an equal file is left alone.
fn write_if_changed(path: &Path, text: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == text) {
        Ok(())
    } else {
        fs::write(path, text)
    }
}

/// Time that was spent.
#[derive(Default)]
pub(super) struct Spent {
    pub(super) wall: Duration,
    /// The processors' time, on systems that tell.
    pub(super) cpu: Option<Duration>,
}

impl Spent {
    fn add(&mut self, start: &Start) {
        self.wall += start.wall.elapsed();
        if let (Some(before), Some(now)) = (start.cpu, children_cpu()) {
            self.cpu = Some(self.cpu.unwrap_or_default() + now.saturating_sub(before));
        }
    }
}

impl fmt::Display for Spent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} s", self.wall.as_secs_f64())?;
        match self.cpu {
            Some(cpu) => write!(f, " ({:.1} s of CPU)", cpu.as_secs_f64()),
            None => Ok(()),
        }
    }
}

/// A point in time.
struct Start {
    wall: Instant,
    cpu: Option<Duration>,
}

impl Start {
    fn now() -> Self {
        Self {
            wall: Instant::now(),
            cpu: children_cpu(),
        }
    }
}

/// The processors' time of all programs that were run and waited for, as Linux tells it: fields 16 and 17 of
/// `/proc/self/stat`, in hundredths of a second.
fn children_cpu() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in parentheses, which may hold blanks.
    let fields = stat.rsplit_once(')')?.1.split_whitespace();
    let ticks: Option<u64> = fields
        .skip(13)
        .take(2)
        .map(|field| field.parse::<u64>().ok())
        .sum();
    ticks.map(|ticks| Duration::from_millis(ticks * 10))
}
