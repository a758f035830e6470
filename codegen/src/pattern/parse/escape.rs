//! Reads what follows a backslash.

use super::super::PatternError;
use super::super::build::{alt, class, concat, repeat};
use super::super::node::{Assertion, Node};
use super::super::set::CharSet;
use super::Parser;
use super::property;

/// What an escape stands for, inside or outside of brackets.
pub(super) enum Escape {
    /// One code point, possibly a lone surrogate.
    Code(u32),
    /// A set of characters.
    Set(CharSet),
}

impl Parser<'_> {
    /// Reads an escape whose backslash, at `offset`, has been read.
    pub(super) fn escape_outside_class(&mut self, offset: usize) -> Result<Node, PatternError> {
        let assertion = match self.peek() {
            Some('b') => Node::Assert(Assertion::WordBoundary),
            Some('B') => Node::Assert(Assertion::NotWordBoundary),
            Some('A') => Node::START,
            Some('z') => Node::END,
            Some('Z') => return Ok(self.before_final_line_end(offset)),
            Some('k' | 'G' | 'X') => {
                return Err(self.out_of_reach(offset, "this escape needs an engine that backtracks"));
            }
            Some('R') => {
                return Err(self.out_of_reach(offset, "`\\R` is not supported: name the line ends"));
            }
            Some(digit @ '1'..='9') if self.is_back_reference() => {
                return Err(self
                    .out_of_reach(offset, format!("the back-reference `\\{digit}` needs an engine that backtracks")));
            }
            _ => {
                return Ok(class(match self.escape(offset)? {
                    Escape::Code(code) => self.folded(CharSet::new([(code, code)])),
                    Escape::Set(set) => self.folded(set),
                }));
            }
        };
        self.next();
        Ok(assertion)
    }

    /// Java's `\Z`: the end, or before the line end with which the text ends.
    fn before_final_line_end(&mut self, offset: usize) -> Node {
        self.next();
        let one = CharSet::new([(0x0A, 0x0A), (0x0D, 0x0D), (0x85, 0x85), (0x2028, 0x2029)]);
        let two = concat([Node::Class(CharSet::of('\r')), Node::Class(CharSet::of('\n'))]);
        let line_end = repeat(alt([two, Node::Class(one)]), 0, Some(1));
        let node = Box::new(concat([line_end, Node::END]));
        Node::Look { node, behind: false, negated: false, offset }
    }

    /// Reads an escape that may stand inside or outside of brackets.
    pub(super) fn escape(&mut self, offset: usize) -> Result<Escape, PatternError> {
        let Some(char) = self.next() else {
            let help = "write two backslashes for the character itself, each of which is two in JSON";
            return Err(self.syntax(offset, "the pattern ends in a backslash", help));
        };
        Ok(match char {
            'd' => Escape::Set(CharSet::digit()),
            'D' => Escape::Set(CharSet::digit().complement()),
            'w' => Escape::Set(CharSet::word()),
            'W' => Escape::Set(CharSet::word().complement()),
            's' => Escape::Set(CharSet::space()),
            'S' => Escape::Set(CharSet::space().complement()),
            'h' => Escape::Set(horizontal_space()),
            'H' => Escape::Set(horizontal_space().complement()),
            'p' | 'P' => Escape::Set(self.property(offset, char == 'P')?),
            't' => Escape::Code(0x09),
            'n' => Escape::Code(0x0A),
            'v' => Escape::Code(0x0B),
            'f' => Escape::Code(0x0C),
            'r' => Escape::Code(0x0D),
            'a' => Escape::Code(0x07),
            'e' => Escape::Code(0x1B),
            'c' => Escape::Code(self.control(offset)?),
            'x' => Escape::Code(self.hexadecimal(2).unwrap_or('x'.into())),
            'u' => Escape::Code(self.utf16(offset)?),
            'N' => return Err(self.out_of_reach(offset, "characters by name are not supported")),
            '0'..='7' => Escape::Code(self.octal(char)),
            other => Escape::Code(other.into()),
        })
    }

    fn property(&mut self, offset: usize, negated: bool) -> Result<CharSet, PatternError> {
        let start = self.at;
        let name = if self.eat("{") {
            let unclosed =
                || self.syntax(self.at, "the property's name is not closed", "a property is written like `\\p{Lu}`");
            let length = self.rest().find('}').ok_or_else(unclosed)?;
            self.at += length + 1;
            &self.pattern[start + 1..self.at - 1]
        } else {
            self.next();
            &self.pattern[start..self.at]
        };
        let set = property::lookup(name)
            .ok_or_else(|| self.out_of_reach(offset, format!("no character property is known as `{name}`")))?;
        Ok(property::signed(set, negated))
    }

    /// Reads the letter of `\cX`.
    fn control(&mut self, offset: usize) -> Result<u32, PatternError> {
        match self.next() {
            Some(letter) if letter.is_ascii_alphabetic() => Ok(u32::from(letter) & 0x1F),
            _ => Err(self.syntax(offset, "`\\c` wants a letter", "a control character is written like `\\cJ`")),
        }
    }

    /// Reads as many hexadecimal digits, or any number of them in braces.
    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let rest = self.rest();
        let (digits, length) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((digits, _)) => (digits, digits.len() + 2),
            None => (rest.get(..digits)?, digits),
        };
        let wanted = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, 16).ok().filter(|code| wanted && *code <= char::MAX.into())?;
        self.at += length;
        Some(code)
    }

    /// Reads the digits of `\uXXXX`, and the second half of a surrogate pair with the first.
    fn utf16(&mut self, offset: usize) -> Result<u32, PatternError> {
        const HELP: &str = "a character is written like `\\u00E9` or `\\u{1F600}`";
        let code =
            self.hexadecimal(4).ok_or_else(|| self.syntax(offset, "`\\u` wants four hexadecimal digits", HELP))?;
        let after = self.at;
        if (0xD800..0xDC00).contains(&code) && self.eat("\\u") {
            if let Some(low @ 0xDC00..0xE000) = self.hexadecimal(4) {
                return Ok(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
            }
            self.at = after;
        }
        Ok(code)
    }

    /// Reads the digits of an octal escape (Annex B), of which `first` is the first.
    fn octal(&mut self, first: char) -> u32 {
        let mut code = first.to_digit(8).unwrap_or_default();
        while let Some(digit) = self.peek().and_then(|char| char.to_digit(8))
            && code * 8 + digit <= 0xFF
        {
            code = code * 8 + digit;
            self.next();
        }
        code
    }

    /// Whether the digits that come next name a group of the pattern.
    fn is_back_reference(&self) -> bool {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.rest()[..digits]
            .parse()
            .is_ok_and(|number: usize| number <= *self.groups.get_or_init(|| self.count_groups()))
    }

    /// The number of groups in the pattern that a back-reference can name.
    fn count_groups(&self) -> usize {
        let (mut groups, mut in_class, mut escaped) = (0, false, false);
        for (at, char) in self.pattern.char_indices() {
            match char {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '[' => in_class = true,
                ']' => in_class = false,
                '(' if !in_class => {
                    let rest = &self.pattern[at + 1..];
                    let named = rest.starts_with("?<") && !rest.starts_with("?<=") && !rest.starts_with("?<!");
                    groups += usize::from(named || !rest.starts_with('?'));
                }
                _ => {}
            }
        }
        groups
    }
}

/// Java's `\h`.
fn horizontal_space() -> CharSet {
    CharSet::new([
        (0x09, 0x09),
        (0x20, 0x20),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x180E, 0x180E),
        (0x2000, 0x200A),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
    ])
}
