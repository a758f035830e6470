//! Paths as people and manifests read them.

use std::env;
use std::io;
use std::path::{Component, Path, PathBuf, absolute};

use super::disk::real;

/// A path as short as it can be from where the command runs: relative if it is below that folder.
pub fn from_here(path: &Path) -> PathBuf {
    let short = env::current_dir().ok().and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    match short {
        Some(here) if here.as_os_str().is_empty() => PathBuf::from("."),
        Some(short) => short,
        None => path.to_owned(),
    }
}

/// The way from a folder to another path, with `/` between its parts, as Cargo reads it: by the names alone, without
/// following links. The whole path if none leads there, as between drives of Windows.
pub fn relative(from: &Path, to: &Path) -> io::Result<String> {
    let (from, to) = (absolute_parts(from)?, absolute_parts(to)?);
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return Ok(to.join("/"));
    }
    let up = from[shared..].iter().map(|_| "..");
    let way: Vec<&str> = up.chain(to[shared..].iter().map(String::as_str)).collect();
    Ok(if way.is_empty() { ".".to_owned() } else { way.join("/") })
}

/// The whole path, without following links.
pub(super) fn full(path: &Path) -> io::Result<PathBuf> {
    // An empty path means the current folder, as in `Path::parent`.
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    Ok(absolute_parts(path)?
        .iter()
        .enumerate()
        .map(|(at, part)| if at == 0 { format!("{part}/") } else { part.clone() })
        .collect())
}

/// A folder and a path, both whole: by their names if the one is below the other by that, or else as links lead there.
/// So the way between them is the same in every clone, by whatever link a path comes into it.
pub(super) fn pair(folder: &Path, path: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let named = (full(folder)?, full(path)?);
    if named.1.starts_with(&named.0) {
        return Ok(named);
    }
    let (mut existing, mut rest) = (named.1.clone(), PathBuf::new());
    while !existing.exists() {
        let Some(name) = existing.file_name().map(Path::new) else { return Ok(named) };
        rest = if rest.as_os_str().is_empty() { name.to_owned() } else { name.join(rest) };
        existing.pop();
    }
    let (Ok(folder), Ok(existing)) = (real(&named.0), real(&existing)) else { return Ok(named) };
    let path = if rest.as_os_str().is_empty() { existing } else { existing.join(rest) };
    Ok(if path.starts_with(&folder) { (folder, path) } else { named })
}

/// The folder of the crate that a module is in: the nearest above it with a manifest.
pub(super) fn crate_of(out: &Path) -> io::Result<Option<PathBuf>> {
    let out = full(out)?;
    Ok(out.ancestors().find(|folder| folder.join("Cargo.toml").is_file()).map(Path::to_owned))
}

/// The parts of a path made absolute, by the names alone; the first is what it begins with.
pub fn absolute_parts(path: &Path) -> io::Result<Vec<String>> {
    let mut parts = Vec::new();
    for component in absolute(path)?.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if parts.len() > 1 => drop(parts.pop()),
            Component::ParentDir => {}
            Component::RootDir if parts.is_empty() => parts.push(String::new()),
            Component::RootDir => {}
            Component::Prefix(_) | Component::Normal(_) => {
                parts.push(component.as_os_str().to_string_lossy().into_owned());
            }
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

    use std::path::Path;

    #[test]
    fn ways_between_folders() {
        for (from, to, expected) in [
            ("/a/b", "/a/runtime", "../runtime"),
            ("/a/b/c/d", "/a/runtime", "../../../runtime"),
            ("/a/./b/../c", "/a/c/d", "d"),
            ("/a/b", "/a/b", "."),
            ("/a/b", "/c d/e", "../../c d/e"),
            ("/", "/a", "a"),
        ] {
            assert_eq!(super::relative(Path::new(from), Path::new(to)).unwrap(), expected, "{from} {to}");
        }
    }
}
