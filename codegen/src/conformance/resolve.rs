//! From the `smithy.test` traits of a model to the tests of a service.

use std::collections::BTreeSet;

use super::json::json;
use super::{Kind, OperationTests, Side, Suite, Test, alternative, events, sample};
use crate::ir::{ErrorEnum, Literal, Operation, Service};
use crate::name::Ident;
use crate::resolve::{OperationValues, Values};
use shapewright_smithy::model::{Model, Node, Shape, Value};

/// What a case has for people, or what reaches the program in another way.
const LEFT_OUT: &[&str] = &["documentation", "params", "tags"];

/// The tests of a service; `notes` gets a sentence for whatever is left out.
pub(super) fn suite(service: &Service, values: &Values<'_>, model: &Model, notes: &mut Vec<String>) -> Suite {
    let mut resolver = Resolver { values, model, notes, seen_errors: BTreeSet::new() };
    let operations = service.operations.iter().zip(&service.error_enums).zip(values.operations());
    let operations = operations.map(|((operation, errors), shapes)| resolver.operation(operation, errors, &shapes));
    Suite { operations: operations.collect() }
}

struct Resolver<'r, 'm> {
    values: &'r Values<'m>,
    model: &'m Model,
    notes: &'r mut Vec<String>,
    /// The errors whose tests an earlier operation runs: any one that declares the error will do.
    seen_errors: BTreeSet<String>,
}

/// A message of an operation.
#[derive(Clone, Copy)]
pub(super) struct Role<'a, 'm> {
    pub(super) values: &'a Values<'m>,
    /// `None` for the unit type.
    pub(super) shape: Option<&'a Shape>,
    pub(super) ty: &'a Ident,
}

impl Role<'_, '_> {
    /// The message with these members, or without any.
    pub(super) fn literal(self, params: Option<&Node>) -> Result<Literal, String> {
        let nothing = Node::synthetic(Value::Object(Vec::new()));
        match self.shape {
            Some(shape) => {
                let literal = self.values.parameters(shape, params.unwrap_or(&nothing));
                literal.map_err(|fault| format!("the parameters do not fit the model: {}", fault.message))
            }
            None => {
                let ty = self.ty.clone();
                Ok(Literal::Structure { ty, named: None, required: Vec::new(), with: Vec::new() })
            }
        }
    }
}

impl Resolver<'_, '_> {
    fn operation(
        &mut self,
        operation: &Operation,
        error_enum: &ErrorEnum,
        shapes: &OperationValues<'_>,
    ) -> OperationTests {
        let values = self.values;
        let input = Role { values, shape: shapes.input, ty: &operation.input.ty };
        let output = Role { values, shape: shapes.output, ty: &operation.output.ty };
        let traits = &shapes.shape.traits;
        let mut tests = Vec::new();
        for case in self.cases(shapes.shape, traits.http_request_tests()) {
            tests.push(or_unfit(Kind::Request, case, || request(self.model, case, input)));
        }
        for case in self.cases(shapes.shape, traits.http_response_tests()) {
            tests.push(or_unfit(Kind::Response, case, || {
                let params = output.literal(case.get("params"))?;
                Ok(Test::Response { case: json(case, LEFT_OUT), params })
            }));
        }
        for case in self.cases(shapes.shape, traits.http_malformed_request_tests()) {
            tests.push(Test::Malformed { case: json(case, LEFT_OUT) });
        }
        for case in self.cases(shapes.shape, traits.event_stream_tests()) {
            tests.push(or_unfit(Kind::Events, case, || events::test(self.model, case, input, output)));
        }
        for error in shapes.errors {
            if self.seen_errors.insert(error.id.to_string()) {
                self.error(error_enum, error, &mut tests);
            }
        }
        let from_tests = tests.iter().find_map(|test| match test {
            Test::Request { params, .. } => Some(params.clone()),
            _ => None,
        });
        let sample = from_tests.or_else(|| {
            let node = shapes.input.map(|shape| sample::node(self.model, shape));
            input.literal(node.as_ref()).ok()
        });
        OperationTests { sample, tests }
    }

    fn error(&mut self, error_enum: &ErrorEnum, error: &Shape, tests: &mut Vec<Test>) {
        let ty = self.values.ty(error);
        let Some(of) = error_enum.errors.iter().find(|one| one.message.ty == *ty) else {
            return;
        };
        let role = Role { values: self.values, shape: Some(error), ty };
        for case in self.cases(error, error.traits.http_response_tests()) {
            tests.push(or_unfit(Kind::Response, case, || {
                let params = of.held(role.literal(case.get("params"))?);
                Ok(Test::Error { case: json(case, LEFT_OUT), variant: of.variant.ident.clone(), params })
            }));
        }
    }

    /// The cases of a trait that are for protocols of the service.
    fn cases<'n>(&mut self, shape: &Shape, tests: Option<&'n Node>) -> Vec<&'n Node> {
        let all = tests.and_then(Node::as_array).unwrap_or_default();
        let protocol = |case: &'n Node| case.get("protocol").and_then(Node::as_str);
        let is_ours = |case: &&'n Node| protocol(case).is_some_and(|id| self.values.protocols().any(|ours| ours == id));
        let (ours, others): (Vec<_>, Vec<_>) = all.iter().partition(is_ours);
        let protocols: BTreeSet<&str> = others.into_iter().filter_map(protocol).collect();
        for protocol in protocols {
            self.notes.push(format!("tests of `{}` for {protocol} are skipped", shape.id));
        }
        ours
    }
}

fn request(model: &Model, case: &Node, input: Role<'_, '_>) -> Result<Test, String> {
    let params = input.literal(case.get("params"))?;
    let others = input.shape.and_then(|shape| alternative::node(model, shape, case.get("params")));
    let others = others.and_then(|node| input.literal(Some(&node)).ok());
    Ok(Test::Request { case: json(case, LEFT_OUT), params, others })
}

/// The test, or one that says why it cannot be run.
fn or_unfit(kind: Kind, case: &Node, test: impl FnOnce() -> Result<Test, String>) -> Test {
    test().unwrap_or_else(|reason| {
        let text = |key| case.get(key).and_then(Node::as_str).unwrap_or_default();
        let side = match text("appliesTo") {
            "client" => Some(Side::Client),
            "server" => Some(Side::Server),
            _ => None,
        };
        Test::Unfit { kind, side, id: text("id").to_owned(), reason }
    })
}
