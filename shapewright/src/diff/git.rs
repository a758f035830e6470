//! Reads files of a git revision, by the command `git`.

use std::ffi::OsStr;
use std::io;
use std::process::{Command, Output};

use crate::inputs::is_model;

/// The name, such as `HEAD:models/a.smithy`, and the content of a file.
type File = (String, Vec<u8>);

/// The models at a path of a revision, be it a file or a folder, sorted by name; or why there are none.
///
/// As for git itself, the path begins at the root of the repository, unless it begins with `./`.
///
/// # Errors
/// When git cannot be run, or fails for another reason than what it is asked for.
pub(super) fn read(revision: &str, path: &str) -> io::Result<Result<Vec<File>, String>> {
    if !succeeds(&["rev-parse", "--git-dir"])? {
        let what = "the current folder is not in a git repository";
        return Ok(Err(format!("`{revision}:{path}` is neither a file nor a folder, and {what}")));
    }
    let Some(commit) = resolve(&format!("{revision}^{{commit}}"))? else {
        return Ok(Err(format!("`{revision}` is not a revision of the git repository")));
    };
    // A slash at the end is usual for folders, but not for git.
    let path = path.strip_suffix('/').unwrap_or(path);
    let Some(object) = resolve(&format!("{commit}:{path}"))? else {
        return Ok(Err(format!("`{path}` does not exist in the git revision `{revision}`")));
    };
    let kind = text(&git(&["cat-file", "-t", &object])?);
    let name = format!("{revision}:{path}");
    if kind.trim() != "tree" {
        return Ok(Ok(vec![(name, git(&["cat-file", "blob", &object])?)]));
    }
    let mut files = Vec::new();
    let listed = text(&git(&["ls-tree", "-r", "-z", "--full-tree", &object])?);
    // Each entry is `MODE TYPE OBJECT`, a tab, and the path.
    for (facts, below) in listed.split('\0').filter_map(|entry| entry.split_once('\t')) {
        let facts: Vec<&str> = facts.split(' ').collect();
        let [mode, "blob", object] = facts[..] else { continue };
        // As on the disk, folders and files with a dot in front belong to editors and systems. `12…` are links.
        let is_hidden = below.split('/').any(|part| part.starts_with('.'));
        let is_meant = below.rsplit('/').next().is_some_and(is_model);
        if mode.starts_with("10") && is_meant && !is_hidden {
            let separator = if path.is_empty() { "" } else { "/" };
            files.push((format!("{name}{separator}{below}"), git(&["cat-file", "blob", object])?));
        }
    }
    files.sort();
    Ok(Ok(files))
}

/// The object of that name, if there is one.
fn resolve(name: &str) -> io::Result<Option<String>> {
    let output = output(&["rev-parse", "--verify", "--quiet", "--end-of-options", name])?;
    // What a version of git that does not know the option prints for it is not the object.
    let object = text(&output.stdout).lines().last().unwrap_or_default().to_owned();
    Ok((output.status.success() && !object.is_empty()).then_some(object))
}

fn succeeds(arguments: &[&str]) -> io::Result<bool> {
    Ok(output(arguments)?.status.success())
}

/// What git prints.
fn git(arguments: &[&str]) -> io::Result<Vec<u8>> {
    let output = output(arguments)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let reason = text(&output.stderr);
    Err(io::Error::other(format!("`git {}` failed: {}", arguments.join(" "), reason.trim())))
}

fn output(arguments: &[impl AsRef<OsStr>]) -> io::Result<Output> {
    Command::new("git").args(arguments).output().map_err(|error| {
        let what = match error.kind() {
            io::ErrorKind::NotFound => "git is not installed; name files or folders instead of a revision".to_owned(),
            _ => format!("cannot run `git`: {error}"),
        };
        io::Error::new(error.kind(), what)
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
