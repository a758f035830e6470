//! Reads the text of a pattern: ECMA 262 with its Annex B, and what only Java's dialect has.

mod class;
mod escape;
mod property;

use std::cell::OnceCell;

use super::build::{alt, class, concat, repeat};
use super::look::push_in;
use super::node::{Node, first_of};
use super::set::CharSet;
use super::{PatternError, PatternErrorKind};

/// Groups nest no deeper than this; everything after the parser may recurse.
const MAX_DEPTH: usize = 128;

/// Reads a pattern.
pub(super) fn parse(pattern: &str) -> Result<Node, PatternError> {
    let mut parser =
        Parser { pattern, at: 0, depth: 0, flags: Flags::default(), quoted: false, groups: OnceCell::new() };
    let node = parser.alternatives()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => {
            let help = "open the group with `(`, or write `\\)` for the character itself";
            Err(parser.syntax(parser.at, "this `)` closes no group", help))
        }
    }
}

/// The state of reading one pattern.
struct Parser<'p> {
    pattern: &'p str,
    /// The byte that is read next.
    at: usize,
    /// The number of groups that are open.
    depth: usize,
    flags: Flags,
    /// Between `\Q` and `\E`.
    quoted: bool,
    /// The number of groups that a back-reference can name, once it is asked for.
    groups: OnceCell<usize>,
}

/// What inline flags have switched on.
#[derive(Debug, Clone, Copy, Default)]
struct Flags {
    /// `i`: letters stand for both cases.
    fold_case: bool,
    /// `s`: the dot stands for line ends too.
    dot_all: bool,
}

/// One part of a sequence.
struct Term {
    node: Node,
    /// Where it begins.
    offset: usize,
    /// It never gives back what it has taken.
    possessive: bool,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.pattern.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    /// What is not a regular expression, and how to correct it.
    fn syntax(&self, offset: usize, message: &str, help: &'static str) -> PatternError {
        let kind = PatternErrorKind::Syntax;
        PatternError { kind, message: message.to_owned(), offset: Some(offset), help: Some(help) }
    }

    fn out_of_reach(&self, offset: usize, message: impl Into<String>) -> PatternError {
        let kind = PatternErrorKind::OutOfReach;
        PatternError { kind, message: message.into(), offset: Some(offset), help: None }
    }

