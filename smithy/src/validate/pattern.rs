//! Regular expressions as Smithy's own tools understand them: the dialect of ECMA 262 as far as Java knows it.
//!
//! An expression is rewritten for the crate that matches it, which differs in its classes, escapes and quantifiers.

mod class;
mod escape;

use std::cell::OnceCell;
use std::iter::Peekable;
use std::str::Chars;

use fancy_regex::Regex;

/// An expression that is valid by its syntax.
pub(crate) struct Pattern {
    rewritten: String,
    /// Compiled when it is first matched, which most are never: compiling takes a hundred times as long as reading. `None`
    /// if it is of a kind that is not known here.
    compiled: OnceCell<Option<Regex>>,
}

impl Pattern {
    /// Reads an expression; the fault of one that is not valid.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let rewritten = Rewriter::new(text).run()?;
        Ok(Self { rewritten, compiled: OnceCell::new() })
    }

    /// Whether a part of the text matches; `None` if that is not known.
    pub(crate) fn matches(&self, text: &str) -> Option<bool> {
        // What is valid by its syntax but cannot be compiled matches nothing that anybody could tell.
        self.compiled.get_or_init(|| Regex::new(&self.rewritten).ok()).as_ref()?.is_match(text).ok()
    }
}

/// How deep groups and classes may be nested.
const DEPTH: usize = 200;

struct Rewriter<'t> {
    rest: Peekable<Chars<'t>>,
    text: String,
    groups: usize,
    /// Whether what stands before can be repeated.
    is_repeatable: bool,
}

impl<'t> Rewriter<'t> {
    fn new(text: &'t str) -> Self {
        Self { rest: text.chars().peekable(), text: String::new(), groups: 0, is_repeatable: false }
    }

    fn run(mut self) -> Result<String, String> {
        while let Some(char) = self.rest.next() {
            match char {
                '\\' => self.escaped()?,
                '[' => {
                    self.class(0)?;
                    self.is_repeatable = true;
                }
                '(' => self.group()?,
                ')' => {
                    self.groups = self.groups.checked_sub(1).ok_or("a `)` closes nothing")?;
                    self.text.push(')');
                    self.is_repeatable = true;
                }
                '*' | '+' | '?' => {
                    self.text.push(char);
                    self.repeated(char)?;
                }
                '{' => {
                    let bounds = self.bounds()?;
                    // Java lets bounds repeat nothing, such as those after other bounds.
                    if self.is_repeatable {
                        self.text.push_str(&bounds);
                        self.repeated('{')?;
                    }
                }
                '|' => {
                    self.text.push('|');
                    self.is_repeatable = false;
                }
                '^' | '$' => {
                    self.text.push(char);
                    self.is_repeatable = true;
                }
                '}' | ']' | '#' | '&' | '-' | '~' => {
                    self.text.push('\\');
                    self.atom(char);
                }
                char => self.atom(char),
            }
        }
        if self.groups > 0 {
            return Err("a group is not closed".to_owned());
        }
        Ok(self.text)
    }

    fn atom(&mut self, char: char) {
        self.text.push(char);
        self.is_repeatable = true;
    }

    /// After a quantifier: it may be reluctant or possessive, and nothing else may repeat it again.
    fn repeated(&mut self, quantifier: char) -> Result<(), String> {
        if !self.is_repeatable {
            return Err(format!("`{quantifier}` repeats nothing"));
        }
        if let Some(kind) = self.rest.next_if(|char| matches!(char, '?' | '+')) {
            self.text.push(kind);
        }
        self.is_repeatable = false;
        Ok(())
    }

    /// The bounds of a quantifier, after `{`.
    fn bounds(&mut self) -> Result<String, String> {
        let mut inner = String::new();
        loop {
            match self.rest.next() {
                Some('}') => break,
                Some(char) => inner.push(char),
                None => return Err("a `{` is not closed".to_owned()),
            }
        }
        let (min, max) = inner.split_once(',').unwrap_or((&inner, &inner));
        let number = |text: &str| text.parse::<u32>().map_err(|_| format!("`{{{inner}}}` is not a repetition"));
        let least = number(min)?;
        if !max.is_empty() && number(max)? < least {
            return Err(format!("`{{{inner}}}` is a repetition whose end is less than its start"));
        }
        Ok(format!("{{{inner}}}"))
    }

