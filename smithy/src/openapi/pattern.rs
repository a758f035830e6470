//! Patterns as JSON Schema has them: ECMA 262 with the flag `u`.
//!
//! Models use the dialect of Java, too, whose escapes and classes are rewritten here. What has no equivalent is left out.

use std::iter::Peekable;
use std::str::Chars;

/// The expression in ECMA 262; `None` if it cannot be written so.
pub(super) fn ecma(pattern: &str) -> Option<String> {
    let written = Rewriter { rest: pattern.chars().peekable(), text: String::new() }.run()?;
    regress::Regex::with_flags(&written, "u").is_ok().then_some(written)
}

/// Java's classes of ASCII characters (`java.util.regex.Pattern`, "POSIX character classes").
const CLASSES: [(&str, &str); 13] = [
    ("Lower", "a-z"),
    ("Upper", "A-Z"),
    ("ASCII", "\\x00-\\x7F"),
    ("Alpha", "A-Za-z"),
    ("Digit", "0-9"),
    ("Alnum", "A-Za-z0-9"),
    ("Punct", "!-\\/:-@\\[-`\\{-~"),
    ("Graph", "!-~"),
    ("Print", " -~"),
    ("Blank", " \\t"),
    ("Cntrl", "\\x00-\\x1F\\x7F"),
    ("XDigit", "0-9A-Fa-f"),
    ("Space", " \\t\\n\\v\\f\\r"),
];

struct Rewriter<'t> {
    rest: Peekable<Chars<'t>>,
    text: String,
}

impl Rewriter<'_> {
    fn run(mut self) -> Option<String> {
        while let Some(char) = self.rest.next() {
            match char {
                '\\' => drop(self.escape(false)?),
                '[' => self.class()?,
                '{' => self.braces(),
                // Outside of classes, ECMA 262 wants these escaped.
                ']' | '}' => self.text.extend(['\\', char]),
                _ => self.text.push(char),
            }
        }
        Some(self.text)
    }

    /// A quantifier, or a brace that is meant as such.
    fn braces(&mut self) {
        let inside: String = self.rest.clone().take_while(|char| *char != '}').collect();
        let is_quantifier = self.rest.clone().nth(inside.chars().count()) == Some('}')
            && inside.starts_with(|first: char| first.is_ascii_digit())
            && inside.chars().all(|char| char.is_ascii_digit() || char == ',');
        if !is_quantifier {
            return self.text.push_str("\\{");
        }
        self.text.push('{');
        self.text.push_str(&inside);
        self.text.push('}');
        for _ in 0..=inside.chars().count() {
            self.rest.next();
        }
    }

    fn class(&mut self) -> Option<()> {
        self.text.push('[');
        if self.rest.next_if_eq(&'^').is_some() {
            self.text.push('^');
        }
        // Whether what stands before can begin a range.
        let mut is_single = false;
        loop {
            match self.rest.next()? {
                ']' => break,
                '\\' => is_single = !self.escape(true)?,
                '-' => {
                    // A set of characters has no end to begin a range from, or to end one at.
                    let mut after = self.rest.clone();
                    let next = [after.next(), after.next()];
                    let is_set = matches!(next, [Some('\\'), Some('w' | 'W' | 'd' | 'D' | 's' | 'S' | 'p' | 'P')]);
                    let is_range = is_single && !is_set && next[0] != Some(']');
                    self.text.push_str(if is_range { "-" } else { "\\-" });
                    is_single = false;
                }
                // To Java, this begins a class in the class, and `&&` an intersection.
                '[' => return None,
                '&' if self.rest.peek() == Some(&'&') => return None,
                char => {
                    self.text.push(char);
                    is_single = true;
                }
            }
        }
        self.text.push(']');
        Some(())
    }

    /// What follows a backslash; whether it stands for a set of characters.
    fn escape(&mut self, is_in_class: bool) -> Option<bool> {
        let char = self.rest.next()?;
        match char {
            'A' if !is_in_class => self.text.push('^'),
            'z' | 'Z' if !is_in_class => self.text.push('$'),
            'p' | 'P' => {
                self.property(char == 'P', is_in_class)?;
                return Some(true);
            }
            'x' | 'u' if self.rest.peek() == Some(&'{') => {
                self.text.push_str("\\u");
                self.text.extend(self.rest.by_ref().take_while(|char| *char != '}'));
                self.text.push('}');
            }
            '-' if is_in_class => self.text.push_str("\\-"),
            'w' | 'W' | 'd' | 'D' | 's' | 'S' => {
                self.text.extend(['\\', char]);
                return Some(true);
            }
            _ if char.is_ascii_alphanumeric() || "^$\\.*+?()[]{}|/".contains(char) => self.text.extend(['\\', char]),
            // Other characters stand for themselves.
            _ => self.text.push(char),
        }
        Some(false)
    }

    fn property(&mut self, is_negative: bool, is_in_class: bool) -> Option<()> {
        let name: String = match self.rest.next()? {
            '{' => {
                let name: String = self.rest.by_ref().take_while(|char| *char != '}').collect();
                name
            }
            letter => letter.into(),
        };
        let ascii = CLASSES.iter().find(|(class, _)| *class == name);
        match (ascii, is_negative, is_in_class) {
            (Some((_, set)), false, true) => self.text.push_str(set),
            (Some((_, set)), false, false) => self.text.extend(["[", set, "]"]),
            (Some((_, set)), true, false) => self.text.extend(["[^", set, "]"]),
            (Some(_), true, true) => return None,
            (None, ..) => {
                let name = name.strip_prefix("Is").unwrap_or(&name);
                self.text.extend([if is_negative { "\\P{" } else { "\\p{" }, name, "}"]);
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::ecma;

    #[test]
    fn patterns_are_written_in_ecma_262() {
        let cases = [
            ("^[a-z]+$", Some("^[a-z]+$")),
            ("^\\A\\p{XDigit}{8}\\z$", Some("^^[0-9A-Fa-f]{8}$$")),
            ("[\\p{L}\\p{Z}_.:/=+\\-@]*", Some("[\\p{L}\\p{Z}_.:/=+\\-@]*")),
            ("[\\p{IsAlphabetic}\\p{Punct}]", Some("[\\p{Alphabetic}!-\\/:-@\\[-`\\{-~]")),
            ("\\P{C}\\pL\\P{Alpha}", Some("\\P{C}\\p{L}[^A-Za-z]")),
            ("[\\w-.]\\:\\-[a-]", Some("[\\w\\-.]:-[a\\-]")),
            ("[.-\\w]x{,2}}", Some("[.\\-\\w]x\\{,2\\}\\}")),
            ("\\x{1F600}\\u00e9\\/", Some("\\u{1F600}\\u00e9\\/")),
            ("(?=a)(?<name>b)\\k<name>", Some("(?=a)(?<name>b)\\k<name>")),
            ("[a-z&&[^b]]", None),
            ("[a[b]]", None),
            ("a++", None),
            ("(?s).*", None),
            ("a{1}{2}", None),
            ("\\p{InGreek}", None),
            ("[\\P{Alpha}]", None),
            ("(", None),
            ("[a", None),
        ];
        for (pattern, expected) in cases {
            assert_eq!(ecma(pattern).as_deref(), expected, "{pattern}");
        }
    }
}
