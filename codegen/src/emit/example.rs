//! The model's examples as tests: each is a call of the client that the server answers.
//!
//! ```text
//! /// Registers a package.
//! #[test]
//! fn create_package() -> private::Checked {
//!     let input = || types::CreatePackageInput::new("people_counter");
//!     let output = || types::CreatePackageOutput::new().with_package_id("package-1");
//!     private::example::<operations::CreatePackage, Routes>(input, output)
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::Site;
use super::{docs, imports, lint, literal};
use crate::ir::{Example, ExampleAnswer, Literal, Operation, Service, ShownExample};

/// The module; empty where the model has no examples.
pub(super) fn module(service: &Service) -> TokenStream {
    let tests: Vec<TokenStream> = (service.operations.iter())
        .flat_map(|operation| operation.examples.iter().map(|example| test(operation, example)))
        .collect();
    if tests.is_empty() {
        return TokenStream::new();
    }
    let title = docs::inner(&format!("The model's examples for `{}`, run from client to server.", service.name.wire));
    let tests = quote!(#(#tests)*);
    let imports = imports::of(
        &tests,
        &[
            (quote!(shapewright_runtime), &["private"]),
            (quote!(super), &["errors", "operations", "types"]),
            (quote!(super::server), &["Routes"]),
        ],
    );
    quote! {
        #title

        #imports

        #tests
    }
}

/// The documentation of an operation's method in the client: the example that shows its use.
///
/// ```text
/// /// # Examples
/// ///
/// /// Registers a package:
/// ///
/// /// ```
/// /// # use generated::panorama::{client, types::*};
/// /// # async fn example(client: client::Client<impl generated::client::Transport>) -> Result<(), Box<dyn std::error::Error>> {
/// /// let output = client.create_package(CreatePackageInput::new("people_counter")).await?;
/// /// # Ok(())
/// /// # }
/// /// ```
/// ```
pub(super) fn of_method(service: &Service, operation: &Operation) -> Option<TokenStream> {
    let ShownExample { title, input } = operation.shown.as_ref()?;
    let (krate, module) = (&service.root.path, &service.module);
    let mut lines = docs::examples(
        &service.root,
        [
            String::new(),
            "# Examples".to_owned(),
            String::new(),
            format!("{title}:"),
            String::new(),
            "```".to_owned(),
            format!("# use {krate}::{module}::{{client, types::*}};"),
            // Nothing is named bare that a type may be called.
            format!(
                "# async fn example(client: client::Client<impl {krate}::client::Transport>) \
             -> Result<(), Box<dyn std::error::Error>> {{"
            ),
            CALL.to_owned(),
            "# Ok(())".to_owned(),
            "# }".to_owned(),
            "```".to_owned(),
        ],
    );
    let call = lines.iter().position(|line| line == CALL)?;
    let after = docs::lines(&lines.split_off(call)[1..]);
    let before = docs::lines(&lines);
    let method = &operation.method;
    let input = literal::value(Site::Types, input);
    Some(quote! {
        #before
        #[example(let output = client.#method(#input).await?;)]
        #after
    })
}

/// Where the call goes.
const CALL: &str = "call";

fn test(operation: &Operation, example: &Example) -> TokenStream {
    let Example { test, title, input, answer } = example;
    let marker = &operation.name.ident;
    let docs = (!title.is_empty()).then(|| docs::line(title));
    let input = literal::value(Site::Beside, input);
    let value = |value: &Literal| literal::value(Site::Beside, value);
    // Clippy dislikes closures that return a `Result` with a large error, so outputs and errors have functions of their own.
    let (answer, call) = match answer {
        ExampleAnswer::Unsaid => (None, quote!(private::asked::<operations::#marker, Routes>(input))),
        ExampleAnswer::Refused => (None, quote!(private::refused::<operations::#marker, Routes>(input))),
        ExampleAnswer::Output { value: output, streams } => {
            let function = if *streams { quote!(private::example_of_stream) } else { quote!(private::example) };
            let output = value(output);
            (Some(quote!(let output = || #output;)), quote!(#function::<operations::#marker, Routes>(input, output)))
        }
        ExampleAnswer::Error { variant, value: error, streams } => {
            let function = if *streams { quote!(private::failing_stream) } else { quote!(private::failing) };
            let enumeration = &operation.error_enum;
            let error = value(error);
            let call = quote!(#function::<operations::#marker, Routes>(input, error));
            (Some(quote!(let error = || errors::#enumeration::#variant(#error);)), call)
        }
    };
    let body = quote! {
        let input = || #input;
        #answer
        #call
    };
    let numbers = lint::of_numbers(&body);
    quote! {
        #docs
        #[test]
        #numbers
        fn #test() -> private::Checked {
            #body
        }
    }
}
