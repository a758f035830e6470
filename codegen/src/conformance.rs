//! Test programs: what the protocol tests of a model demand of the crate that is generated from it.
//!
//! The parameters of a test become Rust values when the program is generated, so that no fault of our own serialization
//! cancels itself out; all else of a test goes into the program as the model writes it, and the harness library that
//! the program links reads it (Smithy 2.0, "HTTP protocol compliance tests").
//!
//! [`replay()`] makes a program of the same form that replays recorded exchanges, [`amplification()`] one that measures how
//! much memory small requests take, [`samples()`] one that serves samples on a socket.

mod alternative;
mod amplification;
mod emit;
mod events;
mod json;
mod replay;
mod resolve;
mod sample;
mod samples;

pub use amplification::{Case, amplification};
pub use replay::replay;
pub use samples::samples;

use crate::codes;
use proc_macro2::TokenStream;

use crate::config::{ServiceConfig, module_name};
use crate::emit::root::{self, Listing};
use crate::generate::Config;
use crate::ir::{Literal, Root, Service};
use crate::name::Ident;
use crate::output::{self, Tree};
use crate::resolve::Labels;
use shapewright_smithy::diagnostics::{Code, Diagnostic, Place, Report, SourceId, Sources};
use shapewright_smithy::model::Model;
use shapewright_smithy::protocol::Protocol;

/// The tests of a service.
#[derive(Clone, Debug)]
struct Suite {
    /// In the order of the service's operations.
    operations: Vec<OperationTests>,
}

/// The tests of an operation, those of its errors included.
#[derive(Clone, Debug)]
struct OperationTests {
    /// An input that can be sent, for tests that are about the answer; `None` if none can be made up.
    sample: Option<Literal>,
    tests: Vec<Test>,
}

/// One test.
#[derive(Clone, Debug)]
enum Test {
    /// `smithy.test#httpRequestTests`, with the input.
    Request {
        case: String,
        params: Literal,
        /// What a server may make of the request instead, because HTTP does not tell the two apart.
        others: Option<Literal>,
    },
    /// `smithy.test#httpResponseTests` of an operation, with the output.
    Response { case: String, params: Literal },
    /// `smithy.test#httpResponseTests` of an error structure, with the variant of the operation's errors and its value.
    Error { case: String, variant: Ident, params: Literal },
    /// `smithy.test#httpMalformedRequestTests`.
    Malformed { case: String },
    /// `smithy.test#eventStreamTests`, with the input and the output as far as they have values.
    Events { case: String, input: Option<Literal>, output: Option<Literal> },
    /// A test whose parameters do not fit the model, or that asks for what we cannot do.
    Unfit { kind: Kind, side: Option<Side>, id: String, reason: String },
}

/// The trait that a test is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Request,
    Response,
    Events,
}

/// Whom a test is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Client,
    Server,
}

/// Where the crates are that a test program needs, as Cargo's manifest says it: `path = "../runtime"`.
#[derive(Clone, Copy, Debug)]
pub struct Crates<'a> {
    /// The runtime of generated code.
    pub runtime: &'a str,
    /// The library that runs the tests.
    pub conformance: &'a str,
}

/// A crate with its test program.
#[derive(Debug)]
pub struct Program {
    /// The name of the package, of its binary, and of the folder it should be in.
    pub package: String,
    /// The service's shape id.
    pub service: String,
    /// How many tests it runs, each counted once for both sides.
    pub tests: usize,
    /// The files.
    pub tree: Tree,
    /// What is left out, and why, in sentences.
    pub notes: Vec<String>,
}

/// What became of a model.
#[derive(Debug, Default)]
pub struct Programs {
    /// A program for each service that can be generated and has tests.
    pub programs: Vec<Program>,
    /// Services that are left out, and why, in sentences.
    pub notes: Vec<String>,
}

