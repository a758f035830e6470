//! `ExamplesTrait`: examples fit the input, the output and the errors of their operation (Smithy 2.0, "examples trait").

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Code, Diagnostic, Place, clip};
use crate::model::traits::Example;
use crate::model::{Node, Operation, Shape, ShapeId, Subject, Value};
use crate::validate::{Context, ValueCheck};

pub(in crate::validate) fn validate(context: &mut Context<'_>) {
    let with = context.with_trait("smithy.api#examples");
    if with.is_empty() {
        return;
    }
    let shared = errors_of_services(context);
    for subject in with {
        let (Some(operation), Some(examples)) = (subject.shape.as_operation(), subject.traits().examples()) else {
            continue;
        };
        for example in examples {
            Check { subject, operation, example }.run(context, &shared);
        }
    }
}

/// The errors that the services of each operation add to it.
fn errors_of_services<'m>(context: &Context<'m>) -> BTreeMap<&'m ShapeId, BTreeSet<&'m ShapeId>> {
    let mut shared: BTreeMap<&ShapeId, BTreeSet<&ShapeId>> = BTreeMap::new();
    for (_, service) in context.model.services().filter(|(_, service)| !service.errors.is_empty()) {
        for (shape, _) in context.model.operations(service) {
            shared.entry(&shape.id).or_default().extend(service.errors.iter().map(|error| &error.id));
        }
    }
    shared
}

struct Check<'m> {
    subject: Subject<'m>,
    operation: &'m Operation,
    example: &'m Example,
}

impl<'m> Check<'m> {
    fn run(&self, context: &mut Context<'m>, shared: &BTreeMap<&ShapeId, BTreeSet<&ShapeId>>) {
        let Example { title, input, output, error, allow_constraint_errors, place, .. } = self.example;
        let fault = |context: &mut Context<'_>, place: Place, message: String, help: &str| {
            let diagnostic = Diagnostic::new(Code::EXAMPLES, place, message).about(self.subject.id());
            context.push(diagnostic.help(help));
        };
        if *allow_constraint_errors && error.is_none() {
            let message = format!("the example `{}` allows broken constraints but shows no error", clip(title));
            fault(context, *place, message, "add the `error` that the operation returns");
        }
        let nothing = Node { place: *place, value: Value::Object(Vec::new()) };
        self.value(context, "input", input.as_ref().unwrap_or(&nothing), &self.operation.input.id);
        match (output, error) {
            (Some(_), Some(_)) => {
                let message = format!("the example `{}` has an output and an error", clip(title));
                fault(context, *place, message, "keep one of them");
            }
            (Some(output), None) => self.value(context, "output", output, &self.operation.output.id),
            (None, Some(error)) => {
                let id = &error.shape.id;
                let is_own = self.operation.errors.iter().any(|own| own.id == *id);
                let is_shared = || shared.get(self.subject.id()).is_some_and(|errors| errors.contains(id));
                if context.model.shape(id).is_some() && (is_own || is_shared()) {
                    self.value(context, "error", error.content.as_ref().unwrap_or(&nothing), id);
                } else {
                    let message = format!("`{}` does not return the error `{id}`", self.subject.id());
                    fault(context, error.shape.place, message, "show an error of the operation");
                }
            }
            (None, None) => {}
        }
    }

    fn value(&self, context: &mut Context<'m>, part: &str, value: &Node, id: &ShapeId) {
        let Some(shape) = context.model.shape(id) else { return };
        let what = format!("{part} of the example `{}`", clip(&self.example.title));
        let mut check = ValueCheck::new(Code::EXAMPLES, what).about(self.subject.id()).at(self.example.place);
        if self.example.allow_constraint_errors {
            check = check.constraints_warn();
        }
        check.run(context, Shape::subject(shape), value);
    }
}
