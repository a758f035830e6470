//! The syntax tree: all tokens of a text in the order in which they were written, grouped into nodes.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::Range;

use super::{Fault, Kind};

/// The lossless syntax tree of a text.
///
/// A node begins and ends with a token that is not white space, except for the whole file, for documentation comments
/// in front of a shape or member, and for errors.
#[derive(Clone, Debug)]
pub struct Tree<'t> {
    text: &'t str,
    /// Tokens and nodes in preorder; the first is the whole file.
    records: Vec<Record>,
    faults: Vec<Fault>,
}

/// A token or a node as the tree keeps it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) kind: Kind,
    /// Where its text begins.
    pub(super) start: u32,
    /// Where its text ends.
    pub(super) end: u32,
    /// The index after its last descendant.
    pub(super) next: u32,
}

impl<'t> Tree<'t> {
    /// A tree of records in preorder, of which the first holds all others.
    pub(super) fn new(text: &'t str, records: Vec<Record>, faults: Vec<Fault>) -> Self {
        Self { text, records, faults }
    }

    /// The text that was read.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The node of the whole file.
    pub fn root(&self) -> Element<'_> {
        Element { tree: self, index: 0 }
    }

    /// What could not be read, in the order of the text.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    fn record(&self, index: u32) -> Record {
        let nothing = Record { kind: Kind::Error, start: 0, end: 0, next: index + 1 };
        self.records.get(index as usize).copied().unwrap_or(nothing)
    }
}

/// A token or a node of a [`Tree`]. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    tree: &'a Tree<'a>,
    index: u32,
}

impl<'a> Element<'a> {
    fn record(self) -> Record {
        self.tree.record(self.index)
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.record().kind
    }

    /// Where it stands in the text, in bytes.
    pub fn range(self) -> Range<usize> {
        let record = self.record();
        record.start as usize..record.end as usize
    }

    /// Its text, with everything inside.
    pub fn text(self) -> &'a str {
        self.tree.text.get(self.range()).unwrap_or_default()
    }

    /// The tokens and nodes directly inside, white space included.
    pub fn children(self) -> Children<'a> {
        Children { tree: self.tree, next: self.index + 1, end: self.record().next }
    }

    /// The first child of a kind.
    pub fn child(self, kind: Kind) -> Option<Self> {
        self.children().find(|child| child.kind() == kind)
    }

    /// The children that are not white space or comments.
    pub fn parts(self) -> impl Iterator<Item = Self> + Clone + use<'a> {
        self.children().filter(|child| !child.kind().is_trivia())
    }

    /// All tokens inside, in the order of the text; the token itself, if it is one.
    pub fn tokens(self) -> impl Iterator<Item = Self> + Clone + use<'a> {
        self.descendants().filter(|element| element.kind().is_token())
    }

    /// This element and everything inside, parents before children.
    pub fn descendants(self) -> impl Iterator<Item = Self> + Clone + use<'a> {
        (self.index..self.record().next).map(move |index| Self { tree: self.tree, index })
    }

    /// The first token inside or the token itself.
    pub fn first_token(self) -> Option<Self> {
        self.tokens().next()
    }

    /// The token after the last token inside.
    pub fn next_token(self) -> Option<Self> {
        let mut after = self.record().next..self.tree.root().record().next;
        let index = after.find(|index| self.tree.record(*index).kind.is_token())?;
        Some(Self { tree: self.tree, index })
    }

    /// The token before the first token inside.
    pub fn previous_token(self) -> Option<Self> {
        let mut before = (0..self.index).rev();
        let index = before.find(|index| self.tree.record(*index).kind.is_token())?;
        Some(Self { tree: self.tree, index })
    }
}

impl fmt::Debug for Element<'_> {
    /// Prints the kinds of nodes and the texts of tokens, one on each line, indented by depth.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ends = Vec::new();
        for element in self.descendants() {
            while ends.last().is_some_and(|end| *end <= element.index) {
                ends.pop();
            }
            write!(f, "{:width$}{:?}", "", element.kind(), width = ends.len() * 2)?;
            if element.kind().is_token() {
                writeln!(f, " {:?}", element.text())?;
            } else {
                writeln!(f)?;
                ends.push(element.record().next);
            }
        }
        Ok(())
    }
}

/// The tokens and nodes directly inside a node: see [`Element::children`].
#[derive(Clone)]
pub struct Children<'a> {
    tree: &'a Tree<'a>,
    next: u32,
    end: u32,
}

impl<'a> Iterator for Children<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let child = Element { tree: self.tree, index: self.next };
        self.next = child.record().next;
        Some(child)
    }
}

impl FusedIterator for Children<'_> {}
