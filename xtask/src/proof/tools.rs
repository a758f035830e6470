//! The other tools: what is in the folder `proof/`, run with the documents and the servers.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::Tool;
use super::prepare::Prepared;
use super::server::Server;
use crate::cargo::{Workshop, cargo, write_if_changed};
use crate::paths::in_workspace;
use crate::{Console, is_ci};

/// The services that programs in `proof/` call by name.
const CALLED: [&str; 4] = ["dataexchange", "main", "mgn", "panorama"];

/// Runs a tool; whether it was content.
pub(super) fn run(
    tool: Tool,
    services: &[Prepared],
    workshop: &Workshop,
    console: &mut Console<'_>,
) -> io::Result<bool> {
    let out = workshop.folder();
    let start = Instant::now();
    let missing: Vec<_> =
        CALLED.iter().filter(|name| !services.iter().any(|service| service.name() == **name)).copied().collect();
    if !missing.is_empty() {
        writeln!(console.err, "error: the programs in `proof/` need these services, too: {}", missing.join(", "))?;
        return Ok(false);
    }
    let called = services.iter().filter(|service| CALLED.contains(&service.name()));
    let servers: io::Result<Vec<(String, Server)>> = called
        .map(|service| {
            let variable = format!("SERVER_{}", service.name().to_uppercase());
            Ok((variable, Server::start(workshop, &service.program.package, false)?))
        })
        .collect();
    let servers = servers?;
    let with_servers = |command: &mut Command| {
        command.env("OPENAPI_DOCUMENTS", out.join("documents"));
        command.envs(servers.iter().map(|(variable, server)| (variable, &server.url)));
        done(command)
    };
    let is_done = match tool {
        Tool::Progenitor => {
            let mut command = cargo();
            command.args(["test", "--quiet", "--locked", "--manifest-path"]);
            command.arg(in_workspace("proof/progenitor/Cargo.toml")?);
            with_servers(command.arg("--target-dir").arg(out.join("progenitor")))
        }
        Tool::Typescript if is_there("npm", "npm", console)? => {
            let folder = node_folder(out)?;
            for service in services.iter().filter(|service| CALLED.contains(&service.name())) {
                let mut command = Command::new(folder.join("node_modules/.bin/openapi-typescript"));
                command.arg(service.document(out, "3.1")).arg("--output");
                done(command.arg(folder.join(format!("{}.d.ts", service.name()))).stdout(Stdio::null()))?;
            }
            done(Command::new(folder.join("node_modules/.bin/tsc")).arg("--project").arg(&folder))
                .and_then(|()| with_servers(Command::new("node").arg(folder.join("built/calls.js"))))
        }
        Tool::Browser if is_there("npm", "npm", console)? && is_there("chromium", "Chromium", console)? => {
            let folder = node_folder(out)?;
            with_servers(Command::new("node").arg(folder.join("pages.mjs")).args(CALLED))
        }
        _ => return Ok(!is_ci()),
    };
    match is_done {
        Ok(()) => writeln!(console.out, "{tool:?}: {:.1} s", start.elapsed().as_secs_f64())?,
        Err(ref error) => writeln!(console.err, "error: {error}")?,
    }
    Ok(is_done.is_ok())
}

/// The folder with the programs for Node, and the packages that they need.
fn node_folder(out: &Path) -> io::Result<PathBuf> {
    let (from, folder) = (in_workspace("proof/node")?, out.join("node"));
    fs::create_dir_all(&folder)?;
    let installed = fs::read(folder.join("package-lock.json")).unwrap_or_default();
    for entry in fs::read_dir(&from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            write_if_changed(&folder.join(entry.file_name()), &fs::read(entry.path())?)?;
        }
    }
    let is_fresh = fs::read(folder.join("package-lock.json"))? == installed && folder.join("node_modules").is_dir();
    if !is_fresh {
        let mut command = Command::new("npm");
        command.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]);
        done(command.current_dir(&folder))?;
    }
    Ok(folder)
}

/// Whether a program is installed. If it is not, says so.
pub(super) fn is_there(program: &str, what: &str, console: &mut Console<'_>) -> io::Result<bool> {
    let mut command = Command::new(program);
    let found = command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        let (kind, effect) = if is_ci() { ("error", "") } else { ("warning", "; what needs it is skipped") };
        writeln!(console.err, "{kind}: {what} is not installed (`{program}`){effect}")?;
    }
    Ok(found)
}

/// Runs a command that must succeed.
pub(super) fn done(command: &mut Command) -> io::Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.stdin(Stdio::null()).status();
    match status.map_err(|error| io::Error::other(format!("cannot run `{program}`: {error}")))? {
        status if status.success() => Ok(()),
        status => Err(io::Error::other(format!("`{program}` failed ({status})"))),
    }
}
