//! Every selector in Smithy's own files and test data follows the grammar.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use shapewright_smithy::selector::Selector;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "smithy" || extension == "json") {
            found.push(path);
        }
    }
}

/// The strings that follow a key `selector`, in IDL or JSON.
fn selectors(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, key) in text.match_indices("selector") {
        let rest = &text[at + key.len()..];
        let rest = rest.strip_prefix('"').unwrap_or(rest).trim_start();
        let Some(rest) = rest.strip_prefix(':') else { continue };
        let rest = rest.trim_start();
        if let Some(block) = rest.strip_prefix("\"\"\"") {
            found.extend(block.split_once("\"\"\"").map(|(block, _)| block.to_owned()));
        } else if rest.starts_with('"') {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            found.extend(values.next().and_then(Result::ok));
        }
    }
    found
}

#[test]
fn all_selectors_parse() {
    let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") else {
        println!("skipped: SHAPEWRIGHT_SHARED is not set");
        return;
    };
    let mut found = Vec::new();
    files(&Path::new(&shared).join("smithy-suites"), &mut found);
    files(&Path::new(&shared).join("protocol-tests"), &mut found);
    let mut count = 0;
    let mut failures = Vec::new();
    for path in found {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for selector in selectors(&text) {
            count += 1;
            if let Err(error) = Selector::parse(&selector) {
                failures.push(format!("{}: {selector}: {error}", path.display()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(count > 300, "only {count} selectors are found");
}
