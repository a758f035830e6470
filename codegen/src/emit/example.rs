//! The model's examples as tests: each is a call of the client that the server answers.
//!
//! ```text
//! /// Registers a package.
//! #[test]
//! fn create_package() -> Checked {
//!     let input = || types::CreatePackageInput::new("people_counter");
//!     let answer = || Ok(types::CreatePackageOutput::new().with_package_id("package-1"));
//!     example::<operations::CreatePackage, Routes>(input, answer)
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::Place;
use super::{docs, literal, mentions};
use crate::ir::{Example, ExampleAnswer, Literal, Operation, Service, Structure};

/// The module; empty where the model has no examples.
pub(super) fn module(service: &Service) -> TokenStream {
    let tests: Vec<TokenStream> = (service.operations.iter())
        .flat_map(|operation| operation.examples.iter().map(|example| test(service, operation, example)))
        .collect();
    if tests.is_empty() {
        return TokenStream::new();
    }
    let title = docs::inner(&format!(
        "The examples of `{}`, asked by its client and answered by its server.",
        service.name.wire
    ));
    let tests = quote!(#(#tests)*);
    let used = |name: &str, import: TokenStream| mentions(&tests, name).then_some(import);
    let helpers = [
        used("asked", quote!(asked)),
        used("example", quote!(example)),
        used("example_of_stream", quote!(example_of_stream)),
        used("refused", quote!(refused)),
    ];
    let helpers = helpers.iter().flatten();
    let errors = used("errors", quote!(errors,));
    quote! {
        #title

        use runtime::private::{Checked, #(#helpers),*};

        use super::{#errors operations, server::Routes, types};

        #tests
    }
}

fn test(service: &Service, operation: &Operation, example: &Example) -> TokenStream {
    let Example { test, title, input, answer } = example;
    let marker = &operation.name.ident;
    let docs = docs::line(title);
    let input = literal::value(Place::Beside, input);
    let streams =
        |ident| service.structures.iter().any(|Structure { name, streaming, .. }| *streaming && name.ident == ident);
    let is_stream = streams(operation.input.ty.clone()) || streams(operation.output.ty.clone());
    let may_be_refused = matches!(answer, ExampleAnswer::Error { may_be_refused: true, .. });
    let function = if is_stream { quote!(example_of_stream) } else { quote!(example) };
    let value = |value: &Literal| literal::value(Place::Beside, value);
    let answer = match answer {
        ExampleAnswer::Unsaid => None,
        ExampleAnswer::Output(output) => {
            let output = value(output);
            Some(quote!(Ok(#output)))
        }
        ExampleAnswer::Error { variant, value: error, may_be_refused: _ } => {
            let enumeration = &operation.error_enum;
            let error = value(error);
            Some(quote!(Err(errors::#enumeration::#variant(#error))))
        }
    };
    let call = match &answer {
        None => quote!(asked::<operations::#marker, Routes>(input)),
        Some(_) => quote!(#function::<operations::#marker, Routes>(input, answer)),
    };
    let call = if may_be_refused { quote!(refused(#call)) } else { call };
    let answer = answer.map(|answer| quote!(let answer = || #answer;));
    quote! {
        #docs
        #[test]
        fn #test() -> Checked {
            let input = || #input;
            #answer
            #call
        }
    }
}
