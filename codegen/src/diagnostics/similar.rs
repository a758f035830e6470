//! Finds the word that somebody may have meant.

/// Words longer than this are not compared: the time grows with the square of the length.
const LONGEST: usize = 100;

/// The candidate most like a word, if one is like it at all.
pub(crate) fn similar<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    // The distance is not less than the difference of the lengths, and is to be a third of the word at most.
    let candidates = candidates.filter(|other| other.len().abs_diff(word.len()) <= word.len() / 3);
    let rated = candidates.map(|other| (distance(word.as_bytes(), other.as_bytes()), other));
    let (distance, best) = rated.min_by_key(|(distance, _)| *distance)?;
    (distance <= word.len() / 3).then_some(best)
}

/// How many bytes must be inserted, removed or replaced to turn one word into the other (the
/// Levenshtein distance).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
