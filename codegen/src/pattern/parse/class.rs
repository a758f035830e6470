//! Reads what stands in brackets.

use super::super::PatternError;
use super::super::set::CharSet;
use super::super::translate::spell;
use super::Parser;
use super::escape::Escape;
use super::property;

impl Parser<'_> {
    /// Reads a class whose opening bracket, at `offset`, has been read.
    ///
    /// As in ECMA 262, `[`, `&`, `~` and a hyphen that bounds no range stand for themselves. Two
    /// things of other dialects are read as meant, since nobody means the literal reading:
    /// `[:alnum:]`, and Java's intersection with a class in brackets, `&&[`.
    pub(super) fn class(&mut self, offset: usize) -> Result<CharSet, PatternError> {
        let negated = self.eat("^");
        let mut items = Items::default();
        let mut limits = Vec::new();
        loop {
            let start = self.at;
            match self.next() {
                None => {
                    let help = "close it with `]`, or write `\\[` for the character itself";
                    return Err(self.syntax(offset, "this class is not closed", help));
                }
                Some(']') => break,
                Some('[') if self.posix_class(&mut items) => {}
                Some('&') if self.eat("&[") => limits.push(self.nested(start + 2)?),
                Some(char) => self.class_item(char, start, &mut items)?,
            }
        }
        let set = limits.iter().fold(items.into_set(), |set, limit| set.intersection(limit));
        let set = self.folded(set);
        Ok(if negated { negate(&set) } else { set })
    }

    fn nested(&mut self, offset: usize) -> Result<CharSet, PatternError> {
        self.depth += 1;
        if self.depth > super::MAX_DEPTH {
            return Err(self.out_of_reach(offset, "classes nest too deeply"));
        }
        let set = self.class(offset)?;
        self.depth -= 1;
        Ok(set)
    }

    /// Reads the rest of `[:name:]` after its bracket, if it is one.
    fn posix_class(&mut self, items: &mut Items) -> bool {
        let rest = self.rest();
        let Some(rest) = rest.strip_prefix(':') else {
            return false;
        };
        let length = rest.bytes().take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'^').count();
        let (name, after) = rest.split_at(length);
        if !after.starts_with(":]") {
            return false;
        }
        let Some(set) = property::posix(name.trim_start_matches('^')) else {
            return false;
        };
        items.add_set(property::signed(set, name.starts_with('^')));
        self.at += length + 3;
        true
    }

    /// Reads the rest of a character, an escape or a range.
    fn class_item(&mut self, char: char, start: usize, items: &mut Items) -> Result<(), PatternError> {
        let low = match self.class_atom(char, start)? {
            Escape::Code(code) => code,
            Escape::Set(set) => {
                items.add_set(set);
                return Ok(());
            }
        };
        let rest = self.rest();
        if !rest.starts_with('-') || rest.starts_with("-]") || rest.len() == 1 {
            items.ranges.push((low, low));
            return Ok(());
        }
        self.at += 1;
        let after = self.at;
        let Some(char) = self.next() else {
            return Ok(());
        };
        match self.class_atom(char, after)? {
            Escape::Code(high) if low <= high => items.ranges.push((low, high)),
            Escape::Code(_) => {
                let help = "write the smaller character first; for a hyphen itself, write `\\-`";
                return Err(self.syntax(start, "the bounds of this range are swapped", help));
            }
            // A range cannot end in a set: the hyphen stands for itself (Annex B).
            Escape::Set(set) => {
                items.ranges.extend([(low, low), ('-'.into(), '-'.into())]);
                items.add_set(set);
            }
        }
        Ok(())
    }

    fn class_atom(&mut self, char: char, offset: usize) -> Result<Escape, PatternError> {
        match char {
            '\\' if self.eat("b") => Ok(Escape::Code(0x08)),
            '\\' => self.escape(offset),
            char => Ok(Escape::Code(char.into())),
        }
    }
}

/// What a class has been found to hold.
#[derive(Default)]
struct Items {
    ranges: Vec<(u32, u32)>,
    /// Sets without a spelling of their own.
    sets: Vec<CharSet>,
    /// Sets with one.
    spelled: Vec<CharSet>,
}

impl Items {
    fn add_set(&mut self, set: CharSet) {
        if set.spelling().is_some() { self.spelled.push(set) } else { self.sets.push(set) }
    }

    fn into_set(self) -> CharSet {
        let plain = self.sets.iter().fold(CharSet::new(self.ranges), |sum, set| sum.union(set));
        if self.spelled.is_empty() {
            return plain;
        }
        let mut text = String::from("[");
        for set in &self.spelled {
            text.push_str(set.spelling().unwrap_or_default());
        }
        text.push_str(&spell(&plain));
        text.push(']');
        self.spelled.iter().fold(plain, |sum, set| sum.union(set)).spelled(text)
    }
}

/// The complement, spelled like the set.
fn negate(set: &CharSet) -> CharSet {
    match set.spelling().and_then(|spelling| spelling.strip_prefix('[')) {
        Some(rest) => set.complement().spelled(format!("[^{rest}")),
        None => set.complement(),
    }
}
