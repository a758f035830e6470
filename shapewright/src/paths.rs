//! Paths as people and manifests read them.

use std::env;
use std::io;
use std::path::{Component, Path, PathBuf, absolute};

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

/// The parts of a path made absolute, by the names alone; the first is what it begins with.
pub(crate) fn absolute_parts(path: &Path) -> io::Result<Vec<String>> {
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
