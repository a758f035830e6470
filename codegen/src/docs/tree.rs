//! Documentation as a tree of blocks and inline text, and how it grows from a stream of tags.

use std::mem;

/// A part of a document that stands on lines of its own.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// Lines that are not to be wrapped.
    Code(String),
    Group(Group, Vec<Block>),
}

/// What a block of blocks is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Group {
    /// A list, whose children are items; with the first number if it is ordered.
    List(Option<u64>),
    Item,
    /// An item whose first paragraph is the term that the others explain.
    Definition,
    /// A quotation; its first paragraph is a label if it has one, such as `Note:`.
    Quote {
        labelled: bool,
    },
    /// A table, whose children are rows, whose children are cells.
    Table,
    Row,
    Cell,
}

/// A part of a paragraph.
#[derive(Debug)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    Break,
    Styled(Style, Vec<Inline>),
}

/// What text inside a paragraph is marked as.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Style {
    Emphasis,
    Strong,
    /// A link to an absolute URL.
    Link(String),
}

/// What a tag of HTML or a construct of CommonMark asks for.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Tag {
    /// Text apart from its neighbours.
    Paragraph,
    /// A paragraph in bold: headings would tear apart the outline of the page.
    Heading,
    List(Option<u64>),
    Item,
    /// The term of a definition; belongs into a list.
    Term,
    /// What follows a term.
    Description,
    /// A quotation with a label or without.
    Quote(Option<&'static str>),
    Table,
    Row,
    Cell,
    Preformatted,
    Code,
    Styled(Style),
}

/// How deep blocks may nest, and styles inside a paragraph; what nests deeper is kept as text.
///
/// The tree is walked and dropped recursively, and models are not ours.
const MAX_DEPTH: usize = 16;

/// Grows a tree from tags in any order: what is left open is closed, what was never opened is
/// ignored.
#[derive(Default)]
pub(super) struct Builder {
    root: Vec<Block>,
    groups: Vec<(Group, Vec<Block>)>,
    line: Vec<Inline>,
    styles: Vec<(Style, Vec<Inline>)>,
    preformatted: Option<String>,
    in_code: bool,
}

