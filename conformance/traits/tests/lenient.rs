//! What Smithy accepts though it is odd: numbers that no float can hold, and defaults that are not in base64.

use traits::lenient::types::GetOutput;
use traits::{BigDecimal, BigInteger, Validate};

fn decimal(text: &str) -> Option<BigDecimal> {
    text.parse().ok()
}

#[test]
fn odd_defaults_have_a_value() {
    let output = GetOutput::new();
    assert_eq!(output.bytes.as_ref(), b"plain text");
    assert_eq!(output.unpadded.as_ref(), b"ab");
    assert_eq!(Some(output.decimal), decimal("2E+308"));
    assert_eq!(output.whole, BigInteger::from(2000_u64));
    assert_eq!(output.double, f64::NEG_INFINITY);
    assert_eq!(output.float, f32::INFINITY);
    assert_eq!(output.open.as_number().map(ToString::to_string).as_deref(), Some("1e400"));
}

#[test]
fn ranges_beyond_a_type_are_kept() {
    let fits = |output: GetOutput| output.validate().is_ok();
    let decimals = [("1e400", true), ("5e400", true), ("9e399", false), ("1.1e401", false)];
    for (text, expected) in decimals {
        let value = decimal(text).unwrap_or_default();
        assert_eq!(fits(GetOutput::new().with_ranged(value)), expected, "{text}");
    }
    for (text, expected) in [("-1000", true), ("-1001", false), ("9007199254740993", true)] {
        let value: BigInteger = text.parse().unwrap_or_default();
        assert_eq!(fits(GetOutput::new().with_whole_ranged(value)), expected, "{text}");
    }
    for (value, expected) in [(f64::MAX, true), (f64::MIN, true), (f64::INFINITY, false), (f64::NEG_INFINITY, false)] {
        assert_eq!(fits(GetOutput::new().with_double_ranged(value)), expected, "{value}");
    }
    assert!(fits(GetOutput::new().with_float_ranged(f32::MAX)));
    assert!(!fits(GetOutput::new().with_float_ranged(f32::INFINITY)));
    assert!(fits(GetOutput::new().with_byte_ranged(i8::MAX).with_integer_ranged(i32::MAX).with_long_ranged(i64::MIN)));
    for (value, expected) in [(9, false), (10, true), (150, true), (151, false)] {
        assert_eq!(fits(GetOutput::new().with_exponents(value)), expected, "{value}");
    }
}
