//! Values of every kind of shape, as data.

use super::{Dialect, literal, seconds};
use crate::config::ServiceConfig;
use crate::resolve::tests::{closure, model, reaching};
use crate::resolve::types::Facts;
use crate::resolve::{naming, sizes};
use shapewright_smithy::model::{Node, Number, Value};

const SHAPES: &str = r##"
    "t#All": { "type": "structure", "members": {
        "bool": { "target": "smithy.api#Boolean" },
        "byte": { "target": "smithy.api#Byte" },
        "long": { "target": "smithy.api#Long" },
        "float": { "target": "smithy.api#Float" },
        "double": { "target": "smithy.api#Double" },
        "whole": { "target": "smithy.api#BigInteger" },
        "decimal": { "target": "smithy.api#BigDecimal" },
        "text": { "target": "smithy.api#String" },
        "blob": { "target": "smithy.api#Blob" },
        "time": { "target": "smithy.api#Timestamp" },
        "open": { "target": "smithy.api#Document" },
        "color": { "target": "t#Color" },
        "size": { "target": "t#Size" },
        "list": { "target": "t#List" },
        "map": { "target": "t#Map" },
        "node": { "target": "t#Node" },
        "tree": { "target": "t#Tree" } } },
    "t#Color": { "type": "enum", "members": {
        "RED": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": "r" } } } },
    "t#Size": { "type": "intEnum", "members": {
        "BIG": { "target": "smithy.api#Unit", "traits": { "smithy.api#enumValue": 3 } } } },
    "t#List": { "type": "list", "member": { "target": "smithy.api#Integer" }, "traits": { "smithy.api#sparse": {} } },
    "t#Map": { "type": "map", "key": { "target": "t#Color" }, "value": { "target": "smithy.api#Boolean" } },
    "t#Node": { "type": "structure", "members": {
        "size": { "target": "smithy.api#Integer" },
        "name": { "target": "smithy.api#String", "traits": { "smithy.api#required": {} } } } },
    "t#Tree": { "type": "union", "members": {
        "leaf": { "target": "smithy.api#Unit" }, "branch": { "target": "t#Tree" } } }"##;

/// Each case: the shape, the value as JSON, and the literal or the fault.
const CASES: &[(&str, &str, &str)] = &[
    ("smithy.api#Boolean", "true", "Bool(true)"),
    ("smithy.api#Boolean", "1", "expected a boolean, found a number"),
    ("smithy.api#Byte", "-128", "Integer(-128)"),
    ("smithy.api#Byte", "128", "expected an integer from -128 to 127, found a number"),
    ("smithy.api#Long", "-9223372036854775808", "Integer(-9223372036854775808)"),
    ("smithy.api#Long", "9223372036854775808", "expected an integer, found a number"),
    ("smithy.api#Float", "1.5", "Float(1.5)"),
    ("smithy.api#Float", "1e39", "SpecialFloat { single: true, value: inf }"),
    ("smithy.api#Double", "1e39", "Float(1e39)"),
    ("smithy.api#Double", "-1e400", "SpecialFloat { single: false, value: -inf }"),
    ("smithy.api#Float", "\"NaN\"", "SpecialFloat { single: true, value: NaN }"),
    ("smithy.api#Double", "\"-Infinity\"", "SpecialFloat { single: false, value: -inf }"),
    ("smithy.api#BigInteger", "123456789012345678901234567890", "BigInteger(\"123456789012345678901234567890\")"),
    ("smithy.api#BigInteger", "2.5E+3", "BigInteger(\"2500\")"),
    ("smithy.api#BigInteger", "1e99999", "expected an integer, found a number"),
    ("smithy.api#BigInteger", "1.5", "expected an integer, found a number"),
    ("smithy.api#BigDecimal", "0.1000", "BigDecimal(\"0.1000\")"),
    ("smithy.api#BigDecimal", "2E+308", "BigDecimal(\"2E+308\")"),
    ("smithy.api#BigDecimal", "1e99999999999", "expected a number whose exponent fits into 32 bits, found a number"),
    ("smithy.api#String", "\"a\"", "String(\"a\")"),
    ("smithy.api#Blob", "\"YWJj\"", "Blob([97, 98, 99])"),
    ("smithy.api#Blob", "\"YWI\"", "Blob([97, 98])"),
    ("smithy.api#Blob", "\"a\"", "Blob([97])"),
    ("smithy.api#Timestamp", "-1.5", "Timestamp { secs: -2, nanos: 500000000 }"),
    ("smithy.api#Timestamp", "\"1985-04-12T23:20:50.52Z\"", "Timestamp { secs: 482196050, nanos: 520000000 }"),
    (
        "smithy.api#Timestamp",
        "\"yesterday\"",
        "expected seconds since the epoch or a date and time as in RFC 3339, found a string",
    ),
    (
        "smithy.api#Document",
        "[null, 1, -1, 0.5, 1e400, {\"a\": \"b\"}]",
        "Document(List([Null, PosInt(1), NegInt(-1), Float(0.5), Number(\"1e400\"), Map([(\"a\", String(\"b\"))])]))",
    ),
    (
        "smithy.api#Document",
        "[12345678901234567890123, 1.10, -0]",
        "Document(List([Number(\"12345678901234567890123\"), Number(\"1.10\"), Number(\"-0\")]))",
    ),
    ("t#Color", "\"r\"", "Variant { ty: Ident(\"Color\"), variant: Ident(\"Red\") }"),
    ("t#Color", "\"RED\"", "UnknownText { ty: Ident(\"Color\"), text: \"RED\" }"),
    ("t#Size", "3", "Variant { ty: Ident(\"Size\"), variant: Ident(\"Big\") }"),
    ("t#Size", "4", "UnknownInteger { ty: Ident(\"Size\"), value: 4 }"),
    ("t#List", "[1, null]", "List([Some(Integer(1)), None])"),
    ("t#Map", "{\"r\": true}", "Map([(Variant { ty: Ident(\"Color\"), variant: Ident(\"Red\") }, Bool(true))])"),
    ("t#Map", "{\"r\": null}", "expected a boolean, found null"),
    (
        "t#Node",
        "{\"size\": 1, \"name\": \"n\"}",
        "Structure { ty: Ident(\"Node\"), named: None, required: [(Ident(\"name\"), String(\"n\"))], with: [(Ident(\"with_size\"), Integer(1))] }",
    ),
    (
        "t#Node",
        "{\"name\": \"n\", \"size\": null}",
        "Structure { ty: Ident(\"Node\"), named: None, required: [(Ident(\"name\"), String(\"n\"))], with: [] }",
    ),
    ("t#Node", "{}", "the required member `name` is missing"),
    ("t#Node", "{\"nam\": 1}", "`t#Node` has no member `nam`"),
    ("t#Tree", "{\"leaf\": {}}", "Union { ty: Ident(\"Tree\"), variant: Ident(\"Leaf\"), value: None }"),
    (
        "t#Tree",
        "{\"branch\": {\"leaf\": {}}}",
        "Union { ty: Ident(\"Tree\"), variant: Ident(\"Branch\"), value: Some(Boxed(Union { ty: Ident(\"Tree\"), variant: Ident(\"Leaf\"), value: None })) }",
    ),
    ("t#Tree", "{}", "expected an object with one member, found an object"),
];

#[test]
fn values() {
    let model = model(&format!("{}, {SHAPES}", reaching("t#All")));
    let closure = closure(&model);
    let shape = model.shape("t#S").unwrap();
    let service = shape.as_service().unwrap();
    let names = naming::names(
        &closure,
        shape,
        service,
        "t",
        &ServiceConfig::default(),
        &mut shapewright_smithy::diagnostics::Report::new(),
    );
    let facts = Facts { sizes: sizes::sizes(&closure), closure, names };
    for (shape, json, expected) in CASES {
        let node = node(&json_model(json));
        let found = match literal(&facts, model.shape(shape).unwrap(), &node, Dialect::Default) {
            Ok(literal) => format!("{literal:?}"),
            Err(diagnostic) => diagnostic.message,
        };
        assert_eq!(found, *expected, "{shape} {json}");
    }
    let text = Node::synthetic(Value::String("a".into()));
    let blob = literal(&facts, model.shape("smithy.api#Blob").unwrap(), &text, Dialect::Parameters);
    assert_eq!(format!("{blob:?}"), "Ok(Blob([97]))");
    let large = node(&json_model("1e400"));
    let double = literal(&facts, model.shape("smithy.api#Double").unwrap(), &large, Dialect::Example);
    assert_eq!(double.unwrap_err().message, "expected a number within the range of the type, found a number");
}

/// Metadata is the way to have a node read as models are.
fn json_model(json: &str) -> shapewright_smithy::model::Model {
    let mut sources = shapewright_smithy::diagnostics::Sources::new();
    let id = sources.add("node.json", format!(r#"{{ "smithy": "2.0", "metadata": {{ "value": {json} }} }}"#));
    shapewright_smithy::model::Model::load(&sources, [id]).0
}

fn node(model: &shapewright_smithy::model::Model) -> Node {
    model.metadata("value").unwrap().clone()
}

#[test]
fn decimal_seconds() {
    for (text, expected) in [
        ("0", Some((0, 0))),
        ("1.000000001", Some((1, 1))),
        ("1.0000000019", Some((1, 1))),
        ("-0.25", Some((-1, 750_000_000))),
        ("-3", Some((-3, 0))),
        ("1.5e3", Some((1500, 0))),
        ("25e-1", Some((2, 500_000_000))),
        ("1e300", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(seconds(text), expected, "{text}");
    }
    assert_eq!(Number::Unsigned(7).to_string(), "7");
}
