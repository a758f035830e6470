//! Files in Smithy's IDL: the models that they define, what is reported of them, and their syntax trees.
//!
//! Each case is a file `NAME.smithy` or a folder of files, with the expected outcome next to it. `UPDATE_EXPECT=1`
//! rewrites the latter.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its cases has failed")]

mod mutate;

use std::path::{Path, PathBuf};
use std::{env, fs};

use mutate::{Numbers, mutate_idl};
use shapewright_smithy::diagnostics::Sources;
use shapewright_smithy::idl::{self, Tree};
use shapewright_smithy::{Model, print};

/// The files below a folder in the IDL.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "smithy") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The files of a case: one, or those of a folder.
fn case(path: &Path) -> Option<Sources> {
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        paths = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
    } else if path.extension().is_none_or(|extension| extension != "smithy") {
        return None;
    }
    let mut sources = Sources::new();
    for path in paths {
        sources.add(path.file_name().unwrap().to_str().unwrap(), fs::read(&path).unwrap());
    }
    Some(sources)
}

/// Compares the outcome of each case in a folder with what is expected.
fn check(folder: &str, extension: &str, outcome: impl Fn(&Sources) -> String) {
    let mut failures = Vec::new();
    let folder = Path::new("tests/idl").join(folder);
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    for case in cases {
        let Some(sources) = self::case(&case) else {
            continue;
        };
        let found = outcome(&sources);
        let path = case.with_extension(extension);
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, &found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            failures.push(format!("{}: expected\n{expected}\nfound\n{found}\n", case.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// The model as JSON, and what is reported.
fn load(sources: &Sources) -> (String, String) {
    let (model, report) = Model::load(sources, sources.ids());
    (print::json(&model), report.render(sources, false))
}

fn joined(tree: &Tree<'_>) -> String {
    tree.root().tokens().map(|token| token.text()).collect()
}

#[test]
fn valid_files_define_models() {
    check("valid", "json", |sources| {
        let (model, report) = load(sources);
        assert!(!report.contains("error["), "{report}");
        model
    });
}

#[test]
fn faults_are_reported_at_their_places() {
    check("faults", "txt", |sources| load(sources).1);
}

#[test]
fn trees_group_tokens_by_production() {
    check("tree", "txt", |sources| {
        let source = sources.ids().next().and_then(|id| sources.get(id)).unwrap();
        format!("{:?}", idl::parse(std::str::from_utf8(&source.bytes).unwrap()).root())
    });
}

/// The project's own cases, and, with `SHAPEWRIGHT_SHARED`, public models.
fn seeds() -> Vec<String> {
    let mut paths = files(Path::new("tests"));
    paths.extend(files(Path::new("src")));
    if let Some(shared) = env::var_os("SHAPEWRIGHT_SHARED") {
        paths.extend(files(Path::new(&shared)));
    }
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

#[test]
fn trees_hold_the_whole_text() {
    let seeds = seeds();
    assert!(seeds.len() > 20, "the cases are missing");
    for text in seeds {
        let tree = idl::parse(&text);
        assert!(joined(&tree) == text, "{text}");
        for element in tree.root().descendants() {
            assert!(text.get(element.range()).is_some(), "{element:?}");
        }
    }
}

/// Whatever a file says, it is loaded or it gets a diagnostic with a place.
#[test]
fn no_mutation_breaks_the_loader() {
    let seeds: Vec<_> = seeds().into_iter().filter(|seed| seed.len() < 4096).collect();
    let rounds = if env::var_os("SHAPEWRIGHT_SHARED").is_some() { 20 } else { 60 };
    let mut numbers = Numbers::new(0x5eed_0002);
    let mut faulty = 0;
    for seed in &seeds {
        for _ in 0..rounds {
            let mut bytes = seed.clone().into_bytes();
            mutate_idl(&mut bytes, seeds[numbers.below(seeds.len())].as_bytes(), &mut numbers);
            let text = String::from_utf8_lossy(&bytes);
            let tree = idl::parse(&text);
            assert!(joined(&tree) == text, "{text}");
            let mut sources = Sources::new();
            sources.add("model.smithy", &*text);
            let (_, report) = Model::load(&sources, sources.ids());
            for record in report.records(&sources) {
                let is_placed = record.file.is_some() && (record.line.is_some() && record.column.is_some());
                assert!(is_placed, "{record:?} in {text}");
            }
            faulty += usize::from(report.has_errors());
        }
    }
    assert!(faulty > 500, "only {faulty} mutations were noticed");
}

/// Neither depth nor length is a problem.
#[test]
fn large_files_are_read() {
    const MANY: usize = 20_000;
    let start = "$version: \"2.0\"\nnamespace a\n";
    let texts = [
        format!("$version: {}", "[".repeat(MANY)),
        format!("metadata a = {}", "{a:".repeat(MANY)),
        format!("{start}@a({}", "[{a:".repeat(MANY)),
        format!("{start}{}", "@a(".repeat(MANY)),
        format!("{start}{}string A", "/// doc\n".repeat(MANY)),
        format!("{start}{}string A", "@tags([\"a\"])\n".repeat(MANY)),
        format!("{start}structure A {{\n{}}}", "/// doc\n@required\n$a = 1\n".repeat(MANY)),
        format!("{start}{}", "operation A { input := {\n".repeat(MANY)),
        format!("{start}{}", "structure A {\n".repeat(MANY)),
        format!("{start}{}", "string \n".repeat(MANY)),
        format!("{start}string A with [{}]", "A ".repeat(MANY)),
        format!("{start}{}", "use a#B\n".repeat(MANY)),
        "\"".repeat(MANY),
        "\\\"/".repeat(MANY),
    ];
    for text in texts {
        let tree = idl::parse(&text);
        assert!(joined(&tree) == text);
        let mut sources = Sources::new();
        sources.add("model.smithy", text);
        load(&sources);
    }
}
