//! Big integers and decimals: what is read, kept, compared and written.

use std::cmp::Ordering;
use std::hash::{BuildHasher, RandomState};

use serde::de::value::{Error, F64Deserializer, MapDeserializer, StrDeserializer, U64Deserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Serialize};
use shapewright_runtime::{BigDecimal, BigInteger};

const LONG: &str = "123456789012345678901234567890123456789012345678901234567890";

fn integer(text: &str) -> BigInteger {
    text.parse().unwrap()
}

fn decimal(text: &str) -> BigDecimal {
    text.parse().unwrap()
}

/// The message of the error.
fn refusal<T: std::fmt::Debug, E: ToString>(result: Result<T, E>) -> String {
    result.unwrap_err().to_string()
}

const OUT_OF_RANGE: &str = "the number is out of range";
const NOT_AN_INTEGER: &str = "the number is not an integer";

fn cbor<T: Serialize + DeserializeOwned>(value: &T) -> Result<T, String> {
    let bytes = cbor4ii::serde::to_vec(Vec::new(), value).map_err(|error| error.to_string())?;
    cbor4ii::serde::from_slice(&bytes).map_err(|error| error.to_string())
}

#[test]
fn texts_that_are_kept() {
    let minus_long = format!("-{LONG}");
    let u64_max = u64::MAX.to_string();
    let both = ["0", "1", "-1", "1000", LONG, &minus_long, &u64_max];
    let decimals = ["-0", "1.0", "1.00", "-0.50", "1e5", "1E+5", "12.5e-3", "0.1", "1e2147483647", "1e-400", "1e30"];
    let long_fraction = format!("0.{LONG}00");
    for text in both {
        assert_eq!(integer(text).as_str(), text);
        assert_eq!(integer(text).to_string(), text);
        assert_eq!(serde_json::to_string(&integer(text)).unwrap(), text);
        assert_eq!(serde_json::from_str::<BigInteger>(text).unwrap().as_str(), text);
    }
    for text in both.iter().chain(&decimals).chain([&long_fraction.as_str()]) {
        assert_eq!(decimal(text).as_str(), *text);
        assert_eq!(decimal(text).to_string(), *text);
        let json = serde_json::to_string(&[decimal(text)]).unwrap();
        assert_eq!(json, format!("[{text}]"));
        let spaced = format!(" [ {text} ] ");
        assert_eq!(serde_json::from_str::<[BigDecimal; 1]>(&spaced).unwrap()[0].as_str(), *text);
        let read = serde_json::from_reader::<_, [BigDecimal; 1]>(spaced.as_bytes()).unwrap();
        assert_eq!(read[0].as_str(), *text);
    }
    assert_eq!(integer("-0").as_str(), "0");
}

#[test]
fn texts_that_are_refused() {
    let neither = [
        ("", 0, "a digit"),
        ("-", 1, "a digit"),
        ("+1", 0, "a digit"),
        ("01", 1, "no digit after a leading zero"),
        ("-00", 2, "no digit after a leading zero"),
        ("1 ", 1, "the end"),
        ("0x42", 1, "the end"),
        ("NaN", 0, "a digit"),
        ("-Infinity", 1, "a digit"),
        (".5", 0, "a digit"),
        ("5.", 2, "a digit"),
        ("1e", 2, "a digit"),
        ("1e+", 3, "a digit"),
        ("1.2.3", 3, "the end"),
        ("١", 0, "a digit"),
    ];
    for (text, position, hint) in neither {
        for error in [text.parse::<BigInteger>().unwrap_err(), text.parse::<BigDecimal>().unwrap_err()] {
            let message = format!("not a number: expected {hint} at byte {position}");
            assert_eq!(error.to_string(), message, "{text}");
        }
    }
    for (text, position) in [("1.0", 1), ("1e3", 1), ("-12E3", 3)] {
        let message = format!("not a number: expected the end of an integer at byte {position}");
        assert_eq!(text.parse::<BigInteger>().unwrap_err().to_string(), message);
    }
    for text in ["1e2147483648", "1e-99999999999999999999"] {
        assert_eq!(refusal(text.parse::<BigDecimal>()), "the exponent does not fit in 32 bits");
    }
}

