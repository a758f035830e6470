//! Integers of any size as bytes, and as decimal digits (RFC 8949, section 3.4.3).

use crate::number::NumberText;
use crate::{BigDecimal, BigInteger};

/// How many decimal digits are converted at once, and the first number with more of them.
const GROUP: usize = 9;
const GROUP_END: u32 = 1_000_000_000;

/// The integer whose absolute value, or for negative ones that less one, has these bytes, the highest first.
///
/// The time grows with the square of the length.
pub(super) fn from_bytes(bytes: &[u8], is_negative: bool) -> String {
    let mut limbs: Vec<u32> =
        bytes.rchunks(4).map(|chunk| chunk.iter().fold(0, |limb, byte| limb << 8 | u32::from(*byte))).collect();
    if is_negative {
        add(&mut limbs, 1);
    }
    let mut groups = Vec::new();
    while trim(&mut limbs) {
        let mut rest = 0;
        for limb in limbs.iter_mut().rev() {
            let value = rest << 32 | u64::from(*limb);
            *limb = (value / u64::from(GROUP_END)) as u32;
            rest = value % u64::from(GROUP_END);
        }
        groups.push(rest);
    }
    let Some(first) = groups.pop() else { return "0".to_owned() };
    let mut text = format!("{}{first}", if is_negative { "-" } else { "" });
    for group in groups.iter().rev() {
        text.push_str(&format!("{group:0GROUP$}"));
    }
    text
}

/// The bytes of these decimal digits, or for negative numbers of the absolute value less one, without zeros in front.
///
/// The time grows with the square of the length.
pub(super) fn to_bytes(digits: &[u8], is_negative: bool) -> Vec<u8> {
    let mut limbs = Vec::new();
    for group in digits.chunks(GROUP) {
        let value = group.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        scale(&mut limbs, 10_u32.pow(group.len() as u32), value);
    }
    if is_negative {
        less_one(&mut limbs);
    }
    limbs.iter().rev().flat_map(|limb| limb.to_be_bytes()).skip_while(|byte| *byte == 0).collect()
}

/// The decimal number that is an integer times a power of ten; where that is short, without an exponent.
///
/// # Errors
///
/// The exponent is too large for the type.
pub(super) fn fraction(integer: &str, exponent: i128) -> Result<BigDecimal, String> {
    /// As many zeros may follow a point, as `BigDecimal` of Java has them.
    const ZEROS: usize = 6;
    let (sign, digits) = integer.strip_prefix('-').map_or(("", integer), |digits| ("-", digits));
    let places = usize::try_from(-exponent).unwrap_or(usize::MAX);
    let text = match places {
        0 => integer.to_owned(),
        _ if exponent > 0 || places > digits.len() + ZEROS => format!("{integer}e{exponent}"),
        _ => {
            let digits = format!("{digits:0>width$}", width = places + 1);
            let (whole, fraction) = digits.split_at(digits.len() - places);
            format!("{sign}{whole}.{fraction}")
        }
    };
    text.parse().map_err(|error: crate::number::NumberError| error.to_string())
}

/// A decimal number as an integer times a power of ten: whether it is negative, the digits of the integer and the exponent.
pub(super) fn parts(value: &BigDecimal) -> (bool, Vec<u8>, i64) {
    let number = NumberText::split(value.as_str());
    let digits: Vec<u8> = number.digits().collect();
    let exponent = number.point().saturating_sub(digits.len() as i64);
    (number.negative, digits, exponent)
}

/// Whether an integer is negative, and its digits.
pub(super) fn digits(value: &BigInteger) -> (bool, &[u8]) {
    let text = value.as_str();
    text.strip_prefix('-').map_or((false, text.as_bytes()), |digits| (true, digits.as_bytes()))
}

/// Drops zeros at the high end, and tells whether anything is left.
fn trim(limbs: &mut Vec<u32>) -> bool {
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
    !limbs.is_empty()
}

/// Adds a number to another, whose lowest limb comes first.
fn add(limbs: &mut Vec<u32>, value: u32) {
    scale(limbs, 1, value);
}

/// Multiplies a number by another one and adds a third.
fn scale(limbs: &mut Vec<u32>, by: u32, plus: u32) {
    let mut carry = u64::from(plus);
    for limb in &mut *limbs {
        carry += u64::from(*limb) * u64::from(by);
        *limb = carry as u32;
        carry >>= 32;
    }
    if carry > 0 {
        limbs.push(carry as u32);
    }
}

/// Takes one from a number above zero; zero stays what it is.
fn less_one(limbs: &mut Vec<u32>) {
    if !trim(limbs) {
        return;
    }
    for limb in limbs {
        let (less, borrows) = limb.overflowing_sub(1);
        *limb = less;
        if !borrows {
            return;
        }
    }
}
