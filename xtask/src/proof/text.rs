//! Texts that keep constraints.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

/// Numbers that look random and are the same in each run (SplitMix64).
pub(super) struct Random(pub(super) u64);

impl Random {
    /// A number below a limit; 0 if the limit is 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        (mixed ^ (mixed >> 31)).checked_rem(limit).and_then(|rest| usize::try_from(rest).ok()).unwrap_or(0)
    }

    /// An element of a slice that is not empty.
    pub(super) fn choice<'t, T>(&mut self, choices: &'t [T]) -> Option<&'t T> {
        choices.get(self.below(choices.len()))
    }
}

/// The constraints on a text.
#[derive(Clone, Copy)]
pub(super) struct Constraints<'m> {
    pub(super) pattern: Option<&'m str>,
    pub(super) min: usize,
    pub(super) max: usize,
    /// Whether it must be fit for a header.
    pub(super) is_plain: bool,
}

/// A text that keeps the constraints; `None` if none is found.
pub(super) fn text(constraints: Constraints<'_>, random: &mut Random) -> Option<String> {
    match constraints.pattern {
        None => Some(free(constraints, random)),
        Some(pattern) => matching(pattern, constraints, random),
    }
}

fn free(Constraints { min, max, is_plain, .. }: Constraints<'_>, random: &mut Random) -> String {
    const PLAIN: &[&str] = &["sample", "a b", "x-1,y/2", "\"quoted\""];
    const ANY: &[&str] = &["sample", "a b", "Zürich", "\"\\\n", "日本", "🦀", "</p>&amp;"];
    let mut text = random.choice(if is_plain { PLAIN } else { ANY }).copied().unwrap_or_default().to_owned();
    while text.chars().count() < min {
        text.push('x');
    }
    text.chars().take(max).collect()
}

/// Most patterns are met at once, those that look around by chance only.
const ATTEMPTS: usize = 60;

fn matching(pattern: &str, Constraints { min, max, .. }: Constraints<'_>, random: &mut Random) -> Option<String> {
    // The judge knows the dialect of ECMA 262; what is written in another is not sampled.
    let judge = regress::Regex::with_flags(pattern, "u").or_else(|_| regress::Regex::new(pattern)).ok()?;
    // The maker needs not know it well.
    let maker = regex_syntax::ParserBuilder::new().utf8(false).build().parse(&without_looks(pattern)).ok()?;
    for attempt in 0..ATTEMPTS {
        let mut text = String::new();
        let stretch = [0, 1, 2, 4, 8, 16, 40, min + min / 4][attempt % 8];
        write(&maker, stretch, random, &mut text);
        if let Some((end, _)) = text.char_indices().nth(max) {
            text.truncate(end);
        }
        if text.chars().count() >= min && judge.find(&text).is_some() {
            return Some(text);
        }
    }
    None
}

/// The pattern without groups that look ahead, of which the maker knows nothing.
fn without_looks(pattern: &str) -> String {
    let mut rest = pattern;
    let mut kept = String::new();
    while let Some(start) = ["(?!", "(?="].iter().filter_map(|look| rest.find(look)).min() {
        let (before, look) = rest.split_at(start);
        kept.push_str(before);
        let mut depth = 0_usize;
        let mut is_escaped = false;
        let end = look.char_indices().find(|(_, char)| {
            let escaped = is_escaped;
            is_escaped = *char == '\\' && !escaped;
            match char {
                '(' if !escaped => depth += 1,
                ')' if !escaped => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        rest = end.map_or("", |(end, _)| &look[end + 1..]);
    }
    kept + rest
}

fn write(hir: &Hir, stretch: usize, random: &mut Random, text: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(char(class, random)),
        HirKind::Repetition(Repetition { min, max, sub, .. }) => {
            let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
            let more = stretch - random.below(stretch / 3 + 1);
            let count = max.map_or(usize::MAX, size).min(size(*min).saturating_add(more));
            // What repeats within would make the text long.
            (0..count).for_each(|_| write(sub, stretch / 8, random, text));
        }
        HirKind::Capture(capture) => write(&capture.sub, stretch, random, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, stretch, random, text)),
        HirKind::Alternation(branches) => {
            random.choice(branches).into_iter().for_each(|branch| write(branch, stretch, random, text));
        }
    }
}

/// A character of a class, a printable one of ASCII if it has such.
fn char(class: &Class, random: &mut Random) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class.iter().map(|range| (range.start().into(), range.end().into())).collect(),
    };
    let of = |(low, high): (char, char)| {
        ranges.iter().flat_map(|(start, end)| *start.max(&low)..=*end.min(&high)).collect::<Vec<_>>()
    };
    let letters: Vec<char> = of(('!', '~')).into_iter().filter(char::is_ascii_alphanumeric).collect();
    let choices = if letters.is_empty() || random.below(8) == 0 { of(('!', '~')) } else { letters };
    random.choice(&choices).copied().or_else(|| ranges.first().map(|(start, _)| *start))
}

#[cfg(test)]
mod tests {
    use super::{Constraints, Random, text};

    #[test]
    fn texts_keep_constraints() {
        let cases = [
            (None, 0, 5),
            (None, 40, 40),
            (Some("^[a-f0-9]{8}-[a-f0-9]{4}$"), 1, 128),
            (Some("^[a-zA-Z0-9\\-\\_]+$"), 100, 120),
            (Some("^(?!aws:)[a-z:]{3,}$"), 0, 10),
            (Some("^[\\s\\S]*$"), 200, 200),
            (Some("^arn:[a-z\\d-]+:panorama:[a-z0-9\\-]*:\\d{12}:.+$"), 1, 255),
        ];
        for (pattern, min, max) in cases {
            for seed in 0..20 {
                let constraints = Constraints { pattern, min, max, is_plain: false };
                let found = text(constraints, &mut Random(seed));
                let length = found.as_ref().map(|text| text.chars().count());
                assert!(length.is_some_and(|length| (min..=max).contains(&length)), "{pattern:?}: {found:?}");
            }
        }
        let none = Constraints { pattern: Some("^(?=b)a$"), min: 0, max: 9, is_plain: false };
        assert_eq!(text(none, &mut Random(0)), None);
    }
}
