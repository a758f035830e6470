//! Operations with their messages and errors.

use super::closure::OperationShapes;
use super::http::{self, Messages, Resolved};
use super::lower::{Types, unit_structure};
use super::naming::OperationNames;
use super::types::{Facts, deprecation};
use super::violations::Judge;
use super::{checksums, docs, examples, headers, pages, routes, waiters};
use crate::codes;
use crate::ir::{Auth, ErrorEnum, Example, Operation, OperationError, Structure, Waiter};
use crate::name::{Case, Name, Scope};
use shapewright_smithy::diagnostics::{Diagnostic, Report};
use shapewright_smithy::model::{Shape, Traits};

/// What the operations of a service come to.
#[derive(Default)]
pub(super) struct Operations {
    /// In the order of the closure.
    pub(super) operations: Vec<Operation>,
    /// In the order of the operations.
    pub(super) error_enums: Vec<ErrorEnum>,
    /// The structures that stand for the unit type.
    pub(super) made: Vec<Structure>,
}

/// Lowers all operations.
pub(super) fn operations<'m>(
    facts: &Facts<'m>,
    types: &Types<'m>,
    judge: &Judge<'_, 'm>,
    service: &'m Shape,
    report: &mut Report,
) -> Operations {
    let mut lowered = Operations::default();
    let mut tests = Scope::new(Case::Function);
    let hosts = routes::hosts(&facts.closure.operations);
    for ((shapes, names), host) in facts.closure.operations.iter().zip(&facts.names.operations).zip(hosts) {
        let wire = shapes.shape.id.name();
        let made_input = names.made_input.as_ref().map(|ident| unit_structure(ident, "input", wire));
        let made_output = names.made_output.as_ref().map(|ident| unit_structure(ident, "output", wire));
        let input = resolved(types, shapes.input, made_input.as_ref());
        let output = resolved(types, shapes.output, made_output.as_ref());
        if let (Some(input), Some(output)) = (input, output) {
            let messages = Messages { input, output };
            let errors = error_enum(facts, types, shapes, names);
            let context =
                examples::ExampleContext { facts, judge, shapes, messages, errors: &errors, method: &names.method };
            let examples = examples::examples(&context, &mut tests, report);
            let operation = operation(facts, service, (shapes, names), messages, examples, report);
            lowered.operations.push(Operation { host, ..operation });
            lowered.error_enums.push(errors);
        }
        lowered.made.extend(made_input.into_iter().chain(made_output));
    }
    lowered
}

/// Always `Some`: a message is either a shape of the closure or made.
fn resolved<'m, 'r>(
    types: &'r Types<'m>,
    shape: Option<&'m Shape>,
    made: Option<&'r Structure>,
) -> Option<Resolved<'m, 'r>> {
    let structure = match shape {
        Some(shape) => types.structures.get(&shape.id),
        None => made,
    };
    Some(Resolved { shape, structure: structure? })
}

