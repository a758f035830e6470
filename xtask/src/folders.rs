//! Folders of files, compared and copied.

use std::fs;
use std::io;
use std::path::Path;

use crate::cargo::write_if_changed;

/// The files below a folder, sorted, with `/` between the parts of their paths. None if the folder does not exist.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        collect(folder, "", &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        // A link counts as a file, whatever it leads to.
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}

/// Copies these files of a folder into another, and removes all others there. Equal files are left alone, so that what
/// was built of them stays valid.
pub(crate) fn mirror(from: &Path, files: &[String], to: &Path) -> io::Result<()> {
    for gone in self::files(to)?.iter().filter(|file| !files.contains(file)) {
        fs::remove_file(to.join(gone))?;
    }
    for file in files {
        let path = to.join(file);
        fs::create_dir_all(path.parent().unwrap_or(to))?;
        write_if_changed(&path, &fs::read(from.join(file))?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

    use std::fs;

    #[test]
    fn a_mirror_has_the_files_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| folder.path().join(name));
        for file in ["from/a/b", "from/c", "to/c", "to/d/e"] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        let files = super::files(&from).unwrap();
        super::mirror(&from, &files, &to).unwrap();
        assert_eq!(files, ["a/b", "c"]);
        assert_eq!(super::files(&to).unwrap(), files);
        assert_eq!(fs::read_to_string(to.join("c")).unwrap(), "from/c");
        assert!(super::files(&folder.path().join("nowhere")).unwrap().is_empty());
    }
}
