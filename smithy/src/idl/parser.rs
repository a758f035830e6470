//! Reads tokens into nodes.
//!
//! A function of the parser for each production; it gives up at the first fault, after reporting it. The statement goes
//! on then with an error node up to what looks like the next statement.

mod operations;
mod shapes;
mod statements;
mod traits;
mod values;

use std::ops::Range;

use super::lexer::{self, Token};
use super::tree::Record;
use super::{Fault, Kind, Tree};

/// How deeply node values may be nested, as in Smithy's own loader.
pub(super) const DEEPEST: u32 = 64;

/// Reads a text; see the [module](super).
pub fn parse(text: &str) -> Tree<'_> {
    let mut parser = Parser::new(text);
    if u32::try_from(text.len()).is_err() {
        parser.faults.push(Fault::new(0..0, "the file is larger than 4 GiB"));
    } else {
        parser.idl();
    }
    Tree::new(text, parser.records, parser.faults)
}

/// That a fault was reported, and the production was left half-way.
struct Broken;

type Parsed = Result<(), Broken>;

struct Parser<'t> {
    text: &'t str,
    /// The token that comes next.
    token: Token,
    records: Vec<Record>,
    /// The nodes that have begun and not ended.
    open: Vec<u32>,
    /// How many records there are without the white space at their end.
    significant: u32,
    faults: Vec<Fault>,
    /// How deep in node values the parser is.
    depth: u32,
    /// The documentation comments since the last shape or member, which have documented nothing so far.
    docs: Vec<Range<usize>>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        // A byte order mark means nothing; it is part of the tree as white space.
        let token = match text.strip_prefix('\u{feff}') {
            Some(_) => Token { kind: Kind::Space, start: 0, end: '\u{feff}'.len_utf8() as u32 },
            None => lexer::token(text, 0),
        };
        // Models have a token for about four bytes.
        let records = Vec::with_capacity(text.len() / 4 + 2);
        let (open, faults, docs) = (Vec::new(), Vec::new(), Vec::new());
        Self { text, token, records, open, significant: 0, faults, depth: 0, docs }
    }

    fn kind(&self) -> Kind {
        self.token.kind
    }

    fn at(&self, kind: Kind) -> bool {
        self.token.kind == kind
    }

    /// The text of the next token.
    fn lexeme(&self) -> &'t str {
        self.text.get(self.token.start as usize..self.token.end as usize).unwrap_or_default()
    }

    /// Whether the next token is this word.
    fn at_word(&self, word: &str) -> bool {
        self.at(Kind::Identifier) && self.lexeme() == word
    }

    /// Takes the next token into the tree.
    fn bump(&mut self) {
        let Token { kind, start, end } = self.token;
        if kind == Kind::EndOfFile {
            return;
        }
        let next = self.records.len() as u32 + 1;
        self.records.push(Record { kind, start, end, next });
        if !kind.is_trivia() {
            self.significant = next;
        } else if kind == Kind::DocComment {
            self.docs.push(start as usize..end as usize);
        }
        self.token = lexer::token(self.text, end);
    }

    /// Begins a node.
    fn open(&mut self, kind: Kind) {
        self.open_at(self.records.len(), kind);
    }

    /// Begins a node before white space that was taken already.
    fn open_at(&mut self, at: usize, kind: Kind) {
        let start = self.records.get(at).map_or(self.token.start, |first| first.start);
        let has_white_space = at < self.records.len();
        // What moves is a few comments; ends of nodes are set when they are closed.
        self.records.insert(at, Record { kind, start, end: start, next: 0 });
        if has_white_space {
            let next = self.records.iter_mut().enumerate().skip(at + 1);
            next.for_each(|(index, record)| record.next = index as u32 + 1);
        }
        self.open.push(at as u32);
        self.significant = self.records.len() as u32;
    }

    /// Ends the node that began last; white space at its end comes after it.
    fn close(&mut self) {
        if let Some(index) = self.open.pop() {
            let last = self.significant as usize - 1;
            let end = self.records.get(last).map_or(0, |last| last.end);
            if let Some(record) = self.records.get_mut(index as usize) {
                record.next = self.significant;
                record.end = record.end.max(end);
            }
        }
    }

    /// Ends the node that began last, which is of another kind than was thought.
    fn close_as(&mut self, kind: Kind) {
        if let Some(record) = self.open.last().and_then(|index| self.records.get_mut(*index as usize)) {
            record.kind = kind;
        }
        self.close();
    }

    /// Reports that something else was expected.
    fn fail(&mut self, expected: &str) -> Parsed {
        self.faults.push(Fault::unexpected(self.text, self.token, expected));
        Err(Broken)
    }

    /// Reports that something else was expected, and what to do.
    fn fail_with(&mut self, expected: &str, help: &'static str) -> Parsed {
        let fault = Fault::unexpected(self.text, self.token, expected);
        self.faults.push(Fault { help: Some(help.into()), ..fault });
        Err(Broken)
    }

    /// Takes a token that must come next.
    fn expect(&mut self, kind: Kind, expected: &str) -> Parsed {
        if self.at(kind) {
            self.bump();
            return Ok(());
        }
        self.fail(expected)
    }

    /// Takes spaces: the production `SP`, if it is there.
    fn spaces(&mut self) {
        while self.at(Kind::Space) {
            self.bump();
        }
    }

    /// Takes spaces of which there must be one.
    fn expect_spaces(&mut self, after: &str) -> Parsed {
        if self.at(Kind::Space) {
            self.spaces();
            return Ok(());
        }
        self.fail(&format!("a space after {after}"))
    }

    /// Takes white space and comments, but no documentation comments.
    fn white_space(&mut self) {
        while self.kind().is_trivia() && !self.at(Kind::DocComment) {
            self.bump();
        }
    }

    /// Takes white space and all comments: the production `WS`, if it is there.
    fn all_white_space(&mut self) {
        while self.kind().is_trivia() {
            self.bump();
        }
    }

    /// Checks that the line ends: the beginning of the production `BR`.
    fn expect_line_break(&mut self) -> Parsed {
        self.spaces();
        let ends = [Kind::Newline, Kind::Comment, Kind::DocComment, Kind::EndOfFile];
        if !ends.contains(&self.kind()) {
            return self.fail("a line break");
        }
        self.misplaced_docs();
        // At the end of a line it is a comment like any other.
        if self.at(Kind::DocComment) {
            self.bump();
            self.docs.clear();
        }
        Ok(())
    }

    /// The first token after the next one that is not white space.
    fn token_after(&self) -> Token {
        let mut token = self.token;
        loop {
            token = lexer::token(self.text, token.end);
            if !token.kind.is_trivia() {
                return token;
            }
        }
    }

    /// Warns of the documentation comments that have documented nothing.
    fn misplaced_docs(&mut self) {
        let docs = std::mem::take(&mut self.docs);
        let Some(first) = docs.first().cloned() else {
            return;
        };
        let help = "put it on a line of its own directly before a shape or member and before its traits, \
                    or begin it with `//`";
        let message = "this documentation comment (`///`) does not belong to a shape or member, and is ignored";
        self.faults.push(Fault { is_warning: true, help: Some(help.into()), ..Fault::new(first, message) });
    }

    /// Reads a statement; after a fault, skips to the next one.
    fn statement(&mut self, production: impl FnOnce(&mut Self) -> Parsed) {
        let start = self.token.start;
        let outside = self.open.len();
        if production(self).is_err() {
            self.depth = 0;
            self.point_at_opener(outside);
            while self.open.len() > outside + 1 {
                self.close();
            }
            self.open(Kind::Error);
            self.skip_to_statement(start);
            self.close();
            while self.open.len() > outside {
                self.close();
            }
            self.docs.clear();
        }
    }

    /// Adds to the last fault where the innermost bracket was opened, if it looks as if that was not closed: the file has
    /// ended, or a line begins that is not indented.
    fn point_at_opener(&mut self, outside: usize) {
        let (Some(fault), Some(open)) = (self.faults.last_mut(), self.open.get(outside..)) else {
            return;
        };
        let text = self.text.as_bytes();
        let at = fault.range.start;
        let before = text.get(..at).unwrap_or_default();
        let line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let is_outside = at == text.len() || text.get(line).is_some_and(|first| !first.is_ascii_whitespace());
        let opener = open.iter().rev().filter_map(|index| self.records.get(*index as usize)).find(|node| {
            let brackets = [Kind::NodeArray, Kind::NodeObject, Kind::TraitBody, Kind::OperationBody];
            brackets.contains(&node.kind) || matches!(node.kind, Kind::ShapeMembers | Kind::EnumShapeMembers)
        });
        if let Some(opener) = opener.map(|node| node.start as usize).filter(|opener| is_outside && *opener < line)
            && fault.related.is_none()
        {
            fault.related = Some((opener..opener + 1, "this is still open"));
        }
    }

    /// Skips to a token that may begin a statement, at the start of a line.
    fn skip_to_statement(&mut self, start: u32) {
        // At least one token, lest the same one fail again.
        if self.token.start == start {
            self.bump();
        }
        while !self.at(Kind::EndOfFile) && !self.may_begin_statement() {
            self.bump();
        }
    }

    fn may_begin_statement(&self) -> bool {
        let before = self.text.as_bytes().get((self.token.start as usize).wrapping_sub(1));
        let begins_line = matches!(before, None | Some(b'\n' | b'\r'));
        begins_line && matches!(self.kind(), Kind::Identifier | Kind::At | Kind::Dollar | Kind::DocComment)
    }
}
