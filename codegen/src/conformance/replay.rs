//! Programs that replay recorded exchanges of a service through its generated client and router.
//!
//! ```text
//! fn main() -> std::process::ExitCode {
//!     conformance::replay::run(
//!         |stub| conformance::serve_plainly::<server::Routes, _>(Double(stub)),
//!         &[
//!             ("CreatePackage", &conformance::replay::Replayed::<operations::CreatePackage, client::Client>::new()),
//!         ],
//!     )
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::{Crates, Program, emit, one_service};
use crate::config::ServiceConfig;
use crate::ir::{Message, Operation, Service, Type};
use crate::name::Ident;
use shapewright_smithy::diagnostics::{Report, SourceId, Sources};

/// Generates the program that replays exchanges of the one service in a file.
///
/// # Errors
///
/// All that is wrong with the model.
pub fn replay(
    sources: &Sources,
    model_file: SourceId,
    config: &ServiceConfig,
    crates: Crates<'_>,
) -> Result<Program, Report> {
    one_service(sources, &[model_file], config, "replay", crates, program, |_, _| ()).map(|(program, ())| program)
}

/// The program.
fn program(package: &Ident, service: &Service) -> TokenStream {
    let module = &service.module;
    let trait_name = &service.name.ident;
    let title = format!(" Replays exchanges of `{}`.", service.shape_id);
    let handlers = service.operations.iter().map(emit::handler);
    let ends = service.operations.iter().map(|operation| ends(service, operation));
    quote! {
        #![doc = #title]
        #![allow(deprecated, unused_imports)]

        use #package::#module::{client, errors, operations, server, types};

        fn main() -> std::process::ExitCode {
            conformance::replay::run(
                |stub| conformance::serve_plainly::<server::Routes, _>(Double(stub)),
                &[#(#ends),*],
            )
        }

        struct Double(conformance::Stub);

        impl #package::#module::#trait_name for Double {
            #(#handlers)*
        }
    }
}

/// The name of an operation and what calls it.
fn ends(service: &Service, operation: &Operation) -> TokenStream {
    let name = &operation.name.wire;
    let marker = &operation.name.ident;
    let input = stream(service, &operation.input).map(|(field, optional)| {
        let (put, take) = (some(optional, quote!(stream)), unwrapped(field, optional));
        quote!(.input_stream(|message, stream| message.#field = #put, |message| #take))
    });
    let output = stream(service, &operation.output).map(|(field, optional)| {
        let take = unwrapped(field, optional);
        quote!(.output_stream(|message| #take))
    });
    quote! {
        (#name, &conformance::replay::Replayed::<operations::#marker, client::Client>::new() #input #output)
    }
}

fn some(optional: bool, value: TokenStream) -> TokenStream {
    if optional { quote!(Some(#value)) } else { value }
}

fn unwrapped(field: &Ident, optional: bool) -> TokenStream {
    let unwrap = optional.then(|| quote!(.unwrap_or_default()));
    quote!(message.#field #unwrap)
}

/// The field of a message that is a stream of bytes, and whether it may be absent.
pub(super) fn stream<'s>(service: &'s Service, message: &Message) -> Option<(&'s Ident, bool)> {
    let structure = service.structures.iter().find(|structure| structure.name.ident == message.ty)?;
    structure.members.iter().find_map(|member| match &member.ty {
        Type::ByteStream => Some((&member.name.ident, false)),
        Type::Option(inner) if matches!(**inner, Type::ByteStream) => Some((&member.name.ident, true)),
        _ => None,
    })
}
