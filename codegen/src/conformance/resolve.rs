//! From the `smithy.test` traits of a model to the tests of a service.

use std::collections::BTreeSet;

use super::{Kind, OperationTests, Side, Suite, Test, sample};
use crate::ir::{Literal, Operation, Service};
use crate::model::{Model, Node, Shape, Value};
use crate::resolve::{OperationValues, Values};

/// The only protocol whose tests can be run.
const PROTOCOL: &str = "aws.protocols#restJson1";

/// What a case has for people, or what reaches the program in another way.
const LEFT_OUT: &[&str] = &["documentation", "params", "protocol", "tags"];

/// The tests of a service; `notes` gets a sentence for whatever is left out.
pub(super) fn suite(
    service: &Service,
    values: &Values<'_>,
    model: &Model,
    notes: &mut Vec<String>,
) -> Suite {
    let mut resolver = Resolver {
        values,
        model,
        notes,
        seen_errors: BTreeSet::new(),
    };
    let operations = service
        .operations
        .iter()
        .zip(values.operations())
        .enumerate();
    let operations = operations
        .map(|(index, (operation, shapes))| resolver.operation(service, index, operation, &shapes))
        .collect();
    Suite { operations }
}

struct Resolver<'r, 'm> {
    values: &'r Values<'m>,
    model: &'m Model,
    notes: &'r mut Vec<String>,
    /// The errors whose tests an earlier operation runs: any one that declares the error will do.
    seen_errors: BTreeSet<String>,
}

impl Resolver<'_, '_> {
    fn operation(
        &mut self,
        service: &Service,
        index: usize,
        operation: &Operation,
        shapes: &OperationValues<'_>,
    ) -> OperationTests {
        let Operation { input, output, .. } = operation;
        let traits = &shapes.shape.traits;
        let mut tests = Vec::new();
        for case in self.cases(shapes.shape, traits.http_request_tests()) {
            let make = |params| {
                Ok(Test::Request {
                    case: json(case, LEFT_OUT),
                    params,
                })
            };
            tests.push(self.test(Kind::Request, case, shapes.input, &empty(&input.ty), make));
        }
        for case in self.cases(shapes.shape, traits.http_response_tests()) {
            let make = |params| {
                Ok(Test::Response {
                    case: json(case, LEFT_OUT),
                    params,
                })
            };
            tests.push(self.test(
                Kind::Response,
                case,
                shapes.output,
                &empty(&output.ty),
                make,
            ));
        }
        for case in self.cases(shapes.shape, traits.http_malformed_request_tests()) {
            tests.push(Test::Malformed {
                case: json(case, LEFT_OUT),
            });
        }
        for error in shapes.errors {
            if self.seen_errors.insert(error.id.to_string()) {
                self.error(service, index, error, &mut tests);
            }
        }
        let from_tests = tests.iter().find_map(|test| match test {
            Test::Request { params, .. } => Some(params.clone()),
            _ => None,
        });
        let sample = from_tests.unwrap_or_else(|| self.sample(operation, shapes.input));
        OperationTests { sample, tests }
    }

    fn error(&mut self, service: &Service, index: usize, error: &Shape, tests: &mut Vec<Test>) {
        let ty = self.values.ty(error).clone();
        let variants = service
            .error_enums
            .get(index)
            .map(|errors| errors.errors.as_slice())
            .unwrap_or_default();
        let Some(variant) = variants
            .iter()
            .find(|one| one.message.ty == ty)
            .map(|one| one.variant.ident.clone())
        else {
            return;
        };
        for case in self.cases(error, error.traits.http_response_tests()) {
            let make = |params| {
                Ok(Test::Error {
                    case: json(case, LEFT_OUT),
                    variant: variant.clone(),
                    params,
                })
            };
            tests.push(self.test(Kind::Response, case, Some(error), &empty(&ty), make));
        }
    }

    /// The cases of a trait that are for our protocol.
    fn cases<'n>(&mut self, shape: &Shape, tests: Option<&'n Node>) -> Vec<&'n Node> {
        let all = tests.and_then(Node::as_array).unwrap_or_default();
        let (ours, others): (Vec<_>, Vec<_>) = all
            .iter()
            .partition(|case| case.get("protocol").and_then(Node::as_str) == Some(PROTOCOL));
        let protocols: BTreeSet<&str> = others
            .iter()
            .filter_map(|case| case.get("protocol").and_then(Node::as_str))
            .collect();
        for protocol in protocols {
            self.notes.push(format!(
                "tests of `{}` for {protocol} are left out",
                shape.id
            ));
        }
        ours
    }

    /// A test with its parameters, which are none if the case has none.
    fn test(
        &self,
        kind: Kind,
        case: &Node,
        shape: Option<&Shape>,
        empty: &Literal,
        make: impl FnOnce(Literal) -> Result<Test, String>,
    ) -> Test {
        let nothing = Node::synthetic(Value::Object(Vec::new()));
        let node = case.get("params").unwrap_or(&nothing);
        let params = match shape {
            Some(shape) => self
                .values
                .parameters(shape, node)
                .map_err(|fault| fault.message),
            None => Ok(empty.clone()),
        };
        params.and_then(make).unwrap_or_else(|reason| {
            let id = text(case, "id");
            Test::Unfit {
                kind,
                side: side(case),
                id,
                reason: format!("the parameters do not fit the model: {reason}"),
            }
        })
    }

    /// An input that can be sent, made up.
    fn sample(&self, operation: &Operation, shape: Option<&Shape>) -> Literal {
        let empty = empty(&operation.input.ty);
        let Some(shape) = shape else { return empty };
        self.values
            .parameters(shape, &sample::node(self.model, shape))
            .unwrap_or(empty)
    }
}

/// A structure without members.
fn empty(ty: &crate::name::Ident) -> Literal {
    Literal::Structure {
        ty: ty.clone(),
        required: Vec::new(),
        with: Vec::new(),
    }
}

fn text(case: &Node, key: &str) -> String {
    case.get(key)
        .and_then(Node::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn side(case: &Node) -> Option<Side> {
    match case.get("appliesTo").and_then(Node::as_str) {
        Some("client") => Some(Side::Client),
        Some("server") => Some(Side::Server),
        _ => None,
    }
}

/// An object as JSON, without some of its keys.
pub(super) fn json(node: &Node, left_out: &[&str]) -> String {
    let mut text = String::new();
    write(node, left_out, &mut text);
    text
}

fn write(node: &Node, left_out: &[&str], to: &mut String) {
    match &node.value {
        Value::Null => to.push_str("null"),
        Value::Bool(value) => to.push_str(if *value { "true" } else { "false" }),
        Value::Number(value) => to.push_str(&value.to_string()),
        Value::String(value) => to.push_str(&quoted(value)),
        Value::Array(items) => {
            to.push('[');
            for (index, item) in items.iter().enumerate() {
                to.push_str(if index == 0 { "" } else { "," });
                write(item, &[], to);
            }
            to.push(']');
        }
        Value::Object(entries) => {
            to.push('{');
            let kept = entries
                .iter()
                .filter(|entry| !left_out.contains(&&*entry.key));
            for (index, entry) in kept.enumerate() {
                to.push_str(if index == 0 { "" } else { "," });
                to.push_str(&quoted(&entry.key));
                to.push(':');
                write(&entry.value, &[], to);
            }
            to.push('}');
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
