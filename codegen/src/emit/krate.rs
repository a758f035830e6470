//! The crate around the services: its manifest and its root.

use proc_macro2::TokenStream;
use quote::quote;

use super::guide::Sample;
use super::ty::contains;
use super::{docs, exports, waiter};
use crate::ir::{Checksums, Service, Type};
use crate::name::Ident;
use crate::pattern::Matcher;

/// What the manifest and the root say of a service.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// The module and the feature.
    pub module: Ident,
    /// The trait.
    pub trait_name: Ident,
    /// The name in the model.
    pub wire: String,
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
            wire: service.name.wire.clone(),
            runtime_features: runtime_features(service),
            operations: service.operations.len(),
            has_waiters: service.operations.iter().any(|operation| operation.waiters.iter().any(waiter::looks_inside)),
            sample: Sample::new(service),
        }
    }
}

fn runtime_features(service: &Service) -> Vec<&'static str> {
    let fields = || service.structures.iter().flat_map(|structure| structure.members.iter().map(|member| &member.ty));
    let has = |is: &dyn Fn(&Type) -> bool| fields().any(|ty| contains(ty, is));
    let operations = &service.operations;
    let features = [
        ("checksum", operations.iter().any(|operation| operation.checksums != Checksums::default())),
        ("event-stream", has(&|ty| matches!(ty, Type::EventStream(_)))),
        ("gzip", operations.iter().any(|operation| !operation.compression.is_empty())),
        ("regex", service.patterns.iter().any(|pattern| needs_regex(&pattern.matcher))),
        ("stream", has(&|ty| matches!(ty, Type::ByteStream))),
    ];
    let needed = features.into_iter().filter(|(_, needed)| *needed).map(|(feature, _)| feature);
    let mut all: Vec<_> = needed.chain(service.formats.iter().copied()).collect();
    all.sort_unstable();
    all
}

fn needs_regex(matcher: &Matcher) -> bool {
    match matcher {
        Matcher::Regex(_) => true,
        Matcher::Not(inner) => needs_regex(inner),
        Matcher::All(matchers) | Matcher::Any(matchers) => matchers.iter().any(needs_regex),
        Matcher::Always | Matcher::Never | Matcher::OnePass(_) => false,
    }
}

/// The root of the crate.
pub(crate) fn root(services: &[Listing]) -> TokenStream {
    let title = docs::inner("Typed clients and servers, generated from API models.");
    let table: Vec<TokenStream> = services.iter().map(row).collect();
    let modules = services.iter().map(|service| {
        let module = &service.module;
        let feature = module.as_str();
        quote! {
            #[cfg(feature = #feature)]
            #[rustfmt::skip]
            pub mod #module;
        }
    });
    // The smallest service is the easiest to look through.
    let samples = services.iter().filter(|service| service.sample.is_some());
    let sample = samples.min_by_key(|service| service.operations).and_then(|service| service.sample.as_ref());
    let guide = sample.map(Sample::lines).unwrap_or_default();
    let guide = guide.iter().map(|line| docs::inner(line));
    let exports = exports::of(services);
    quote! {
        #title
        //!
        //! Each service is a module, and a feature of the same name:
        //!
        //! | module | trait | operations |
        //! |---|---|---|
        #(#table)*
        //!
        //! A module has the `types` of the service, the trait, and the two ends of a call: `client` and `server`, with the
        //! features of these names. `operations` has a marker type for each operation, which names it to `Router::on`, and
        //! `errors` an enum of the errors it can return. Without the two features, there are types, their serde forms and
        //! their validation.
        //! The serde form of a type is Smithy's JSON, whatever the protocol of its service.
        #(#guide)*

        #(#modules)*

        #exports
    }
}

fn row(service: &Listing) -> TokenStream {
    let Listing { module, trait_name, wire, runtime_features: _, operations, has_waiters: _, sample: _ } = service;
    let _ = wire;
    docs::inner(&format!("| `{}` | `{}` | {operations} |", module.as_str(), trait_name.as_str()))
}

/// What a manifest says of its package.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// The name, in quotes.
    pub name: String,
    /// The version, in quotes.
    pub version: String,
    /// The licence, in quotes.
    pub license: String,
    /// Where the runtime is: keys and values.
    pub runtime: String,
}

/// The feature of crates that have waiters to which it makes a difference.
const WAITERS: &str = "\
# Waiters that look into outputs, for which a crate reads JMESPath.
waiters = [\"client\", \"shapewright-runtime/waiters\"]
";

/// The manifest of the crate, as the workspace of this repository wants it; `dependencies` are lines of it.
pub(crate) fn manifest(about: &About, services: &[Listing], dependencies: &[String]) -> String {
    let About { name, version, license, runtime } = about;
    let mut features = String::new();
    for service in services {
        let needed: Vec<String> =
            service.runtime_features.iter().map(|feature| format!("\"shapewright-runtime/{feature}\"")).collect();
        features.push_str(&format!("{} = [{}]\n", service.module.as_str(), needed.join(", ")));
    }
    let all: Vec<String> = services.iter().map(|service| format!("\"{}\"", service.module.as_str())).collect();
    let all = all.join(", ");
    let waiters = if services.iter().any(|service| service.has_waiters) { WAITERS } else { "" };
    let dependencies: String = dependencies.iter().map(|line| format!("{line}\n")).collect();
    format!(
        r#"[package]
name = {name}
description = "Typed clients and servers, generated from API models"
version = {version}
edition = "2024"
rust-version = "1.95"
license = {license}
publish = false
# A module may be called `main` or `bin`, where Cargo would look for programs.
autobins = false

[lib]
path = "src/lib.rs"

[features]
default = ["client", "server", "http", {all}]
# The two ends of a call.
client = ["shapewright-runtime/client", "shapewright-runtime/tracing"]
server = ["shapewright-runtime/server", "shapewright-runtime/tracing"]
# A ready transport for the client, without and with TLS.
http = ["client", "shapewright-runtime/http"]
rustls = ["http", "shapewright-runtime/rustls"]
# Requests signed with AWS Signature Version 4.
sigv4 = ["client", "shapewright-runtime/sigv4"]
{waiters}# One feature for each service.
{features}
[dependencies]
# What generated code stands on.
shapewright-runtime = {{ {runtime} }}
{dependencies}
[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"
"#
    )
}
