//! Finds where the n-th value of a JSON text is.

use std::ops::Range;

/// The byte ranges of the values of a JSON text, in the order in which the values begin.
///
/// The scan never fails: on text that is not JSON it finds what it can.
#[derive(Clone, Debug, Default)]
pub struct Locator {
    values: Vec<Spans>,
}

/// Where a value and the key in front of it are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spans {
    /// It ends at zero where there is no key.
    key: Span,
    value: Span,
}

/// Bytes of the text.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    start: u32,
    end: u32,
}

impl Span {
    fn of(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Spans {
    /// The bytes of the value.
    pub fn value(&self) -> Range<usize> {
        self.value.range()
    }

    /// The bytes of the key with its quotes, or of the value where it has no key.
    pub fn key(&self) -> Range<usize> {
        if self.key.end == 0 { self.value() } else { self.key.range() }
    }
}

impl Locator {
    /// Scans a text once.
    pub fn new(text: &[u8]) -> Self {
        let mut scan = Scan { values: Vec::new(), open: Vec::new(), key: Span::default() };
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            at = scan.token(text, byte, at);
        }
        for index in scan.open {
            scan.values[index].value.end = text.len() as u32;
        }
        Self { values: scan.values }
    }

    /// Where each value is.
    pub fn all(&self) -> impl Iterator<Item = Spans> {
        self.values.iter().copied()
    }

    /// Where the n-th value is, or `None` if the text has fewer values.
    pub fn get(&self, index: u32) -> Option<Spans> {
        self.values.get(index as usize).copied()
    }
}

struct Scan {
    values: Vec<Spans>,
    /// The containers that have not ended yet.
    open: Vec<usize>,
    /// The key whose value comes next; its end is zero when there is none.
    key: Span,
}

impl Scan {
    /// Consumes the token that starts at `at` and returns where the next one may start.
    fn token(&mut self, text: &[u8], byte: u8, at: usize) -> usize {
        match byte {
            b'{' | b'[' => {
                self.open.push(self.values.len());
                self.value(at, at + 1);
                at + 1
            }
            b'}' | b']' => {
                if let Some(index) = self.open.pop() {
                    self.values[index].value.end = at as u32 + 1;
                }
                at + 1
            }
            b'"' => {
                let end = string_end(text, at);
                let next = skip_space(text, end);
                if text.get(next) == Some(&b':') {
                    self.key = Span::of(at, end);
                    return next + 1;
                }
                self.value(at, end);
                end
            }
            b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                let end = text[at..]
                    .iter()
                    .position(|b| !matches!(b, b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z'))
                    .map_or(text.len(), |length| at + length);
                self.value(at, end);
                end
            }
            _ => at + 1,
        }
    }

    fn value(&mut self, start: usize, end: usize) {
        self.values.push(Spans { key: std::mem::take(&mut self.key), value: Span::of(start, end) });
    }
}

/// The offset after the closing quote of the string that opens at `start`.
fn string_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

fn skip_space(text: &[u8], start: usize) -> usize {
    text[start.min(text.len())..]
        .iter()
        .position(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'\n'))
        .map_or(text.len(), |length| start + length)
}
