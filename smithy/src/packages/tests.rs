//! That the packages are well-formed.

use std::collections::BTreeSet;

use super::packages;

#[test]
fn files_define_shapes_in_the_namespaces_of_their_package() {
    let mut names = BTreeSet::new();
    for package in packages() {
        let mut namespaces = BTreeSet::new();
        for file in package.files {
            assert!(names.insert(file.name), "{} is listed twice", file.name);
            assert!(file.text.contains("$version: \"2.0\"\n"), "{} is not IDL 2.0", file.name);
            namespaces.extend(file.text.lines().find_map(|line| line.strip_prefix("namespace ")));
        }
        assert_eq!(namespaces.into_iter().collect::<Vec<_>>(), package.namespaces, "{}", package.coordinates);
    }
}
