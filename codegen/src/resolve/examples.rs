//! Examples of operations (Smithy 2.0, "examples trait").
//!
//! Official models contain examples that do not fit them. Such an example does not make a model invalid: it is ignored
//! with a warning. So is one that breaks a constraint, unless that is what it shows (`allowConstraintErrors`).

mod shown;

pub(super) use shown::shown;

use super::closure::OperationShapes;
use super::docs;
use super::http::{Messages, Resolved};
use super::literal::{Defaults, Dialect, literal_with};
use super::types::Facts;
use super::violations::Judge;
use crate::codes;
use crate::ir::{ErrorEnum, Example, ExampleAnswer, Literal};
use crate::name::{Ident, Scope};
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report};
use shapewright_smithy::model::{Entry, Node, Reference, Shape, Value, traits};

/// What the examples of an operation are about.
pub(super) struct ExampleContext<'m, 'r> {
    pub(super) facts: &'r Facts<'m>,
    pub(super) judge: &'r Judge<'r, 'm>,
    pub(super) shapes: &'r OperationShapes<'m>,
    pub(super) messages: Messages<'m, 'r>,
    pub(super) errors: &'r ErrorEnum,
    /// The operation's method.
    pub(super) method: &'r Ident,
}

/// The examples of an operation, in the order of the model; `tests` holds the names of the service's tests.
pub(super) fn examples(context: &ExampleContext<'_, '_>, tests: &mut Scope, report: &mut Report) -> Vec<Example> {
    let shape = context.shapes.shape;
    let written = shape.traits.examples().into_iter().flatten().zip(1..);
    let examples = written.filter_map(|(written, number)| match context.example(written, number, tests) {
        Ok(example) => Some(example),
        Err(fault) => {
            let place = if fault.place == Place::NOWHERE { written.place } else { fault.place };
            let message = format!("an example of `{}` is ignored: {}", shape.id, fault.message);
            let diagnostic = Diagnostic::new(codes::IGNORED_EXAMPLE, place, message).about(&shape.id);
            report.push(Diagnostic { help: fault.help, ..diagnostic });
            None
        }
    });
    examples.collect()
}

impl ExampleContext<'_, '_> {
    fn example(&self, written: &traits::Example, number: usize, tests: &mut Scope) -> Result<Example, Diagnostic> {
        let nothing = Node::synthetic(Value::Object(Vec::new()));
        let input = written.input.as_ref().unwrap_or(&nothing);
        let (input, broken) = self.message(self.messages.input, input, Defaults::Received)?;
        let streams = self.messages.stream();
        let answer = match (&written.error, &written.output) {
            (Some(error), _) => {
                let error = self.error(error)?;
                if broken.is_some() && written.allow_constraint_errors { ExampleAnswer::Refused } else { error }
            }
            (None, Some(output)) => {
                let (output, broken) = self.message(self.messages.output, output, Defaults::Answered)?;
                fits("output", broken)?;
                ExampleAnswer::Output { value: output, streams }
            }
            // An output that nothing is said of is empty where it can be.
            (None, None) => match self.message(self.messages.output, &nothing, Defaults::Answered) {
                Ok((output, None)) => ExampleAnswer::Output { value: output, streams },
                _ => ExampleAnswer::Unsaid,
            },
        };
        if !matches!(answer, ExampleAnswer::Refused) {
            let help = "set `allowConstraintErrors` if the error is about this input";
            let has_error = matches!(answer, ExampleAnswer::Error { .. });
            fits("input", broken).map_err(|fault| if has_error { fault.help(help) } else { fault })?;
        }
        let suffix = if number == 1 { String::new() } else { format!("_{number}") };
        let test = tests.claim_affixed(self.method, "", &suffix);
        Ok(Example { test, title: docs::of_example(&written.title), input, answer })
    }

    /// A message with these members, and the constraint that it breaks.
    fn message(
        &self,
        message: Resolved<'_, '_>,
        members: &Node,
        defaults: Defaults,
    ) -> Result<(Literal, Option<Diagnostic>), Diagnostic> {
        match message.shape {
            Some(shape) => {
                let members = carried(shape, members);
                let value = literal_with(self.facts, shape, &members, Dialect::Example, defaults)?;
                Ok((value, self.judge.violation(shape, &members)))
            }
            None => {
                let ty = message.structure.name.ident.clone();
                Ok((Literal::Structure { ty, named: None, required: Vec::new(), with: Vec::new() }, None))
            }
        }
    }

    fn error(&self, written: &traits::ExampleError) -> Result<ExampleAnswer, Diagnostic> {
        let Reference { id, place } = &written.shape;
        let shape = self.shapes.errors.iter().find(|error| error.id == *id);
        let of = shape.and_then(|shape| {
            let ty = self.facts.names.ty(shape);
            Some((shape, self.errors.errors.iter().find(|error| error.message.ty == *ty)?))
        });
        let Some((shape, error)) = of else {
            let known = self.shapes.errors.iter().map(|error| error.id.as_str());
            let message = format!("the operation has no error `{id}`");
            return Err(Diagnostic::new(codes::VALUE, *place, message).did_you_mean(id.as_str(), known));
        };
        let nothing = Node::synthetic(Value::Object(Vec::new()));
        let content = written.content.as_ref().unwrap_or(&nothing);
        let value = literal_with(self.facts, shape, content, Dialect::Example, Defaults::Answered)?;
        fits("error", self.judge.violation(shape, content))?;
        let streams = self.messages.input.structure.streaming;
        Ok(ExampleAnswer::Error { variant: error.variant.ident.clone(), value: error.held(value), streams })
    }
}

