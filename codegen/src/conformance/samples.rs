//! Programs that serve a service on a socket, with handlers that return sample outputs and errors.
//!
//! ```text
//! fn main() -> std::process::ExitCode {
//!     conformance::samples::run(|samples| server::Router::new(Double(samples)))
//! }
//!
//! impl Shop for Double {
//!     async fn get_item(&self, request: Request<…>) -> Result<…> {
//!         self.0.respond("GetItem", &request.input, |_, _| {}, |name, sample| {
//!             Ok(Some(match name {
//!                 "NoSuchItem" => errors::GetItemError::NoSuchItem(sample.read()?),
//!                 _ => return Ok(None),
//!             }))
//!         })
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::replay::stream;
use super::{Crates, Program, one_service};
use crate::config::ServiceConfig;
use crate::ir::{Operation, OperationError, Service};
use crate::name::Ident;
use shapewright_smithy::diagnostics::{Report, SourceId, Sources};

/// Generates the program that serves the one service in some files. It reads its samples from a file.
///
/// # Errors
///
/// All that is wrong with the model.
pub fn samples(
    sources: &Sources,
    files: &[SourceId],
    config: &ServiceConfig,
    crates: Crates<'_>,
) -> Result<Program, Report> {
    one_service(sources, files, config, "samples", crates, program, |_, _| ()).map(|(program, ())| program)
}

fn program(package: &Ident, service: &Service) -> TokenStream {
    let module = &service.module;
    let trait_name = &service.name.ident;
    let title = format!(" Serves samples of `{}`.", service.shape_id);
    let handlers = service.operations.iter().map(|operation| handler(service, operation));
    quote! {
        #![doc = #title]
        #![allow(deprecated, unused_imports)]

        use #package::#module::{errors, server, types};

        fn main() -> std::process::ExitCode {
            conformance::samples::run(|samples| server::Router::new(Double(samples)))
        }

        struct Double(conformance::samples::Samples);

        impl #package::#module::#trait_name for Double {
            #(#handlers)*
        }
    }
}

fn handler(service: &Service, operation: &Operation) -> TokenStream {
    let name = &operation.name.wire;
    let method = &operation.method;
    let input = &operation.input.ty;
    let output = &operation.output.ty;
    let error = &operation.error_enum;
    let put = match stream(service, &operation.output) {
        Some((field, true)) => quote!(|output, stream| output.#field = Some(stream)),
        Some((field, false)) => quote!(|output, stream| output.#field = stream),
        None => quote!(|_, _| {}),
    };
    let errors = service.error_enums.iter().find(|errors| errors.ident == operation.error_enum);
    let errors = errors.map_or(&[][..], |errors| &errors.errors);
    let arms = errors.iter().map(|OperationError { variant, boxed, .. }| {
        let (wire, variant) = (&variant.wire, &variant.ident);
        let value = if *boxed { quote!(Box::new(sample.read()?)) } else { quote!(sample.read()?) };
        quote!(#wire => errors::#error::#variant(#value),)
    });
    let read = if errors.is_empty() {
        quote!(|_, _| Ok(None))
    } else {
        quote! {
            |name, sample| {
                Ok(Some(match name {
                    #(#arms)*
                    _ => return Ok(None),
                }))
            }
        }
    };
    quote! {
        async fn #method(
            &self,
            request: shapewright_runtime::Request<types::#input>,
        ) -> Result<types::#output, shapewright_runtime::Error<errors::#error>> {
            self.0.respond(#name, &request.input, #put, #read)
        }
    }
}
