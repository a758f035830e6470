//! Character classes.

use super::escape::Meaning;
use super::{DEPTH, Rewriter};

impl Rewriter<'_> {
    /// A class, after its `[`.
    pub(super) fn class(&mut self, depth: usize) -> Result<(), String> {
        if depth > DEPTH {
            return Err(format!("classes are nested deeper than {DEPTH}"));
        }
        const UNCLOSED: &str = "a character class is not closed";
        self.text.push('[');
        if self.rest.next_if_eq(&'^').is_some() {
            self.text.push('^');
        }
        // The character before, where a range may begin with it, and whether a `-` came after it.
        let mut start: Option<char> = None;
        let mut in_range = false;
        let mut is_empty = true;
        loop {
            let char = self.rest.next().ok_or(UNCLOSED)?;
            let literal = match char {
                ']' if !is_empty => break,
                '[' => {
                    self.class(depth + 1)?;
                    None
                }
                '\\' => match self.escape()? {
                    Meaning::Char(char) => Some(char),
                    Meaning::Class(text) => {
                        self.text.push_str(&text);
                        None
                    }
                    Meaning::Quoted(text) => {
                        for char in text.chars() {
                            self.literal(char);
                        }
                        None
                    }
                    Meaning::Other(text) => return Err(format!("`{text}` cannot stand in a character class")),
                },
                '&' if self.rest.next_if_eq(&'&').is_some() => {
                    self.text.push_str("&&");
                    None
                }
                '-' if start.is_some()
                    && !in_range
                    && self.rest.peek().is_some_and(|next| !matches!(next, ']' | '[')) =>
                {
                    self.text.push('-');
                    in_range = true;
                    continue;
                }
                char => Some(char),
            };
            if let (true, Some(first), Some(last)) = (in_range, start, literal)
                && first > last
            {
                return Err(format!("the range `{first}-{last}` of a character class ends before it starts"));
            }
            if let Some(char) = literal {
                self.literal(char);
            }
            start = if in_range { None } else { literal };
            in_range = false;
            is_empty = false;
        }
        self.text.push(']');
        Ok(())
    }

    /// A character that stands for itself.
    pub(super) fn literal(&mut self, char: char) {
        if char.is_ascii_punctuation()
            && !matches!(char, '<' | '>' | '"' | '\'' | '/' | '_' | ',' | ';' | ':' | '=' | '!' | '@' | '%' | '`')
        {
            self.text.push('\\');
        }
        self.text.push(char);
    }
}
