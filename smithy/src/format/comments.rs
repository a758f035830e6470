//! Comments: how they are written, and to what they belong.

use std::borrow::Cow;

use crate::idl::{Element, Kind};

/// The comments between two parts of a file.
#[derive(Debug, Default)]
pub(super) struct Gap<'t> {
    comments: Vec<Written<'t>>,
    /// How many line breaks there are since the last comment, or since the part before the gap.
    breaks: usize,
}

/// A comment as it was written.
#[derive(Clone, Copy, Debug)]
struct Written<'t> {
    text: &'t str,
    is_doc: bool,
    /// How many line breaks there are in front of it, without the one at the end of a comment.
    breaks: usize,
}

/// A comment as it will be written, without a line break at its end.
#[derive(Clone, Debug)]
pub(super) struct Comment<'t> {
    /// Its text.
    pub(super) text: Cow<'t, str>,
    /// Whether it is on the line of what comes before it.
    pub(super) is_trailing: bool,
    /// Whether a blank line is in front of it.
    is_after_blank: bool,
    /// Whether it documents what comes after it.
    is_doc: bool,
}

impl<'t> Gap<'t> {
    /// A gap in which no comment is on the line of what comes before it, as after an opening brace.
    pub(super) fn below() -> Self {
        Self { breaks: 1, ..Self::default() }
    }

    /// Adds a token of white space or a comment.
    pub(super) fn push(&mut self, trivia: Element<'t>) {
        match trivia.kind() {
            Kind::Newline => self.breaks += 1,
            kind @ (Kind::Comment | Kind::DocComment) => {
                let text = trivia.text().trim_end();
                self.comments.push(Written { text, is_doc: kind == Kind::DocComment, breaks: self.breaks });
                self.breaks = 0;
            }
            _ => {}
        }
    }

    /// Adds the white space at the beginning of a node, in front of its first part: comments that document it.
    pub(super) fn push_leading(&mut self, node: Element<'t>) {
        node.children().take_while(|child| child.kind().is_trivia()).for_each(|child| self.push(child));
    }

    /// Whether there are no comments.
    pub(super) fn is_empty(&self) -> bool {
        self.comments.is_empty()
    }

    /// How many comments there are.
    pub(super) fn len(&self) -> usize {
        self.comments.len()
    }

    /// Whether there are comments on lines of their own.
    pub(super) fn has_own_lines(&self) -> bool {
        self.comments.iter().enumerate().any(|(index, comment)| index > 0 || comment.breaks > 0)
    }

    /// The comments as they are written in front of something that takes documentation comments, or that does not.
    ///
    /// A documentation comment that documents nothing becomes a comment. Lines of four slashes and more, which are
    /// mostly banners, document only what follows without a blank line.
    pub(super) fn comments(&self, is_documented: bool) -> Vec<Comment<'t>> {
        let is_blank = |written: &Written<'_>, index: usize| written.breaks > usize::from(index == 0);
        let last_blank = self.comments.iter().enumerate().rfind(|(index, written)| is_blank(written, *index));
        // The comments after the last blank line begin here.
        let close = if self.breaks > 0 { self.len() } else { last_blank.map_or(0, |(index, _)| index) };
        let comments = self.comments.iter().enumerate().map(|(index, written)| {
            let is_trailing = index == 0 && written.breaks == 0;
            let is_banner = written.text.starts_with("////");
            let is_doc = written.is_doc && is_documented && !is_trailing && (!is_banner || index >= close);
            let text = if is_doc { doc_comment(written.text) } else { comment(written.text) };
            Comment { text, is_trailing, is_after_blank: is_blank(written, index), is_doc }
        });
        comments.collect()
    }

    /// Whether a blank line is in front of what follows.
    pub(super) fn ends_blank(&self) -> bool {
        self.breaks > usize::from(self.is_empty())
    }
}

/// How many of the comments after a shape belong to it: the one on its last line, and with it those on the lines
/// directly below, unless what they end at is the next shape.
pub(super) fn count_of_shape(comments: &[Comment<'_>], ends_blank: bool) -> usize {
    if !comments.first().is_some_and(|first| first.is_trailing) {
        return 0;
    }
    let rest = comments.iter().skip(1);
    let below = 1 + rest.take_while(|comment| !comment.is_after_blank && !comment.is_doc).count();
    let ends = comments.get(below).map_or(ends_blank, |next| next.is_after_blank);
    if ends { below } else { 1 }
}

/// The comments directly inside a node, for which its text has no place.
pub(super) fn inside<'t>(children: impl Iterator<Item = Element<'t>>) -> Vec<Comment<'t>> {
    let mut gap = Gap::default();
    children.filter(|child| child.kind().is_trivia()).for_each(|child| gap.push(child));
    gap.comments(false)
}

/// Whether anything inside an element is a comment.
pub(super) fn has_comments(element: Element<'_>) -> bool {
    element.descendants().any(|inside| matches!(inside.kind(), Kind::Comment | Kind::DocComment))
}

/// A documentation comment, with a space after its three slashes. One of more slashes stays as it is.
fn doc_comment(text: &str) -> Cow<'_, str> {
    let content = text.strip_prefix("///").unwrap_or(text);
    if content.is_empty() || content.starts_with([' ', '/']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("/// {content}"))
}

/// A comment, with a space after its two slashes. One of three slashes loses one.
fn comment(text: &str) -> Cow<'_, str> {
    let after_two = text.strip_prefix("//").unwrap_or(text);
    let content = match after_two.strip_prefix('/') {
        Some(content) if !content.starts_with('/') => content,
        _ => after_two,
    };
    if content.is_empty() {
        return Cow::Borrowed("//");
    }
    if content.starts_with(' ') {
        // Three slashes and the text: drop one of the slashes.
        return Cow::Borrowed(text.get(text.len() - content.len() - 2..).unwrap_or(text));
    }
    Cow::Owned(format!("// {content}"))
}
