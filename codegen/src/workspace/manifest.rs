//! What the manifest of a crate lacks of what a module in it needs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use toml::{Table, Value};

use super::paths::crate_of;

/// Features of the runtime that others bring along.
const IMPLIED: &[(&str, &str)] =
    &[("rustls", "http"), ("http", "client"), ("sigv4", "client"), ("waiters", "client"), ("query", "xml")];

/// What a manifest lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The manifest.
    pub manifest: PathBuf,
    /// Each thing, in a line.
    pub lines: Vec<String>,
}

/// How a module fits the crate around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// No folder above the module has a manifest.
    Alone,
    /// The manifest has everything.
    Fits,
    /// The manifest lacks something.
    Lacks(Lack),
}

/// Whether the manifest of the crate around a module has what is needed, tables of TOML.
///
/// # Errors
/// When a manifest cannot be read.
pub fn fit(needed: &str, out: &Path) -> io::Result<Fit> {
    let Some(folder) = crate_of(out)? else { return Ok(Fit::Alone) };
    let manifest = folder.join("Cargo.toml");
    let own = read(&manifest)?;
    let line = |name: &str| needed.lines().find(|line| line.starts_with(&format!("{name} = "))).unwrap_or_default();
    let parsed: Table = needed.parse().unwrap_or_default();
    let mut lines = Vec::new();
    for (name, wanted) in table(&parsed, "dependencies") {
        let found = dependencies(&own).find(|(other, _)| other.replace('-', "_") == name.replace('-', "_"));
        let Some((_, found)) = found else {
            lines.push(format!("add to [dependencies]: {}", line(name)));
            continue;
        };
        let mut has = features(found);
        if found.get("workspace").and_then(Value::as_bool) == Some(true)
            && let Some(shared) = workspace_of(&folder, &own)?
        {
            let shared = shared.get("workspace").and_then(Value::as_table);
            let shared = shared.into_iter().flat_map(|shared| table(shared, "dependencies"));
            has.extend(shared.filter(|(other, _)| *other == name).flat_map(|(_, value)| features(value)));
        }
        // Features of the crate may switch on those of its dependencies.
        let switched = table(&own, "features").flat_map(|(_, list)| texts(list));
        has.extend(switched.filter_map(|text| text.strip_prefix(&format!("{name}/")).map(str::to_owned)));
        for (feature, implied) in IMPLIED {
            if has.contains(*feature) {
                has.insert((*implied).to_owned());
            }
        }
        let missing: Vec<String> = features(wanted).difference(&has).map(|feature| format!("\"{feature}\"")).collect();
        if !missing.is_empty() {
            lines.push(format!("add to the features of `{name}`: {}", missing.join(", ")));
        }
    }
    for (name, _) in table(&parsed, "features") {
        if !table(&own, "features").any(|(other, _)| other == name) {
            lines.push(format!("add to [features]: {}", line(name)));
        }
    }
    Ok(if lines.is_empty() { Fit::Fits } else { Fit::Lacks(Lack { manifest, lines }) })
}

/// A manifest; what Cargo does not read either is reported by Cargo.
fn read(path: &Path) -> io::Result<Table> {
    let text = fs::read_to_string(path).map_err(crate::output::naming("read", path))?;
    Ok(text.parse().unwrap_or_default())
}

/// The manifest of the workspace that a package is in.
fn workspace_of(folder: &Path, own: &Table) -> io::Result<Option<Table>> {
    if own.contains_key("workspace") {
        return Ok(Some(own.clone()));
    }
    for above in folder.ancestors().skip(1).map(|folder| folder.join("Cargo.toml")).filter(|path| path.is_file()) {
        let found = read(&above)?;
        if found.contains_key("workspace") {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The dependencies of a package, those for some targets only included.
fn dependencies(manifest: &Table) -> impl Iterator<Item = (&str, &Value)> {
    let targets = table(manifest, "target").filter_map(|(_, target)| target.as_table());
    table(manifest, "dependencies").chain(targets.flat_map(|target| table(target, "dependencies")))
}

fn table<'t>(of: &'t Table, key: &str) -> impl Iterator<Item = (&'t str, &'t Value)> + use<'t> {
    let found = of.get(key).and_then(Value::as_table);
    found.into_iter().flatten().map(|(key, value)| (key.as_str(), value))
}

fn features(dependency: &Value) -> BTreeSet<String> {
    dependency.get("features").map(|list| texts(list).map(str::to_owned).collect()).unwrap_or_default()
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str)
}