impl Builder {
    pub(super) fn open(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph | Tag::Description => self.end_paragraph(),
            Tag::Heading => {
                self.end_paragraph();
                self.open_style(Style::Strong);
            }
            Tag::List(start) => self.open_group(Group::List(start)),
            Tag::Item => self.open_item(Group::Item),
            Tag::Term => {
                self.open_item(Group::Definition);
                self.open_style(Style::Strong);
            }
            Tag::Quote(label) => {
                self.open_group(Group::Quote { labelled: label.is_some() });
                if let Some(label) = label {
                    let text = Inline::Text(format!("{label}:"));
                    self.block(Block::Paragraph(vec![Inline::Styled(Style::Strong, vec![text])]));
                }
            }
            Tag::Table => self.open_group(Group::Table),
            Tag::Row => {
                self.close_inside(|group| group == Group::Table);
                self.open_group(Group::Row);
            }
            Tag::Cell => {
                self.close_inside(|group| group == Group::Row);
                self.open_group(Group::Cell);
            }
            Tag::Preformatted => {
                self.end_paragraph();
                self.preformatted = Some(String::new());
            }
            Tag::Code => self.in_code = true,
            Tag::Styled(style) => self.open_style(style),
        }
    }

    /// Begins a link, unless its address is relative: rustdoc would look for an item of that name.
    pub(super) fn open_link(&mut self, url: &str) {
        // Some addresses are written in backticks.
        let url = url.trim_matches(|c: char| c.is_whitespace() || c == '`');
        let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
        if ["https", "http", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            self.open_style(Style::Link(url.to_owned()));
        }
    }

    /// Ends what a tag began; a link or a list is ended whatever its address or number.
    pub(super) fn close(&mut self, tag: &Tag) {
        match tag {
            Tag::Paragraph | Tag::Heading | Tag::Term | Tag::Description => self.end_paragraph(),
            Tag::List(_) => self.close_group(|group| matches!(group, Group::List(_))),
            Tag::Item => self.close_group(|group| group == Group::Item),
            Tag::Quote(_) => self.close_group(|group| matches!(group, Group::Quote { .. })),
            Tag::Table => self.close_group(|group| group == Group::Table),
            Tag::Row => self.close_group(|group| group == Group::Row),
            Tag::Cell => self.close_group(|group| group == Group::Cell),
            Tag::Preformatted => self.end_paragraph(),
            Tag::Code => self.in_code = false,
            Tag::Styled(style) => self.close_style(style),
        }
    }

    pub(super) fn is_in_code(&self) -> bool {
        self.in_code || self.preformatted.is_some()
    }

    /// Adds text without markup.
    pub(super) fn text(&mut self, text: &str) {
        let text: String = if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
            text.to_owned()
        } else {
            text.chars().filter_map(visible).collect()
        };
        if let Some(code) = &mut self.preformatted {
            code.push_str(&text);
        } else if !self.in_code {
            self.line.push(Inline::Text(text));
        } else if let Some(Inline::Code(code)) = self.line.last_mut() {
            code.push_str(&text);
        } else {
            self.line.push(Inline::Code(text));
        }
    }

    pub(super) fn line_break(&mut self) {
        match &mut self.preformatted {
            Some(code) => code.push('\n'),
            None => self.line.push(Inline::Break),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        while !self.groups.is_empty() {
            self.pop_group();
        }
        self.root
    }

    fn open_style(&mut self, style: Style) {
        let nests_in_itself = self.styles.iter().any(|(open, _)| same_kind(open, &style));
        // Code cannot hold a style, but it can be a link.
        let fits = !self.in_code || matches!(style, Style::Link(_));
        if fits && !nests_in_itself && self.preformatted.is_none() {
            self.styles.push((style, mem::take(&mut self.line)));
        }
    }

    fn close_style(&mut self, style: &Style) {
        if let Some(depth) = self.styles.iter().rposition(|(open, _)| same_kind(open, style)) {
            while self.styles.len() > depth {
                self.pop_style();
            }
        }
    }

    fn pop_style(&mut self) {
        if let Some((style, outer)) = self.styles.pop() {
            let inner = mem::replace(&mut self.line, outer);
            self.line.push(Inline::Styled(style, inner));
        }
    }

    fn open_group(&mut self, group: Group) {
        self.end_paragraph();
        if self.groups.len() < MAX_DEPTH {
            self.groups.push((group, Vec::new()));
        }
    }

    fn open_item(&mut self, item: Group) {
        self.end_paragraph();
        if !self.groups.iter().any(|(group, _)| matches!(group, Group::List(_))) {
            self.open_group(Group::List(None));
        }
        self.close_inside(|group| matches!(group, Group::List(_)));
        self.open_group(item);
    }

    /// Closes the innermost group of a kind and all inside it. An end tag inside a list says
    /// nothing about what the list is in.
    fn close_group(&mut self, is_it: impl Fn(Group) -> bool) {
        self.end_paragraph();
        if let Some(depth) = self.groups.iter().rposition(|(group, _)| is_it(*group)) {
            while self.groups.len() > depth {
                self.pop_group();
            }
        }
    }

    /// Closes all inside the innermost group of a kind.
    fn close_inside(&mut self, is_it: impl Fn(Group) -> bool) {
        self.end_paragraph();
        if let Some(depth) = self.groups.iter().rposition(|(group, _)| is_it(*group)) {
            while self.groups.len() > depth + 1 {
                self.pop_group();
            }
        }
    }

    fn pop_group(&mut self) {
        let Some((group, mut blocks)) = self.groups.pop() else {
            return;
        };
        match group {
            Group::Definition => join_lead(&mut blocks, ": "),
            Group::Quote { labelled: true } => join_lead(&mut blocks, " "),
            _ => {}
        }
        let only_label = group == (Group::Quote { labelled: true }) && blocks.len() == 1 && is_label(&blocks);
        // A cell without content keeps its column.
        if (!blocks.is_empty() || group == Group::Cell) && !only_label {
            self.block(Block::Group(group, blocks));
        }
    }

    fn end_paragraph(&mut self) {
        if let Some(code) = self.preformatted.take() {
            self.block(Block::Code(code));
        }
        while !self.styles.is_empty() {
            self.pop_style();
        }
        self.in_code = false;
        let line = mem::take(&mut self.line);
        if has_text(&line) {
            self.block(Block::Paragraph(line));
        }
    }

    /// Adds a block to the innermost group, as an item or a cell where only those are allowed.
    fn block(&mut self, block: Block) {
        let Some((group, blocks)) = self.groups.last_mut() else {
            self.root.push(block);
            return;
        };
        let block = match (*group, &block) {
            (Group::List(_), Block::Group(Group::Item | Group::Definition, _)) => block,
            (Group::List(_), _) => {
                if let Some(Block::Group(_, item)) = blocks.last_mut() {
                    item.push(block);
                    return;
                }
                Block::Group(Group::Item, vec![block])
            }
            (Group::Table, Block::Group(Group::Row, _)) | (Group::Row, Block::Group(Group::Cell, _)) => block,
            (Group::Row, _) => Block::Group(Group::Cell, vec![block]),
            (Group::Table, _) => Block::Group(Group::Row, vec![Block::Group(Group::Cell, vec![block])]),
            _ => block,
        };
        blocks.push(block);
    }
}

fn same_kind(one: &Style, other: &Style) -> bool {
    mem::discriminant(one) == mem::discriminant(other)
}

/// Whether a labelled quotation consists of nothing but its label.
fn is_label(blocks: &[Block]) -> bool {
    matches!(blocks, [Block::Paragraph(line)] if line.len() == 1)
}

/// Makes the first paragraph, a term or a label, the beginning of the second.
fn join_lead(blocks: &mut Vec<Block>, separator: &str) {
    if let [Block::Paragraph(lead), Block::Paragraph(line), ..] = blocks.as_mut_slice() {
        let separator = if ends_with_colon(lead) { " " } else { separator };
        lead.push(Inline::Text(separator.to_owned()));
        lead.append(line);
        blocks.remove(1);
    }
}

fn ends_with_colon(line: &[Inline]) -> bool {
    match line.last() {
        Some(Inline::Text(text) | Inline::Code(text)) => text.trim_end().ends_with(':'),
        Some(Inline::Styled(_, inner)) => ends_with_colon(inner),
        Some(Inline::Break) | None => false,
    }
}

fn has_text(line: &[Inline]) -> bool {
    line.iter().any(|inline| match inline {
        Inline::Text(text) | Inline::Code(text) => !text.trim().is_empty(),
        Inline::Break => false,
        Inline::Styled(Style::Link(_), _) => true,
        Inline::Styled(_, inner) => has_text(inner),
    })
}

/// Makes white space plain and drops what nobody sees: controls, joiners at which words may break,
/// marks of direction. The compiler refuses some of them in source files.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\t' => Some(c),
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' => None,
        _ if c.is_whitespace() => Some(' '),
        _ if c.is_control() => None,
        _ => Some(c),
    }
}
