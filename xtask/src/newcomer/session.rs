//! A shell in which commands run one after the other, and a transcript of it.

use std::fs;
use std::io::{self, Read};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::package::Packaged;

/// The address that commands name, in place of which a free one is used.
const ADDRESS: &str = "127.0.0.1:8080";

/// The session of a user.
pub(super) struct Session<'a> {
    home: PathBuf,
    folder: PathBuf,
    packaged: &'a Packaged,
    address: String,
    transcript: String,
    /// Whether the last thing in the transcript is a command.
    is_open: bool,
}

/// A server that runs until it is dropped.
pub(super) struct Server {
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl<'a> Session<'a> {
    /// A session of a user whose folder is empty.
    pub(super) fn new(home: &Path, packaged: &'a Packaged) -> io::Result<Self> {
        let home = fs::canonicalize(home)?;
        // Where registries have the packages, nobody needs this.
        fs::create_dir(home.join(".cargo"))?;
        fs::write(home.join(".cargo/config.toml"), packaged.configuration())?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        Ok(Self { folder: home.clone(), home, packaged, address, transcript: String::new(), is_open: false })
    }

    /// The current folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What was said, typed and printed, without what differs from run to run.
    pub(super) fn transcript(&self) -> String {
        let end = if self.is_open { "```\n" } else { "" };
        let home = self.home.display().to_string();
        let text = format!("{}{end}", self.transcript).replace(&home, "~").replace(&self.address, ADDRESS);
        without_ids(&without_timings(&text))
    }

    /// Says something between commands.
    pub(super) fn say(&mut self, text: &str) {
        if std::mem::take(&mut self.is_open) {
            self.transcript.push_str("```\n\n");
        }
        self.transcript.push_str(&format!("{text}\n\n"));
    }

    /// Runs a command that must succeed.
    pub(super) fn run(&mut self, line: &str) -> io::Result<()> {
        self.run_as(line, line)
    }

    /// Runs another command than the one that is shown.
    pub(super) fn run_as(&mut self, shown: &str, line: &str) -> io::Result<()> {
        if self.execute(shown, line)? { Ok(()) } else { Err(io::Error::other(format!("`{shown}` failed"))) }
    }

    /// Goes into a folder below the user's, or below the current one.
    pub(super) fn enter(&mut self, shown: &str, folder: &str) -> io::Result<()> {
        self.show(shown);
        let below = if shown.contains('~') { &self.home } else { &self.folder };
        self.folder = fs::canonicalize(below.join(folder))?;
        Ok(())
    }

    /// Replaces a text of a file, which has it once, as with an editor.
    pub(super) fn edit(&mut self, file: &str, from: &str, to: &str) -> io::Result<()> {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path)?;
        if text.matches(from).count() != 1 {
            return Err(io::Error::other(format!("{file} does not have once:\n{from}")));
        }
        fs::write(&path, text.replace(from, to))
    }

    /// Starts a server, and waits until it can be called.
    pub(super) fn serve(&mut self, line: &str) -> io::Result<Server> {
        self.show(&format!("{line} &"));
        let mut command = self.command(&format!("exec {line}"));
        let server = Server { child: command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()? };
        for _ in 0..600 {
            if TcpStream::connect(&self.address).is_ok() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(io::Error::other(format!("`{line}` does not listen")))
    }

    fn show(&mut self, line: &str) {
        if !std::mem::replace(&mut self.is_open, true) {
            self.transcript.push_str("```text\n");
        }
        self.transcript.push_str(&format!("$ {line}\n"));
    }

    /// Runs a command, and tells whether it succeeded.
    fn execute(&mut self, shown: &str, line: &str) -> io::Result<bool> {
        self.show(shown);
        // Errors and results in the order in which a terminal would show them.
        let (mut read, write) = io::pipe()?;
        let mut command = self.command(line);
        command.stdin(Stdio::null()).stdout(write.try_clone()?).stderr(write);
        let mut child = command.spawn()?;
        // The command keeps the ends for writing open otherwise.
        drop(command);
        let mut output = String::new();
        read.read_to_string(&mut output)?;
        self.transcript.push_str(&output);
        if !output.is_empty() && !output.ends_with('\n') {
            self.transcript.push('\n');
        }
        Ok(child.wait()?.success())
    }

    fn command(&self, line: &str) -> Command {
        let line = line.replace(ADDRESS, &self.address);
        let mut command = Command::new("sh");
        command.args(["-c", &line]).current_dir(&self.folder);
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(self.home.join("bin")).chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(path).unwrap_or_default());
        // What is installed stays where it is.
        let real_home = std::env::home_dir().unwrap_or_default();
        for (name, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
            command.env(name, std::env::var_os(name).unwrap_or_else(|| real_home.join(folder).into()));
        }
        command.env("HOME", &self.home).env("CARGO_TARGET_DIR", self.packaged.target());
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
        // Neither the settings of whoever runs this, nor what Cargo tells this program.
        for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CI", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").env("NO_COLOR", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "A user").env(format!("GIT_{role}_EMAIL"), "user@example.com");
        }
        command
    }
}

/// The text with `…` in place of the seconds in `0.05 s`.
fn without_timings(text: &str) -> String {
    let is_number = |word: &str| {
        let parts = word.split_once('.');
        parts.is_some_and(|(whole, rest)| [whole, rest].iter().all(|part| part.parse::<u32>().is_ok()))
    };
    let mut words: Vec<&str> = text.split(' ').collect();
    for at in 1..words.len() {
        let is_unit = words[at].strip_prefix('s').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if is_unit && is_number(words[at - 1]) {
            words[at - 1] = "…";
        }
    }
    words.join(" ")
}

/// The text with `…` in place of the ids of requests, which are in parentheses at the ends of errors.
fn without_ids(text: &str) -> String {
    const START: &str = "(request ";
    let mut parts = text.split(START);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let rest = part.find(')').map_or(part, |end| &part[end..]);
        text + START + "…" + rest
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn ids_are_left_out() {
        let text = "refused (request 12-ab)\nrefused (request 13-cd) again";
        assert_eq!(super::without_ids(text), "refused (request …)\nrefused (request …) again");
    }

    #[test]
    fn timings_are_left_out() {
        let text = "shop: 1 operation, 0.05 s\nfiles 1.95 seconds, 12.5 s, 0.1 x";
        assert_eq!(super::without_timings(text), "shop: 1 operation, … s\nfiles 1.95 seconds, … s, 0.1 x");
    }
}
