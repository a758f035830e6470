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
    /// How many digits are written out for an exponent.
    pub const LONGEST: usize = 10_000;

    /// Reads a number in JSON's grammar; `None` if the text is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (unsigned, None),
        };
        let exponent = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (mantissa, None),
        };
        let is_number = digits(whole)
            && (whole == "0" || !whole.starts_with('0'))
            && fraction.is_none_or(digits)
            && exponent.is_none_or(digits);
        is_number.then(|| Self(text.into()))
    }

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

    /// The number as digits without an exponent, if it has no fraction and at most `limit` digits.
    pub fn to_digits(&self, limit: usize) -> Option<String> {
        let Parts { negative, digits, point } = self.parts();
        if digits.is_empty() {
            return Some("0".to_owned());
        }
        let length = usize::try_from(point).ok().filter(|length| *length <= limit && *length >= digits.len())?;
        Some(format!("{}{digits:0<length$}", if negative { "-" } else { "" }))
    }

    /// The nearest float to the number without its sign.
    pub fn magnitude(&self) -> f64 {
        self.0.parse::<f64>().map_or(f64::INFINITY, f64::abs)
    }

    /// Whether the exponent fits into 32 bits.
    pub fn has_small_exponent(&self) -> bool {
        let exponent = self.0.split_once(['e', 'E']).map_or("0", |(_, exponent)| exponent);
        exponent.parse::<i32>().is_ok()
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
        let limit = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
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

#[cfg(test)]
mod tests {
    use super::{Decimal, Ordering};

    #[test]
    fn numbers_compare_by_value() {
        let cases = [
            ("1", "1.0", Ordering::Equal),
            ("10e-1", "1", Ordering::Equal),
            ("-0", "0.000", Ordering::Equal),
            ("0", "0e99999999999999999999", Ordering::Equal),
            ("-1", "0", Ordering::Less),
            ("-1", "-2", Ordering::Greater),
            ("9", "10", Ordering::Less),
            ("0.09", "0.1", Ordering::Less),
            ("1.5", "1.45", Ordering::Greater),
            ("1e3", "999.9", Ordering::Greater),
            ("1E+3", "1000", Ordering::Equal),
            ("1e400", "1e401", Ordering::Less),
            ("9007199254740993", "9007199254740992.5", Ordering::Greater),
            ("1e-99999999999999999999", "0", Ordering::Greater),
        ];
        for (left, right, expected) in cases {
            let (a, b) = (Decimal(left.into()), Decimal(right.into()));
            assert_eq!(a.cmp(&b), expected, "{left} and {right}");
            assert_eq!(b.cmp(&a), expected.reverse(), "{right} and {left}");
        }
    }

    #[test]
    fn numbers_follow_the_grammar() {
        for text in ["0", "-1", "10.50", "1e9", "-0.1E-2", "1E+3"] {
            assert!(Decimal::parse(text).is_some(), "{text}");
        }
        for text in ["", "-", "+1", "01", ".5", "1.", "1e", "1e+", "1.e1", "0x1", "1 ", "NaN"] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_written_without_exponent() {
        let cases = [
            ("0e9", Some("0")),
            ("-12", Some("-12")),
            ("1.50e3", Some("1500")),
            ("2E+5", Some("200000")),
            ("120.0", Some("120")),
            ("1.5", None),
            ("1e9", None),
            ("1e-1", None),
            ("1e99999999999999999999", None),
        ];
        for (text, expected) in cases {
            assert_eq!(Decimal(text.into()).to_digits(6).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn integers_are_told_from_fractions() {
        let cases = [
            ("0", true),
            ("-0.0", true),
            ("1e2", true),
            ("1.50e1", true),
            ("1.5", false),
            ("1e-1", false),
            ("100e-2", true),
        ];
        for (text, expected) in cases {
            assert_eq!(Decimal(text.into()).is_integer(), expected, "{text}");
        }
    }
}
