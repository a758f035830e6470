//! Documents: access, conversions, every format.

use std::collections::BTreeMap;

use runtime::Document;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, MapDeserializer};
use serde_json::{Value, json};

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
        ("36893488147419103232", Document::from(36_893_488_147_419_103_232.0)),
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
