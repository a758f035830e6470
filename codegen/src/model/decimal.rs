//! Decimal numbers as models write them, compared without rounding.

use std::cmp::Ordering;
use std::fmt;

use super::node::Number;

/// A decimal number of any size, as the model spells it (the grammar is JSON's).
///
/// Comparison is by value: `1.0` equals `1` and `10e-1`.
#[derive(Clone, Debug)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// The number as the model spells it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the number has no fraction: `1e2` and `1.0` have none.
    pub fn is_integer(&self) -> bool {
        let parts = self.parts();
        let length = i64::try_from(parts.digits.len()).unwrap_or(i64::MAX);
        parts.digits.is_empty() || length <= parts.point
    }

    /// The sign, the significant digits, and where the decimal point stands among them.
    fn parts(&self) -> Parts {
        let (negative, text) = match self.0.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, &*self.0),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_start_matches('0');
        let leading = (all.len() - digits.len()) as i64;
        let digits = digits.trim_end_matches('0').to_owned();
        // An exponent beyond 64 bits is as good as the largest.
        let limit = if exponent.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        };
        let exponent: i64 = exponent.parse().unwrap_or(limit);
        Parts {
            negative: negative && !digits.is_empty(),
            point: exponent.saturating_add(whole.len() as i64 - leading),
            digits,
        }
    }
}

/// The value `±0.digits × 10^point`, without zeros at either end of the digits.
struct Parts {
    negative: bool,
    digits: String,
    point: i64,
}

impl From<&Number> for Decimal {
    fn from(number: &Number) -> Self {
        Self(number.to_string().into())
    }
}

impl From<i64> for Decimal {
    fn from(number: i64) -> Self {
        Self(number.to_string().into())
    }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Self {
        Self(number.to_string().into())
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.parts(), other.parts());
        let magnitude = || match (a.digits.is_empty(), b.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => a.point.cmp(&b.point).then_with(|| a.digits.cmp(&b.digits)),
        };
        match (a.negative, b.negative) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => magnitude(),
            (true, true) => magnitude().reverse(),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
