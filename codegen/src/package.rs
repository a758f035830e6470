//! What the generated package is called, and what its manifest says of it.

/// The generated crate.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, an SPDX expression.
    pub license: String,
    /// Where its runtime is, as Cargo's manifest says it: `path = "../runtime"` or `version = "0.1"`.
    pub runtime: String,
}

impl Package {
    /// A package of this name, of version 0.1.0, under the licences of its runtime.
    pub fn new(name: impl Into<String>, runtime: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: "0.1.0".to_owned(),
            license: "Apache-2.0 OR MIT".to_owned(),
            runtime: runtime.into(),
        }
    }

    /// Why a package must not have this name: Cargo does not take it, or code could not name the crate.
    pub fn name_fault(name: &str) -> Option<String> {
        const TAKEN: &[&str] = &["alloc", "core", "proc_macro", "shapewright_runtime", "std", "test"];
        let is_legal = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !name.chars().all(is_legal) {
            return Some("a name has letters, digits, `-` and `_`, and begins with a letter".to_owned());
        }
        let krate = name.replace('-', "_");
        if TAKEN.contains(&krate.as_str()) {
            return Some(format!("another crate is called `{krate}`"));
        }
        syn::parse_str::<syn::Ident>(&krate).is_err().then(|| format!("`{krate}` is a keyword"))
    }
}
