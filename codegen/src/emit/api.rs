//! The service's own module: its trait and its parts.
//!
//! ```text
//! /// Manages packages.
//! pub trait Panorama: Send + Sync + 'static {
//!     /// Creates a package.
//!     fn create_package(
//!         &self,
//!         request: Request<types::CreatePackageInput>,
//!     ) -> impl Future<Output = Result<types::CreatePackageOutput, Error<errors::CreatePackageError>>> + Send;
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, lint};
use crate::ir::{Enumeration, IntEnumeration, Operation, Service, Structure, Union};

/// The module.
pub(super) fn module(service: &Service) -> TokenStream {
    let Service { name, docs, deprecated, title, operations, .. } = service;
    let ident = &name.ident;
    let title = docs::inner(title);
    let docs = docs::lines(docs);
    let implementing = docs::lines(&implementing(service));
    let deprecated = docs::deprecated(deprecated.as_deref());
    let methods = operations.iter().map(method);
    let examples = operations.iter().any(|operation| !operation.examples.is_empty()).then(|| {
        quote! {
            #[cfg(all(test, feature = "client", feature = "server"))]
            mod examples;
        }
    });
    let imports = (!operations.is_empty()).then(|| {
        quote! {
            #[cfg(any(feature = "client", feature = "server"))]
            use shapewright_runtime::{Error, Request};
        }
    });
    let allow = mentions_deprecated(service)
        .then(|| quote!(#![allow(deprecated, reason = "the service still handles what its model deprecates")]));
    quote! {
        #title
        #allow

        mod checks;
        #[cfg(feature = "client")]
        pub mod client;
        #[cfg(any(feature = "client", feature = "server"))]
        pub mod errors;
        #examples
        #[cfg(any(feature = "client", feature = "server"))]
        pub mod operations;
        #[cfg(feature = "server")]
        pub mod server;
        pub mod types;
        mod wire;

        #imports

        #docs
        #implementing
        #deprecated
        #[cfg(any(feature = "client", feature = "server"))]
        pub trait #ident: Send + Sync + 'static {
            #(#methods)*
        }
    }
}

/// How to implement the trait, with the text to paste: what editors and rustc put in does not compile.
fn implementing(service: &Service) -> Vec<String> {
    let Service { root, module, name, operations, .. } = service;
    if operations.is_empty() {
        return Vec::new();
    }
    let trait_name = &name.ident;
    let krate = &root.path;
    // Nothing is imported that a model's name can hide.
    let before = format!(
        "
# Implementing

Write each method as an `async fn`. Paste this and replace the bodies; a method left as it is responds with status 501:

```
use {krate}::{{Error, Request}};
use {krate}::{module}::{{errors, types}};

struct MyService;

impl {krate}::{module}::{trait_name} for MyService {{"
    );
    let after = format!(
        "}}
```

The stubs that an editor or rustc inserts do not compile: their body is `todo!()`, which is not a future. Write
`async {{ todo!() }}`, or return `Err(Error::NotImplemented)` from an `async fn` as above. To serve only some operations,
use `Router::handlers()` instead of the trait.

`dyn {trait_name}` is not possible, because each method returns a future of its own type, so that the call itself does
not allocate. Take a generic `T: {trait_name}` instead. To choose the implementation at run time, use a client whose
transport is `server::Services`, a type that is the same for every implementation:
`Client::builder().endpoint(\"http://localhost\").transport(Services::from(Router::new(service)))`."
    );
    let methods = operations.iter().map(|operation| {
        let method = &operation.method;
        let method = quote!(#method);
        let (input, output, error) = (&operation.input.ty, &operation.output.ty, &operation.error_enum);
        format!(
            "    async fn {method}(&self, _request: Request<types::{}>) -> Result<types::{}, Error<errors::{}>> \
             {{ Err(Error::NotImplemented) }}",
            input.as_str(),
            output.as_str(),
            error.as_str()
        )
    });
    docs::examples(root, before.lines().map(str::to_owned).chain(methods).chain(after.lines().map(str::to_owned)))
}

/// Whether the model deprecates anything. The code that handles it is not what the deprecation is for.
fn mentions_deprecated(service: &Service) -> bool {
    let Service { deprecated, structures, unions, enumerations, int_enumerations, operations, .. } = service;
    let in_structure = |structure: &Structure| {
        structure.deprecated.is_some() || structure.members.iter().any(|member| member.deprecated.is_some())
    };
    let in_enumeration = |item: &Enumeration| {
        item.deprecated.is_some() || item.variants.iter().any(|variant| variant.deprecated.is_some())
    };
    let in_int_enumeration = |item: &IntEnumeration| {
        item.deprecated.is_some() || item.variants.iter().any(|variant| variant.deprecated.is_some())
    };
    let in_union =
        |union: &Union| union.deprecated.is_some() || union.variants.iter().any(|variant| variant.deprecated.is_some());
    let in_operation = |operation: &Operation| {
        operation.deprecated.is_some() || operation.waiters.iter().any(|waiter| waiter.deprecated.is_some())
    };
    deprecated.is_some()
        || operations.iter().any(in_operation)
        || structures.iter().any(in_structure)
        || unions.iter().any(in_union)
        || enumerations.iter().any(in_enumeration)
        || int_enumerations.iter().any(in_int_enumeration)
}

fn method(operation: &Operation) -> TokenStream {
    let method = &operation.method;
    let input = &operation.input.ty;
    let output = &operation.output.ty;
    let error = &operation.error_enum;
    let docs = method_docs(operation);
    let allow = lint::of_method(method);
    quote! {
        #docs
        #allow
        fn #method(
            &self,
            request: Request<types::#input>,
        ) -> impl Future<Output = Result<types::#output, Error<errors::#error>>> + Send;
    }
}

/// The documentation of an operation's method, in the trait and in the client.
pub(super) fn method_docs(operation: &Operation) -> TokenStream {
    let docs = docs::lines(&operation.docs);
    let deprecated = docs::deprecated(operation.deprecated.as_deref());
    quote!(#docs #deprecated)
}
