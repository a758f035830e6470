//! What the tests of several passes need, and tests of all passes together.

use super::closure::{self, Closure};
use super::{Labels, resolve};
use crate::config::{Choices, ServiceConfig};
use crate::ir;
use shapewright_smithy::diagnostics::{Report, Severity, Sources};
use shapewright_smithy::protocol::REST_JSON_1;
use shapewright_smithy::{Model, validate};

/// A model with these shapes, as the inside of a JSON object.
pub(super) fn model(shapes: &str) -> Model {
    let mut sources = Sources::new();
    let id = sources.add("test.json", format!(r#"{{ "smithy": "2.0", "shapes": {{ {shapes} }} }}"#));
    let (model, report) = Model::load(&sources, [id]);
    assert!(!report.has_errors(), "{}", report.render(&sources, false));
    model
}

/// A service `t#S` with an operation that answers with that structure.
pub(super) fn reaching(output: &str) -> String {
    format!(
        r##""t#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "t#Get" }}],
            "traits": {{ "aws.protocols#restJson1": {{}} }} }},
        "t#Get": {{ "type": "operation", "output": {{ "target": "{output}" }},
            "traits": {{ "smithy.api#http": {{ "method": "GET", "uri": "/" }} }} }}"##
    )
}

pub(super) fn labels() -> Labels<'static> {
    Labels { source: "test.json", module: "test", root: ir::Root::of_crate("test") }
}
/// The closure of `t#S`.
pub(super) fn closure(model: &Model) -> Closure<'_> {
    let (shape, service) = model.services().next().unwrap();
    let mut report = Report::new();
    let closure = closure::collect(model, (shape, service), vec![&REST_JSON_1], &ServiceConfig::default(), &mut report);
    assert!(report.is_empty(), "{report:?}");
    closure.unwrap()
}

/// The service `t#S` of a model with these shapes.
pub(super) fn resolved(shapes: &str) -> ir::Service {
    resolved_with(shapes, "")
}

/// The same with a configuration.
pub(super) fn resolved_with(shapes: &str, config: &str) -> ir::Service {
    let (resolved, report) = resolve_with(shapes, config);
    resolved.unwrap_or_else(|| panic!("{report:?}"))
}

fn resolve_with(shapes: &str, config: &str) -> (Option<ir::Service>, Report) {
    let model = model(shapes);
    let mut sources = Sources::new();
    let id = sources.add("shapewright.toml", config);
    let (config, report) = Choices::parse(&sources, id);
    assert!(report.is_empty(), "{report:?}");
    resolve(&model, model.shape("t#S").unwrap(), labels(), &config.service("test"))
}

fn structure<'s>(service: &'s ir::Service, name: &str) -> &'s ir::Structure {
    service.structures.iter().find(|structure| structure.name.ident.as_str() == name).unwrap()
}

/// Resolves shapes with a configuration; the messages.
pub(super) fn faults(shapes: &str, config: &str) -> Vec<String> {
    let (resolved, report) = resolve_with(shapes, config);
    assert_eq!(resolved.is_none(), report.has_errors());
    report.diagnostics().iter().map(|diagnostic| diagnostic.message.clone()).collect()
}

