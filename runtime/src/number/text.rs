//! The grammar of JSON numbers (RFC 8259 section 6) and the values of such texts.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::NumberError;

/// A JSON number taken apart. Equality, order and hash are those of its value.
#[derive(Clone, Copy)]
pub(crate) struct NumberText<'a> {
    pub(crate) negative: bool,
    integer: &'a str,
    fraction: &'a str,
    /// Saturated.
    exponent: i64,
}

/// Where a text leaves the grammar.
#[derive(Debug)]
pub(crate) struct SyntaxFault {
    pub(crate) at: usize,
    pub(crate) expected: &'static str,
}

impl From<SyntaxFault> for NumberError {
    fn from(SyntaxFault { at, expected }: SyntaxFault) -> Self {
        Self::Syntax { at, expected }
    }
}

impl<'a> NumberText<'a> {
    pub(crate) fn parse(text: &'a str) -> Result<Self, SyntaxFault> {
        check(text.as_bytes())?;
        Ok(Self::split(text))
    }

    /// Takes a text apart that is known to follow the grammar.
    pub(crate) fn split(text: &'a str) -> Self {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, saturating_exponent(exponent)),
            None => (unsigned, 0),
        };
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        Self { negative, integer, fraction, exponent }
    }

    /// The digits before and after the point, without it.
    pub(crate) fn digits(self) -> impl DoubleEndedIterator<Item = u8> {
        self.integer.bytes().chain(self.fraction.bytes())
    }

    /// How many of the digits stand before the point once the exponent has moved it; negative where zeros are
    /// missing between them. Saturated.
    pub(crate) fn point(self) -> i64 {
        self.exponent.saturating_add(self.integer.len() as i64)
    }

    pub(crate) fn is_zero(self) -> bool {
        self.digits().all(|digit| digit == b'0')
    }

    pub(super) fn exponent(self) -> i64 {
        self.exponent
    }

    /// The digits without zeros at either end, and where the point is then. Two numbers other than zero have the
    /// same absolute value exactly if both are equal.
    pub(crate) fn significant(self) -> (impl Iterator<Item = u8>, i64) {
        let leading = self.digits().take_while(|digit| *digit == b'0').count();
        let trailing = self.digits().rev().take_while(|digit| *digit == b'0').count();
        let total = self.integer.len() + self.fraction.len();
        let digits = self.digits().take(total - trailing.min(total)).skip(leading);
        (digits, self.point().saturating_sub(leading as i64))
    }

    /// -1, 0 or 1.
    fn sign(self) -> i8 {
        match (self.is_zero(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

impl Ord for NumberText<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = self.sign();
        let by_sign = sign.cmp(&other.sign());
        if by_sign.is_ne() || sign == 0 {
            return by_sign;
        }
        let (digits, point) = self.significant();
        let (other_digits, other_point) = other.significant();
        let by_size = point.cmp(&other_point).then_with(|| digits.cmp(other_digits));
        if sign < 0 { by_size.reverse() } else { by_size }
    }
}

impl PartialOrd for NumberText<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for NumberText<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for NumberText<'_> {}

impl Hash for NumberText<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let sign = self.sign();
        sign.hash(state);
        if sign != 0 {
            let (digits, point) = self.significant();
            point.hash(state);
            digits.for_each(|digit| digit.hash(state));
        }
    }
}

/// An exponent of any length. One that does not fit is as good as the largest that does.
fn saturating_exponent(text: &str) -> i64 {
    let limit = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    text.parse().unwrap_or(limit)
}

/// Whether all of the text is one JSON number.
fn check(text: &[u8]) -> Result<(), SyntaxFault> {
    let mut at = usize::from(text.first() == Some(&b'-'));
    let zero = text.get(at) == Some(&b'0');
    let integer = at;
    digits(text, &mut at)?;
    if zero && at > integer + 1 {
        return Err(SyntaxFault { at: integer + 1, expected: "no digit after a leading zero" });
    }
    if text.get(at) == Some(&b'.') {
        at += 1;
        digits(text, &mut at)?;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        at += 1;
        at += usize::from(matches!(text.get(at), Some(b'+' | b'-')));
        digits(text, &mut at)?;
    }
    if at == text.len() { Ok(()) } else { Err(SyntaxFault { at, expected: "the end" }) }
}

/// Passes over one digit or more.
fn digits(text: &[u8], at: &mut usize) -> Result<(), SyntaxFault> {
    let count = text[*at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return Err(SyntaxFault { at: *at, expected: "a digit" });
    }
    *at += count;
    Ok(())
}
