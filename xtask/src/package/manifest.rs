//! Which packages are published, and what their manifests must say.

use std::io;

use serde_json::Value;

use crate::cargo::cargo;
use crate::paths::in_workspace;

/// A package that is published.
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
}

impl Package {
    /// The name and the version, as archives are named.
    pub(super) fn id(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }
}

/// What a registry shows of a package. There is no `repository` as long as none is public.
const KEYS: &[&str] =
    &["description", "documentation", "license", "readme", "rust_version", "keywords", "categories", "metadata"];

/// The packages of the workspace that may be published, or what their manifests lack.
pub(super) fn published() -> io::Result<Result<Vec<Package>, Vec<String>>> {
    let mut cargo = cargo();
    cargo.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(in_workspace(".")?);
    let output = cargo.output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    // `publish = false` is an empty list.
    let packages: Vec<&Value> = packages.filter(|package| package["publish"].is_null()).collect();
    let faults: Vec<String> = packages.iter().flat_map(|package| faults(package)).collect();
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let packages =
        packages.iter().map(|package| Package { name: text(package, "name"), version: text(package, "version") });
    Ok(if faults.is_empty() { Ok(packages.collect()) } else { Err(faults) })
}

fn faults(package: &Value) -> Vec<String> {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    let name = package["name"].as_str().unwrap_or_default();
    let missing = KEYS.iter().filter(|key| is_empty(&package[**key]));
    missing.map(|key| format!("{name}: the manifest has no `{}`", key.replace('_', "-"))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn what_is_missing_is_named() {
        let mut package = json!({ "name": "a", "description": "A", "documentation": "b", "license": "MIT",
            "readme": "README.md", "rust_version": "1.95", "keywords": ["a"], "categories": ["b"],
            "metadata": { "docs": {} } });
        assert!(super::faults(&package).is_empty());
        package["keywords"] = json!([]);
        package["rust_version"] = json!(null);
        assert_eq!(
            super::faults(&package),
            ["a: the manifest has no `rust-version`", "a: the manifest has no `keywords`"]
        );
    }
}
