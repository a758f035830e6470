//! The test program of a service, and the manifest of its crate.
//!
//! ```text
//! fn main() -> std::process::ExitCode {
//!     let mut suite = conformance::Suite::new(|stub| conformance::serve(server::Router::new(Double(stub))));
//!     operations::create_package(&mut suite);
//!     suite.finish()
//! }
//!
//! struct Double(conformance::Stub);
//!
//! impl Panorama for Double {
//!     async fn create_package(&self, request: Request<…>) -> Result<…> {
//!         self.0.answer(request)
//!     }
//! }
//!
//! mod operations {
//!     pub(super) fn create_package(suite: &mut conformance::Suite) {
//!         let mut runner = suite.on(conformance::Operation {
//!             call: |wire, input| Box::pin(async move { wire.client(client::Client::builder())?.create_package(wire.request(input)).await }),
//!             sample: || Some(types::CreatePackageInput::new("a")),
//!             same_input: conformance::same,
//!             same_output: conformance::same,
//!         });
//!         runner.request("{\"id\":…}", || types::CreatePackageInput::new("camera-node"));
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::{Crates, Kind, OperationTests, Side, Suite, Test};
use crate::emit::literal;
use crate::emit::root::Listing;
use crate::ir::{Literal, Operation, Service, Type};
use crate::name::{Case, Ident, Scope};

/// The name of the package, which its library shares; what the program does comes first.
pub(super) fn package(does: &str, service: &Service) -> Ident {
    Scope::new(Case::Module).claim(&format!("{does}_{}", service.module.as_str()))
}

/// The program.
pub(super) fn program(package: &Ident, service: &Service, suite: &Suite) -> TokenStream {
    let module = &service.module;
    let trait_name = &service.name.ident;
    let title = format!(" Runs the protocol tests of `{}`.", service.shape_id);
    let tested: Vec<_> =
        service.operations.iter().zip(&suite.operations).filter(|(_, tests)| !tests.tests.is_empty()).collect();
    let calls = tested.iter().map(|(operation, _)| {
        let method = &operation.method;
        quote!(operations::#method(&mut suite);)
    });
    let handlers = service.operations.iter().map(handler);
    let functions = tested.iter().map(|(operation, tests)| function(service, operation, tests));
    quote! {
        #![doc = #title]
        #![allow(deprecated, unused_imports)]

        use #package::#module::{client, errors, server, types};

        fn main() -> std::process::ExitCode {
            #[allow(unused_mut, reason = "a service may have no tests")]
            let mut suite = conformance::Suite::new(|stub| conformance::serve(server::Router::new(Double(stub))));
            #(#calls)*
            suite.finish()
        }

        struct Double(conformance::Stub);

        impl #package::#module::#trait_name for Double {
            #(#handlers)*
        }

        mod operations {
            use super::{client, errors, types};

            #(#functions)*
        }
    }
}

pub(super) fn handler(operation: &Operation) -> TokenStream {
    let method = &operation.method;
    let input = &operation.input.ty;
    let output = &operation.output.ty;
    let error = &operation.error_enum;
    quote! {
        async fn #method(
            &self,
            request: shapewright_runtime::Request<types::#input>,
        ) -> Result<types::#output, shapewright_runtime::Error<errors::#error>> {
            self.0.answer(request)
        }
    }
}

