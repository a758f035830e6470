//! What the root of a service or of the output was generated from, as its header records it: a check compares that with
//! what is there now, and says what has changed.
//!
//! Only these files have a record, so that a change to a model does not touch the header of every file.

use super::header::{CHECKSUM, checksum};

/// The version of the generator.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What stands around the version and the digest.
const MARKS: [&str; 3] = [" (Shapewright ", ", input ", ")"];

/// Which generator made a file, and of which input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The version of the generator.
    pub(super) version: String,
    /// A digest of the input: of a model, or of the configuration.
    pub(super) digest: u64,
}

impl Record {
    /// That of this generator.
    pub(super) fn new(digest: u64) -> Self {
        Self { version: VERSION.to_owned(), digest }
    }

    /// Adds the record to the header of a file that has none.
    pub(super) fn add(&self, text: &mut String) {
        let header = text.split('\n').next().unwrap_or_default();
        if let Some(at) = header.rfind(CHECKSUM) {
            let [open, between, close] = MARKS;
            text.insert_str(at, &format!("{open}{}{between}{:016x}{close}", self.version, self.digest));
        }
    }

    /// The record of a file, and its header without it.
    pub(super) fn split(text: &[u8]) -> Option<(Self, String)> {
        let header = String::from_utf8_lossy(text.split(|byte| *byte == b'\n').next()?);
        let [open, between, close] = MARKS;
        let (before, after) = header.split_at(header.rfind(open)?);
        let (version, rest) = after.strip_prefix(open)?.split_once(between)?;
        let (digest, rest) = rest.split_once(close)?;
        let digest = u64::from_str_radix(digest, 16).ok()?;
        Some((Self { version: version.to_owned(), digest }, format!("{before}{rest}")))
    }
}

/// Whether two files differ in their records only.
pub(super) fn differ_in_records_only(one: &[u8], other: &[u8]) -> bool {
    let rest = |text: &'_ [u8]| text.iter().position(|byte| *byte == b'\n').map(|at| text[at..].to_owned());
    let header = |text: &[u8]| match Record::split(text) {
        Some((_, header)) => header,
        None => String::from_utf8_lossy(text.split(|byte| *byte == b'\n').next().unwrap_or_default()).into_owned(),
    };
    rest(one) == rest(other) && header(one) == header(other)
}

/// A digest of texts, the same with all kinds of line ends.
pub(crate) fn digest<'t>(texts: impl IntoIterator<Item = &'t str>) -> u64 {
    let mut all = String::new();
    for text in texts {
        all += text;
        // So that texts cannot pass parts to each other.
        all.push('\0');
    }
    checksum(all.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::super::header::{Standing, seal, standing};
    use super::*;

    #[test]
    fn records_are_read_back() {
        let sealed = seal("src/a.rs", "run (Shapewright)", "models/a (1).json", "struct A;\n");
        let mut recorded = sealed.clone();
        Record { version: "1.2.3-rc.1".to_owned(), digest: 0xab }.add(&mut recorded);
        assert!(recorded.contains("a (1).json (Shapewright 1.2.3-rc.1, input 00000000000000ab). Do not"), "{recorded}");
        assert_eq!(standing(recorded.as_bytes()), Standing::Ours);
        let header = sealed.lines().next().unwrap_or_default().to_owned();
        let expected = Record { version: "1.2.3-rc.1".to_owned(), digest: 0xab };
        assert_eq!(Record::split(recorded.as_bytes()), Some((expected, header)));
        assert_eq!(Record::split(sealed.as_bytes()), None);
        assert!(differ_in_records_only(sealed.as_bytes(), recorded.as_bytes()));
        assert!(!differ_in_records_only(sealed.as_bytes(), recorded.replace("A;", "B;").as_bytes()));
        assert!(!differ_in_records_only(sealed.as_bytes(), recorded.replace("run", "walk").as_bytes()));
    }

    #[test]
    fn digests_depend_on_each_text() {
        assert_eq!(digest(["a\r\n", "b"]), digest(["a\n", "b"]));
        assert_ne!(digest(["ab", ""]), digest(["a", "b"]));
    }
}
