//! What stands after a backslash.

use super::Rewriter;

/// What an escape means.
pub(super) enum Meaning {
    /// A character.
    Char(char),
    /// A class, as the crate that matches writes it.
    Class(String),
    /// Characters that stand for themselves.
    Quoted(String),
    /// A place in the text, or what a group has matched.
    Other(String),
}

impl Rewriter<'_> {
    /// An escape outside of classes.
    pub(super) fn escaped(&mut self) -> Result<(), String> {
        match self.escape()? {
            Meaning::Char(char) => self.literal(char),
            Meaning::Class(text) | Meaning::Other(text) => self.text.push_str(&text),
            Meaning::Quoted(text) => {
                for char in text.chars() {
                    self.literal(char);
                }
            }
        }
        self.is_repeatable = true;
        Ok(())
    }

    /// Reads what stands after a backslash.
    pub(super) fn escape(&mut self) -> Result<Meaning, String> {
        let char = self.rest.next().ok_or("a backslash stands at the end")?;
        Ok(match char {
            't' => Meaning::Char('\t'),
            'n' => Meaning::Char('\n'),
            'r' => Meaning::Char('\r'),
            'f' => Meaning::Char('\u{c}'),
            'a' => Meaning::Char('\u{7}'),
            'e' => Meaning::Char('\u{1b}'),
            'd' => class("[0-9]"),
            'D' => class("[^0-9]"),
            'w' => class("[A-Za-z0-9_]"),
            'W' => class("[^A-Za-z0-9_]"),
            's' => class(r"[\t\n\x0B\x0C\r\x20]"),
            'S' => class(r"[^\t\n\x0B\x0C\r\x20]"),
            'h' => class(r"[\t\x20\xA0\x{1680}\x{180e}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]"),
            'H' => class(r"[^\t\x20\xA0\x{1680}\x{180e}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]"),
            'v' => class(r"[\n\x0B\x0C\r\x{85}\x{2028}\x{2029}]"),
            'V' => class(r"[^\n\x0B\x0C\r\x{85}\x{2028}\x{2029}]"),
            'R' => Meaning::Other(r"(?:\r\n|[\n\x0B\x0C\r\x{85}\x{2028}\x{2029}])".to_owned()),
            'p' | 'P' => Meaning::Class(self.property(char == 'P')?),
            'x' => Meaning::Char(self.hexadecimal()?),
            'u' => Meaning::Char(self.unicode()?),
            '0' => Meaning::Char(self.octal()?),
            'c' => {
                let control = self.rest.next().ok_or("`\\c` stands at the end")?;
                Meaning::Char(char::from_u32(u32::from(control) ^ 64).ok_or("`\\c` is not followed by a letter")?)
            }
            'Q' => {
                let mut quoted = String::new();
                for char in self.rest.by_ref() {
                    quoted.push(char);
                    if let Some(text) = quoted.strip_suffix("\\E") {
                        return Ok(Meaning::Quoted(text.to_owned()));
                    }
                }
                Meaning::Quoted(quoted)
            }
            'b' | 'B' | 'A' | 'Z' | 'z' | 'G' | 'X' | '1'..='9' => Meaning::Other(format!("\\{char}")),
            'k' => {
                let mut name = String::new();
                while let Some(char) = self.rest.next_if(|char| *char != '>') {
                    name.push(char);
                }
                if !name.starts_with('<') || self.rest.next().is_none() {
                    return Err("`\\k` is not followed by the name of a group".to_owned());
                }
                Meaning::Other(format!("\\k{name}>"))
            }
            char if char.is_ascii_alphabetic() => return Err(format!("`\\{char}` is not an escape")),
            char => Meaning::Char(char),
        })
    }

    fn digits(&mut self, radix: u32, count: usize) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            value = value * radix + self.rest.next()?.to_digit(radix)?;
        }
        Some(value)
    }

    fn hexadecimal(&mut self) -> Result<char, String> {
        const FAULT: &str = "`\\x` is not followed by a hexadecimal number";
        let value = if self.rest.next_if_eq(&'{').is_some() {
            let mut value = 0_u32;
            loop {
                match self.rest.next().ok_or(FAULT)? {
                    '}' => break value,
                    char => {
                        let digit = char.to_digit(16).ok_or(FAULT)?;
                        value = value.checked_mul(16).and_then(|value| value.checked_add(digit)).ok_or(FAULT)?;
                    }
                }
            }
        } else {
            self.digits(16, 2).ok_or(FAULT)?
        };
        char::from_u32(value).ok_or_else(|| FAULT.to_owned())
    }

    fn unicode(&mut self) -> Result<char, String> {
        const FAULT: &str = "`\\u` is not followed by four hexadecimal digits";
        let first = self.digits(16, 4).ok_or(FAULT)?;
        if let Some(char) = char::from_u32(first) {
            return Ok(char);
        }
        // The first half of a pair of surrogates; one that stands alone matches nothing that a text holds.
        let mut ahead = self.rest.clone();
        if (0xd800..0xdc00).contains(&first) && ahead.next() == Some('\\') && ahead.next() == Some('u') {
            let digits: String = ahead.by_ref().take(4).collect();
            if let Some(second) = u32::from_str_radix(&digits, 16).ok().filter(|value| (0xdc00..0xe000).contains(value))
            {
                self.rest = ahead;
                let value = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return char::from_u32(value).ok_or_else(|| FAULT.to_owned());
            }
        }
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn octal(&mut self) -> Result<char, String> {
        let mut value = 0;
        let mut count = 0;
        while count < 3
            && let Some(digit) = self.rest.peek().and_then(|char| char.to_digit(8))
            && value * 8 + digit <= 0o377
        {
            value = value * 8 + digit;
            count += 1;
            self.rest.next();
        }
        let char = char::from_u32(value).filter(|_| count > 0);
        char.ok_or_else(|| "`\\0` is not followed by an octal number".to_owned())
    }

    /// A class of characters with a property, after `\p` or `\P`.
    fn property(&mut self, is_negated: bool) -> Result<String, String> {
        let mut name = String::new();
        match self.rest.next().ok_or("`\\p` stands at the end")? {
            '{' => loop {
                match self.rest.next().ok_or("`\\p{` is not closed")? {
                    '}' => break,
                    char => name.push(char),
                }
            },
            char => name.push(char),
        }
        let ascii = match &*name {
            "Lower" => "a-z",
            "Upper" => "A-Z",
            "ASCII" => r"\x00-\x7F",
            "Alpha" => "A-Za-z",
            "Digit" => "0-9",
            "Alnum" => "A-Za-z0-9",
            "Punct" => r"\x21-\x2F\x3A-\x40\x5B-\x60\x7B-\x7E",
            "Graph" => r"\x21-\x7E",
            "Print" => r"\x20-\x7E",
            "Blank" => r"\x20\t",
            "Cntrl" => r"\x00-\x1F\x7F",
            "XDigit" => "0-9A-Fa-f",
            "Space" => r"\t\n\x0B\x0C\r\x20",
            _ => "",
        };
        let not = if is_negated { "^" } else { "" };
        if !ascii.is_empty() {
            return Ok(format!("[{not}{ascii}]"));
        }
        if name.is_empty() {
            return Err("`\\p{}` names no property".to_owned());
        }
        let name = name.strip_prefix("Is").unwrap_or(&name);
        Ok(format!("\\{}{{{name}}}", if is_negated { 'P' } else { 'p' }))
    }
}

fn class(text: &str) -> Meaning {
    Meaning::Class(text.to_owned())
}
