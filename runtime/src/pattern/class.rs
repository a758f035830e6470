//! Sets of characters, tested by one look-up for ASCII and by a search of ranges beyond it.

/// A set of characters.
#[derive(Debug)]
pub struct Class {
    /// Which ASCII characters belong to it.
    ascii: [bool; 128],
    /// The ranges that reach beyond ASCII, ascending, both ends included.
    wide: &'static [(char, char)],
}

/// Makes a class of ascending, disjoint ranges, both ends included.
#[must_use]
pub const fn class(ranges: &'static [(char, char)]) -> Class {
    let mut ascii = [false; 128];
    let mut index = 0;
    let mut first_wide = ranges.len();
    while index < ranges.len() {
        let (low, high) = (ranges[index].0 as usize, ranges[index].1 as usize);
        let mut code = low;
        while code <= high && code < ascii.len() {
            ascii[code] = true;
            code += 1;
        }
        if high >= ascii.len() && first_wide > index {
            first_wide = index;
        }
        index += 1;
    }
    Class { ascii, wide: ranges.split_at(first_wide).1 }
}

impl Class {
    /// The byte after the longest run of at most `max` characters from byte `at`, and the number
    /// of characters in it.
    pub(super) fn span(&self, text: &str, at: usize, max: u32) -> (usize, u32) {
        let (mut end, mut left) = (at, max);
        loop {
            let bytes = text.as_bytes().get(end..).unwrap_or_default();
            let run = self.ascii_run(&bytes[..bytes.len().min(left as usize)]);
            end += run;
            left -= u32::try_from(run).unwrap_or(left);
            match self.wide_at(text, end) {
                Some(char) if left > 0 => {
                    end += char.len_utf8();
                    left -= 1;
                }
                _ => return (end, max - left),
            }
        }
    }

    /// The number of bytes at the start of `bytes` that are ASCII characters of the class.
    fn ascii_run(&self, bytes: &[u8]) -> usize {
        let mut run = 0;
        // Eight at a time with one branch, which halves the cost of a typical identifier.
        for chunk in bytes.as_chunks::<8>().0 {
            if !chunk.iter().fold(true, |all, byte| all & self.has_ascii(*byte)) {
                break;
            }
            run += chunk.len();
        }
        run + bytes[run..].iter().take_while(|byte| self.has_ascii(**byte)).count()
    }

    /// The character beyond ASCII at byte `at`, if it is in the class.
    fn wide_at(&self, text: &str, at: usize) -> Option<char> {
        if self.wide.is_empty() || text.as_bytes().get(at)?.is_ascii() {
            return None;
        }
        let char = text.get(at..)?.chars().next()?;
        let after = self.wide.partition_point(|(low, _)| *low <= char);
        let (_, high) = self.wide[..after].last()?;
        (char <= *high).then_some(char)
    }

    /// Whether the character at byte `at` exists and is in the class.
    pub(super) fn starts(&self, text: &str, at: usize) -> bool {
        text.as_bytes().get(at).is_some_and(|byte| self.has_ascii(*byte)) || self.wide_at(text, at).is_some()
    }

    /// Whether the byte is an ASCII character of the class.
    fn has_ascii(&self, byte: u8) -> bool {
        byte.is_ascii() & self.ascii[usize::from(byte & 0x7f)]
    }
}
