//! That each example breaks its rule, and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use shapewright_codegen::tools::codes;
use shapewright_codegen::{Config, ModelInput, check};
use shapewright_smithy::Model;
use shapewright_smithy::diagnostics::{Area, Report, Rule, Sources};
use shapewright_smithy::project::{self, Files, Project};

/// No known input breaks these rules: a fault of the generator's own, and what Smithy's rules find before.
const UNBROKEN: [&str; 2] = ["internal", "value"];

/// An example need not have a whole service.
const UNRELATED: [&str; 2] = ["no-service", "protocol"];

/// The model of examples that have only a configuration.
const WEATHER: &str = r#"$version: "2.0"
namespace example

@aws.protocols#restJson1
service Weather {
    operations: [Get]
}

@readonly
@http(method: "GET", uri: "/")
operation Get {}
"#;

/// What the last line of an example begins with that breaks other rules too, because it must.
const ALSO: &str = "It also breaks ";

#[test]
fn each_example_breaks_its_rule_and_no_other() {
    let mut faults = Vec::new();
    for code in codes().filter(|code| !UNBROKEN.contains(&code.name())) {
        let rule = code.rule();
        let mut expected = BTreeSet::from([rule.name]);
        let also = rule.example.trim_end().lines().next_back().and_then(|line| line.strip_prefix(ALSO));
        expected.extend(also.into_iter().flat_map(|names| names.split('`').skip(1).step_by(2)));
        let report = reported(rule);
        let mut found: BTreeSet<_> = report.diagnostics().iter().map(|one| one.code.name()).collect();
        found.retain(|name| expected.contains(name) || !UNRELATED.contains(name));
        if found != expected {
            let found = report.diagnostics().iter().map(|one| format!("    {}: {}", one.code, one.message));
            faults.push(format!("{code}:\n{}", found.collect::<Vec<_>>().join("\n")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is reported of an example.
fn reported(rule: &Rule) -> Report {
    let blocks = blocks(rule.example);
    match rule.area {
        Area::Differences => compared(&blocks),
        Area::Projects => projected(&blocks),
        Area::Generator => generated(&blocks),
        _ if rule.name.starts_with("openapi-") => described(&blocks),
        _ => linted(&blocks),
    }
}

/// A block of code.
struct Block<'a> {
    /// The file that the line before it names in backticks and a colon.
    file: Option<&'a str>,
    language: &'a str,
    text: String,
}

impl Block<'_> {
    /// Whether it is a configuration.
    fn is_config(&self) -> bool {
        self.text.starts_with("# shapewright.toml")
    }
}

/// The blocks of code of a text in Markdown.
fn blocks(markdown: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut is_open = false;
    let mut file = None;
    for line in markdown.lines() {
        match line.strip_prefix("```") {
            Some(language) if !is_open => blocks.push(Block { file: file.take(), language, text: String::new() }),
            Some(_) => {}
            None if is_open => blocks.last_mut().unwrap().text.extend([line, "\n"]),
            None => file = line.strip_prefix('`').and_then(|line| line.strip_suffix("`:")).or(file),
        }
        is_open ^= line.starts_with("```");
    }
    assert!(!is_open, "a block without an end:\n{markdown}");
    blocks
}

/// What is reported of a model: each block is a file of it.
fn linted(blocks: &[Block<'_>]) -> Report {
    let mut sources = Sources::new();
    let add = |(at, block): (usize, &Block<'_>)| {
        let end = if block.language == "smithy" { "smithy" } else { "json" };
        sources.add(format!("models/example/{at}.{end}"), &*block.text)
    };
    let files: Vec<_> = blocks.iter().enumerate().map(add).collect();
    let config = Config { models: vec![ModelInput::new("models/example", files)], ..Config::default() };
    check(&sources, &config)
}

/// What is reported when the service of a model is described as an OpenAPI document.
fn described(blocks: &[Block<'_>]) -> Report {
    let mut sources = Sources::new();
    for block in blocks {
        sources.add("example.smithy", &*block.text);
    }
    let (model, mut report) = Model::load(&sources, sources.ids());
    for (service, _) in model.services() {
        report.merge(shapewright_smithy::openapi::document(&model, service, &Default::default()).1);
    }
    report
}

/// What differs between two versions of a model, each a block.
fn compared(blocks: &[Block<'_>]) -> Report {
    let [old, new] = blocks else { return Report::new() };
    let mut sources = Sources::new();
    let [old, new] = [("old", old), ("new", new)].map(|(name, block)| {
        let id = sources.add(format!("{name}.smithy"), &*block.text);
        let (model, report) = Model::load(&sources, [id]);
        assert!(!report.has_errors(), "{}", report.render(&sources, false));
        model
    });
    shapewright_smithy::diff(&old, &new)
}

/// Files in memory.
struct Memory(BTreeMap<PathBuf, String>);

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| io::Error::other("no such file"))
    }

    fn list(&self, _: &Path) -> io::Result<Vec<PathBuf>> {
        Err(io::Error::other("not a folder"))
    }

    fn is_folder(&self, _: &Path) -> bool {
        false
    }
}

/// What is reported of a project: the first block is its `smithy-build.json`, the others are files that it names.
fn projected(blocks: &[Block<'_>]) -> Report {
    let name = |block: &Block<'_>| block.file.unwrap_or(project::FILE).into();
    let files = Memory(blocks.iter().map(|block| (name(block), block.text.clone())).collect());
    let mut sources = Sources::new();
    let (project, mut report) = Project::read(&files, Path::new(project::FILE), &|_| None, &mut sources);
    let projections: Vec<String> = project.projections().map(str::to_owned).collect();
    for projection in projections {
        report.merge(project.load(&sources, &projection).1);
    }
    report
}

/// What is reported of models, each a block, with a configuration, or of a configuration with a model.
fn generated(blocks: &[Block<'_>]) -> Report {
    let mut sources = Sources::new();
    let mut config = Config::default();
    let mut names = ["models/weather.smithy", "models/other.smithy"].into_iter();
    for block in blocks {
        if block.is_config() {
            config.file = Some(sources.add("shapewright.toml", &*block.text));
        } else {
            sources.add(names.next().unwrap(), &*block.text);
        }
    }
    if blocks.iter().all(Block::is_config) {
        sources.add("models/weather.smithy", WEATHER);
    }
    let mut report = check(&sources, &config);
    report.retain(|one| one.code.rule().area == Area::Generator);
    report
}
