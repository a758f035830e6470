//! Reads the HTML of models: a few elements of their own, placeholders, tags left open.

use std::collections::BTreeSet;

use html5gum::{DefaultEmitter, Span, StartTag, Token, Tokenizer};

use super::tree::{Builder, Style, Tag};

/// Whether a text begins with a tag that we know, and so is HTML rather than CommonMark.
pub(super) fn starts_with_tag(text: &str) -> bool {
    let Some(rest) = text.trim_start().strip_prefix('<') else {
        return false;
    };
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    element(rest[..end].to_ascii_lowercase().as_bytes()).is_some()
}

/// Adds HTML to a document, a whole or a single tag.
pub(super) fn read(text: &str, builder: &mut Builder) {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let tokens: Vec<Token<usize>> = Tokenizer::new_with_emitter(text, emitter).flatten().collect();
    let mut started = BTreeSet::new();
    let mut ended = BTreeSet::new();
    for token in &tokens {
        match token {
            Token::StartTag(tag) => started.insert(tag.name.clone()),
            Token::EndTag(tag) => ended.insert(tag.name.clone()),
            _ => false,
        };
    }
    let mut read_to = 0;
    for token in &tokens {
        match token {
            Token::StartTag(tag) => {
                read_to = tag.span.end;
                // An element that nobody defined and nothing closes is a placeholder in prose.
                match element(&tag.name) {
                    Some(element) => start(element, tag, builder),
                    None if builder.is_in_code() || !ended.contains(&tag.name) => {
                        builder.text(source(text, tag.span));
                    }
                    None => {}
                }
            }
            Token::EndTag(tag) => {
                read_to = tag.span.end;
                match element(&tag.name) {
                    Some(Element::Tag(tag)) => builder.close(&tag),
                    Some(Element::Link) => builder.close(&Tag::Styled(Style::Link(String::new()))),
                    Some(Element::Break | Element::Image | Element::Transparent) => {}
                    None if builder.is_in_code() || !started.contains(&tag.name) => {
                        builder.text(source(text, tag.span));
                    }
                    None => {}
                }
            }
            Token::String(string) => {
                read_to = string.span.end;
                prose(&String::from_utf8_lossy(string), builder);
            }
            Token::Comment(comment) => read_to = comment.span.end,
            Token::Doctype(doctype) => read_to = doctype.span.end,
            Token::Error(_) => {}
        }
    }
    // The tokenizer drops a tag that the text ends in; for a reader it is text.
    if let Some(rest) = text.get(read_to..).and_then(|rest| rest.find('<').map(|at| &rest[at..]))
        && !rest.starts_with("<!")
    {
        builder.text(rest);
    }
}

/// What a known tag means.
enum Element {
    Tag(Tag),
    /// A link, if it has an address.
    Link,
    Break,
    Image,
    /// Of no consequence: only its content counts.
    Transparent,
}

fn element(name: &[u8]) -> Option<Element> {
    Some(Element::Tag(match name {
        b"p" | b"para" | b"div" | b"section" | b"center" | b"hr" | b"fullname" | b"shortname" | b"examples"
        | b"caption" => Tag::Paragraph,
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"title" => Tag::Heading,
        b"ul" | b"dl" | b"itemizedlist" => Tag::List(None),
        b"ol" => Tag::List(Some(1)),
        b"li" | b"listitem" => Tag::Item,
        b"dt" => Tag::Term,
        b"dd" => Tag::Description,
        b"blockquote" => Tag::Quote(None),
        b"note" => Tag::Quote(Some("Note")),
        b"important" => Tag::Quote(Some("Important")),
        b"warning" => Tag::Quote(Some("Warning")),
        b"caution" => Tag::Quote(Some("Caution")),
        b"tip" => Tag::Quote(Some("Tip")),
        b"table" => Tag::Table,
        b"tr" => Tag::Row,
        b"th" | b"td" => Tag::Cell,
        b"pre" | b"programlisting" => Tag::Preformatted,
        b"code" | b"tt" | b"kbd" | b"samp" | b"filename" => Tag::Code,
        b"b" | b"strong" => Tag::Styled(Style::Strong),
        b"i" | b"em" | b"var" | b"cite" | b"replaceable" => Tag::Styled(Style::Emphasis),
        b"a" => return Some(Element::Link),
        b"br" => return Some(Element::Break),
        b"img" => return Some(Element::Image),
        b"html" | b"body" | b"span" | b"font" | b"u" | b"s" | b"small" | b"big" | b"sub" | b"sup" | b"thead"
        | b"tbody" | b"tfoot" | b"colgroup" | b"col" => {
            return Some(Element::Transparent);
        }
        _ => return None,
    }))
}

fn start(element: Element, tag: &StartTag<usize>, builder: &mut Builder) {
    let attribute = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned());
    match element {
        Element::Tag(tag) => builder.open(tag),
        Element::Link => {
            if let Some(url) = attribute(b"href") {
                builder.open_link(&url);
            }
        }
        Element::Break => builder.line_break(),
        Element::Image => builder.text(&attribute(b"alt").unwrap_or_default()),
        Element::Transparent => {}
    }
}

/// Adds text in which authors mark code with backticks, as in CommonMark.
pub(super) fn prose(text: &str, builder: &mut Builder) {
    let parts: Vec<&str> = text.split('`').collect();
    if builder.is_in_code() || parts.len().is_multiple_of(2) {
        builder.text(text);
        return;
    }
    for (i, part) in parts.into_iter().enumerate() {
        if i % 2 == 0 {
            builder.text(part);
        } else {
            builder.open(Tag::Code);
            builder.text(part);
            builder.close(&Tag::Code);
        }
    }
}

fn source(text: &str, span: Span<usize>) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}
