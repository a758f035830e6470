//! The page of codes, and that each example breaks the rule that it is an example of.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};
use shapewright_smithy::diagnostics::{Code, Rule, Severity, Sources};

use super::{INTERNAL, all};
use crate::{Config, check};

/// From the folder of the package, where Cargo runs tests.
const PAGE: &str = "../docs/diagnostics.md";

/// The generated part of the page: tables of errors and of warnings, and the examples.
fn generated() -> String {
    let codes: BTreeSet<_> = all().collect();
    let mut text = String::new();
    for (title, severity) in [
        ("Errors", Severity::Error),
        ("Dangers", Severity::Danger),
        ("Warnings", Severity::Warning),
        ("Notes", Severity::Note),
    ] {
        let _ = write!(
            text,
            "## {title}\n\n| code | what it reports | what to do | Smithy's event id |\n|---|---|---|---|\n"
        );
        for Rule { name, meaning, fix, smithy_id, example, .. } in
            codes.iter().map(|code| code.rule()).filter(|rule| rule.severity == severity)
        {
            let meaning = meaning.trim().trim_end_matches('.');
            let smithy_id = smithy_id.map(|id| format!("`{id}`")).unwrap_or_default();
            let name = if example.is_empty() { format!("`{name}`") } else { format!("[`{name}`](#{name})") };
            let _ = writeln!(text, "| {name} | {meaning} | {fix} | {smithy_id} |");
        }
        text.push('\n');
    }
    text.push_str("## Examples\n\nEach shows only the shapes concerned, as they stand under `shapes`.\n\n");
    for rule in codes.iter().map(|code| code.rule()).filter(|rule| !rule.example.is_empty()) {
        let _ = write!(text, "### {}\n\n{}\n", rule.name, rule.example);
    }
    text.trim_end().to_owned() + "\n"
}

/// Whoever reads a code finds what it means. `UPDATE_EXPECT=1` rewrites the tables and examples.
#[test]
fn the_documentation_lists_all_codes() {
    let page = fs::read_to_string(PAGE).unwrap_or_default();
    let before = page.split("## Errors").next().unwrap_or_default();
    let expected = format!("{before}{}", generated());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(PAGE, expected).unwrap();
        return;
    }
    assert_eq!(page, expected);
}

#[test]
fn names_are_distinct() {
    assert_eq!(all().collect::<BTreeSet<_>>().len(), all().count());
}

/// The blocks of code of a text in Markdown, with their languages.
fn blocks(markdown: &str) -> Vec<(&str, String)> {
    let mut blocks: Vec<(&str, String)> = Vec::new();
    let mut is_open = false;
    for line in markdown.lines() {
        match line.strip_prefix("```") {
            Some(language) if !is_open => blocks.push((language, String::new())),
            Some(_) => {}
            None if is_open => blocks.last_mut().unwrap().1.extend([line, "\n"]),
            None => {}
        }
        is_open ^= line.starts_with("```");
    }
    blocks
}

/// A model with these shapes, and with a service that uses them all unless one of them is a service.
///
/// A structure called `XInput` or `XOutput` is a message of the operation `X`, other shapes with values are members of
/// the input of an operation.
fn model(shapes: &mut serde_json::Map<String, Value>) -> Value {
    let kind = |shape: &Value| shape["type"].as_str().unwrap_or_default().to_owned();
    if !shapes.values().any(|shape| kind(shape) == "service") {
        let http = |uri: &str| json!({ "smithy.api#http": { "method": "POST", "uri": uri } });
        let mut members = serde_json::Map::new();
        for (id, shape) in shapes.clone() {
            let message = ["Input", "Output"].iter().find_map(|end| Some((id.strip_suffix(end)?, end.to_lowercase())));
            let is_value = !["operation", "apply"].contains(&&*kind(&shape))
                && ["streaming", "error"].iter().all(|one| shape["traits"].get(format!("smithy.api#{one}")).is_none());
            if let Some((operation, end)) = message {
                let uri = format!("/{}", operation.len());
                let operation =
                    shapes.entry(operation).or_insert_with(|| json!({ "type": "operation", "traits": http(&uri) }));
                operation[end] = json!({ "target": id });
            } else if is_value {
                members.insert(format!("m{}", members.len()), json!({ "target": id }));
            }
        }
        if !members.is_empty() {
            let traits = http("/use");
            shapes.insert("use#UseInput".to_owned(), json!({ "type": "structure", "members": members }));
            let operation = json!({ "type": "operation", "input": { "target": "use#UseInput" }, "traits": traits });
            shapes.insert("use#Use".to_owned(), operation);
        }
        let operations: Vec<_> = shapes.iter().filter(|(_, shape)| kind(shape) == "operation").collect();
        let operations: Vec<_> = operations.into_iter().map(|(id, _)| json!({ "target": id })).collect();
        let traits = json!({ "aws.protocols#restJson1": {} });
        let service = json!({ "type": "service", "version": "1", "operations": operations, "traits": traits });
        shapes.insert("use#Service".to_owned(), service);
    }
    json!({ "smithy": "2.0", "shapes": shapes })
}

/// The codes that are reported of an example.
fn reported(example: &str) -> BTreeSet<&'static str> {
    let blocks = blocks(example);
    // Several files without a configuration are parts of one model.
    let is_merged = blocks.len() > 1 && !example.contains("# codegen.toml");
    let mut sources = Sources::new();
    let mut config = Config::default();
    let mut names = ["models/weather.json", "models/other.json"].into_iter();
    let mut has_model = false;
    for (language, text) in &blocks {
        if text.starts_with("# codegen.toml") {
            config.file = Some(sources.add("models/codegen.toml", text.as_str()));
            continue;
        }
        let parsed = serde_json::from_str(text).ok().filter(|_| *language == "json");
        let text = match parsed {
            Some(Value::Object(shapes)) if is_merged => json!({ "smithy": "2.0", "shapes": shapes }).to_string(),
            Some(Value::Object(mut shapes)) if !shapes.contains_key("smithy") => model(&mut shapes).to_string(),
            _ => text.clone(),
        };
        sources.add(names.next().unwrap(), text);
        has_model = true;
    }
    if !has_model {
        let get = json!({ "type": "operation", "traits": { "smithy.api#http": { "method": "GET", "uri": "/" } } });
        let mut shapes = serde_json::Map::from_iter([("example#Get".to_owned(), get)]);
        sources.add("models/weather.json", model(&mut shapes).to_string());
    }
    let report =
        if is_merged { shapewright_smithy::Model::load(&sources, sources.ids()).1 } else { check(&sources, &config) };
    report.diagnostics().iter().map(|one| one.code.name()).collect()
}

#[test]
fn each_example_breaks_its_rule_and_no_other() {
    let mut faults = Vec::new();
    // Smithy's validators have no examples here: Smithy's own test data is run on them.
    let has_example = |code: &Code| !code.rule().example.is_empty();
    let names: BTreeSet<_> = all().filter(has_example).map(Code::name).collect();
    for code in all().filter(|code| *code != INTERNAL && has_example(code)) {
        let mut found = reported(code.rule().example);
        found.retain(|name| names.contains(name));
        if found != BTreeSet::from([code.name()]) {
            faults.push(format!("{code}: {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