    /// The beginning of a group, after `(`.
    fn group(&mut self) -> Result<(), String> {
        self.groups += 1;
        if self.groups > DEPTH {
            return Err(format!("groups are nested deeper than {DEPTH}"));
        }
        self.is_repeatable = false;
        self.text.push('(');
        if self.rest.next_if_eq(&'?').is_none() {
            return Ok(());
        }
        self.text.push('?');
        match self.rest.next() {
            Some(kind @ (':' | '=' | '!' | '>')) => self.text.push(kind),
            Some('<') => {
                self.text.push('<');
                if let Some(kind) = self.rest.next_if(|char| matches!(char, '=' | '!')) {
                    self.text.push(kind);
                    return Ok(());
                }
                let mut name = String::new();
                while let Some(char) = self.rest.next_if(char::is_ascii_alphanumeric) {
                    name.push(char);
                }
                if !name.starts_with(|char: char| char.is_ascii_alphabetic()) || self.rest.next() != Some('>') {
                    return Err("the name of a group is not valid".to_owned());
                }
                self.text.push_str(&name);
                self.text.push('>');
            }
            Some(first) => return self.flags(first),
            None => return Err("a group is not closed".to_owned()),
        }
        Ok(())
    }

    /// Flags, of a group or of what follows, which the crate that matches knows only a part of.
    fn flags(&mut self, first: char) -> Result<(), String> {
        let mut next = Some(first);
        while let Some(flag) = next {
            match flag {
                'i' | 'm' | 's' | 'x' | '-' => self.text.push(flag),
                'd' | 'u' | 'U' => {}
                ':' => {
                    self.text.push(':');
                    return Ok(());
                }
                ')' => {
                    self.groups -= 1;
                    self.text.push(')');
                    return Ok(());
                }
                _ => return Err(format!("`(?{flag}` is not a group")),
            }
            next = self.rest.next();
        }
        Err("a group is not closed".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn values_match_as_in_java() {
        for (pattern, yes, no) in [
            (r"^[a-z]$", "a", "A"),
            (r"^\w+$", "a_1", "é"),
            (r"^\d+$", "12", "١"),
            (r"^[\w\-\.]+$", "a-b.c", "a b"),
            (r"^(?!aws:)[a-z]+$", "abc", "aws:"),
            (r"^\p{Alpha}+$", "ab", "1"),
            (r"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$", "é 1", "!"),
            (r"^(a|b)\1$", "aa", "ab"),
            (r"^[^\x00-\x1f]*$", "a b", "\u{1}"),
            (r"^[\u0041-\u0043]+$", "AB", "D"),
            (r"^[a-z&&[^b]]+$", "ac", "b"),
            (r"^a{2,3}+$", "aaa", "a"),
            (r"^\Qa.b\E$", "a.b", "axb"),
            (r"^\<a\>$", "<a>", "a"),
            (r"\S", "a", " "),
            (r"^a{2}{0,9}$", "aa", "aaa"),
            (r"^[+--]$", ",", "a"),
        ] {
            let parsed = Pattern::parse(pattern).unwrap();
            assert_eq!(parsed.matches(yes), Some(true), "{pattern} {yes}");
            assert_eq!(parsed.matches(no), Some(false), "{pattern} {no}");
        }
    }

    #[test]
    fn faults_are_found() {
        for pattern in ["[a", "(a", "a)", "*a", "a**", "a{", "a{2,1}", "\\", r"\y", r"\p{", "(?<1a>b)", "(?y)", "[z-a]"]
        {
            assert!(Pattern::parse(pattern).is_err(), "{pattern}");
        }
    }
}
