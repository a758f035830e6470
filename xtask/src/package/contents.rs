//! What a package must contain, and what it must not.

/// Files that every package has.
const NEEDED: &[&str] = &["Cargo.toml", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "src/lib.rs"];

/// Files that Cargo adds.
const ADDED: &[&str] = &[".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml.orig"];

/// What sources are: code, the pages of diagnostics and documentation, and Smithy's own packages.
const SOURCES: &[&str] = &[".md", ".rs", ".smithy"];

/// How large a package may be, in bytes.
const LIMIT: u64 = 512 * 1024;

/// What is wrong with a package of these files and this size.
pub(super) fn faults(files: &[String], size: u64) -> Vec<String> {
    let missing = NEEDED.iter().filter(|needed| files.iter().all(|file| file != *needed));
    let missing = missing.map(|needed| format!("there is no {needed}"));
    let unexpected = files.iter().filter(|file| !is_expected(file)).map(|file| format!("{file} must not be published"));
    let size = (size > LIMIT).then(|| format!("it has {size} bytes, {LIMIT} are allowed"));
    missing.chain(unexpected).chain(size).collect()
}

fn is_expected(file: &str) -> bool {
    NEEDED.contains(&file)
        || ADDED.contains(&file)
        || file.starts_with("src/") && !file.contains("/cases/") && SOURCES.iter().any(|end| file.ends_with(end))
}

#[cfg(test)]
mod tests {
    #[test]
    fn faults_are_found() {
        let files = |more: &[&str]| {
            let all = super::NEEDED.iter().chain(super::ADDED).chain(more);
            all.map(|&file| file.to_owned()).collect::<Vec<_>>()
        };
        let good = files(&["src/a/b.rs", "src/packages/aws.api.smithy", "src/codes/examples/a.md"]);
        assert!(super::faults(&good, super::LIMIT).is_empty());
        let bad = files(&["tests/a.rs", "src/a/zoo.json", "src/docs/cases/a.md", "notes.md"]);
        assert_eq!(super::faults(&bad, super::LIMIT).len(), 4);
        assert_eq!(super::faults(&good, super::LIMIT + 1).len(), 1);
        assert_eq!(super::faults(&good[1..], 1), ["there is no Cargo.toml"]);
    }
}
