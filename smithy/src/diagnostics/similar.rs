//! Finds the word that somebody may have meant.

/// Words longer than this are not compared: the time grows with the square of the length.
const LONGEST: usize = 100;

/// The candidate most like a word, if one is like it at all.
pub fn similar<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    // The distance is not less than the difference of the lengths, and is to be a third of the word at most.
    let candidates = candidates.filter(|other| other.len().abs_diff(word.len()) <= word.len() / 3);
    let rated = candidates.map(|other| (distance(word.as_bytes(), other.as_bytes()), other));
    let (distance, best) = rated.min_by_key(|(distance, _)| *distance)?;
    (distance <= word.len() / 3).then_some(best)
}

/// How many bytes must be inserted, removed or replaced, or exchanged with their neighbours, to turn one word into the
/// other (the optimal string alignment distance).
fn distance(a: &[u8], b: &[u8]) -> usize {
    // The rows of the table for the prefixes of `a`: the last but one, the last, and the one that is filled in.
    let mut earlier: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut row = vec![0; b.len() + 1];
    for (i, left) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(left != right);
            row[j + 1] = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *left == b[j - 1] && a[i - 1] == *right {
                row[j + 1] = row[j + 1].min(earlier[j - 1] + 1);
            }
        }
        std::mem::swap(&mut earlier, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, similar};

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("enum", "enmu", 1),
            ("kitten", "sitting", 3),
            ("ca", "abc", 3),
            ("httpCheksum", "httpChecksum", 1),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
        }
        assert_eq!(similar("enmu", ["enum", "map"].into_iter()), Some("enum"));
        assert_eq!(similar("xy", ["yx"].into_iter()), None);
    }
}
