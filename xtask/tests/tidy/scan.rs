//! Finds the paths that a source file mentions, `use` groups expanded.

/// One path, such as `crate::model::Shape`, and the line it is on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) line: usize,
    pub(crate) path: Vec<String>,
}

/// All paths of a file, names that stand alone included.
///
/// Comments, texts and the module `tests` do not count.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    let mut scan = Scan { tokens: tokens(text), at: 0, found: Vec::new() };
    while scan.at < scan.tokens.len() {
        if scan.skip_tests() {
            continue;
        }
        match scan.peek(0) {
            // What follows a dot is a field or a method.
            Some(Token::Other('.')) => scan.at += 2,
            Some(Token::Word(word)) if KEYWORDS.contains(&word.as_str()) => scan.at += 1,
            Some(Token::Word(_)) => scan.path(&[]),
            _ => scan.at += 1,
        }
    }
    scan.found
}

/// All words and texts of a file, each with its line. Comments and the module `tests` do not count.
pub(crate) fn code_words(text: &str) -> Vec<(usize, String)> {
    let mut scan = Scan { tokens: tokens(text), at: 0, found: Vec::new() };
    let mut words = Vec::new();
    while let Some((line, token)) = scan.tokens.get(scan.at) {
        if let Token::Word(word) | Token::Text(word) = token {
            words.push((*line, word.clone()));
        }
        if !scan.skip_tests() {
            scan.at += 1;
        }
    }
    words
}

#[test]
fn words_and_texts_are_found() {
    let text = "// json\nfn a() { b.json(\"a json\", 'j') }\nmod tests { fn json() {} }\nconst C: u8 = 1;";
    let found: Vec<_> = code_words(text).into_iter().filter(|(_, word)| word.contains("json")).collect();
    assert_eq!(found, [(2, "json".to_owned()), (2, "\"a json\"".to_owned())]);
}

/// What may stand before a path that begins with `::`.
const KEYWORDS: &[&str] = &[
    "use", "as", "in", "for", "if", "match", "while", "return", "break", "else", "move", "mut", "dyn", "impl", "const",
    "where",
];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// A string or character literal, its quotes included.
    Text(String),
    /// `::`
    Colons,
    Other(char),
}

struct Scan {
    tokens: Vec<(usize, Token)>,
    at: usize,
    found: Vec<Mention>,
}

impl Scan {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead).map(|(_, token)| token)
    }

    fn is_word(&self, ahead: usize, expected: &str) -> bool {
        matches!(self.peek(ahead), Some(Token::Word(word)) if word == expected)
    }

    /// Reads one path or one branch of a `use` tree; `prefix` is what stands before the group.
    fn path(&mut self, prefix: &[String]) {
        let Some((line, _)) = self.tokens.get(self.at) else {
            return;
        };
        let line = *line;
        let mut path = prefix.to_vec();
        loop {
            match self.peek(0).cloned() {
                Some(Token::Word(word)) => path.push(word),
                Some(Token::Other('*')) if !path.is_empty() => path.push("*".to_owned()),
                Some(Token::Other('{')) if !path.is_empty() => return self.group(&path),
                // A leading or trailing pair of colons, as in `::std` and `Vec::<u8>`.
                _ => break,
            }
            self.at += 1;
            if self.peek(0) != Some(&Token::Colons) {
                break;
            }
            self.at += 1;
        }
        self.found.push(Mention { line, path });
    }

    fn group(&mut self, prefix: &[String]) {
        self.at += 1;
        loop {
            match self.peek(0) {
                None => return,
                Some(Token::Other('}')) => {
                    self.at += 1;
                    return;
                }
                Some(Token::Word(_) | Token::Other('*' | '{')) if !self.is_word(0, "as") => {
                    self.path(prefix);
                }
                // The new name after `as` is not a path.
                Some(Token::Word(_)) => self.at += 2,
                Some(_) => self.at += 1,
            }
        }
    }

    /// Skips `mod tests { … }`.
    fn skip_tests(&mut self) -> bool {
        let begins = self.is_word(0, "mod") && self.is_word(1, "tests") && self.peek(2) == Some(&Token::Other('{'));
        if !begins {
            return false;
        }
        self.at += 2;
        let mut depth = 0;
        while let Some(token) = self.peek(0) {
            match token {
                Token::Other('{') => depth += 1,
                Token::Other('}') => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        true
    }
}

fn tokens(text: &str) -> Vec<(usize, Token)> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (text, 1);
    while let Some(first) = rest.chars().next() {
        let (length, token) = if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), None)
        } else if let Some(length) = text_literal(rest).or_else(|| char_literal(rest)) {
            (length, Some(Token::Text(rest[..length].to_owned())))
        } else if rest.starts_with("::") {
            (2, Some(Token::Colons))
        } else if first.is_alphanumeric() || first == '_' {
            let raw = if rest.starts_with("r#") { 2 } else { 0 };
            let name = &rest[raw..];
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
            let length = raw + end.unwrap_or(name.len());
            let word = rest[raw..length].to_owned();
            (length.max(1), Some(Token::Word(word)))
        } else if first.is_whitespace() {
            (first.len_utf8(), None)
        } else {
            (first.len_utf8(), Some(Token::Other(first)))
        };
        tokens.extend(token.map(|token| (line, token)));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length of a string literal of any kind at the start of `text`.
fn text_literal(text: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        let rest = text.strip_prefix(prefix);
        rest.is_some_and(|rest| {
            let hashes = if prefix.ends_with('r') { "#" } else { "" };
            rest.trim_start_matches(|c| hashes.contains(c)).starts_with('"')
        })
    })?;
    let rest = &text[prefix.len()..];
    if prefix.ends_with('r') {
        let hashes = rest.find('"')?;
        let end = format!("\"{}", &rest[..hashes]);
        let body = &rest[hashes + 1..];
        return Some(body.find(&end).map_or(text.len(), |at| prefix.len() + hashes + 1 + at + end.len()));
    }
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(prefix.len() + at + 1),
            _ => {}
        }
    }
    Some(text.len())
}

/// The length of a character literal at the start of `text`; a lifetime is none.
fn char_literal(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('\'')?;
    let first = inner.chars().next()?;
    if first == '\\' {
        // The escaped character itself may be a quote.
        let skipped = 1 + inner[1..].chars().next()?.len_utf8();
        return Some(1 + skipped + inner[skipped..].find('\'')? + 1);
    }
    let rest = &inner[first.len_utf8()..];
    rest.starts_with('\'').then(|| 1 + first.len_utf8() + 1)
}
