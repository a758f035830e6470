//! Trees hold the whole text.

use std::path::Path;

use super::{Tree, parse};

fn joined(tree: &Tree<'_>) -> String {
    tree.root().tokens().map(|token| token.text()).collect()
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "smithy") {
            found.push(path);
        }
    }
}

#[test]
fn trees_of_public_models_are_lossless() {
    let Some(shared) = std::env::var_os("SHAPEWRIGHT_SHARED") else {
        return eprintln!("skipped: SHAPEWRIGHT_SHARED is not set");
    };
    let mut found = Vec::new();
    files(Path::new(&shared), &mut found);
    assert!(found.len() > 100);
    found.sort();
    for path in found {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let tree = parse(&text);
        assert!(joined(&tree) == text, "{}", path.display());
        for element in tree.root().descendants() {
            assert!(text.get(element.range()).is_some(), "{}: {element:?}", path.display());
        }
        if !path.to_string_lossy().contains("idl-invalid") {
            for fault in tree.faults() {
                let line = text[..fault.range.start].matches('\n').count() + 1;
                println!("{}:{line}: {}", path.display(), fault.message);
            }
        }
    }
}
