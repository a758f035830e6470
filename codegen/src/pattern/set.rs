//! Sets of characters.

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// A set of Unicode scalar values.
#[derive(Debug, Clone)]
pub(super) struct CharSet {
    class: ClassUnicode,
    /// A short spelling in the `regex` crate's syntax, where one is known.
    spelling: Option<String>,
}

/// Two sets are equal where they hold the same characters, however they are spelled.
impl PartialEq for CharSet {
    fn eq(&self, other: &Self) -> bool {
        self.class == other.class
    }
}

impl CharSet {
    /// The set of these code points; surrogates are left out, since no Rust string holds them.
    pub(super) fn new(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let ranges = ranges.into_iter().filter_map(|(low, high)| {
            let low = if (0xD800..0xE000).contains(&low) { 0xE000 } else { low };
            let high = if (0xD800..0xE000).contains(&high) { 0xD7FF } else { high };
            let (low, high) = (char::from_u32(low)?, char::from_u32(high)?);
            (low <= high).then(|| ClassUnicodeRange::new(low, high))
        });
        ClassUnicode::new(ranges).into()
    }

    /// The set of one character.
    pub(super) fn of(char: char) -> Self {
        Self::new([(char.into(), char.into())])
    }

    /// Every character.
    pub(super) fn any() -> Self {
        Self::new([(0, char::MAX.into())])
    }

    /// No character.
    pub(super) fn none() -> Self {
        Self::new([])
    }

    /// What `.` stands for: everything but the line terminators of ECMA 262.
    pub(super) fn dot() -> Self {
        Self::new([(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)]).complement()
    }

    /// What `\d` stands for.
    pub(super) fn digit() -> Self {
        Self::new([(0x30, 0x39)])
    }

    /// What `\w` stands for.
    pub(super) fn word() -> Self {
        Self::new([(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
    }

    /// What `\s` stands for.
    pub(super) fn space() -> Self {
        Self::new([(0x09, 0x0D), (0x20, 0x20)])
    }

    /// The same set with a spelling for translated expressions.
    pub(super) fn spelled(self, spelling: String) -> Self {
        Self { spelling: Some(spelling), ..self }
    }

    /// The spelling that came with the set.
    pub(super) fn spelling(&self) -> Option<&str> {
        self.spelling.as_deref()
    }

    pub(super) fn complement(&self) -> Self {
        let mut class = self.class.clone();
        class.negate();
        class.into()
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        let mut class = self.class.clone();
        class.union(&other.class);
        class.into()
    }

    pub(super) fn intersection(&self, other: &Self) -> Self {
        let mut class = self.class.clone();
        class.intersect(&other.class);
        class.into()
    }

    /// The set with the other case of each letter. A character beyond ASCII never becomes an ASCII
    /// one (ECMA 262, Canonicalize): `k` does not match the Kelvin sign.
    pub(super) fn fold_case(&self) -> Self {
        let ascii = Self::new([(0, 0x7F)]);
        let fold = |part: Self| {
            let mut class = part.class;
            class.case_fold_simple();
            Self::from(class)
        };
        let narrow = fold(self.intersection(&ascii)).intersection(&ascii);
        let wide = fold(self.intersection(&ascii.complement())).intersection(&ascii.complement());
        narrow.union(&wide)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.class.ranges().is_empty()
    }

    pub(super) fn is_any(&self) -> bool {
        *self == Self::any()
    }

    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        self.intersection(other).is_empty()
    }

    pub(super) fn is_subset(&self, other: &Self) -> bool {
        let mut class = self.class.clone();
        class.difference(&other.class);
        class.ranges().is_empty()
    }

    /// The only character of the set.
    pub(super) fn single(&self) -> Option<char> {
        match self.class.ranges() {
            [range] if range.start() == range.end() => Some(range.start()),
            _ => None,
        }
    }

    /// Ascending, disjoint ranges, both ends included.
    pub(super) fn ranges(&self) -> impl ExactSizeIterator<Item = (char, char)> {
        self.class.ranges().iter().map(|range| (range.start(), range.end()))
    }
}

impl From<ClassUnicode> for CharSet {
    fn from(class: ClassUnicode) -> Self {
        Self { class, spelling: None }
    }
}
