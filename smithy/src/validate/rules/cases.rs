//! `EndpointTestsTrait`, `RuleSetTestCase`: tests of endpoint rules (Smithy 2.0, "endpointTests trait").

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

use super::Rules;
use crate::diagnostics::{Code, Diagnostic, Place, Report, Severity, clip};
use crate::model::{Entry, Node, Value as NodeValue};
use crate::rules::{EndpointValue, Value};
use crate::validate::{Context, Timestamps, ValueCheck};

/// (Smithy 2.0, "EndpointTest object".)
pub(super) struct Case<'m> {
    pub(super) place: Place,
    pub(super) params: &'m [Entry],
    pub(super) inputs: Vec<Input<'m>>,
    expect: Option<&'m Node>,
}

/// (Smithy 2.0, "OperationInput object".)
pub(super) struct Input<'m> {
    place: Place,
    operation: Option<&'m Node>,
    params: Option<&'m Node>,
    pub(super) built_ins: &'m [Entry],
}

/// The tests of the trait `endpointTests`; what does not fit its definition is reported elsewhere.
pub(super) fn read(node: &Node) -> Vec<Case<'_>> {
    let cases = node.get("testCases").and_then(Node::as_array).unwrap_or_default();
    cases.iter().map(read_case).collect()
}

fn read_case(node: &Node) -> Case<'_> {
    let inputs = node.get("operationInputs").and_then(Node::as_array).unwrap_or_default();
    Case {
        place: node.place,
        params: entries(node, "params"),
        inputs: inputs.iter().map(read_input).collect(),
        expect: node.get("expect"),
    }
}

fn read_input(node: &Node) -> Input<'_> {
    Input {
        place: node.place,
        operation: node.get("operationName"),
        params: node.get("operationParams"),
        built_ins: entries(node, "builtInParams"),
    }
}

fn entries<'m>(node: &'m Node, key: &str) -> &'m [Entry] {
    node.get(key).and_then(Node::as_object).unwrap_or_default()
}

fn value_of<'m>(entries: &'m [Entry], key: &str) -> Option<&'m Node> {
    entries.iter().find(|entry| *entry.key == *key).map(|entry| &entry.value)
}

/// The operations that tests call exist, and can be called as the tests do.
pub(super) fn operations(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    let operations: HashMap<&str, _> = rules.scope.operations.iter().map(|found| (found.0.id.name(), found)).collect();
    let service = &rules.scope.shape.id;
    for case in rules.cases {
        for input in &case.inputs {
            built_ins(context, rules, case, input);
            let Some(name) = input.operation.and_then(Node::as_str) else { continue };
            let Some((_, operation)) = operations.get(name) else {
                let place = input.operation.map_or(input.place, |node| node.place);
                let message = format!("`{service}` has no operation `{}`", clip(name));
                let diagnostic = Diagnostic::new(Code::ENDPOINT_TESTS, place, message).about(service);
                context.push(diagnostic.did_you_mean(name, operations.keys().copied()));
                continue;
            };
            let Some(shape) = context.model.shape(&operation.input.id) else { continue };
            let nothing = Node { place: input.place, value: NodeValue::Object(Vec::new()) };
            let before = context.replace_report(Report::new());
            let check = ValueCheck::new(Code::ENDPOINT_TESTS, format!("a test of endpoints: the input of `{name}`"));
            let check = check.about(service).at(input.place).timestamps(Timestamps::EpochSeconds);
            check.run(context, shape.subject(), input.params.unwrap_or(&nothing));
            let found = context.replace_report(before);
            for diagnostic in found.diagnostics() {
                context.push(diagnostic.clone().with_severity(Severity::Danger));
            }
        }
    }
}

/// What a test sets a parameter to that has a built-in value, it sets the built-in value to in its calls.
fn built_ins(context: &mut Context<'_>, rules: &Rules<'_, '_>, case: &Case<'_>, input: &Input<'_>) {
    for parameter in &rules.set.parameters {
        let Some(built_in) = parameter.built_in() else { continue };
        let Some(value) = value_of(case.params, parameter.name) else { continue };
        if parameter.default == Some(value) {
            continue;
        }
        let found = value_of(input.built_ins, built_in);
        if found == Some(value) {
            continue;
        }
        let message = match found {
            Some(_) => format!("the parameter `{}` and its built-in value `{built_in}` differ", parameter.name),
            None => format!("the parameter `{}` is set, but not its built-in value `{built_in}`", parameter.name),
        };
        let place = found.map_or(input.place, |found| found.place);
        let diagnostic = Diagnostic::new(Code::ENDPOINT_TESTS, place, message).about(&rules.scope.shape.id);
        let diagnostic = diagnostic.related(value.place, "the value of the parameter");
        context.push(diagnostic.help(format!("add it to `builtInParams` as `{built_in}`, with the same value")));
    }
}

/// The rules yield what their tests expect.
pub(super) fn results(context: &mut Context<'_>, rules: &Rules<'_, '_>) {
    for case in rules.cases {
        let arguments = case.params.iter().map(|entry| (&*entry.key, Value::of(&entry.value)));
        let fault = match (rules.set.evaluate(arguments), case.expect.and_then(expected)) {
            (Ok(found), Some(expected)) if found != expected => difference(&found, &expected),
            (Ok(_), _) => continue,
            (Err(fault), _) => fault,
        };
        let place = case.expect.map_or(case.place, |expect| expect.place);
        let message = format!("a test of the endpoint rules fails: {fault}");
        context.push(Diagnostic::new(Code::RULES_TEST, place, message).about(&rules.scope.shape.id));
    }
}

fn difference(found: &Value<'_>, expected: &Value<'_>) -> String {
    let endpoints = match (found, expected) {
        (Value::Endpoint(found), Value::Endpoint(expected)) => found.difference(expected),
        _ => None,
    };
    let (found, expected) = endpoints.unwrap_or_else(|| (found.to_string(), expected.to_string()));
    format!("the rules yield {found}, not {expected}")
}

/// (Smithy 2.0, "EndpointTestExpectation union".)
fn expected(node: &Node) -> Option<Value<'_>> {
    if let Some(error) = node.get("error") {
        return Some(Value::of(error));
    }
    let endpoint = node.get("endpoint")?;
    let headers = entries(endpoint, "headers").iter().map(|entry| {
        let values = entry.value.as_array().unwrap_or_default().iter().filter_map(Node::as_str);
        (&*entry.key, values.map(Cow::Borrowed).collect())
    });
    let properties = entries(endpoint, "properties").iter().map(|entry| (&*entry.key, Value::of(&entry.value)));
    Some(Value::Endpoint(Rc::new(EndpointValue {
        url: Cow::Borrowed(endpoint.get("url").and_then(Node::as_str).unwrap_or_default()),
        headers: headers.collect(),
        properties: properties.collect(),
    })))
}
