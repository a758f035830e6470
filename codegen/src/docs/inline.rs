//! Writes the inside of a paragraph as words between which lines may be broken.

use super::tree::{Inline, Style};

/// A piece of a paragraph that stays on one line.
#[derive(Debug)]
pub(super) enum Word {
    Text(String),
    /// The end of a line that must be kept.
    Break,
}

/// Where a text stands, which decides what must be escaped.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Context {
    Paragraph,
    Cell,
    Link,
    LinkInCell,
}

impl Context {
    /// Whether a `|` would end the text.
    fn is_in_cell(self) -> bool {
        matches!(self, Self::Cell | Self::LinkInCell)
    }

    /// Whether a `]` would end the text; also, there are no links in links.
    fn is_in_link(self) -> bool {
        matches!(self, Self::Link | Self::LinkInCell)
    }

    fn link(self) -> Self {
        if self.is_in_cell() { Self::LinkInCell } else { Self::Link }
    }
}

/// The words of a paragraph, in Markdown. They may still mean something at the start of a line.
pub(super) fn words(line: &[Inline], context: Context) -> Vec<Word> {
    let mut writer = Writer { context, words: Vec::new(), word: String::new() };
    writer.line(line, ' ');
    writer.end_word();
    writer.words
}

struct Writer {
    context: Context,
    words: Vec<Word>,
    word: String,
}

impl Writer {
    /// Writes inline text that is followed by the character `after`.
    fn line(&mut self, line: &[Inline], after: char) {
        for (i, inline) in line.iter().enumerate() {
            let after = line[i + 1..].iter().find_map(first_char).unwrap_or(after);
            match inline {
                Inline::Text(text) => self.text(text, after),
                Inline::Code(code) => self.code(code, after),
                Inline::Break => {
                    self.end_word();
                    self.words.push(Word::Break);
                }
                Inline::Styled(Style::Link(url), text) => self.link(url, text),
                Inline::Styled(Style::Emphasis, text) => self.styled("*", text, after),
                Inline::Styled(Style::Strong, text) => self.styled("**", text, after),
            }
        }
    }

    fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.words.push(Word::Text(std::mem::take(&mut self.word)));
        }
    }

    fn text(&mut self, text: &str, after: char) {
        let mut rest = text;
        while !rest.is_empty() {
            if rest.starts_with(char::is_whitespace) {
                self.end_word();
                rest = rest.trim_start();
                continue;
            }
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let word = &rest[..end];
            rest = &rest[end..];
            self.word_with_urls(word, rest.chars().next().unwrap_or(after));
        }
    }

    fn word_with_urls(&mut self, word: &str, after: char) {
        // Most words are plain; finding that out is cheaper than looking for what needs care.
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b',') {
            self.word.push_str(word);
            return;
        }
        let mut rest = word;
        while let Some(at) = find_url(rest).filter(|_| !self.context.is_in_link()) {
            let (before, from) = rest.split_at(at);
            let (url, behind) = from.split_at(url_length(from));
            self.escaped(before, '<');
            if url.chars().all(is_url_char) {
                self.word.push_str(&format!("<{url}>"));
            } else {
                // A pattern of addresses rather than an address.
                self.code(url, ' ');
            }
            rest = behind;
        }
        self.escaped(rest, after);
    }

    /// Writes a part of a word so that it is read as it stands.
    fn escaped(&mut self, text: &str, after: char) {
        for (at, c) in text.char_indices() {
            let before = self.word.chars().next_back().unwrap_or(' ');
            let rest = &text[at + c.len_utf8()..];
            let after = rest.chars().next().unwrap_or(after);
            let escape = match c {
                '`' | '*' | '[' | '~' => true,
                // Before a symbol it is an escape, at the end of a line a break.
                '\\' => !after.is_alphanumeric(),
                '_' => !before.is_alphanumeric() || !after.is_alphanumeric(),
                '<' => after.is_alphanumeric() || "/!?".contains(after),
                '&' => is_entity(rest),
                // rustdoc makes dashes of two or three of them.
                '-' => before == '-',
                // Together with a link this would be an image.
                '!' => after == '[',
                ']' => self.context.is_in_link(),
                '|' => self.context.is_in_cell(),
                _ => false,
            };
            if escape {
                self.word.push('\\');
            }
            self.word.push(c);
        }
    }

    /// Writes a code span, with what white space separates it from its neighbours outside.
    fn code(&mut self, code: &str, after: char) {
        let text = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        // White space next to punctuation comes from the indentation of the source.
        let separate = code.starts_with(char::is_whitespace) && self.word.ends_with(char::is_alphanumeric);
        // Two spans of code without a space would be read as one.
        if separate || self.word.ends_with('`') {
            self.end_word();
        }
        let text = if self.context.is_in_cell() { text.replace('|', "\\|") } else { text };
        let fence = "`".repeat(longest_run(&text, '`') + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        self.word.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
        if code.ends_with(char::is_whitespace) && after.is_alphanumeric() {
            self.end_word();
        }
    }

    fn link(&mut self, url: &str, text: &[Inline]) {
        let label = one_line(&words(text, self.context.link()));
        let bare = matches!(text, [Inline::Text(text)] if text.trim() == url);
        if (label.is_empty() || bare) && url.chars().all(is_url_char) {
            if !self.context.is_in_link() {
                self.word.push_str(&format!("<{url}>"));
            }
            return;
        }
        if starts_with_space(text) {
            self.end_word();
        }
        self.word.push_str(&format!("[{label}]({})", encoded(url)));
        if ends_with_space(text) {
            self.end_word();
        }
    }

    /// Writes emphasized text, or plain text where CommonMark would not see the emphasis
    /// (CommonMark 0.31, section 6.2: left- and right-flanking delimiter runs).
    fn styled(&mut self, mark: &str, text: &[Inline], after: char) {
        let mut inside = words(text, self.context);
        let is_text = |word: &Word| word_text(word).is_some();
        let Some(last) = inside.iter().rposition(is_text) else {
            return;
        };
        let leading = inside.iter().position(is_text).unwrap_or(0);
        let trailing = inside.len() - 1 - last;
        inside.truncate(last + 1);
        inside.drain(..leading);
        let edge =
            |word: Option<&Word>, of: fn(&str) -> Option<char>| word.and_then(word_text).and_then(of).unwrap_or(' ');
        let first = edge(inside.first(), |word| word.chars().next());
        let last = edge(inside.last(), |word| word.chars().next_back());
        let before = if starts_with_space(text) { ' ' } else { self.word.chars().next_back().unwrap_or(' ') };
        let after = if ends_with_space(text) { ' ' } else { after };
        let opens = first.is_alphanumeric() || is_boundary(before);
        let closes = last.is_alphanumeric() || is_boundary(after);
        if !opens || !closes || before == '*' || after == '*' {
            self.line(text, after);
            return;
        }
        if starts_with_space(text) {
            self.end_word();
        }
        self.breaks(leading);
        self.word.push_str(mark);
        for (i, word) in inside.into_iter().enumerate() {
            if i > 0 {
                self.end_word();
            }
            match word {
                Word::Text(word) => self.word.push_str(&word),
                Word::Break => self.words.push(Word::Break),
            }
        }
        self.word.push_str(mark);
        self.breaks(trailing);
        if ends_with_space(text) {
            self.end_word();
        }
    }

    fn breaks(&mut self, count: usize) {
        for _ in 0..count {
            self.end_word();
            self.words.push(Word::Break);
        }
    }
}

