//! Results, problems and faults of expressions.

use super::{Expression, Type, Value};
use crate::diagnostics::{Severity, Sources};
use crate::model::Model;

/// A structure with members of all kinds of types.
fn model() -> Model {
    let member = |target: &str| serde_json::json!({ "target": target });
    let shapes = serde_json::json!({ "smithy": "2.0", "shapes": {
        "example#S": { "type": "structure", "members": {
            "text": member("smithy.api#String"),
            "number": member("smithy.api#Integer"),
            "flag": member("smithy.api#Boolean"),
            "any": member("smithy.api#Document"),
            "time": member("smithy.api#Timestamp"),
            "texts": member("example#Texts"),
            "list": member("example#List"),
            "map": member("example#Map"),
            "inner": member("example#S"),
        }},
        "example#List": { "type": "list", "member": member("example#S") },
        "example#Texts": { "type": "list", "member": member("smithy.api#String") },
        "example#Map": { "type": "map", "key": member("smithy.api#String"), "value": member("example#S") },
    }});
    let mut sources = Sources::new();
    sources.add("m.json", shapes.to_string());
    Model::load(&sources, sources.ids()).0
}

/// The type of the result, and the severity and column of each problem.
fn checked(text: &str) -> (Type, Vec<(Severity, usize)>) {
    let model = model();
    let Some(shape) = model.shape("example#S") else { return (Type::Null, Vec::new()) };
    let Ok(expression) = Expression::parse(text) else { return (Type::Expression, Vec::new()) };
    let checked = expression.check(&model, Value::Shape(shape));
    let problems = checked.problems.into_iter().map(|problem| (problem.severity, problem.column));
    (checked.value.ty(), problems.collect())
}

#[test]
fn results_have_types() {
    let cases = [
        ("@", Type::Object),
        ("text", Type::String),
        ("number", Type::Number),
        ("time", Type::Number),
        ("flag", Type::Boolean),
        ("any.what[0].ever", Type::Any),
        ("list[].inner.text", Type::Array),
        ("list[0].texts[-1]", Type::String),
        ("list[*].text | [0]", Type::String),
        ("map.key.text", Type::String),
        ("map.*.text", Type::Array),
        ("text == 'a' || text == 'b'", Type::Boolean),
        ("number < `3` && !flag", Type::Boolean),
        ("length(texts[?@ == 'a']) > `0`", Type::Boolean),
        ("list[?text == 'a'].number", Type::Array),
        ("{a: text, b: number}.b", Type::Number),
        ("[text, number][1]", Type::String),
        ("not_null(text, number)", Type::Any),
        ("sort_by(list, &number)[0].absent", Type::Any),
        ("join(',', texts)", Type::String),
        ("list[1:2]", Type::Array),
    ];
    for (text, ty) in cases {
        assert_eq!(checked(text), (ty, Vec::new()), "{text}");
    }
}

#[test]
fn problems_have_places() {
    let cases = [
        ("absent", Severity::Danger, 1),
        ("inner.absent", Severity::Danger, 7),
        ("text.a", Severity::Danger, 6),
        ("text[0]", Severity::Danger, 7),
        ("text[]", Severity::Danger, 5),
        ("sort_by(list, &absent)", Severity::Danger, 16),
        ("list[].absent", Severity::Danger, 8),
        ("text < `1`", Severity::Warning, 8),
        ("length(`10`)", Severity::Error, 7),
        ("lenght(text)", Severity::Error, 7),
        ("abs(number, number)", Severity::Error, 4),
        ("join(',', list)", Severity::Error, 5),
    ];
    for (text, severity, column) in cases {
        assert_eq!(checked(text).1, [(severity, column)], "{text}");
    }
}

#[test]
fn syntax_is_judged() {
    for text in ["", "||", "foo.@@x", "a b", "length(", "[", "`{`", "'a"] {
        assert!(Expression::parse(text).is_err(), "{text}");
    }
    for count in [1_000, 100_000] {
        for part in ["(", "[", "!", "a.", "a[0].", "&", "{a:"] {
            assert!(Expression::parse(&part.repeat(count)).is_err(), "{part}");
        }
    }
    let deep = format!("{}a{}", "(".repeat(190), ")".repeat(190));
    assert!(Expression::parse(&deep).is_ok());
    assert!(Expression::parse(&format!("{}a", "!".repeat(390))).is_ok());
}

#[test]
fn no_expression_runs_without_end() {
    let grown = format!("@{}{}", " | [@, @]".repeat(60), "[]".repeat(20));
    let nested = format!("@{} | {}", " | [@, @]".repeat(60), "[*]".repeat(20));
    let called = format!("{}list{}", "map(&text, ".repeat(60), ")".repeat(60));
    for text in [grown, nested, called] {
        assert_eq!(checked(&text).0, Type::Array, "{text}");
    }
}