fn function(service: &Service, operation: &Operation, tests: &OperationTests) -> TokenStream {
    let method = &operation.method;
    let sample = match tests.sample.as_ref().map(literal::beside) {
        Some(sample) => quote!(Some(#sample)),
        None => quote!(None),
    };
    let same_input = comparison(service, &operation.input.ty);
    let same_output = comparison(service, &operation.output.ty);
    let tests = tests.tests.iter().map(|test| self::test(operation, test));
    quote! {
        pub(super) fn #method(suite: &mut conformance::Suite) {
            let mut runner = suite.on(conformance::Operation {
                call: |wire, input| {
                    Box::pin(async move { wire.client(client::Client::builder())?.#method(wire.request(input)).await })
                },
                sample: || #sample,
                same_input: #same_input,
                same_output: #same_output,
            });
            #(#tests)*
        }
    }
}

fn test(operation: &Operation, test: &Test) -> TokenStream {
    let value = |params: &Literal| literal::beside(params);
    match test {
        Test::Request { case, params, others } => {
            let params = value(params);
            match others.as_ref().map(value) {
                None => quote!(runner.request(#case, || #params);),
                Some(others) => quote!(runner.request_or(#case, || #params, || #others);),
            }
        }
        Test::Events { case, input, output } => {
            let optional = |literal: &Option<Literal>| match literal.as_ref().map(value) {
                None => quote!(None),
                Some(value) => quote!(Some(|| #value)),
            };
            let (input, output) = (optional(input), optional(output));
            quote!(runner.events(#case, #input, #output);)
        }
        Test::Response { case, params } => {
            let params = value(params);
            quote!(runner.response(#case, || #params);)
        }
        Test::Error { case, variant, params } => {
            let params = value(params);
            let errors = &operation.error_enum;
            quote!(runner.error(#case, || errors::#errors::#variant(#params));)
        }
        Test::Malformed { case } => quote!(runner.malformed(#case);),
        Test::Unfit { kind, side, id, reason } => {
            let kind = match kind {
                Kind::Request => quote!(Request),
                Kind::Response => quote!(Response),
                Kind::Events => quote!(EventStream),
            };
            let side = match side {
                None => quote!(None),
                Some(Side::Client) => quote!(Some(conformance::Side::Client)),
                Some(Side::Server) => quote!(Some(conformance::Side::Server)),
            };
            quote!(runner.unfit(conformance::Kind::#kind, #side, #id, #reason);)
        }
    }
}

/// A function that compares two values of a structure. One with a stream is compared field by field.
fn comparison(service: &Service, ty: &Ident) -> TokenStream {
    let structure = service.structures.iter().find(|structure| structure.name.ident == *ty);
    let Some(structure) = structure.filter(|structure| structure.streaming) else {
        return quote!(conformance::same);
    };
    let fields = structure.members.iter().map(|member| {
        let field = &member.name.ident;
        let wire = &member.name.wire;
        let same = match &member.ty {
            Type::ByteStream => quote!(same_stream),
            Type::EventStream(_) => quote!(same_events),
            Type::Option(inner) => match **inner {
                Type::ByteStream => quote!(same_optional_stream),
                Type::EventStream(_) => quote!(same_optional_events),
                _ => quote!(same),
            },
            _ => quote!(same),
        };
        quote!(conformance::field(#wire, conformance::#same(expected.#field, actual.#field))?;)
    });
    quote! {
        |expected, actual| {
            #(#fields)*
            Ok(())
        }
    }
}

/// The manifest of the crate.
pub(super) fn manifest(package: &Ident, listing: &Listing, crates: Crates<'_>) -> String {
    let Crates { runtime, conformance } = crates;
    let package = package.as_str();
    let module = listing.module.as_str();
    let waiters: &[&str] = if listing.has_waiters { &["waiters"] } else { &[] };
    let features: Vec<&str> = ["client", "server"].iter().chain(waiters).copied().collect();
    let quoted = |features: &[&str]| features.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let own = quoted(&features);
    let declared: String = features.iter().map(|name| format!("{name} = []\n")).collect();
    let needed = quoted(&[&*listing.runtime_features, &*features].concat());
    format!(
        r#"[package]
name = "{package}"
version = "0.0.0"
edition = "2024"
publish = false

[features]
default = [{own}, "{module}"]
{declared}{module} = []

[dependencies]
shapewright-runtime = {{ {runtime}, features = [{needed}] }}
conformance = {{ package = "shapewright-conformance", {conformance} }}

[lints.rust]
warnings = "deny"
"#
    )
}
