//! Node values, shape ids and lists between brackets.

use std::borrow::Cow;

use super::comments;
use super::writer::{Writer, width};
use crate::idl::{Element, Kind, dedented};

/// What stands between brackets.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brackets {
    open: &'static str,
    /// What stands inside of the brackets if they are on one line: a space or nothing.
    padding: &'static str,
    close: &'static str,
}

pub(super) const SQUARE: Brackets = Brackets { open: "[", padding: "", close: "]" };
pub(super) const ROUND: Brackets = Brackets { open: "(", padding: "", close: ")" };
const CURLY: Brackets = Brackets { open: "{", padding: " ", close: "}" };

/// Writes what stands between brackets: on one line, separated by commas, if that is allowed and fits, and else each
/// item on a line of its own.
pub(super) fn bracketed<'t>(
    writer: &mut Writer,
    brackets: Brackets,
    items: impl Iterator<Item = Element<'t>> + Clone,
    is_broken: bool,
    item: impl Fn(&mut Writer, Element<'t>),
) {
    let Brackets { open, padding, close } = brackets;
    let comments_or_parts = items.filter(|item| !item.kind().is_trivia() || comments::has_comments(*item));
    if comments_or_parts.clone().next().is_none() {
        writer.text(open);
        writer.text(close);
        return;
    }
    if !is_broken {
        let mut flat = format!("{open}{padding}");
        for (index, element) in comments_or_parts.clone().enumerate() {
            flat.push_str(if index > 0 { ", " } else { "" });
            flat.push_str(&on_one_line(element));
        }
        flat.push_str(padding);
        flat.push_str(close);
        if writer.fits(width(&flat)) {
            return writer.text(&flat);
        }
    }
    writer.text(open);
    writer.indented(|writer| {
        let mut gap = comments::Gap::default();
        for element in comments_or_parts {
            if element.kind().is_trivia() {
                gap.push(element);
                continue;
            }
            flush(writer, &mut gap);
            writer.line();
            item(writer, element);
        }
        flush(writer, &mut gap);
    });
    writer.line();
    writer.text(close);
}

/// Writes comments in front of an item, each on a line of its own.
fn flush(writer: &mut Writer, gap: &mut comments::Gap<'_>) {
    for comment in std::mem::take(gap).comments(false) {
        writer.line();
        writer.text(&comment.text);
    }
}

/// The text of an item that has no line breaks.
fn on_one_line(element: Element<'_>) -> Cow<'_, str> {
    match element.kind() {
        Kind::NodeObjectKvp => {
            let key = element.child(Kind::NodeObjectKey).map_or("", key);
            let value = value_of(element).map_or(Cow::Borrowed(""), on_one_line);
            Cow::Owned(format!("{key}: {value}"))
        }
        _ => Cow::Borrowed(element.text()),
    }
}

/// The value in a statement, an entry, an assignment or a trait.
pub(super) fn value_of(element: Element<'_>) -> Option<Element<'_>> {
    element.children().find(|child| child.kind().is_node_value())
}

/// Writes a value.
pub(super) fn value(writer: &mut Writer, value: Element<'_>) {
    match value.kind() {
        Kind::NodeArray => array(writer, value, has_line_breaks(value)),
        Kind::NodeObject => object(writer, value, has_line_breaks(value)),
        Kind::TextBlock => text_block(writer, value.text()),
        Kind::QuotedText if value.text().contains('\r') => {
            writer.text(&value.text().replace("\r\n", "\n").replace('\r', "\n"));
        }
        _ => writer.text(value.text()),
    }
}

/// Writes an array.
fn array(writer: &mut Writer, array: Element<'_>, is_broken: bool) {
    let items = array.children().filter(|child| child.kind().is_node_value() || child.kind().is_trivia());
    bracketed(writer, SQUARE, items, is_broken, |writer, item| match item.kind() {
        // An object in an array is always broken.
        Kind::NodeObject => object(writer, item, true),
        _ => value(writer, item),
    });
}

fn object(writer: &mut Writer, object: Element<'_>, is_broken: bool) {
    bracketed(writer, CURLY, entries(object), is_broken, entry);
}

/// Writes the properties of a service or resource, whose arrays are always broken.
pub(super) fn entity_body(writer: &mut Writer, object: Element<'_>) {
    bracketed(writer, CURLY, entries(object), has_line_breaks(object), |writer, kvp| match value_of(kvp) {
        Some(value) if value.kind() == Kind::NodeArray => {
            start_entry(writer, kvp);
            array(writer, value, true);
        }
        _ => entry(writer, kvp),
    });
}

/// The entries of an object and the comments around them.
pub(super) fn entries(object: Element<'_>) -> impl Iterator<Item = Element<'_>> + Clone {
    object.children().filter(|child| child.kind() == Kind::NodeObjectKvp || child.kind().is_trivia())
}

/// Writes `key: value`, with the comments in between in front of it.
pub(super) fn entry(writer: &mut Writer, kvp: Element<'_>) {
    start_entry(writer, kvp);
    match value_of(kvp) {
        // The lines of a text belong to its key.
        Some(text) if text.kind() == Kind::TextBlock => writer.indented(|writer| value(writer, text)),
        Some(other) => value(writer, other),
        None => {}
    }
}

fn start_entry(writer: &mut Writer, kvp: Element<'_>) {
    for comment in comments::inside(kvp.children()) {
        writer.text(&comment.text);
        writer.line();
    }
    writer.text(kvp.child(Kind::NodeObjectKey).map_or("", key));
    writer.text(": ");
}

/// A key, without quotes where it needs none.
pub(super) fn key(key: Element<'_>) -> &str {
    let text = key.text();
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inside.filter(|name| is_identifier(name)).unwrap_or(text)
}

/// Whether a text is an identifier (Smithy 2.0, "Shape ID ABNF").
fn is_identifier(text: &str) -> bool {
    let after_underscores = text.trim_start_matches('_');
    let has_underscores = after_underscores.len() < text.len();
    let starts_well = |first: char| first.is_ascii_alphabetic() || has_underscores && first.is_ascii_digit();
    after_underscores.starts_with(starts_well) && text.chars().all(|one| one == '_' || one.is_ascii_alphanumeric())
}

/// Whether what is inside needs lines of its own: comments, texts of several lines, and other arrays and objects.
pub(super) fn has_line_breaks(element: Element<'_>) -> bool {
    element.descendants().skip(1).any(|inside| is_always_broken(inside))
}

/// Whether a value or comment is never written in one line with others.
pub(super) fn is_always_broken(element: Element<'_>) -> bool {
    match element.kind() {
        Kind::Comment | Kind::DocComment | Kind::TextBlock | Kind::NodeArray | Kind::NodeObject => true,
        Kind::QuotedText => element.text().contains(['\n', '\r']),
        _ => false,
    }
}

/// Writes a text block: its lines without the indentation that they have in common, indented as what they are in.
fn text_block(writer: &mut Writer, text: &str) {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let inside = unified.get(3..unified.len().saturating_sub(3)).unwrap_or_default();
    let content = inside.split_once('\n').map_or("", |(_, content)| content);
    writer.text("\"\"\"");
    let mut content = dedented(content);
    // White space has kept this quotation mark from those that end the block.
    if let Some(before) = content.strip_suffix('"')
        && (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2)
    {
        content.insert(before.len(), '\\');
    }
    for line in content.split('\n') {
        writer.line();
        writer.text(line);
    }
    writer.text("\"\"\"");
}