#[test]
fn json_that_is_refused() {
    let neither = [r#""1""#, "true", "false", "null", "[1]", "{}", r#"{"a":"1"}"#, "01", "NaN", "1 2", ""];
    for json in neither {
        assert!(serde_json::from_str::<BigInteger>(json).is_err(), "{json}");
        assert!(serde_json::from_str::<BigDecimal>(json).is_err(), "{json}");
    }
    for json in ["1.0", "1e3", "1.5"] {
        assert!(serde_json::from_str::<BigInteger>(json).is_err(), "{json}");
    }
    let error = serde_json::from_str::<BigInteger>(r#""secret""#).unwrap_err().to_string();
    assert_eq!(error, "invalid type: string, expected an integer");
}

/// Texts in the order of their values, equal values in one row.
#[test]
fn order_is_that_of_values() {
    let minus_long = format!("-{LONG}");
    let longer = format!("{LONG}0");
    let shifted = format!("{LONG}e1");
    let rows: [&[&str]; 14] = [
        &["-1e2147483647"],
        &[&minus_long],
        &["-10", "-1e1", "-10.0", "-100e-1"],
        &["-2"],
        &["-1.5"],
        &["-0.001", "-1e-3"],
        &["0", "-0", "0.000", "0e5", "-0.0e-5"],
        &["1e-2147483648"],
        &["0.1", "0.10", "1e-1", "0.01e1"],
        &["0.15"],
        &["1", "1.0", "10e-1", "0.001e3"],
        &["12"],
        &[&longer, &shifted],
        &["1e2147483647"],
    ];
    let hasher = RandomState::new();
    for (row, texts) in rows.iter().enumerate() {
        for (other_row, others) in rows.iter().enumerate() {
            for (text, other) in texts.iter().flat_map(|text| others.iter().map(move |other| (text, other))) {
                let (a, b) = (decimal(text), decimal(other));
                assert_eq!(a.cmp(&b), row.cmp(&other_row), "{text} and {other}");
                assert_eq!(a == b, row == other_row, "{text} and {other}");
                if a == b {
                    assert_eq!(hasher.hash_one(&a), hasher.hash_one(&b), "{text} and {other}");
                }
                if let (Ok(a), Ok(b)) = (text.parse::<BigInteger>(), other.parse::<BigInteger>()) {
                    assert_eq!(a.cmp(&b), row.cmp(&other_row), "{text} and {other}");
                }
            }
        }
    }
}

/// Random integers and floats must compare as their primitive types do.
#[test]
fn order_agrees_with_primitives() {
    let mut random = fastrand::Rng::with_seed(7);
    let mut integer = || random.i64(..) >> random.u32(0..64);
    for _ in 0..5_000 {
        let (a, b) = (integer(), integer());
        assert_eq!(BigInteger::from(a).cmp(&b.into()), a.cmp(&b), "{a} and {b}");
        // Eighths have finite decimal fractions.
        let (a, b) = ((a >> 16) as f64 / 8.0, (b >> 16) as f64 / 8.0);
        let order = a.partial_cmp(&b).unwrap_or(Ordering::Equal);
        let (a, b) = (BigDecimal::try_from(a).unwrap(), BigDecimal::try_from(b).unwrap());
        assert_eq!(a.cmp(&b), order, "{a} and {b}");
    }
}

#[test]
fn conversions() {
    assert_eq!(i64::try_from(integer("-9223372036854775808")), Ok(i64::MIN));
    assert_eq!(refusal(i64::try_from(integer("9223372036854775808"))), OUT_OF_RANGE);
    assert_eq!(refusal(u64::try_from(integer("-1"))), OUT_OF_RANGE);
    assert_eq!(i128::try_from(&BigInteger::from(i128::MIN)), Ok(i128::MIN));
    assert_eq!(BigDecimal::from(integer(LONG)), decimal(LONG));

    assert_eq!(i64::try_from(decimal("-12.50e3")), Ok(-12_500));
    assert_eq!(u128::try_from(BigDecimal::from(u128::MAX)), Ok(u128::MAX));
    assert_eq!(i32::try_from(decimal("0.0e-99")), Ok(0));
    assert_eq!(refusal(i64::try_from(decimal("1e19"))), OUT_OF_RANGE);
    assert_eq!(refusal(i64::try_from(decimal("1e2000000000"))), OUT_OF_RANGE);
    for text in ["1.5", "1e-1", "1e-2000000000"] {
        assert_eq!(refusal(i64::try_from(decimal(text))), NOT_AN_INTEGER);
    }
    assert_eq!(decimal("12.5e-1").to_f64(), 1.25);
    assert_eq!(decimal("1e400").to_f64(), f64::INFINITY);
    for (float, text) in [(0.1, "0.1"), (-1e300, "-1e300"), (5e-324, "5e-324"), (2.0, "2.0")] {
        assert_eq!(BigDecimal::try_from(float).unwrap().as_str(), text);
    }
    assert_eq!(refusal(BigDecimal::try_from(f64::NAN)), "the number must be finite");
    assert_eq!(BigInteger::default(), integer("0"));
    assert_eq!(BigDecimal::default(), decimal("0"));
}

#[test]
fn values_of_serde_json() {
    for text in ["0", "-5", "18446744073709551615"] {
        let value = serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(serde_json::from_value::<BigInteger>(value.clone()).unwrap(), integer(text));
        assert_eq!(serde_json::to_value(integer(text)).unwrap(), value);
    }
    for text in ["-1.25", "1e300", "7"] {
        let value = serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(serde_json::from_value::<BigDecimal>(value.clone()).unwrap(), decimal(text));
        assert_eq!(serde_json::to_value(decimal(text)).unwrap(), value);
    }
    // The value holds a rounded float, unless a crate of the build turns `arbitrary_precision` on.
    let value = serde_json::from_str::<serde_json::Value>(LONG).unwrap();
    assert!(serde_json::from_value::<BigInteger>(value).map_or(true, |kept| kept == integer(LONG)));
}

#[test]
fn other_formats() {
    for text in ["0", "-1", "18446744073709551616", "-170141183460469231731687303715884105728"] {
        assert_eq!(cbor(&integer(text)), Ok(integer(text)));
    }
    assert!(cbor(&integer(LONG)).is_err());
    for text in ["0", "-1.50", "1e300", "0.1", "18446744073709551615"] {
        assert_eq!(cbor(&decimal(text)), Ok(decimal(text)));
    }
    for text in [LONG, "0.12345678901234567890", "1e400"] {
        assert!(cbor(&decimal(text)).is_err(), "{text}");
    }

    let unsigned: U64Deserializer<Error> = u64::MAX.into_deserializer();
    assert_eq!(BigInteger::deserialize(unsigned), Ok(u64::MAX.into()));
    let float: F64Deserializer<Error> = 1.5.into_deserializer();
    assert_eq!(BigDecimal::deserialize(float), Ok(decimal("1.5")));
    assert!(BigInteger::deserialize(float).is_err());
    let text: StrDeserializer<'_, Error> = "1".into_deserializer();
    assert!(BigInteger::deserialize(text).is_err());
    assert!(BigDecimal::deserialize(text).is_err());
    // What `serde_json` hands out where a crate of the build turns `arbitrary_precision` on.
    let entries = [("$serde_json::private::Number", LONG)];
    let map = MapDeserializer::<_, Error>::new(entries.into_iter());
    assert_eq!(BigInteger::deserialize(map.into_deserializer()), Ok(integer(LONG)));
}