/// Generates the test programs of the services in one file, which may lean on definitions in others.
///
/// # Errors
///
/// All that is wrong with the model.
pub fn generate(
    sources: &Sources,
    model_file: SourceId,
    definitions: &[SourceId],
    crates: Crates<'_>,
) -> Result<Programs, Report> {
    let (model, mut report) = Model::load(sources, definitions.iter().copied().chain([model_file]));
    if report.has_errors() {
        return Err(report);
    }
    let source = sources.get(model_file).map_or("", |source| &source.name);
    let services: Vec<_> =
        model.services().map(|(shape, _)| shape).filter(|shape| shape.place.source() == Some(model_file)).collect();
    let mut found = Programs::default();
    for shape in &services {
        if Protocol::of_service(&shape.traits).next().is_none() {
            let protocols: Vec<_> = shape.traits.protocols().map(|applied| applied.id.to_string()).collect();
            found.notes.push(format!("{} is skipped; not supported: {}", shape.id, list(&protocols)));
            continue;
        }
        // A file makes one module, unless it holds several services.
        let stem = module_name(source);
        let named = format!("{stem}-{}", shape.id.name());
        let module = if services.len() == 1 { stem } else { &named };
        let config = ServiceConfig::default();
        let (service, faults) = crate::resolve::resolve(
            &model,
            shape,
            Labels { source, module, root: Root::of_crate("conformance") },
            &config,
        );
        report.merge(faults);
        let values = crate::resolve::Values::new(&model, shape, module, &config);
        let (Some(service), Some(values)) = (service, values) else {
            continue;
        };
        let mut notes = Vec::new();
        let suite = resolve::suite(&service, &values, &model, &mut notes);
        match render(&service, &suite, crates) {
            Ok((package, tree)) => found.programs.push(Program {
                package,
                service: service.shape_id.clone(),
                tests: suite.operations.iter().map(|operation| operation.tests.len()).sum(),
                tree,
                notes,
            }),
            Err(fault) => report.push(Diagnostic::new(codes::INTERNAL, shape.place, fault)),
        }
    }
    if report.has_errors() { Err(report) } else { Ok(found) }
}

fn list(protocols: &[String]) -> String {
    if protocols.is_empty() { "no protocol".to_owned() } else { protocols.join(", ") }
}

/// The crate of a service with its test program, and its name.
fn render(service: &Service, suite: &Suite, crates: Crates<'_>) -> Result<(String, Tree), String> {
    let package = emit::package("conformance", service);
    let program = emit::program(&package, service, suite);
    Ok((package.as_str().to_owned(), with_program(service, &package, program, crates)?))
}

/// The program of the one service in a model, called after what it does, and what else is made of the service.
fn one_service<T>(
    sources: &Sources,
    files: &[SourceId],
    config: &ServiceConfig,
    does: &str,
    crates: Crates<'_>,
    program: impl FnOnce(&Ident, &Service) -> TokenStream,
    data: impl FnOnce(&Model, &Service) -> T,
) -> Result<(Program, T), Report> {
    let (model, mut report) = Model::load(sources, files.iter().copied());
    let shape = match model.services().map(|(shape, _)| shape).collect::<Vec<_>>()[..] {
        [shape] => Some(shape),
        _ if report.has_errors() => None,
        _ => {
            let message = "the model must have one service";
            let place = files.first().map_or(Place::NOWHERE, |file| Place::file(*file));
            report.push(Diagnostic::new(Code::NO_SERVICE, place, message));
            None
        }
    };
    let service = shape.and_then(|shape| {
        let file = shape.place.source().and_then(|file| sources.get(file));
        let source = file.map_or("", |source| &*source.name);
        let labels = Labels { source, module: module_name(source), root: Root::of_crate(does) };
        let (service, faults) = crate::resolve::resolve(&model, shape, labels, config);
        report.merge(faults);
        Some((shape, service?))
    });
    let Some((shape, service)) = service.filter(|_| !report.has_errors()) else {
        return Err(report);
    };
    let package = emit::package(does, &service);
    match with_program(&service, &package, program(&package, &service), crates) {
        Ok(tree) => {
            let data = data(&model, &service);
            let (package, service) = (package.as_str().to_owned(), service.shape_id);
            Ok((Program { package, service, tests: 0, tree, notes: Vec::new() }, data))
        }
        Err(fault) => {
            report.push(Diagnostic::new(codes::INTERNAL, shape.place, fault));
            Err(report)
        }
    }
}

/// The crate of a service with a program around it.
fn with_program(service: &Service, package: &Ident, program: TokenStream, crates: Crates<'_>) -> Result<Tree, String> {
    let mut tree = crate::generate::render(service, &Config::default())?;
    let listing = Listing::new(service);
    let about = root::Overview { root: &service.root, manifest: None, client: true, server: true };
    let files = [("src/lib.rs", root::module(&about, std::slice::from_ref(&listing))), ("src/main.rs", program)];
    for (path, tokens) in files {
        let text = output::render(tokens, path).map_err(|error| error.to_string())?;
        tree.insert(path, &service.source, &text).map_err(|error| error.to_string())?;
    }
    let manifest = emit::manifest(package, &listing, crates);
    tree.insert("Cargo.toml", &service.source, &manifest).map_err(|error| error.to_string())?;
    Ok(tree)
}
