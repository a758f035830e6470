//! Reads CommonMark, with HTML in it where authors put some.

use pulldown_cmark::{Event, Options, Parser, Tag as Start, TagEnd};

use super::html;
use super::tree::{Builder, Style, Tag};

/// Adds a text in CommonMark to a document.
pub(super) fn read(text: &str, builder: &mut Builder) {
    let text = without_margin(text);
    // A block of HTML comes in lines, which may break inside a tag.
    let mut block = String::new();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(start) => begin(start, builder),
            Event::End(TagEnd::HtmlBlock) => html::read(&std::mem::take(&mut block), builder),
            Event::End(tag) => end(tag, builder),
            Event::Text(text) => builder.text(&text),
            Event::Code(code) => {
                builder.open(Tag::Code);
                builder.text(&code);
                builder.close(&Tag::Code);
            }
            Event::Html(html) => block.push_str(&html),
            Event::InlineHtml(tag) => html::read(&tag, builder),
            Event::SoftBreak => builder.text(" "),
            Event::HardBreak => builder.line_break(),
            // Only options that are not enabled make these.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                builder.text(&text);
            }
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }
}

fn begin(start: Start<'_>, builder: &mut Builder) {
    match start {
        Start::Link { dest_url, .. } => builder.open_link(&dest_url),
        start => {
            if let Some(tag) = tag(start.to_end()) {
                builder.open(match start {
                    Start::List(number) => Tag::List(number),
                    _ => tag,
                });
            }
        }
    }
}

fn end(end: TagEnd, builder: &mut Builder) {
    if let Some(tag) = tag(end) {
        builder.close(&tag);
    }
}

/// What a construct asks for, its arguments apart; nothing if only its content counts.
fn tag(end: TagEnd) -> Option<Tag> {
    Some(match end {
        TagEnd::Paragraph => Tag::Paragraph,
        TagEnd::Heading(_) => Tag::Heading,
        TagEnd::BlockQuote(_) => Tag::Quote(None),
        TagEnd::CodeBlock => Tag::Preformatted,
        TagEnd::List(_) => Tag::List(None),
        TagEnd::Item => Tag::Item,
        TagEnd::Table => Tag::Table,
        TagEnd::TableHead | TagEnd::TableRow => Tag::Row,
        TagEnd::TableCell => Tag::Cell,
        TagEnd::Emphasis => Tag::Styled(Style::Emphasis),
        TagEnd::Strong => Tag::Styled(Style::Strong),
        TagEnd::Link => Tag::Styled(Style::Link(String::new())),
        _ => return None,
    })
}

/// Removes the indentation that the lines after the first have in common.
///
/// Documentation is often cut out of an indented comment, which CommonMark would take for code.
/// Less than four columns it would not, and those may belong to a list.
fn without_margin(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let written = |line: &&str| !line.trim().is_empty();
    let margin = text.lines().skip(1).filter(written).map(indent).min().unwrap_or(0);
    let margin = if margin < 4 { 0 } else { margin };
    let mut lines = text.lines();
    let mut result = lines.next().unwrap_or_default().trim_start().to_owned();
    for line in lines {
        result.push('\n');
        result.push_str(line.get(margin..).unwrap_or_default());
    }
    result
}
