//! Compiles the crates, and says which name in which place the compiler's words are about.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

use super::places::SPOTS;
use crate::cargo::{Spent, Start, Workshop};
use crate::{Console, Outcome, counted};

/// A generated crate.
pub(super) struct Subject {
    /// Its folder, and the package's name after `names-`.
    pub(super) package: &'static str,
    /// The lines of all its files.
    pub(super) lines: usize,
}

/// What is done: the subcommand of Cargo, its arguments, and whether it is done with the crate of modules alone. Only
/// there are examples many enough, and the rest small enough, for running them and for compiling twice, with and without
/// tests.
const STEPS: &[(&str, &[&str], bool)] = &[
    ("clippy", &["--tests", "--keep-going", "--message-format", "json", "--", "-D", "warnings"], false),
    ("clippy", &["--keep-going", "--message-format", "json", "--", "-D", "warnings"], true),
    ("doc", &["--no-deps", "--keep-going", "--message-format", "json"], false),
    ("test", &[], true),
];

/// How many faults are shown; all are in the log.
const SHOWN: usize = 60;

/// Compiles the crates, documents them and runs examples.
pub(super) fn run(
    workshop: &Workshop,
    subjects: &[Subject],
    names: &BTreeSet<String>,
    console: &mut Console<'_>,
) -> io::Result<Outcome> {
    for Subject { package, lines } in subjects {
        writeln!(console.out, "{package}: {lines} lines")?;
    }
    let packages = |only_modules: bool| {
        let wanted = subjects.iter().filter(move |subject| !only_modules || subject.package == super::MODULES);
        wanted.map(|subject| format!("names-{}", subject.package)).collect::<Vec<_>>()
    };
    for (number, (subcommand, arguments, only_modules)) in STEPS.iter().enumerate() {
        let packages = packages(*only_modules);
        let [first, others @ ..] = &*packages else { continue };
        let start = Start::now();
        let mut command = workshop.cargo(subcommand, first);
        command.args(others.iter().flat_map(|package| ["--package", package])).args(*arguments);
        let (succeeded, faults, log) = faults(&mut command, workshop.folder(), names)?;
        let mut spent = Spent::default();
        spent.add(&start);
        writeln!(console.out, "{subcommand}: {}, {spent}", if succeeded { "passed" } else { "failed" })?;
        console.out.flush()?;
        if succeeded {
            continue;
        }
        for fault in faults.iter().take(SHOWN) {
            writeln!(console.out, "  {fault}")?;
        }
        let path = workshop.folder().join(format!("{number}-{subcommand}.log"));
        fs::write(&path, log)?;
        writeln!(console.out, "  {} in total, see `{}`", counted(faults.len(), "fault"), path.display())?;
        // What does not compile can be neither documented nor tested.
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Done)
}

/// A line of what Cargo says with `--message-format json`.
#[derive(Deserialize)]
struct Line {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    message: String,
    rendered: Option<String>,
    level: String,
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    is_primary: bool,
    text: Vec<Text>,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

#[derive(Deserialize)]
struct Text {
    text: String,
    highlight_start: usize,
    highlight_end: usize,
}

/// Whether Cargo succeeded, what it complains of, a line each, and all that it says.
fn faults(command: &mut Command, folder: &Path, names: &BTreeSet<String>) -> io::Result<(bool, Vec<String>, String)> {
    let output = command.env("RUSTDOCFLAGS", "-D warnings").output()?;
    let mut faults = BTreeSet::new();
    let mut log = String::new();
    let said = String::from_utf8_lossy(&output.stdout);
    for line in said.lines() {
        match serde_json::from_str::<Line>(line) {
            Ok(Line { message }) => {
                log.push_str(message.rendered.as_deref().unwrap_or_default());
                if !message.spans.is_empty() && matches!(&*message.level, "error" | "warning") {
                    faults.insert(describe(&message, folder, names));
                }
            }
            Err(_) if line.starts_with('{') => {}
            Err(_) => log.push_str(&format!("{line}\n")),
        }
    }
    log.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok((output.status.success(), faults.into_iter().collect(), log))
}

/// The place and the names that a diagnostic is about, as far as can be told, and what it says.
fn describe(message: &Message, folder: &Path, names: &BTreeSet<String>) -> String {
    let spans: Vec<&Span> = message.spans.iter().filter(|span| span.is_primary).flat_map(generated).collect();
    let Some(span) = spans.first() else { return message.message.clone() };
    let module = span.file_name.rsplit_once("src/").map_or("", |(_, path)| path);
    let module = module.split(['/', '.']).next().unwrap_or_default();
    let place = SPOTS.iter().find(|place| place.module() == module);
    let place = place.map_or_else(|| format!("module {module}"), |place| place.name.to_owned());
    let item = item(&folder.join(&span.file_name), span.line_start);
    let words: BTreeSet<String> =
        spans.iter().flat_map(|span| words(span)).chain(item).map(|word| fold(&word)).collect();
    let about: Vec<&str> = names.iter().filter(|name| words.contains(&fold(name))).map(String::as_str).collect();
    format!("{place} {}: {} ({}:{})", about.join(", "), message.message, span.file_name, span.line_start)
}

/// A span and those of the macro calls that it comes from, in generated files only.
fn generated(span: &Span) -> Vec<&Span> {
    let mut spans = vec![span];
    while let Some(expansion) = spans.last().and_then(|span| span.expansion.as_deref()) {
        spans.push(&expansion.span);
    }
    // The runtime's files are given by their full paths.
    spans.retain(|span| !Path::new(&span.file_name).is_absolute());
    spans
}

/// The words that a span marks, but for what introduces an item.
fn words(span: &Span) -> Vec<String> {
    let Some(line) = span.text.first() else { return Vec::new() };
    let marked = line.highlight_end.saturating_sub(line.highlight_start);
    let text: String = line.text.chars().skip(line.highlight_start.saturating_sub(1)).take(marked).collect();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').map(str::to_owned);
    words.filter(|word| !INTRODUCTIONS.contains(&&**word) && word != "self").collect()
}

/// What stands before an item's name.
const INTRODUCTIONS: &[&str] = &["enum", "fn", "impl", "mod", "pub", "struct", "trait", "type"];

/// The name of the item or function around a line of a file.
fn item(path: &Path, line: usize) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let lines: Vec<&str> = text.lines().take(line).collect();
    lines.iter().rev().find_map(|line| {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_').skip_while(|word| word.is_empty());
        words.find(|word| matches!(*word, "enum" | "fn" | "mod" | "struct" | "trait" | "type"))?;
        words.find(|word| *word != "r" && !word.is_empty()).map(str::to_owned)
    })
}

/// A name as it is whatever case it is written in.
fn fold(name: &str) -> String {
    name.replace('_', "").to_ascii_lowercase()
}