fn operation<'m>(
    facts: &Facts<'m>,
    service: &'m Shape,
    (shapes, names): (&OperationShapes<'m>, &OperationNames),
    messages: Messages<'m, '_>,
    examples: Vec<Example>,
    report: &mut Report,
) -> Operation {
    let OperationShapes { shape, http, .. } = *shapes;
    let Messages { input, output } = messages;
    let traits = &shape.traits;
    let request = http::request(facts, input, http);
    let mut response = http::response(facts, output, shapes.method(), shapes.status());
    if traits.s3_unwrapped_xml_output() {
        http::unwrap(facts, output, &mut response);
    }
    let compression = traits.request_compression().map(|compression| &*compression.encodings).unwrap_or_default();
    Operation {
        name: Name { ident: names.marker.clone(), wire: shape.id.name().to_owned() },
        method: names.method.clone(),
        shape_id: shape.id.to_string(),
        docs: docs::of_operation(shape),
        deprecated: deprecation(traits),
        http_method: shapes.method().to_owned(),
        route: http.map(|http| docs::of_route(&http.method, &http.uri.text)),
        path: http::path(http, &request.bindings),
        query_literals: http::query_literals(http),
        host_prefix: traits.endpoint().map(|prefix| http::host_prefix(prefix, input.structure)).unwrap_or_default(),
        host: None,
        status: shapes.status(),
        // A token tells the service that a request was seen before.
        repeatable: traits.readonly() || traits.idempotent().is_some() || !request.idempotency_tokens.is_empty(),
        any_content_type: headers::binds(&request, "content-type"),
        any_accept: headers::binds(&request, "accept") || headers::binds(&response, "content-type"),
        sensitive_headers: headers::sensitive(&request, &service.traits),
        input: request,
        output: response,
        error_enum: names.error_enum.clone(),
        pages: pages::pages(facts, shape, &service.traits, messages, report),
        shown: examples::shown(&examples, shape.id.name()),
        examples,
        waiters: waiters(shapes, names, messages, report),
        checksums: checksums::checksums(facts, traits, input),
        gzip: compression.iter().any(|encoding| encoding.eq_ignore_ascii_case("gzip")),
        auth: auth(traits, &service.traits),
    }
}

/// The waiters, unless a message is a stream, which can neither be sent again nor examined.
fn waiters<'m>(
    operation: &OperationShapes<'m>,
    names: &OperationNames,
    messages: Messages<'m, '_>,
    report: &mut Report,
) -> Vec<Waiter> {
    let waiters = waiters::waiters(operation, names, report);
    if let (Some(applied), true) = (operation.shape.traits.get("smithy.waiters#waitable"), messages.stream()) {
        let message = "waiters are not supported on streaming operations and are ignored";
        let diagnostic = Diagnostic::new(codes::IGNORED_WAITER, applied.place(), message);
        report.push(diagnostic.about(&operation.shape.id).help("remove the trait `smithy.waiters#waitable`"));
        return Vec::new();
    }
    waiters
}

/// The schemes that a service may bear.
const SCHEMES: &[&str] = &[
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

/// The schemes of an operation: those that it names, or its service names, or all that the service bears, sorted.
///
/// (Smithy 2.0, "auth trait", "optionalAuth trait", "unsignedPayload trait".)
fn auth(operation: &Traits, service: &Traits) -> Auth {
    let named = operation.auth().or(service.auth());
    let schemes = match named {
        Some(named) => named.iter().map(ToString::to_string).collect(),
        None => SCHEMES.iter().filter(|scheme| service.has(scheme)).map(ToString::to_string).collect(),
    };
    Auth {
        schemes,
        optional: operation.optional_auth(),
        disabled: named.is_some_and(|named| named.is_empty()),
        unsigned_payload: operation.unsigned_payload(),
    }
}

fn error_enum<'m>(
    facts: &Facts<'m>,
    types: &Types<'m>,
    shapes: &OperationShapes<'m>,
    names: &OperationNames,
) -> ErrorEnum {
    let idents: Vec<&str> = shapes.errors.iter().map(|error| facts.names.ty(error).as_str()).collect();
    let variants = Scope::variants().claim_all(&idents);
    let errors = shapes.errors.iter().zip(variants).filter_map(|(shape, ident)| {
        let structure = types.structures.get(&shape.id)?;
        let facts_of_error = structure.error.as_ref()?;
        let message = Resolved { shape: Some(shape), structure };
        Some(OperationError {
            variant: Name { ident, wire: shape.id.name().to_owned() },
            message: http::response(facts, message, shapes.method(), facts_of_error.status),
            status: facts_of_error.status,
            boxed: facts.sizes.is_large(shape),
        })
    });
    let mut errors: Vec<OperationError> = errors.collect();
    errors.sort_by(|a, b| a.variant.ident.cmp(&b.variant.ident));
    ErrorEnum { ident: names.error_enum.clone(), operation: shapes.shape.id.name().to_owned(), errors }
}