/// The words on one line, line breaks left out.
pub(super) fn one_line(words: &[Word]) -> String {
    words.iter().filter_map(word_text).collect::<Vec<_>>().join(" ")
}

fn word_text(word: &Word) -> Option<&str> {
    match word {
        Word::Text(text) => Some(text),
        Word::Break => None,
    }
}

/// The character that Markdown for this begins with, white space as a space.
fn first_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next().map(|c| if c.is_whitespace() { ' ' } else { c }),
        Inline::Code(code) => (!code.trim().is_empty()).then_some('`'),
        Inline::Break => Some(' '),
        Inline::Styled(style, text) => match (style, text.iter().find_map(first_char)) {
            (_, Some(' ')) => Some(' '),
            (Style::Link(_), _) => Some('['),
            (_, first) => first.map(|_| '*'),
        },
    }
}

fn starts_with_space(line: &[Inline]) -> bool {
    line.first().and_then(first_char) == Some(' ')
}

fn ends_with_space(line: &[Inline]) -> bool {
    matches!(line.last(), Some(Inline::Text(text)) if text.ends_with(char::is_whitespace))
}

fn is_boundary(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation()
}

/// Whether what follows a `&` makes it a character reference.
fn is_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < rest.len() && name.starts_with(';')
}

/// Where the first URL with a host begins.
fn find_url(text: &str) -> Option<usize> {
    text.match_indices("http")
        .map(|(at, _)| at)
        .filter(|&at| text[at..].starts_with("http://") || text[at..].starts_with("https://"))
        .find(|&at| url_length(&text[at..]) > 0)
}

/// The length of the URL at the start of a text, in bytes, without the punctuation of the sentence
/// around it; zero if there is no host.
fn url_length(text: &str) -> usize {
    let end = text.find(['<', '>', '"', '`']).unwrap_or(text.len());
    let mut url = &text[..end];
    while let Some(last) = url.chars().next_back() {
        let unopened = |open: char| url.matches(open).count() < url.matches(last).count();
        let outside = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' => true,
            ')' => unopened('('),
            ']' => unopened('['),
            '}' => unopened('{'),
            _ => false,
        };
        if !outside {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    let host = url.split_once("://").map_or("", |(_, host)| host);
    if host.is_empty() { 0 } else { url.len() }
}

/// The characters of RFC 3986 that need no care in Markdown.
fn is_url_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

/// A URL as the target of a link.
fn encoded(url: &str) -> String {
    let mut target = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '&' => target.push_str("\\&"),
            '(' | ')' => target.push_str(if c == '(' { "%28" } else { "%29" }),
            _ if c.is_whitespace() => target.push_str("%20"),
            '*' | '_' => target.push(c),
            _ if is_url_char(c) || !c.is_ascii() => target.push(c),
            _ => target.push_str(&format!("%{:02X}", u32::from(c))),
        }
    }
    target
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

/// The fence around lines of code: longer than any in it.
pub(super) fn fence(code: &str) -> String {
    "`".repeat((longest_run(code, '`') + 1).max(3))
}
