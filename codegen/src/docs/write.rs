//! Writes blocks as lines of Markdown.

use super::inline::{self, Context, Word};
use super::tree::{Block, Group, Inline};

/// The lines of a document, no longer than `width` characters where a space allows it.
pub(super) fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut other_marker = false;
    let mut previous: Option<&Block> = None;
    for block in blocks {
        let adjoining = previous.is_some_and(|previous| would_merge(previous, block));
        other_marker = adjoining && !other_marker;
        let written = match block {
            Block::Paragraph(line) => paragraph(line, width),
            Block::Code(code) => fenced(code),
            Block::Group(Group::List(start), items) => list(*start, items, other_marker, width),
            Block::Group(Group::Quote { .. }, blocks) => quote(blocks, width),
            Block::Group(Group::Table, rows) => table(rows),
            // Outside of a list or a table these are no more than their content.
            Block::Group(Group::Item | Group::Definition | Group::Row | Group::Cell, blocks) => {
                self::lines(blocks, width)
            }
        };
        if !lines.is_empty() && !written.is_empty() {
            lines.push(String::new());
        }
        lines.extend(written);
        previous = Some(block);
    }
    lines
}

/// All text of a document on one line.
pub(super) fn line(blocks: &[Block]) -> String {
    let words: Vec<Word> = blocks.iter().flat_map(|block| words(block, Context::Paragraph)).collect();
    let line = inline::one_line(&words);
    match line.split_once(' ') {
        Some((first, rest)) => format!("{} {rest}", at_line_start(first.to_owned())),
        None if line.is_empty() => line,
        None => at_line_start(line),
    }
}

/// Whether Markdown would take two blocks in a row for one list.
fn would_merge(one: &Block, other: &Block) -> bool {
    match (one, other) {
        (Block::Group(Group::List(one), _), Block::Group(Group::List(other), _)) => one.is_some() == other.is_some(),
        _ => false,
    }
}

fn paragraph(line: &[Inline], width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    let mut broken = false;
    for word in inline::words(line, Context::Paragraph) {
        let word = match word {
            Word::Text(word) => word,
            Word::Break => {
                broken = true;
                continue;
            }
        };
        let word_length = word.chars().count();
        let Some(current) = lines.last_mut() else {
            break;
        };
        if current.is_empty() {
            *current = at_line_start(word);
            length = word_length;
        } else if broken || length + 1 + word_length > width {
            if broken {
                current.push('\\');
            }
            lines.push(at_line_start(word));
            length = word_length;
        } else {
            current.push(' ');
            current.push_str(&word);
            length += 1 + word_length;
        }
        broken = false;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Escapes a word that would begin a heading, a list, a quotation, a rule or a table.
fn at_line_start(word: String) -> String {
    let only = |c: char| word.chars().all(|other| other == c);
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 && matches!(&word[digits..], "." | ")") {
        return format!("{}\\{}", &word[..digits], &word[digits..]);
    }
    let special = word.starts_with(['>', '|'])
        || word.starts_with(":-")
        || matches!(word.as_str(), "-" | "+")
        || only('#')
        || only('=');
    if special { format!("\\{word}") } else { word }
}

/// Code in a fence that keeps rustdoc from running it.
fn fenced(code: &str) -> Vec<String> {
    let mut code: Vec<String> = code.lines().map(|line| line.replace('\t', "    ").trim_end().to_owned()).collect();
    let written = |line: &String| !line.is_empty();
    code.truncate(code.iter().rposition(written).map_or(0, |last| last + 1));
    code.drain(..code.iter().position(written).unwrap_or(0));
    if code.is_empty() {
        return code;
    }
    code.dedup_by(|line, previous| line.is_empty() && previous.is_empty());
    let fence = inline::fence(&code.join("\n"));
    code.insert(0, format!("{fence}text"));
    code.push(fence);
    code
}

fn quote(blocks: &[Block], width: usize) -> Vec<String> {
    let mut lines = lines(blocks, width.saturating_sub(2));
    for line in &mut lines {
        line.insert_str(0, if line.is_empty() { ">" } else { "> " });
    }
    lines
}

/// A list with `-` and `1.`, or with `*` and `1)` if it would run into the list before it.
fn list(start: Option<u64>, items: &[Block], other_marker: bool, width: usize) -> Vec<String> {
    let is_tight = items.iter().all(is_tight);
    let mut lines = Vec::new();
    let mut number = start;
    for item in items {
        let marker = match (number, other_marker) {
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
            (Some(number), false) => format!("{number}. "),
            (Some(number), true) => format!("{number}) "),
        };
        let mut written = self::lines(std::slice::from_ref(item), width.saturating_sub(marker.len()));
        if written.is_empty() {
            continue;
        }
        if is_tight {
            written.retain(|line| !line.is_empty());
        } else if !lines.is_empty() {
            lines.push(String::new());
        }
        let indent = " ".repeat(marker.len());
        for (i, line) in written.into_iter().enumerate() {
            match (i, line.is_empty()) {
                (0, _) => lines.push(format!("{marker}{line}")),
                (_, true) => lines.push(line),
                (_, false) => lines.push(format!("{indent}{line}")),
            }
        }
        number = number.map(|number| number.saturating_add(1));
    }
    lines
}

/// Whether an item needs no empty lines: a paragraph at most, and lists that may follow it.
fn is_tight(item: &Block) -> bool {
    let Block::Group(_, blocks) = item else {
        return false;
    };
    let (first, rest) = match blocks.as_slice() {
        [Block::Paragraph(_), rest @ ..] => (1, rest),
        rest => (0, rest),
    };
    // Two lists after each other would be told apart by their markers, but not read easily.
    rest.len() <= 1
        && first + rest.len() > 0
        && rest.iter().all(|block| match block {
            Block::Group(Group::List(None | Some(1)), items) => items.iter().all(is_tight),
            _ => false,
        })
}

/// A table as GitHub writes it, the first row being the head; cells cannot hold more than text.
fn table(rows: &[Block]) -> Vec<String> {
    let mut rows: Vec<Vec<String>> = rows.iter().map(row).collect();
    rows.retain(|cells| cells.iter().any(|cell| !cell.is_empty()));
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines: Vec<String> = rows
        .into_iter()
        .map(|mut cells| {
            cells.resize(columns, String::new());
            format!("| {} |", cells.join(" | "))
        })
        .collect();
    if !lines.is_empty() {
        lines.insert(1, format!("|{}", " --- |".repeat(columns)));
    }
    lines
}

fn row(row: &Block) -> Vec<String> {
    let Block::Group(_, cells) = row else {
        return Vec::new();
    };
    let text = |cell: &Block| inline::one_line(&words(cell, Context::Cell));
    cells.iter().map(text).collect()
}

/// The words of all text in a block.
fn words(block: &Block, context: Context) -> Vec<Word> {
    match block {
        Block::Paragraph(line) => inline::words(line, context),
        Block::Code(code) => inline::words(&[Inline::Code(code.clone())], context),
        Block::Group(_, blocks) => blocks.iter().flat_map(|block| words(block, context)).collect(),
    }
}
