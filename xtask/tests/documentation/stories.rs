//! The pages of the guide as stories: their models are written into a folder, and their commands are run there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::blocks::{Block, START};
use crate::projects::write;

/// Runs what a page shows, in the order in which it does, and compares what the commands print.
///
/// A folder begins with the model of the first page. What it holds is committed before a model replaces another.
pub(crate) fn run(blocks: &[Block], page: &str) {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    git(at, &["init", "--quiet"]);
    let start = blocks.iter().find(|block| block.page == START && block.language == "smithy").unwrap();
    write(&at.join(start.file()), &start.text);
    for block in blocks.iter().filter(|block| block.page == page) {
        match &*block.language {
            "smithy" => {
                let author = ["-c", "user.name=guide", "-c", "user.email=guide@example.com"];
                git(at, &["add", "--all"]);
                git(at, &[&author[..], &["commit", "--quiet", "--allow-empty", "--message", "Before"]].concat());
                write(&at.join(block.file()), &block.text);
            }
            "console" => console(at, block),
            _ => {}
        }
    }
}

/// Runs the commands of a block. A line `…` stands for any number of lines.
fn console(folder: &Path, block: &Block) {
    let mut lines = block.text.lines().peekable();
    while let Some(line) = lines.next() {
        let command = line.strip_prefix("$ ").unwrap_or_else(|| panic!("{}: what is `{line}`?", block.place()));
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("shapewright"), "{}: only this program is run", block.place());
        let output = Command::new(program()).args(words).current_dir(folder).env("NO_COLOR", "1").output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        let printed = printed.trim_end();
        let mut shown = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
            shown.push(line);
        }
        let printed: Vec<String> = printed.lines().map(without_time).collect();
        let mut rest = &printed[..];
        let is_whole = !shown.contains(&"…");
        for part in shown.split(|line| *line == "…") {
            let part: Vec<String> = part.iter().map(|line| without_time(line)).collect();
            let found = (0..=rest.len() - part.len().min(rest.len())).find(|at| rest[*at..].starts_with(&part));
            let found = found.unwrap_or_else(|| panic!("{}: `{command}` prints {printed:#?}", block.place()));
            rest = &rest[found + part.len()..];
        }
        assert!(!is_whole || printed.len() == shown.len(), "{}: `{command}` prints {printed:#?}", block.place());
    }
}

/// A line without the seconds that something took.
fn without_time(line: &str) -> String {
    match line.strip_suffix(" s").and_then(|line| line.rsplit_once(", ")) {
        Some((line, seconds)) if seconds.parse::<f64>().is_ok() => format!("{line}, … s"),
        _ => line.to_owned(),
    }
}

/// The program, built next to that of this package.
fn program() -> PathBuf {
    static BUILT: std::sync::Once = std::sync::Once::new();
    BUILT.call_once(|| {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        assert!(cargo.args(["build", "--quiet", "--package", "shapewright"]).status().unwrap().success());
    });
    Path::new(env!("CARGO_BIN_EXE_xtask")).with_file_name(format!("shapewright{}", std::env::consts::EXE_SUFFIX))
}

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git").args(arguments).current_dir(folder).status().unwrap();
    assert!(status.success(), "git {}", arguments.join(" "));
}

/// The pages of the guide that list their files, in order; that with the transcript has a command of its own.
pub(crate) fn pages(blocks: &[Block]) -> Vec<&str> {
    let mut pages: Vec<&str> = blocks.iter().filter(|block| block.is_of_guide()).map(|block| &*block.page).collect();
    pages.dedup();
    pages.retain(|page| !page.ends_with("/transcript.md"));
    pages
}

/// Every page is a chapter of the book.
pub(crate) fn chapters(root: &Path) -> Vec<String> {
    let summary = fs::read_to_string(root.join("docs/SUMMARY.md")).unwrap();
    let links = summary.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    links.map(|path| format!("docs/{path}")).collect()
}
