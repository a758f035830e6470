//! The root around the services: `lib.rs` of a crate, or `mod.rs` of a module of a crate.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::guide::Sample;
use super::{docs, exports, waiter};
use crate::ir::{Root, Service};
use crate::name::Ident;

/// What the manifest and the root say of a service.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// The module and the feature.
    pub module: Ident,
    /// The trait.
    pub trait_name: Ident,
    /// The features of the runtime that the types need.
    pub runtime_features: Vec<&'static str>,
    operations: usize,
    /// Whether there are waiters that look into outputs.
    pub has_waiters: bool,
    sample: Option<Sample>,
}

impl Listing {
    /// The listing of a service.
    pub(crate) fn new(service: &Service) -> Self {
        Self {
            module: service.module.clone(),
            trait_name: service.name.ident.clone(),
            runtime_features: service.runtime_features.clone(),
            operations: service.operations.len(),
            has_waiters: service.operations.iter().any(|operation| operation.waiters.iter().any(waiter::looks_inside)),
            sample: Sample::new(service),
        }
    }
}

/// What there is to say of the services as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overview<'a> {
    pub root: &'a Root,
    /// What a module needs of the manifest of its crate.
    pub manifest: Option<&'a str>,
    /// Whether there are clients, or may be by a feature.
    pub client: bool,
    /// Whether there are servers, or may be by a feature.
    pub server: bool,
}

/// The contract between the code that the emitters write and the hidden parts of the runtime, as the runtime's
/// `private/contract.rs` explains it, and the first version of the runtime that serves it.
const CONTRACT: (u32, &str) = (1, "0.1.0");

/// The root.
pub(crate) fn module(about: &Overview<'_>, services: &[Listing]) -> TokenStream {
    let [before, after] = documentation(about, services).map(|lines| {
        let lines = lines.iter().map(|line| docs::inner(line));
        quote!(#(#lines)*)
    });
    // Clippy has nothing against such names where users of a crate see them.
    let allow = (!about.root.is_crate).then(|| {
        quote! {
            #![allow(dead_code, unused_imports, reason = "a crate need not use all that a module of it offers")]
            #![allow(
                clippy::enum_variant_names,
                clippy::upper_case_acronyms,
                clippy::wrong_self_convention,
                reason = "the names come from the models"
            )]
        }
    });
    // rustfmt skips the files below a module that it skips, but not those below the root of a crate.
    let skip = about.root.is_crate.then(|| quote!(#[rustfmt::skip]));
    let last = about.root.path.rsplit("::").next();
    let modules = services.iter().map(|service| {
        let module = &service.module;
        let feature = module.as_str();
        let inception = (!about.root.is_crate && last == Some(feature))
            .then(|| quote!(#[allow(clippy::module_inception, reason = "the service has the name of the module")]));
        quote! {
            #[cfg(feature = #feature)]
            #inception
            #skip
            pub mod #module;
        }
    });
    let exports = exports::of(services);
    let (contract, since) = CONTRACT;
    let contract = Literal::u32_unsuffixed(contract);
    quote! {
        #before
        //! Serde reads and writes every type in Smithy's JSON form, whatever the protocol of its service.
        #after
        // `#![rustfmt::skip]` by itself is not stable, and rustc never expands this condition.
        #![cfg_attr(rustfmt, rustfmt::skip)]
        #allow

        // Another runtime than this code is for is one error that says what to do, ahead of all that would be missing.
        shapewright_runtime::private::requires!(contract = #contract, since = #since);

        #(#modules)*

        #exports
    }
}

/// What the root says before it comes to the serde form of types, and after it.
fn documentation(about: &Overview<'_>, services: &[Listing]) -> [Vec<String>; 2] {
    let Overview { root, manifest, client, server } = *about;
    let each = if root.has_features {
        "Each service is a module, and a feature of the same name:"
    } else {
        "Each service is a module:"
    };
    let rows = services.iter().map(row);
    let parts = match (root.has_features, client, server) {
        (true, _, _) => WITH_FEATURES,
        (false, true, true) => WITH_BOTH,
        (false, true, false) => WITH_CLIENT,
        (false, false, true) => WITH_SERVER,
        (false, false, false) => WITH_NEITHER,
    };
    let manifest = manifest.map(|manifest| format!("{MANIFEST}\n```toml\n{manifest}```\n")).unwrap_or_default();
    // The smallest service is the easiest to look through.
    let samples = services.iter().filter(|service| service.sample.is_some());
    let sample = samples.min_by_key(|service| service.operations).and_then(|service| service.sample.as_ref());
    let guide = sample.map(|sample| sample.lines(client, server)).unwrap_or_default();
    let own = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let before = own(&format!("Typed clients and servers, generated from API models.\n\n{each}\n\n{TABLE}"));
    let before = before.into_iter().chain(rows).chain(own(&format!("\n{parts}\n")));
    let after = own(&format!("{EXPORTS}{manifest}")).into_iter().chain(guide);
    [before.collect(), after.collect()]
}

const TABLE: &str = "\
| module | trait | operations |
|---|---|---|
";

fn row(service: &Listing) -> String {
    let Listing { module, trait_name, runtime_features: _, operations, has_waiters: _, sample: _ } = service;
    format!("| `{}` | `{}` | {operations} |", module.as_str(), trait_name.as_str())
}

const WITH_FEATURES: &str = "\
A module has the service's `types`, its trait, and a `client` and a `server`, each with the feature of its name.
`operations` has a marker type for each operation, to pass to `Router::on`. `errors` has an enum for each operation, of
the errors it can return. Without the two features, there are only the types, their serde forms and their validation.";

const WITH_BOTH: &str = "\
A module has the service's `types`, its trait, and a `client` and a `server`. `operations` has a marker type for each
operation, to pass to `Router::on`. `errors` has an enum for each operation, of the errors it can return.";

const WITH_CLIENT: &str = "\
A module has the service's `types`, its trait, and a `client`. `operations` has a marker type for each operation.
`errors` has an enum for each operation, of the errors it can return.";

const WITH_SERVER: &str = "\
A module has the service's `types`, its trait, and a `server`. `operations` has a marker type for each operation, to
pass to `Router::on`. `errors` has an enum for each operation, of the errors it can return.";

const WITH_NEITHER: &str = "A module has the `types` of the service, with their serde forms and their validation.";

const EXPORTS: &str = "
The runtime's types that callers and servers need are re-exported here; the rest are in `shapewright_runtime`.
";

const MANIFEST: &str = "
# Manifest

The manifest of the crate that this module is in, of edition 2024, needs:
";

#[cfg(test)]
mod tests {
    #[test]
    fn the_runtime_has_the_contract() {
        assert_eq!(super::CONTRACT, shapewright_runtime::private::CONTRACT);
    }
}
