//! The code blocks of README, ARCHITECTURE and the pages below `docs`: all of them are compiled, read or looked up.
//!
//! Those that use official models need these in a folder that `SHAPEWRIGHT_SHARED` names; without it, the tests say what
//! they left out.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test fails by a panic")]

#[path = "documentation/blocks.rs"]
mod blocks;
mod nested;
#[path = "documentation/projects.rs"]
mod projects;
#[path = "documentation/stories.rs"]
mod stories;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use shapewright_codegen::tools::Choices;
use shapewright_smithy::diagnostics::Sources;
use toml::Table;
use xtask::codegen;

/// The folder of official models.
fn shared() -> Option<PathBuf> {
    std::env::var_os("SHAPEWRIGHT_SHARED").map(PathBuf::from)
}

/// Says what was left out, to whoever runs the test by itself.
fn left_out(place: &str, models: &[String]) {
    eprintln!(
        "{place} was not checked: SHAPEWRIGHT_SHARED does not name a folder with models of {}",
        models.join(", ")
    );
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("documentation").join(name)
}

/// Whether a text is a model in the IDL that gives code without a warning, laid out as the formatter does.
fn is_model(text: &str) -> bool {
    let mut sources = Sources::new();
    let id = sources.add("models/shop.smithy", text);
    let formatted = shapewright_smithy::format(&sources, id);
    let generated = shapewright_codegen::generate(&sources, &shapewright_codegen::Config::default());
    generated.is_ok_and(|output| output.warnings.is_empty()) && formatted.is_ok_and(|formatted| text == formatted)
}

#[test]
fn every_block_is_of_a_kind_that_is_checked() {
    let blocks = blocks::all();
    for block in &blocks {
        let is_checked = match &*block.language {
            "console" | "rust" => true,
            "json" => serde_json::from_str::<serde_json::Value>(&block.text).is_ok(),
            "toml" => ["Cargo.toml", "shapewright.toml"].contains(&block.file()),
            "smithy" => is_model(&block.text),
            // A picture, or what a program prints.
            "" | "text" => true,
            _ => false,
        };
        assert!(is_checked, "{}: what is this? {}", block.place(), block.language);
    }
    assert!(blocks.iter().filter(|block| block.language == "rust").count() > 5);
}

#[test]
fn programs_compile_with_the_dependencies_that_are_shown() {
    let (shared, workspace) = (shared(), folder("programs"));
    let mut projects = projects::of(&blocks::all());
    projects.retain(|project| {
        let is_possible = project.models.is_empty() || shared.is_some();
        if !is_possible {
            left_out(project.name(), &project.models);
        }
        is_possible
    });
    let members: Vec<String> = projects.iter().map(|project| format!("{:?}", project.name())).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    projects::write(&workspace.join("Cargo.toml"), &manifest);
    fs::copy(blocks::root().join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    for project in &projects {
        project.write(&workspace, shared.as_deref());
    }
    for project in &projects {
        project.check(&workspace);
    }
}

#[test]
fn configurations_are_what_the_generator_reads() {
    let shared = shared();
    for block in blocks::all().iter().filter(|block| block.language == "toml" && block.file() == "shapewright.toml") {
        let table: Table = block.text.parse().unwrap_or_else(|error| panic!("{}: {error}", block.place()));
        let services = table.get("services").and_then(|services| services.as_table());
        let (own, foreign): (Vec<String>, Vec<String>) = services
            .into_iter()
            .flat_map(|services| services.keys().cloned())
            .partition(|name| blocks::root().join(format!("models/{name}.json")).exists());
        let mut sources = Sources::default();
        let file = sources.add("shapewright.toml", block.text.clone());
        let report = Choices::parse(&sources, file).1;
        assert!(report.is_empty(), "{}: {}", block.place(), report.render(&sources, false));
        if !foreign.is_empty() && shared.is_none() {
            left_out(&block.place(), &foreign);
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let models = folder.path().join("models");
        // A crate needs a service; where none is named, it is any.
        let own = if own.is_empty() && foreign.is_empty() { vec!["mgn".to_owned()] } else { own };
        for name in own.iter().map(|name| format!("models/{name}.json")) {
            projects::write(&folder.path().join(&name), &fs::read_to_string(blocks::root().join(&name)).unwrap());
        }
        for name in &foreign {
            projects::copy_model(name, shared.as_deref().unwrap(), &models);
        }
        let config = folder.path().join("shapewright.toml");
        projects::write(&config, &block.text);
        let (config, models, out) = (Some(config), Some(models), Some(folder.path().join("generated")));
        projects::generate(&codegen::Options { config, models, out, ..Default::default() });
    }
}

#[test]
fn the_guide_can_be_followed() {
    let blocks = blocks::all();
    let pages = stories::pages(&blocks);
    assert!(pages.len() > 5, "{pages:?}");
    for page in pages {
        stories::run(&blocks, page);
    }
}

/// `cargo xtask guide` checks the links of the chapters.
#[test]
fn every_page_is_a_chapter() {
    let chapters = stories::chapters(&blocks::root());
    for folder in ["docs", "docs/guide", "docs/diagnostics"] {
        for path in fs::read_dir(blocks::root().join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let page = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            let is_chapter = !page.ends_with(".md") || page == "docs/SUMMARY.md" || chapters.contains(&page);
            assert!(is_chapter, "docs/SUMMARY.md does not list {page}");
        }
    }
}

#[test]
fn commands_exist() {
    let blocks = blocks::all();
    let shown = blocks.iter().filter(|block| block.language == "console").flat_map(|block| block.text.lines());
    let shown = shown.filter_map(|line| line.strip_prefix("$ ")).map(str::to_owned);
    let table = fs::read_to_string(blocks::root().join("docs/commands.md")).unwrap();
    // A row names a command and, behind it, its flags.
    let rows = table.lines().filter(|line| line.starts_with("| `")).map(|line| line.replace(['|', '`', ';', ','], " "));
    let lines: Vec<String> = shown.chain(rows).collect();
    assert!(lines.len() > 10, "{lines:?}");
    for line in lines {
        // Variables of the environment may stand before the command.
        let words: Vec<&str> = line.split_whitespace().skip_while(|word| word.contains('=')).collect();
        match words[..] {
            ["cargo", "xtask", command, ..] => {
                is_known(Command::new(env!("CARGO_BIN_EXE_xtask")).arg(command), &words);
            }
            ["cargo", "run", "-p", "shapewright", "--", command, ..] | ["shapewright", command, ..] => {
                let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
                is_known(cargo.args(["run", "--quiet", "--package", "shapewright", "--", command]), &words);
            }
            ["cargo", "install", "shapewright"] => {}
            // The options of all commands.
            [option, ..] if option.starts_with('-') => {}
            ["cargo", "run" | "bench", "-p", package, ..] => {
                let lock = fs::read_to_string(blocks::root().join("Cargo.lock")).unwrap();
                assert!(lock.contains(&format!("name = \"{package}\"\n")), "there is no package {package}");
            }
            ["cargo", "test", ..] => {}
            _ => panic!("what is `{line}`?"),
        }
    }
}

/// Fails unless a command exists and has the flags among these words.
fn is_known(command: &mut Command, words: &[&str]) {
    let output = command.arg("--help").output().unwrap();
    assert!(output.status.success(), "there is no `{}`", words.join(" "));
    let help = String::from_utf8_lossy(&output.stdout);
    for flag in words.iter().filter(|word| word.starts_with("--") && word.len() > 2) {
        assert!(help.contains(flag), "{} is not in the help of `{}`", flag, words.join(" "));
    }
}
