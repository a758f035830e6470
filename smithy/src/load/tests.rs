//! What loading makes of mixins, `apply` statements, versions and repeated definitions.

use crate::diagnostics::{Severity, Sources};
use crate::model::{Decimal, Kind, Model};

/// Loads files that must be free of faults.
fn load(files: &[&str]) -> (Model, Sources) {
    let mut sources = Sources::new();
    for (number, text) in files.iter().enumerate() {
        sources.add(format!("{number}.json"), *text);
    }
    let (model, report) = Model::load(&sources, sources.ids());
    assert_eq!(report.count(Severity::Error), 0, "{}", report.render(&sources, false));
    (model, sources)
}

fn member_names<'m>(model: &'m Model, id: &str) -> Vec<&'m str> {
    let shape = model.shape(id).unwrap();
    shape.members.iter().map(|member| member.name()).collect()
}

const MIXINS: &str = r##"{"smithy": "2.0", "shapes": {
    "a#Base": {"type": "structure",
        "traits": {"smithy.api#mixin": {"localTraits": ["smithy.api#private"]},
                   "smithy.api#private": {}, "smithy.api#documentation": "base", "smithy.api#since": "1"},
        "members": {"x": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}, "smithy.api#documentation": "x"}},
                    "y": {"target": "smithy.api#String"}}},
    "a#Middle": {"type": "structure", "mixins": [{"target": "a#Base"}],
        "traits": {"smithy.api#mixin": {}, "smithy.api#documentation": "middle"},
        "members": {"z": {"target": "smithy.api#Integer"}}},
    "a#Final": {"type": "structure", "mixins": [{"target": "a#Middle"}],
        "members": {"own": {"target": "smithy.api#Blob"},
                    "x": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "own"}}}},
    "a#Final$y": {"type": "apply", "traits": {"smithy.api#jsonName": "why"}},
    "a#Base$y": {"type": "apply", "traits": {"smithy.api#jsonName": "base", "smithy.api#since": "2"}}
}}"##;

#[test]
fn mixins_give_members_and_traits() {
    let (model, _) = load(&[MIXINS]);
    assert_eq!(member_names(&model, "a#Final"), ["x", "y", "z", "own"]);
    let shape = model.shape("a#Final").unwrap();
    assert_eq!(shape.traits.documentation(), Some("middle"));
    assert_eq!(shape.traits.since(), Some("1"));
    assert!(!shape.traits.private());
    assert!(shape.traits.mixin().is_none());
    let x = shape.member("x").unwrap();
    assert_eq!(x.id, "a#Final$x");
    assert_eq!(x.traits.documentation(), Some("own"));
    assert!(x.traits.required());
    let y = shape.member("y").unwrap();
    assert_eq!(y.traits.json_name(), Some("why"));
    assert_eq!(y.traits.since(), Some("2"));
    assert_eq!(model.shape("a#Middle").unwrap().member("y").unwrap().traits.json_name(), Some("base"));
}

#[test]
fn applied_traits_join_lists_and_accept_repetition() {
    let shape = r#"{"smithy": "2.0", "shapes": {"a#S": {"type": "string",
        "traits": {"smithy.api#tags": ["one"], "smithy.api#pattern": "x"}}}}"#;
    let apply = r#"{"smithy": "2.0", "shapes": {"a#S": {"type": "apply",
        "traits": {"smithy.api#tags": ["two"], "smithy.api#pattern": "x", "smithy.api#since": "3"}}}}"#;
    for files in [[shape, apply], [apply, shape]] {
        let (model, _) = load(&files);
        let traits = &model.shape("a#S").unwrap().traits;
        assert_eq!(traits.tags().unwrap().len(), 2);
        assert_eq!(traits.pattern(), Some("x"));
        assert_eq!(traits.since(), Some("3"));
    }
}

#[test]
fn equal_definitions_and_metadata_merge() {
    let one = r#"{"smithy": "2.0", "metadata": {"list": [1], "same": {"a": 1, "b": 2}},
        "shapes": {"a#S": {"type": "string", "traits": {"smithy.api#since": "1", "smithy.api#pattern": "x"}}}}"#;
    let two = r#"{"smithy": "2", "metadata": {"same": {"b": 2, "a": 1}, "list": [2]},
        "shapes": {"a#S": {"traits": {"smithy.api#pattern": "x", "smithy.api#since": "1"}, "type": "string"}}}"#;
    let (model, _) = load(&[one, two]);
    assert_eq!(model.metadata("list").unwrap().as_array().unwrap().len(), 2);
    assert!(matches!(model.shape("a#S").unwrap().kind, Kind::String));
}

#[test]
fn version_1_fills_in_defaults() {
    let (model, _) = load(&[r#"{"smithy": "1.0", "shapes": {
        "a#N": {"type": "integer"}, "a#B": {"type": "boolean", "traits": {"smithy.api#box": {}}},
        "a#Set": {"type": "set", "member": {"target": "smithy.api#String"}},
        "a#S": {"type": "structure", "members": {
            "own": {"target": "a#N"}, "primitive": {"target": "smithy.api#PrimitiveBoolean"},
            "boxed": {"target": "a#N", "traits": {"smithy.api#box": {}}},
            "boxedTarget": {"target": "a#B"}, "plain": {"target": "smithy.api#Integer"}}}}}"#]);
    let shape = model.shape("a#S").unwrap();
    let defaults: Vec<_> = shape
        .members
        .iter()
        .filter_map(|member| Some((member.name(), member.traits.default_value()?.is_null())))
        .collect();
    assert_eq!(defaults, [("own", false), ("primitive", false), ("boxed", true)]);
    assert!(model.shape("a#N").unwrap().traits.default_value().is_some());
    assert!(model.shape("a#B").unwrap().traits.default_value().is_none());
    let set = model.shape("a#Set").unwrap();
    assert!(matches!(set.kind, Kind::List) && set.traits.unique_items());
}

#[test]
fn numbers_keep_every_digit() {
    let (model, _) = load(&[r#"{"smithy": "2.0", "shapes": {"a#D": {"type": "bigDecimal", "traits": {
        "smithy.api#range": {"min": -12345678901234567890.000000000000000001, "max": 18446744073709551615}}}}}"#]);
    let range = model.shape("a#D").unwrap().traits.range().unwrap();
    let text = |bound: &Option<Decimal>| bound.as_ref().map(ToString::to_string);
    assert_eq!(text(&range.min).as_deref(), Some("-12345678901234567890.000000000000000001"));
    assert_eq!(text(&range.max).as_deref(), Some("18446744073709551615"));
}

#[test]
fn long_chains_of_mixins_do_not_overflow() {
    let mut text = String::from(r#"{"smithy": "2.0", "shapes": {"#);
    for number in 0..5000 {
        let next = number + 1;
        text.push_str(&format!(
            r#""a#M{number}": {{"type": "structure", "traits": {{"smithy.api#mixin": {{}}}}, "mixins": [{{"target": "a#M{next}"}}]}},"#
        ));
    }
    text.push_str(r#""a#M5000": {"type": "structure", "traits": {"smithy.api#mixin": {}}, "members": {"x": {"target": "smithy.api#String"}}}}}"#);
    let (model, _) = load(&[&text]);
    assert_eq!(member_names(&model, "a#M0"), ["x"]);
}