/// Resolves shapes with a configuration; the service, and the diagnostics with their places and hints.
pub(super) fn configured(shapes: &str, config: &str) -> (Option<ir::Service>, Vec<String>) {
    let mut sources = Sources::new();
    let model = sources.add("test.json", format!(r#"{{ "smithy": "2.0", "shapes": {{ {shapes} }} }}"#));
    let config = sources.add("shapewright.toml", config);
    let (model, _) = Model::load(&sources, [model]);
    let (config, report) = Choices::parse(&sources, config);
    assert!(report.is_empty(), "{report:?}");
    let service = model.shape("t#S").unwrap();
    let config = config.service("test");
    let (resolved, report) = resolve(&model, service, labels(), &config);
    assert_eq!(resolved.is_none(), report.has_errors());
    let lines = report.records(&sources).into_iter().map(|record| {
        let place = match (record.file.as_deref(), record.line, record.column) {
            (Some("shapewright.toml"), Some(line), Some(column)) => format!("{line}:{column} "),
            _ => String::new(),
        };
        let help = record.help.map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{place}{}{help}", record.message)
    });
    (resolved, lines.collect())
}

const CHECKED: &str = r##"
    "t#Out": { "type": "structure", "members": {
        "plain": { "target": "smithy.api#String" },
        "short": { "target": "t#Short" },
        "own": { "target": "t#Short", "traits": { "smithy.api#length": { "max": 3 } } },
        "any": { "target": "t#Any" },
        "list": { "target": "t#List" },
        "free": { "target": "t#Free" },
        "node": { "target": "t#Node" },
        "map": { "target": "t#Map" } } },
    "t#Short": { "type": "string", "traits": { "smithy.api#length": { "max": 9 }, "smithy.api#pattern": "^[a-z]+$" } },
    "t#Any": { "type": "string", "traits": { "smithy.api#pattern": "^[\\s\\S]*$" } },
    "t#Free": { "type": "structure", "members": { "self": { "target": "t#Free" }, "list": { "target": "t#FreeList" } } },
    "t#FreeList": { "type": "list", "member": { "target": "t#Free" } },
    "t#List": { "type": "list", "member": { "target": "t#Leaf" } },
    "t#Leaf": { "type": "structure", "members": { "color": { "target": "t#Color" } } },
    "t#Node": { "type": "structure", "members": { "next": { "target": "t#Node" }, "leaf": { "target": "t#Leaf" } } },
    "t#Map": { "type": "map", "key": { "target": "t#Color" },
        "value": { "target": "smithy.api#Integer", "traits": { "smithy.api#range": { "min": 5 } } } },
    "t#Color": { "type": "enum", "members": { "RED": { "target": "smithy.api#Unit" } } }"##;

#[test]
fn checks_are_the_least_that_is_needed() {
    let service = resolved(&format!("{}, {CHECKED}", reaching("t#Out")));
    let of = |name: &str| {
        let checks = structure(&service, name).checks.iter().map(|check| match &check.check {
            Some(ir::Check::Call(ident)) => format!("{}={ident}", check.wire),
            Some(ir::Check::Nested) => format!("{}=nested", check.wire),
            Some(ir::Check::Known) => format!("{}=known", check.wire),
            None => format!("{}=none", check.wire),
        });
        checks.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of("Out"), "short=short own=out_own list=list node=nested map=map");
    assert_eq!(of("Free"), "");
    assert_eq!(of("Node"), "next=nested leaf=nested");
    let functions: Vec<_> = service.check_fns.iter().map(|function| function.ident.as_str()).collect();
    assert_eq!(functions, ["list", "map", "map_value", "out_own", "short"]);
    let own = service.check_fns.iter().find(|function| function.ident.as_str() == "out_own").unwrap();
    assert!(matches!(own.constraints[0], ir::Constraint::Length { max: Some(3), min: None, .. }));
    assert!(matches!(&own.constraints[1], ir::Constraint::Pattern { text, .. } if text == "^[a-z]+$"));
    assert_eq!(service.patterns.len(), 1);
}

/// The trait is called as SDKs call the service, unless the configuration chooses another name.
#[test]
fn services_are_named_as_sdks_name_them() {
    for (sdk_id, config, expected) in [
        (Some("Lambda"), "", "Lambda"),
        (Some("API Gateway"), "", "ApiGateway"),
        (Some("IoT Events Data"), "", "IoTEventsData"),
        (Some("m2"), "", "M2"),
        (Some("Iterator"), "", "IteratorShape"),
        (Some("---"), "", "S"),
        (None, "", "S"),
        (Some("Lambda"), "name = 'Functions'", "Functions"),
    ] {
        let sdk_id = sdk_id.map(|id| format!(r#", "aws.api#service": {{ "sdkId": "{id}" }}"#)).unwrap_or_default();
        let protocol = r#""aws.protocols#restJson1": {}"#;
        let shapes = format!("{}, {CHECKED}", reaching("t#Out")).replacen(protocol, &format!("{protocol}{sdk_id}"), 1);
        let service = resolved_with(&shapes, &format!("[services.test]\n{config}"));
        assert_eq!((service.name.ident.as_str(), &*service.name.wire), (expected, expected));
        assert_eq!(service.shape_id, "t#S");
    }
}

#[test]
fn configuration_is_checked_against_the_service() {
    let shapes = format!("{}, {CHECKED}", reaching("t#Out"));
    for (config, expected) in [
        ("operations = ['Get']", ""),
        ("operations = ['t#Get']", ""),
        ("operations = ['Got']", "2:15 the service has no operation `Got` (did you mean `Get`?)"),
        ("operations = ['t#Got']", "2:15 the service has no operation `t#Got` (did you mean `t#Get`?)"),
        ("operations = ['Put']", "2:15 the service has no operation `Put` (there is only `Get`)"),
        ("name = 'Cameras'", ""),
        ("name = 'my cameras'", "2:8 `my cameras` is not a valid trait name (try `MyCameras`)"),
        ("name = 'Error'", "2:8 `Error` is not a valid trait name (try `ErrorShape`)"),
        ("patterns = { 't#Short' = 'leave-out' }", ""),
        ("patterns = { '^[a-z]+$' = { replace = '^[a-f]+$' } }", ""),
        (
            "patterns = { 't#Color' = 'leave-out' }",
            "2:14 `t#Color` is neither a pattern of the service nor a shape with a pattern (there are `^[\\s\\S]*$`, \
             `^[a-z]+$`, `t#Any`, `t#Short`)",
        ),
        (
            "patterns = { 't#Shot' = 'leave-out' }",
            "2:14 `t#Shot` is neither a pattern of the service nor a shape with a pattern (did you mean `t#Short`?)",
        ),
        ("patterns = { 't#Short' = { replace = 'a^' } }", "2:38 no text matches the pattern of `t#Short`"),
        (
            "patterns = { 't#Short' = { replace = '(' } }",
            "2:38 the replacement of the pattern of `t#Short` cannot be checked: this group is not closed (at byte 0 of the pattern) \
             (close it with `)`, or write `\\(` for the character itself)",
        ),
    ] {
        let (_, found) = configured(&shapes, &format!("[services.test]\n{config}"));
        assert_eq!(found.join("; "), expected, "{config}");
    }
}

#[test]
fn what_is_shown_of_a_pattern_is_what_is_checked() {
    let shapes = format!("{}, {CHECKED}", reaching("t#Out"));
    for (config, shown) in [
        ("", Some("^[a-z]+$")),
        ("patterns = { 't#Short' = 'leave-out' }", None),
        ("patterns = { '^[a-z]+$' = { replace = '^[a-f]+$' } }", Some("^[a-f]+$")),
    ] {
        let (service, found) = configured(&shapes, &format!("[services.test]\n{config}"));
        assert_eq!(found, [""; 0], "{config}");
        let service = service.unwrap();
        let of_member = &structure(&service, "Out").members[1].docs;
        let words: Vec<&str> = of_member.iter().map(String::as_str).filter(|line| line.contains("Pattern")).collect();
        let expected: Vec<String> = shown.iter().map(|text| format!("Pattern: `{text}`.")).collect();
        assert_eq!(words, expected, "{config}");
        let short = service.check_fns.iter().find(|function| function.ident.as_str() == "short").unwrap();
        let texts = short.constraints.iter().filter_map(|constraint| match constraint {
            ir::Constraint::Pattern { text, .. } => Some(text.as_str()),
            _ => None,
        });
        assert_eq!(texts.collect::<Vec<_>>(), Vec::from_iter(shown), "{config}");
        let items: Vec<_> = service.patterns.iter().map(|item| (item.ident.as_str(), &item.docs[0])).collect();
        let docs = shown.map(|text| format!("Whether a text matches `{text}`."));
        assert_eq!(items, docs.iter().map(|docs| ("matches_short", docs)).collect::<Vec<_>>(), "{config}");
    }
}

#[test]
fn a_pattern_of_several_shapes_is_named_after_none() {
    let text = |name: &str, pattern: &str| {
        format!(r##", "t#{name}": {{ "type": "string", "traits": {{ "smithy.api#pattern": "{pattern}" }} }}"##)
    };
    let shapes = [text("A", "^a"), text("B", "^b"), text("C", "^b"), text("D", "^d"), text("E", "^d")].concat();
    let members = ["A", "B", "C", "D", "E"].map(|name| format!(r#""{name}": {{ "target": "t#{name}" }}"#)).join(", ");
    let out = format!(r##", "t#Out": {{ "type": "structure", "members": {{ {members} }} }}"##);
    let service = resolved(&format!("{}{out}{shapes}", reaching("t#Out")));
    let names: Vec<&str> = service.patterns.iter().map(|item| item.ident.as_str()).collect();
    assert_eq!(names, ["matches_a", "matches_pattern_1", "matches_pattern_2"]);
}

#[test]
fn bodies() {
    // Each case: the members of the structure, and the body of a request and of an answer with it. Which body members make
    // is decided, and tested, where bindings are.
    for (members, in_request, in_answer) in [
        ("", "empty", "json"),
        ("a:httpHeader", "none", "json"),
        ("a:httpResponseCode", "json", "json"),
        ("a:httpHeader b", "json", "json"),
        ("a:httpPayload", "text/plain", "text/plain"),
        ("a:httpPayload=t#Html b:httpHeader", "text/html", "text/html"),
        ("a:httpPayload=smithy.api#Blob", "blob", "blob"),
        ("a:httpPayload=t#Stream", "stream", "stream"),
        ("a:httpPayload=t#Out", "structure payload", "structure payload"),
        ("a:httpPayload=smithy.api#Document", "json payload", "json payload"),
    ] {
        let message = members_json(members);
        let service = resolved(&format!(
            r##""t#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "t#O" }}],
                "traits": {{ "aws.protocols#restJson1": {{}} }} }},
            "t#O": {{ "type": "operation", "input": {{ "target": "t#In" }}, "output": {{ "target": "t#Out" }},
                "traits": {{ "smithy.api#http": {{ "method": "POST", "uri": "/", "code": 200 }} }} }},
            "t#Html": {{ "type": "string", "traits": {{ "smithy.api#mediaType": "text/html" }} }},
            "t#Stream": {{ "type": "blob", "traits": {{ "smithy.api#streaming": {{}} }} }},
            "t#In": {message}, "t#Out": {message}"##
        ));
        let operation = &service.operations[0];
        assert_eq!(body(&operation.input), in_request, "request with {members}");
        assert_eq!(body(&operation.output), in_answer, "answer with {members}");
    }
    let service = resolved(&reaching("smithy.api#Unit"));
    assert_eq!([body(&service.operations[0].input), body(&service.operations[0].output)], ["none", "none"]);
}

fn body(message: &ir::Message) -> &str {
    match &message.body {
        ir::MessageBody::None => "none",
        ir::MessageBody::Empty => "empty",
        ir::MessageBody::Members => "json",
        ir::MessageBody::Payload(ir::Payload::Structure(_)) => "structure payload",
        ir::MessageBody::Payload(ir::Payload::Value(_)) => "json payload",
        ir::MessageBody::Payload(ir::Payload::Text { media_type, .. }) => media_type,
        ir::MessageBody::Payload(ir::Payload::Blob { .. }) => "blob",
        ir::MessageBody::Payload(ir::Payload::Stream { .. }) => "stream",
        ir::MessageBody::Payload(ir::Payload::Events { .. }) => "events",
        ir::MessageBody::InitialMessage(_) | ir::MessageBody::Unsupported(_) => "whole",
    }
}

/// A structure from members such as `name:trait=target`.
fn members_json(members: &str) -> String {
    let members = members.split_whitespace().map(|member| {
        let (member, target) = member.split_once('=').unwrap_or((member, "smithy.api#String"));
        let (name, applied) = member.split_once(':').unwrap_or((member, ""));
        let (target, value) = match applied {
            "httpResponseCode" => ("smithy.api#Integer", "{}"),
            "httpHeader" | "httpQuery" => (target, "\"x\""),
            _ => (target, "{}"),
        };
        // A stream is required, or has a default.
        let required = if target == "t#Stream" { r#", "smithy.api#required": {}"# } else { "" };
        let traits = match applied {
            "" => String::new(),
            _ => format!(r#""smithy.api#{applied}": {value}{required}"#),
        };
        format!(r#""{name}": {{ "target": "{target}", "traits": {{ {traits} }} }}"#)
    });
    format!(r#"{{ "type": "structure", "members": {{ {} }} }}"#, members.collect::<Vec<_>>().join(", "))
}

#[test]
fn other_protocols_are_refused() {
    for (traits, expected) in [
        (r#""smithy.mqtt#mqttJson": {}"#, "the protocol `smithy.mqtt#mqttJson` is not supported"),
        ("", "`t#S` names no protocol"),
    ] {
        let shapes = format!(r#""t#S": {{ "type": "service", "version": "1", "traits": {{ {traits} }} }}"#);
        let (_, found) = configured(&shapes, "");
        assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
    }
}

#[test]
fn what_was_told_when_the_model_was_loaded_is_not_told_again() {
    let mut sources = Sources::new();
    for shapes in [
        reaching("t#Missing"),
        reaching("t#Get"),
        reaching("smithy.api#String"),
        format!(
            r##"{}, "t#Out": {{ "type": "structure", "members": {{ "a": {{ "target": "t#Missing" }} }} }}"##,
            reaching("t#Out")
        ),
    ] {
        let id = sources.add("test.json", format!(r#"{{ "smithy": "2.0", "shapes": {{ {shapes} }} }}"#));
        let (model, report) = Model::load(&sources, [id]);
        assert_eq!(report.count(Severity::Error) + validate(&model).count(Severity::Error), 1);
        let (resolved, report) = resolve(&model, model.shape("t#S").unwrap(), labels(), &ServiceConfig::default());
        assert!(resolved.is_none() && report.is_empty(), "{report:?}");
    }
}

#[test]
fn names_that_the_generated_code_needs_stay_free() {
    for (service, operation, expected_service, expected_method) in [
        ("Error", "Get", "ErrorShape", "get"),
        ("Request", "Get", "RequestShape", "get"),
        ("Shop", "AsRef", "Shop", "as_ref_"),
        ("Shop", "Into", "Shop", "into_"),
        ("Shop", "New", "Shop", "new_"),
    ] {
        let model = model(&format!(
            r##""t#{service}": {{ "type": "service", "version": "1", "operations": [{{ "target": "t#{operation}" }}],
                "traits": {{ "aws.protocols#restJson1": {{}} }} }},
            "t#{operation}": {{ "type": "operation",
                "traits": {{ "smithy.api#http": {{ "method": "POST", "uri": "/" }} }} }}"##
        ));
        let shape = model.shape(format!("t#{service}")).unwrap();
        let labels = Labels { module: "shapewright_runtime", ..labels() };
        let resolved = resolve(&model, shape, labels, &ServiceConfig::default()).0.unwrap();
        assert_eq!(resolved.name.ident.as_str(), expected_service);
        assert_eq!(resolved.operations[0].method.as_str(), expected_method);
        assert_eq!(resolved.module.as_str(), "shapewright_runtime_");
    }
}

#[test]
fn routes_are_sorted() {
    let uris = ["/", "/b/{x}", "/b/c", "/b/{x+}", "/b/{x+}/settings", "/a%20a?k=v", "/a%20a", "/b/{x}?type"];
    let operations: Vec<_> = (0..uris.len()).map(|i| format!(r#"{{ "target": "t#O{i}" }}"#)).collect();
    let mut shapes = vec![format!(
        r#""t#S": {{ "type": "service", "version": "1", "operations": [{}],
            "traits": {{ "aws.protocols#restJson1": {{}} }} }},
        "t#In": {{ "type": "structure", "members": {{ "x": {{ "target": "smithy.api#String",
            "traits": {{ "smithy.api#httpLabel": {{}}, "smithy.api#required": {{}} }} }} }} }}"#,
        operations.join(", ")
    )];
    for (i, uri) in uris.iter().enumerate() {
        let input = if uri.contains('{') { "t#In" } else { "smithy.api#Unit" };
        shapes.push(format!(
            r#""t#O{i}": {{ "type": "operation", "input": {{ "target": "{input}" }},
                "traits": {{ "smithy.api#http": {{ "method": "GET", "uri": "{uri}" }} }} }}"#
        ));
    }
    let service = resolved(&shapes.join(", "));
    let mut lines = Vec::new();
    print(&service.routes, "", &mut lines);
    assert_eq!(lines, [" O0", "/a a O5 O6", "/b", "/b/c O2", "/b/{} O7 O1", "/b/{+}/settings O4", "/b/{+} O3"]);
}

fn print(node: &ir::RouteNode, path: &str, lines: &mut Vec<String>) {
    let endpoints = node.endpoints.iter().map(|endpoint| format!(" {}", endpoint.operation));
    lines.push(format!("{path}{}", endpoints.collect::<String>()));
    for (text, node) in &node.literals {
        print(node, &format!("{path}/{text}"), lines);
    }
    if let Some(node) = &node.label {
        print(node, &format!("{path}/{{}}"), lines);
    }
    for (behind, node) in &node.greedy {
        let behind: String = behind.iter().map(|text| format!("/{text}")).collect();
        print(node, &format!("{path}/{{+}}{behind}"), lines);
    }
}
