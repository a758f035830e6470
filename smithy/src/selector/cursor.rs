//! Reads the tokens of selectors (Smithy 2.0, "Selectors", "Grammar").

use std::borrow::Cow;

use super::error::SelectorError;

/// How much of a text an error shows.
const SHOWN: usize = 24;

/// A text and how far it has been read.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The number of bytes that have been read.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Skips spaces, tabs and line breaks.
    pub(super) fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    /// Skips a token if it comes next.
    pub(super) fn take(&mut self, token: &str) -> bool {
        let is_next = self.rest().starts_with(token);
        if is_next {
            self.at += token.len();
        }
        is_next
    }

    /// Skips a token that must come next.
    pub(super) fn expect(&mut self, token: &str) -> Result<(), SelectorError> {
        if self.take(token) { Ok(()) } else { Err(self.error(format!("`{token}`"))) }
    }

    /// Takes what stands before the first character that does not fit.
    pub(super) fn take_while(&mut self, fits: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let taken = rest.split_once(|c| !fits(c)).map_or(rest, |(taken, _)| taken);
        self.at += taken.len();
        taken
    }

    /// Reads an identifier.
    pub(super) fn identifier(&mut self, expected: &'static str) -> Result<&'t str, SelectorError> {
        let start = self.clone();
        let rest = self.rest().trim_start_matches('_');
        let has_underscore = rest.len() < self.rest().len();
        let starts_well = |c: char| c.is_ascii_alphabetic() || (has_underscore && c.is_ascii_digit());
        if !rest.starts_with(starts_well) {
            return Err(start.error(expected));
        }
        Ok(self.take_while(|c| c.is_ascii_alphanumeric() || c == '_'))
    }

    /// Reads a value: a quoted text, a number, or a shape id without a member, which may be relative.
    pub(super) fn value(&mut self) -> Result<&'t str, SelectorError> {
        const EXPECTED: &str = "a quoted text, a number, or a shape id";
        match self.peek() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            Some('-' | '0'..='9') => self.number(),
            _ => {
                let start = self.at;
                self.identifier(EXPECTED)?;
                while self.take(".") {
                    self.identifier("an identifier")?;
                }
                if self.take("#") {
                    self.identifier("the name of a shape")?;
                }
                Ok(&self.text[start..self.at])
            }
        }
    }

    fn quoted(&mut self, quote: char) -> Result<&'t str, SelectorError> {
        let start = self.clone();
        self.at += 1;
        let text = self.take_while(|c| c != quote);
        match self.peek() {
            Some(_) => self.at += 1,
            None => return Err(start.error(format!("a text that ends with `{quote}`"))),
        }
        Ok(text)
    }

    fn number(&mut self) -> Result<&'t str, SelectorError> {
        let start = self.at;
        self.take("-");
        if !self.take("0") {
            self.digits()?;
        }
        if self.take(".") {
            self.digits()?;
        }
        if self.take("e") || self.take("E") {
            let _ = self.take("+") || self.take("-");
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Result<(), SelectorError> {
        match self.take_while(|c| c.is_ascii_digit()) {
            "" => Err(self.error("a digit")),
            _ => Ok(()),
        }
    }

    /// An error here.
    pub(super) fn error(&self, expected: impl Into<Cow<'static, str>>) -> SelectorError {
        let rest = self.rest();
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        let found = match rest.chars().next() {
            None => "the end".to_owned(),
            Some(c) if c.is_whitespace() => "a space".to_owned(),
            Some(_) if word.chars().count() > SHOWN => format!("`{}…`", word.chars().take(SHOWN).collect::<String>()),
            Some(_) => format!("`{word}`"),
        };
        SelectorError::new(self.at, expected, found)
    }
}
