//! Reads files of a git revision, by the command `git`.

use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Output};

use shapewright_smithy::project::{FILE, Files};

use shapewright_codegen::tools::is_model;

/// A file or a folder in a git revision.
pub(super) struct Tree {
    /// What people call it, such as `HEAD:models`.
    name: String,
    /// The commit.
    commit: String,
    /// The object at the path.
    object: String,
    /// Whether it is a folder.
    is_folder: bool,
}

/// The path of a revision, be it a file or a folder; or why there is none.
///
/// As for git itself, the path begins at the root of the repository, unless it begins with `./`.
///
/// # Errors
/// When git cannot be run, or fails for another reason than what it is asked for.
pub(super) fn open(revision: &str, path: &str) -> io::Result<Result<Tree, String>> {
    if !succeeds(&["rev-parse", "--git-dir"])? {
        let what = "the current folder is not in a git repository";
        return Ok(Err(format!("`{revision}:{path}` is neither a file nor a folder, and {what}")));
    }
    let Some(commit) = resolve(&format!("{revision}^{{commit}}"))? else {
        return Ok(Err(format!("`{revision}` is not a revision of the git repository")));
    };
    // A slash at the end is usual for folders, but not for git.
    let path = normal(path.strip_suffix('/').unwrap_or(path));
    let Some(object) = resolve(&format!("{commit}:{path}"))? else {
        return Ok(Err(format!("`{path}` does not exist in the git revision `{revision}`")));
    };
    let is_folder = text(&git(&["cat-file", "-t", &object])?).trim() == "tree";
    Ok(Ok(Tree { name: format!("{revision}:{path}"), commit, object, is_folder }))
}

impl Tree {
    /// The models in it, by their paths below it, each with the name to show and its content; sorted.
    pub(super) fn models(&self) -> io::Result<Vec<(String, String, Vec<u8>)>> {
        if !self.is_folder {
            let file = self.name.rsplit(['/', ':']).next().unwrap_or_default().to_owned();
            return Ok(vec![(file, self.name.clone(), git(&["cat-file", "blob", &self.object])?)]);
        }
        let mut files = Vec::new();
        let listed = text(&git(&["ls-tree", "-r", "-z", "--full-tree", &self.object])?);
        // Each entry is `MODE TYPE OBJECT`, a tab, and the path.
        for (facts, below) in listed.split('\0').filter_map(|entry| entry.split_once('\t')) {
            let facts: Vec<&str> = facts.split(' ').collect();
            let [mode, "blob", object] = facts[..] else { continue };
            // As on the disk, folders and files with a dot in front belong to editors and systems. `12…` are links.
            let is_hidden = below.split('/').any(|part| part.starts_with('.'));
            let is_meant = below.rsplit('/').next().is_some_and(is_model);
            if mode.starts_with("10") && is_meant && !is_hidden {
                files.push((below.to_owned(), self.below(below), git(&["cat-file", "blob", object])?));
            }
        }
        files.sort();
        Ok(files)
    }

    /// The content, if it is a file.
    pub(super) fn content(&self) -> io::Result<Vec<u8>> {
        git(&["cat-file", "blob", &self.object])
    }

    /// The `smithy-build.json` of a folder in it, or of itself if the name is empty.
    pub(super) fn project(&self, name: &str) -> Option<PathBuf> {
        let path = match name {
            "" if !self.is_folder => PathBuf::from(&self.name),
            "" => PathBuf::from(self.below(FILE)),
            name => PathBuf::from(self.below(&format!("{name}/{FILE}"))),
        };
        let is_project = path.to_string_lossy().ends_with(FILE);
        (is_project && resolve(&self.address(&path)).ok().flatten().is_some()).then_some(path)
    }

    /// What a path below it is called.
    fn below(&self, path: &str) -> String {
        let separator = if self.name.ends_with([':', '/']) { "" } else { "/" };
        format!("{}{separator}{path}", self.name)
    }

    /// What git calls a file of that path.
    fn address(&self, path: &Path) -> String {
        let shown = path.to_string_lossy().replace('\\', "/");
        let revision = self.name.split_once(':').map_or("", |(revision, _)| revision);
        let path = shown.strip_prefix(&format!("{revision}:")).unwrap_or(&shown);
        format!("{}:{}", self.commit, normal(path))
    }
}

/// A path without `.` and `..` in it, which git does not resolve. What begins with `./` is meant from the current folder.
fn normal(path: &str) -> String {
    let begins_here = path == "." || path.starts_with("./") || path.starts_with("../");
    let mut parts: Vec<String> = Vec::new();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => drop(parts.pop()),
            Component::CurDir => {}
            other => parts.push(other.as_os_str().to_string_lossy().into_owned()),
        }
    }
    format!("{}{}", if begins_here { "./" } else { "" }, parts.join("/"))
}

/// The files around a project in a revision.
impl Files for Tree {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        git(&["cat-file", "blob", &self.address(path)])
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let listed = text(&git(&["ls-tree", "-z", "--name-only", "--full-tree", &self.address(folder)])?);
        let mut paths: Vec<PathBuf> =
            listed.split('\0').filter(|name| !name.is_empty()).map(|name| folder.join(name)).collect();
        paths.sort();
        Ok(paths)
    }

    fn is_folder(&self, path: &Path) -> bool {
        let kind = output(&["cat-file", "-t", &self.address(path)]);
        kind.is_ok_and(|kind| kind.status.success() && text(&kind.stdout).trim() == "tree")
    }
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
