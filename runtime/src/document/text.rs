//! Documents from JSON text, which is the only form in which numbers still have all their digits: serde's data model
//! rounds them.

use std::collections::BTreeMap;

use super::Document;
use crate::memory::{self, Budget, Growth, MAX_DEPTH};

/// Reads one JSON value, all of the text.
///
/// # Errors
///
/// What is wrong with the text; never a part of it.
pub(super) fn parse(text: &str, budget: &mut Budget) -> Result<Document, String> {
    let mut parser = Parser { rest: text, budget };
    let document = parser.value(MAX_DEPTH)?;
    parser.skip_blanks();
    if parser.rest.is_empty() { Ok(document) } else { Err("trailing characters".to_owned()) }
}

struct Parser<'a, 'b> {
    rest: &'a str,
    budget: &'b mut Budget,
}

impl<'a> Parser<'a, '_> {
    fn value(&mut self, depth: usize) -> Result<Document, String> {
        self.skip_blanks();
        match self.rest.as_bytes().first() {
            Some(b'{') => self.object(deeper(depth)?),
            Some(b'[') => self.array(deeper(depth)?),
            Some(b'"') => self.string().map(Document::String),
            Some(b'-' | b'0'..=b'9') => {
                let end = self.rest.find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E'));
                let text = self.take(end.unwrap_or(self.rest.len()));
                text.parse().map(Document::Number).map_err(|_| "invalid number".to_owned())
            }
            _ => {
                let literals = [("true", true.into()), ("false", false.into()), ("null", Document::Null)];
                let found = literals.into_iter().find(|(text, _)| self.eat(text));
                found.map(|(_, document)| document).ok_or_else(|| "expected value".to_owned())
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Document, String> {
        let mut items = Vec::new();
        let mut growth = Growth::list(size_of::<Document>());
        self.sequence("[", "]", |parser| {
            parser.budget.spend(growth.next())?;
            memory::push(&mut items, parser.value(depth)?);
            Ok(())
        })?;
        Ok(Document::List(items))
    }

    fn object(&mut self, depth: usize) -> Result<Document, String> {
        let mut members = BTreeMap::new();
        let mut growth = Growth::map(size_of::<(String, Document)>());
        self.sequence("{", "}", |parser| {
            parser.budget.spend(growth.next())?;
            parser.skip_blanks();
            let name = parser.string()?;
            parser.skip_blanks();
            if !parser.eat(":") {
                return Err("expected `:`".to_owned());
            }
            members.insert(name, parser.value(depth)?);
            Ok(())
        })?;
        Ok(Document::Map(members))
    }

    /// Reads what stands between two brackets, separated by commas.
    fn sequence(
        &mut self,
        open: &str,
        close: &str,
        mut item: impl FnMut(&mut Self) -> Result<(), String>,
    ) -> Result<(), String> {
        self.eat(open);
        self.skip_blanks();
        if self.eat(close) {
            return Ok(());
        }
        loop {
            item(self)?;
            self.skip_blanks();
            if self.eat(close) {
                return Ok(());
            }
            if !self.eat(",") {
                return Err(format!("expected `,` or `{close}`"));
            }
        }
    }

    fn string(&mut self) -> Result<String, String> {
        let mut escaped = false;
        let quote = self.rest.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let end = quote.ok_or("EOF while parsing a string")? + 2;
        let text = self.take(end);
        serde_json::from_str(text).map_err(|_| "invalid string".to_owned())
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The text up to a character that begins at this byte.
    fn take(&mut self, end: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }
}

fn deeper(depth: usize) -> Result<usize, String> {
    depth.checked_sub(1).ok_or_else(|| "recursion limit exceeded".to_owned())
}
