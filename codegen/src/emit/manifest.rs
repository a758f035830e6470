//! Manifests: that of a generated crate, and what a module wants of the crate that it is in.

use super::root::Listing;

/// What a manifest says of its package.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// The name, in quotes.
    pub name: String,
    /// The version, in quotes.
    pub version: String,
    /// The licence, in quotes.
    pub license: String,
    /// The oldest version of Rust, in quotes.
    pub rust_version: String,
    /// Whether the package may be published.
    pub publish: bool,
    /// Where the runtime is: keys and values.
    pub runtime: String,
}

/// The manifest of a crate; `dependencies` are lines of it.
pub(crate) fn of_crate(about: &About, services: &[Listing], dependencies: &[String]) -> String {
    let About { name, version, license, rust_version, publish, runtime } = about;
    let publish = if *publish { "" } else { "publish = false\n" };
    let features = features(services);
    let dependencies = lines(dependencies);
    format!(
        r#"[package]
name = {name}
description = "Typed clients and servers, generated from API models"
version = {version}
edition = "2024"
rust-version = {rust_version}
license = {license}
{publish}# A module may be called `main` or `bin`, where Cargo would look for programs.
autobins = false

[lib]
path = "src/lib.rs"

{features}
[dependencies]
# The runtime of the generated code.
shapewright-runtime = {{ {runtime} }}
{dependencies}
[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"
"#
    )
}

/// What the manifest of a module's crate must have: its dependencies, and its features unless it is decided which are
/// `off`.
pub(crate) fn of_module(runtime: &str, off: Option<&[&str]>, services: &[Listing], dependencies: &[String]) -> String {
    let dependencies = lines(dependencies);
    match off {
        None => {
            let features = features(services);
            format!("[dependencies]\nshapewright-runtime = {{ {runtime} }}\n{dependencies}\n{features}")
        }
        Some(off) => {
            let needed = needed(off, services);
            let needed = if needed.is_empty() { needed } else { format!(", features = [{needed}]") };
            format!("[dependencies]\nshapewright-runtime = {{ {runtime}{needed} }}\n{dependencies}")
        }
    }
}

/// The features of the runtime that are needed where none is left to Cargo, as an array has them.
fn needed(off: &[&str], services: &[Listing]) -> String {
    let [client, server] = ["client", "server"].map(|feature| !off.contains(&feature));
    let ends = [("client", client), ("http", client), ("server", server), ("tracing", client || server)];
    let ends = ends.into_iter().filter_map(|(feature, is_on)| is_on.then_some(feature));
    let waiters = (client && services.iter().any(|service| service.has_waiters)).then_some("waiters");
    let parts = services.iter().flat_map(|service| service.runtime_features.iter().copied());
    let mut all: Vec<&str> = ends.chain(waiters).chain(parts).collect();
    all.sort_unstable();
    all.dedup();
    quoted(all)
}

/// The feature of crates that have waiters to which it makes a difference.
const WAITERS: &str = "\
# Waiters that look into outputs, for which a crate reads JMESPath.
waiters = [\"client\", \"shapewright-runtime/waiters\"]
";

/// The table of features.
fn features(services: &[Listing]) -> String {
    let all = quoted(services.iter().map(|service| service.module.as_str()));
    let waiters = if services.iter().any(|service| service.has_waiters) { WAITERS } else { "" };
    let services: String = services.iter().map(feature).collect();
    format!(
        r#"[features]
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
{services}"#
    )
}

fn feature(service: &Listing) -> String {
    let needed: Vec<String> =
        service.runtime_features.iter().map(|feature| format!("shapewright-runtime/{feature}")).collect();
    format!("{} = [{}]\n", service.module.as_str(), quoted(needed.iter().map(String::as_str)))
}

fn quoted<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    texts.into_iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(", ")
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}
