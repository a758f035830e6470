//! Documents: access, conversions, every format.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, MapDeserializer};
use serde_json::{Value, json};
use shapewright_runtime::document::Number;
use shapewright_runtime::{BigDecimal, BigInteger, Document};

fn sample() -> Value {
    json!({
        "null": null,
        "bool": true,
        "numbers": [0, -1, 1.5, u64::MAX, i64::MIN, 1e300],
        "string": "text \"é\"",
        "map": { "inner": [{ "name": "value" }], "empty": {} },
    })
}

#[test]
fn json_both_ways() {
    let text = sample().to_string();
    let document: Document = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&document.to_string()).unwrap(), sample());
    assert_eq!(Document::from(sample()), document);
    assert_eq!(Value::from(document.clone()), sample());
    assert_eq!(serde_json::to_value(&document).unwrap(), sample());
    let compact: Document = serde_json::from_str(r#" { "b" : [ 1 , "x" ], "a" : null } "#).unwrap();
    assert_eq!(compact.to_string(), r#"{"a":null,"b":[1,"x"]}"#);
}

#[test]
fn binary_both_ways() {
    let document = Document::from(sample());
    let cbor = cbor4ii::serde::to_vec(Vec::new(), &document).unwrap();
    assert_eq!(cbor4ii::serde::from_slice::<Document>(&cbor).unwrap(), document);
}

#[test]
fn access() {
    let document = Document::from(sample());
    assert_eq!(document["map"]["inner"][0]["name"].as_str(), Some("value"));
    assert_eq!(document["bool"].as_bool(), Some(true));
    assert!(document["null"].is_null());
    assert!(document["no"]["such"][7]["member"].is_null());
    assert_eq!(document.get("no"), None);
    assert_eq!(document["string"].get("no"), None);
    assert_eq!(document.as_map().unwrap().len(), 5);
    let numbers = document["numbers"].as_list().unwrap();
    let cases = [
        (Some(0), Some(0), 0.0),
        (Some(-1), None, -1.0),
        (None, None, 1.5),
        (None, Some(u64::MAX), u64::MAX as f64),
        (Some(i64::MIN), None, i64::MIN as f64),
        (None, None, 1e300),
    ];
    assert_eq!(numbers.len(), cases.len());
    for (number, (signed, unsigned, float)) in numbers.iter().zip(cases) {
        assert_eq!(number.as_i64(), signed);
        assert_eq!(number.as_u64(), unsigned);
        assert_eq!(number.as_f64(), Some(float));
        assert_eq!(number.as_str(), None);
    }
}

#[test]
fn conversions() {
    let cases = [
        (Document::default(), json!(null)),
        (Document::from(true), json!(true)),
        (Document::from(-1_i8), json!(-1)),
        (Document::from(1_i64), json!(1)),
        (Document::from(0.5_f32), json!(0.5)),
        (Document::from(f64::NAN), json!(null)),
        (Document::from("text"), json!("text")),
        (Document::from(vec!["a", "b"]), json!(["a", "b"])),
        (Document::from(vec![Some(1_u8), None]), json!([1, null])),
        (Document::from(BTreeMap::from([("a".to_owned(), 1_u16)])), json!({ "a": 1 })),
        ([("a", 1_i32), ("b", 2)].into_iter().collect(), json!({ "a": 1, "b": 2 })),
    ];
    for (document, value) in cases {
        assert_eq!(Value::from(document.clone()), value);
        assert_eq!(document.to_string(), value.to_string());
    }
    assert_eq!(Document::from(1_i64), Document::from(1_u64));
}

/// What a deserializer of `serde_json` hands out where a crate of the build turns `arbitrary_precision` on.
#[test]
fn numbers_of_arbitrary_precision() {
    let cases = [
        ("10", Document::from(10_u8)),
        ("-10", Document::from(-10_i8)),
        ("1.5", Document::from(1.5)),
        ("36893488147419103232", Document::from("36893488147419103232".parse::<BigInteger>().unwrap())),
    ];
    for (text, number) in cases {
        let entries = [("$serde_json::private::Number", text)];
        let map = MapDeserializer::<_, Error>::new(entries.into_iter());
        assert_eq!(Document::deserialize(map.into_deserializer()), Ok(number));
    }
}

#[test]
fn depth_is_bounded() {
    let text = "[".repeat(100_000);
    assert!(serde_json::from_str::<Document>(&text).is_err());
}

#[test]
fn digits_are_kept() {
    for text in [
        "18446744073709551616",
        "-9223372036854775809",
        "12345678901234567890123",
        "0.1000000000000000055",
        "1.10",
        "1e400",
        "-1E-400",
        "1e99999999999",
        "-0",
        "-0.0",
        "0.0",
        "1.0",
        r#"{"$serde_json::private::RawValue":"1.10","a":[1.10,{"b":[-0]}]}"#,
        r#"["\"\\","\u00e9",[],{},[[]],{"a":{}}]"#,
    ] {
        let document: Document = serde_json::from_str(text).unwrap();
        assert_eq!(document.to_string(), text.replace(r"\u00e9", "é"));
        let read: Document = serde_json::from_reader(text.as_bytes()).unwrap();
        assert_eq!(read, document);
    }
}

#[test]
fn numbers_by_value() {
    let number = |text: &str| text.parse::<Number>().unwrap();
    for (a, b) in [("1", "1.0"), ("1.10", "1.1"), ("10e-1", "1"), ("-0", "0"), ("0.0", "-0"), ("1E400", "10e399")] {
        assert_eq!(number(a), number(b));
    }
    for (a, b) in [("0.1000000000000000055", "0.1"), ("18446744073709551616", "18446744073709551617"), ("1", "-1")] {
        assert_ne!(number(a), number(b));
    }
    assert_ne!(Number::from(f64::NAN), Number::from(f64::NAN));
    let zero = number("-0");
    assert_eq!((zero.as_i64(), zero.as_u64(), zero.to_string()), (Some(0), Some(0), "-0".to_owned()));
    let large = number("18446744073709551616");
    assert_eq!((large.as_i64(), large.as_u64(), large.as_f64()), (None, None, 18_446_744_073_709_551_616.0));
    assert_eq!(large.to_big_integer(), "18446744073709551616".parse().ok());
    assert_eq!(number("1.10").to_big_decimal().unwrap().as_str(), "1.10");
    assert_eq!((number("1.10").to_big_integer(), number("1e99999999999").to_big_decimal()), (None, None));
    assert_eq!(number("1e400").as_f64(), f64::INFINITY);
    for wrong in ["", "01", "1.", "+1", "NaN", "1 "] {
        assert!(wrong.parse::<Number>().is_err(), "{wrong}");
    }
}

/// `serde_json::Value` holds integers of 64 bits and floats.
#[test]
fn values_lose_nothing_or_fail() {
    for (text, kept) in [("1.10", true), ("1e5", true), ("18446744073709551616", false), ("1e400", false)] {
        let document: Document = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(&document).is_ok(), kept, "{text}");
        let decimal: BigDecimal = text.parse().unwrap();
        assert_eq!(serde_json::to_value(&decimal).is_ok(), kept, "{text}");
    }
    for digits in ["18446744073709551616", "-9223372036854775809", &"9".repeat(60)] {
        let integer: BigInteger = digits.parse().unwrap();
        assert!(serde_json::to_value(&integer).is_err(), "{digits}");
        assert_eq!(serde_json::to_string(&integer).unwrap(), digits);
    }
}

#[test]
fn broken_text_is_refused() {
    for text in [
        "",
        "tru",
        "nul",
        "[1",
        "[1,",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "\"a",
        "\"\\x\"",
        "\"\\ud800\"",
        "01",
        "1 2",
        "[1 2]",
        "{\"a\":1 \"b\":2}",
        "-",
    ] {
        assert!(serde_json::from_str::<Document>(text).is_err(), "{text}");
    }
}