/// Nothing, unless a message breaks a constraint.
fn fits(role: &str, broken: Option<Diagnostic>) -> Result<(), Diagnostic> {
    match broken {
        None => Ok(()),
        Some(fault) => Err(Diagnostic { message: format!("in its {role}, {}", fault.message), ..fault }),
    }
}

/// A message as HTTP carries it: header values lose the blanks around them, and an empty payload is absent unless it is
/// required.
fn carried(shape: &Shape, message: &Node) -> Node {
    let Some(entries) = message.as_object() else { return message.clone() };
    let entries = entries.iter().filter_map(|entry| {
        let traits = shape.member(&entry.key).map(|member| &member.traits);
        match (traits, entry.value.as_str()) {
            (Some(traits), Some("")) if traits.http_payload() && !traits.required() => None,
            (Some(traits), Some(text)) if traits.http_header().is_some() => {
                let value = Node { value: Value::String(text.trim().into()), ..entry.value.clone() };
                Some(Entry { value, ..entry.clone() })
            }
            _ => Some(entry.clone()),
        }
    });
    Node { value: Value::Object(entries.collect()), ..message.clone() }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, resolved};

    fn shapes(examples: &str) -> String {
        format!(
            r##""t#S": {{ "type": "service", "version": "1", "operations": [{{ "target": "t#Put" }}],
                "traits": {{ "aws.protocols#restJson1": {{}} }} }},
            "t#Put": {{ "type": "operation", "input": {{ "target": "t#PutInput" }},
                "output": {{ "target": "t#PutOutput" }}, "errors": [{{ "target": "t#Full" }}], "traits": {{
                "smithy.api#http": {{ "method": "PUT", "uri": "/" }}, "smithy.api#examples": [{examples}] }} }},
            "t#PutInput": {{ "type": "structure", "members": {{
                "size": {{ "target": "smithy.api#Integer", "traits": {{ "smithy.api#default": 7 }} }},
                "note": {{ "target": "smithy.api#String", "traits": {{ "smithy.api#httpHeader": "x-note" }} }} }},
                "traits": {{ "smithy.api#input": {{}} }} }},
            "t#PutOutput": {{ "type": "structure", "members": {{
                "id": {{ "target": "smithy.api#String", "traits": {{ "smithy.api#required": {{}} }} }} }} }},
            "t#Full": {{ "type": "structure", "members": {{ "message": {{ "target": "smithy.api#String" }} }},
                "traits": {{ "smithy.api#error": "server" }} }}"##
        )
    }

    #[test]
    fn examples_become_calls() {
        let service = resolved(&shapes(
            r#"{ "title": "With\n a note", "input": { "note": " a " }, "output": { "id": "1" } },
            { "title": "b", "input": { "size": 3 } },
            { "title": "c", "error": { "shapeId": "t#Full", "content": { "message": "m" } } }"#,
        ));
        let examples: Vec<_> = service.operations[0].examples.iter().map(|one| format!("{one:?}")).collect();
        let [first, second, third] = &examples[..] else { panic!("{examples:?}") };
        let parts = [
            (first, r#"title: "With a note""#),
            (first, r#"(Ident("with_size"), Integer(7)), (Ident("with_note"), String("a"))"#),
            (
                first,
                r#"Output { value: Structure { ty: Ident("PutOutput"), named: None, required: [(Ident("id"), String("1"))]"#,
            ),
            (second, r#"Ident("put_2")"#),
            (second, r#"[(Ident("with_size"), Integer(3))]"#),
            (second, "answer: Unsaid"),
            (third, r#"Error { variant: Ident("Full")"#),
        ];
        for (example, part) in parts {
            assert!(example.contains(part), "{part} is not in {example}");
        }
    }

    #[test]
    fn examples_that_do_not_fit_are_ignored() {
        for (example, reason) in [
            (r#"{ "title": "t", "input": { "sizes": 1 } }"#, "`t#PutInput` has no member `sizes`"),
            (r#"{ "title": "t", "input": { "size": "1" } }"#, "expected an integer, found a string"),
            (r#"{ "title": "t", "input": [] }"#, "expected an object, found an array"),
            (r#"{ "title": "t", "output": {} }"#, "the required member `id` is missing"),
            (
                r#"{ "title": "t", "error": { "shapeId": "t#Empty", "content": {} } }"#,
                "the operation has no error `t#Empty`",
            ),
        ] {
            let expected = format!("an example of `t#Put` is ignored: {reason}");
            assert_eq!(faults(&shapes(example), ""), [expected], "{example}");
        }
    }
}