    fn alternatives(&mut self) -> Result<Node, PatternError> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Ok(alt(branches))
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut terms = Vec::new();
        while let Some(char) = self.peek() {
            if !self.quoted && matches!(char, '|' | ')') {
                break;
            }
            let offset = self.at;
            if let Some(node) = self.atom()? {
                terms.push(self.quantified(node, offset)?);
            }
        }
        self.check_possessive(&terms)?;
        Ok(push_in(concat(terms.into_iter().map(|term| term.node)).into_items()))
    }

    /// Reads one atom; `None` where what was read stands for nothing.
    fn atom(&mut self) -> Result<Option<Node>, PatternError> {
        let offset = self.at;
        if self.quoted || self.eat("\\Q") {
            return Ok(self.quotation());
        }
        let Some(char) = self.next() else {
            return Ok(None);
        };
        Ok(Some(match char {
            '^' => Node::START,
            '$' => Node::END,
            '.' if self.flags.dot_all => Node::Class(CharSet::any()),
            '.' => Node::Class(CharSet::dot()),
            '(' => return self.group(offset),
            '[' => class(self.class(offset)?),
            '\\' => self.escape_outside_class(offset)?,
            '*' | '+' | '?' => return Err(self.nothing_to_repeat(offset)),
            '{' => {
                self.at = offset;
                if self.counts()?.is_some() {
                    return Err(self.nothing_to_repeat(offset));
                }
                self.at = offset + 1;
                self.literal('{')
            }
            char => self.literal(char),
        }))
    }

    fn nothing_to_repeat(&self, offset: usize) -> PatternError {
        let help = "put what is to be repeated in front of it, or write a backslash in front for the character itself";
        self.syntax(offset, "there is nothing to repeat", help)
    }

    /// Reads one character between `\Q` and `\E`.
    fn quotation(&mut self) -> Option<Node> {
        self.quoted = !self.eat("\\E");
        let literal = if self.quoted { self.next().map(|char| self.literal(char)) } else { None };
        // What follows the `\E` may repeat the last character.
        if self.quoted && self.eat("\\E") {
            self.quoted = false;
        }
        literal
    }

    fn literal(&self, char: char) -> Node {
        class(self.folded(CharSet::of(char)))
    }

    /// The set with both cases of its letters, where the flag says so.
    fn folded(&self, set: CharSet) -> CharSet {
        if self.flags.fold_case { set.fold_case() } else { set }
    }

    /// Reads what follows a `(`; `None` for flags alone.
    fn group(&mut self, offset: usize) -> Result<Option<Node>, PatternError> {
        let outer = self.flags;
        let (mut look, mut atomic) = (None, false);
        if self.eat("?") {
            match () {
                () if self.eat(":") => {}
                () if self.eat("=") => look = Some((false, false)),
                () if self.eat("!") => look = Some((false, true)),
                () if self.eat("<=") => look = Some((true, false)),
                () if self.eat("<!") => look = Some((true, true)),
                () if self.eat(">") => atomic = true,
                () if self.eat("<") => self.group_name()?,
                () => {
                    if self.inline_flags()? {
                        return Ok(None);
                    }
                }
            }
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.out_of_reach(offset, format!("groups nest deeper than {MAX_DEPTH} levels")));
        }
        let node = self.alternatives()?;
        self.depth -= 1;
        if !self.eat(")") {
            let help = "close it with `)`, or write `\\(` for the character itself";
            return Err(self.syntax(offset, "this group is not closed", help));
        }
        self.flags = outer;
        // What has but one width cannot give anything back.
        if atomic && node.width().is_none() {
            return Err(self.out_of_reach(offset, "an atomic group needs an engine that backtracks"));
        }
        Ok(Some(match look {
            Some((behind, negated)) => Node::Look { node: Box::new(node), behind, negated, offset },
            None => node,
        }))
    }

    fn group_name(&mut self) -> Result<(), PatternError> {
        const HELP: &str = "a named group is written like `(?<year>[0-9]+)`";
        let unclosed = || self.syntax(self.at, "the group's name is not closed", HELP);
        let length = self.rest().find('>').ok_or_else(unclosed)?;
        let name = &self.rest()[..length];
        if name.is_empty() || !name.chars().all(|char| char.is_alphanumeric() || matches!(char, '_' | '$')) {
            return Err(self.syntax(self.at, "this is not a group's name", HELP));
        }
        self.at += length + 1;
        Ok(())
    }

    /// Reads flags up to `)` (true: they hold for the rest of the group) or `:` (false).
    fn inline_flags(&mut self) -> Result<bool, PatternError> {
        let mut on = true;
        loop {
            let offset = self.at;
            match self.next() {
                Some('-') if on => on = false,
                Some('i') => self.flags.fold_case = on,
                Some('s') => self.flags.dot_all = on,
                // Code points and both cases of all letters are what we always go by.
                Some('u') => {}
                Some(flag @ ('m' | 'x' | 'd' | 'U')) => {
                    return Err(self.out_of_reach(offset, format!("the flag `{flag}` is not supported")));
                }
                Some(':') => return Ok(false),
                Some(')') => return Ok(true),
                _ => {
                    let help = "the kinds of groups are `(…)`, `(?:…)`, `(?<name>…)`, `(?=…)`, `(?!…)`, `(?<=…)` and \
                                `(?<!…)`; write `\\(` for the character itself";
                    return Err(self.syntax(offset, "this is not a kind of group", help));
                }
            }
        }
    }

    /// Reads the quantifier after an atom, where there is one.
    fn quantified(&mut self, node: Node, offset: usize) -> Result<Term, PatternError> {
        let counts = match self.peek() {
            _ if self.quoted => None,
            Some('{') => self.counts()?,
            _ if self.eat("*") => Some((0, None)),
            _ if self.eat("+") => Some((1, None)),
            _ if self.eat("?") => Some((0, Some(1))),
            _ => None,
        };
        let Some((min, max)) = counts else {
            return Ok(Term { node, offset, possessive: false });
        };
        let possessive = self.eat("+");
        if !possessive {
            // Which of several matches is found first does not matter for yes or no.
            self.eat("?");
        }
        // `a{2}{0,3}`: ECMA 262 refuses it, models that Java accepts have it, and Java repeats the
        // nothing between the braces.
        while self.peek() == Some('{') && self.counts()?.is_some() {}
        Ok(Term { node: repeat(node, min, max), offset, possessive })
    }

    /// Reads `{n}`, `{n,}` or `{n,m}`; anything else that begins with a brace is text (Annex B).
    fn counts(&mut self) -> Result<Option<(u32, Option<u32>)>, PatternError> {
        let offset = self.at;
        let inside = &self.rest()[1..];
        let length = inside.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b',').count();
        let (inside, after) = inside.split_at(length);
        let (min, max) = inside.split_once(',').unwrap_or((inside, inside));
        let is_count = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if min.is_empty() || !is_count(max) || !after.starts_with('}') {
            return Ok(None);
        }
        // No text is long enough to tell larger counts apart.
        let count = |text: &str| text.parse().unwrap_or(u32::MAX);
        let bounds = (count(min), (!max.is_empty()).then(|| count(max)));
        if bounds.1.is_some_and(|max| max < bounds.0) {
            let help = "write the smaller number first, as in `{1,5}`";
            return Err(self.syntax(offset, "the bounds of this repetition are swapped", help));
        }
        self.at += length + 2;
        Ok(Some(bounds))
    }

    /// Refuses a possessive quantifier unless giving back could never help what follows it.
    fn check_possessive(&self, terms: &[Term]) -> Result<(), PatternError> {
        for (index, term) in terms.iter().enumerate().filter(|(_, term)| term.possessive) {
            let rest: Vec<Node> = terms[index + 1..].iter().map(|term| term.node.clone()).collect();
            let even = match &term.node {
                Node::Repeat { node, .. } => node.width().is_some(),
                node => node.width().is_some(),
            };
            let ends = self.depth == 0 || rest.iter().any(|node| *node == Node::END || !node.is_nullable());
            let same = even && ends && !rest.iter().any(Node::has_look);
            if !same || !first_of(&rest).is_disjoint(&term.node.first()) {
                return Err(self.out_of_reach(term.offset, "a possessive quantifier needs an engine that backtracks"));
            }
        }
        Ok(())
    }
}
