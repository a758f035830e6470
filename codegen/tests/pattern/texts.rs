//! Makes texts that match a pattern, or nearly do.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How many texts are made from the pattern itself; each is also changed a few times.
const SAMPLES: usize = 40;

/// Backtracking engines are slow on longer ones.
const MAX_LENGTH: usize = 160;

/// A small generator of random numbers (xorshift), so that every run tries the same texts.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    pub(crate) fn choose<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// Texts for a pattern: some made to match it, those with a few changes, and the usual suspects.
pub(crate) fn texts(pattern: &str) -> Vec<String> {
    let mut random = Random::new(pattern.bytes().fold(17, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte)));
    let mut strangers: Vec<char> = pattern.chars().collect();
    strangers.extend("aZ09-_.:/ \t\n\r\\aA\u{85}\u{A0}é中\u{2028}😀".chars());
    let mut texts: Vec<String> =
        ["", "a", "0", "-", "\n", "a\n", "\na", "é", "😀", " ", "aws:", "$"].map(str::to_owned).into();
    let tree = regex_syntax::parse(&without_looks(pattern)).ok();
    for _ in 0..SAMPLES {
        let mut text = String::new();
        match &tree {
            Some(tree) => sample(tree, &mut random, &mut text),
            None => (0..random.below(12)).for_each(|_| text.push(random.choose(&strangers))),
        }
        let changes = 5;
        for round in 0..=changes {
            texts.push(text.chars().take(MAX_LENGTH).collect());
            text = changed(&text, &strangers, &mut random);
            if round == 3 {
                text = changed(&text, &strangers, &mut random);
            }
        }
    }
    texts
}

/// The pattern without its look-arounds, which the crate that parses it does not know.
fn without_looks(pattern: &str) -> String {
    let mut rest = pattern;
    let mut kept = String::new();
    while let Some(at) = ["(?=", "(?!", "(?<=", "(?<!"].iter().filter_map(|look| rest.find(look)).min() {
        kept.push_str(&rest[..at]);
        let (mut depth, mut escaped, mut end) = (0, false, rest.len());
        for (offset, char) in rest.char_indices().skip_while(|(offset, _)| *offset < at) {
            match char {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                end = offset + char.len_utf8();
                break;
            }
        }
        rest = &rest[end..];
    }
    kept + rest
}

fn sample(tree: &Hir, random: &mut Random, text: &mut String) {
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).unwrap()),
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges();
            let narrow: Vec<_> = ranges.iter().filter(|range| range.start().is_ascii()).collect();
            let range = match narrow.as_slice() {
                [_, ..] if random.below(8) > 0 => random.choose(&narrow),
                _ if ranges.is_empty() => return,
                _ => &ranges[random.below(ranges.len())],
            };
            // Mostly letters and digits, now and then anything.
            let high = if range.start().is_ascii() && random.below(8) > 0 { range.end().min('~') } else { range.end() };
            let low = range.start();
            let low = if high > ' ' && random.below(8) > 0 { low.max(' ') } else { low };
            let code =
                u32::from(low) + random.below((u32::from(high) + 1).saturating_sub(u32::from(low)) as usize) as u32;
            text.push(char::from_u32(code).unwrap_or(low));
        }
        HirKind::Class(Class::Bytes(_)) => {}
        HirKind::Repetition(repetition) => {
            let spare = repetition.max.map_or(3, |max| max.saturating_sub(repetition.min));
            let more = match random.below(6) {
                0 => 0,
                1 => spare.min(70),
                _ => random.below(spare.min(4) as usize + 1) as u32,
            };
            for _ in 0..(repetition.min + more).min(200) {
                sample(&repetition.sub, random, text);
            }
        }
        HirKind::Capture(capture) => sample(&capture.sub, random, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| sample(part, random, text)),
        HirKind::Alternation(branches) => sample(&branches[random.below(branches.len())], random, text),
    }
}

/// The text with one change.
fn changed(text: &str, strangers: &[char], random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = random.below(chars.len() + 1);
    let stranger = random.choose(strangers);
    match random.below(9) {
        0 | 1 => chars.insert(at, stranger),
        2 if at < chars.len() => chars[at] = stranger,
        3 if at < chars.len() => drop(chars.remove(at)),
        4 if at < chars.len() => chars.insert(at, chars[at]),
        5 => chars.truncate(at),
        6 => drop(chars.drain(..at)),
        7 => chars.extend(chars.clone()),
        8 if !chars.is_empty() => {
            let other = random.below(chars.len());
            chars.swap(at.min(text.chars().count() - 1), other);
        }
        _ => chars.push(stranger),
    }
    chars.into_iter().collect()
}
