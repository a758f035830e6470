//! What is generated around the services: a crate, or a module of a crate that is written by hand.

use crate::config::{Choices, Located, ModuleConfig, PackageConfig};
use crate::ir::Root;
use crate::output::Tree;

/// What is generated.
#[derive(Clone, Debug)]
pub enum Target {
    /// A crate: `Cargo.toml`, `src/lib.rs`, and the services next to it.
    Crate(Package),
    /// A module of another crate: `mod.rs`, and the services next to it.
    Module(Module),
}

/// A generated crate.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence, an SPDX expression.
    pub license: String,
    /// The oldest version of Rust that compiles it.
    pub rust_version: String,
    /// Whether it may be published to a registry.
    pub publish: bool,
    /// Where its runtime is, as Cargo's manifest says it: `path = "../runtime"` or `version = "0.1"`.
    pub runtime: String,
    /// What it depends on besides the runtime: a line of its manifest each.
    pub dependencies: Vec<String>,
}

/// A generated module.
#[derive(Clone, Debug)]
pub struct Module {
    /// Its path in its crate, such as `crate::api`: documentation shows it, code does not depend on it.
    pub path: String,
    /// Where the runtime is, as the manifest of its crate says it.
    pub runtime: String,
    /// What it depends on besides the runtime: a line of that manifest each.
    pub dependencies: Vec<String>,
    /// What of it is there.
    pub parts: Parts,
}

/// Which parts of a module are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// What the features of its crate say, as in a generated crate: `client`, `server`, and one for each service.
    Features,
    /// All services, with these ends of a call.
    All {
        /// Whether there are clients.
        client: bool,
        /// Whether there are servers.
        server: bool,
    },
}

/// What generated code depends on, as a manifest has it.
pub(crate) struct Needs {
    /// Where the runtime is: keys and values.
    pub(crate) runtime: String,
    /// Lines for the rest.
    pub(crate) dependencies: Vec<String>,
}

impl Package {
    fn chosen(choices: &PackageConfig, name: Option<String>, needs: Needs) -> Self {
        let PackageConfig { name: chosen, version, license, rust_version, publish } = choices;
        let name = name.or_else(|| chosen.as_ref().map(|name| name.value.clone()));
        let default = Self::new(name.unwrap_or_else(|| "generated".to_owned()), needs.runtime);
        Self {
            version: version.clone().unwrap_or(default.version),
            license: license.clone().unwrap_or(default.license),
            rust_version: rust_version.clone().unwrap_or(default.rust_version),
            publish: publish.unwrap_or(default.publish),
            dependencies: needs.dependencies,
            ..default
        }
    }

    /// A package of this name, of version 0.1.0, under the licences of its runtime and with its version of Rust.
    pub fn new(name: impl Into<String>, runtime: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: "0.1.0".to_owned(),
            license: "Apache-2.0 OR MIT".to_owned(),
            rust_version: "1.95".to_owned(),
            publish: false,
            runtime: runtime.into(),
            dependencies: Vec::new(),
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

impl Module {
    fn chosen(choices: &ModuleConfig, needs: Needs) -> Self {
        let ModuleConfig { place: _, path, client, server, features } = choices;
        // Without a path there is an error, which is reported with those of the models.
        let path = path.as_ref().map_or("crate", |path| &path.value);
        let is_there = |end: &Option<Located<bool>>| end.as_ref().is_none_or(|end| end.value);
        let parts = match features {
            true => Parts::Features,
            false => Parts::All { client: is_there(client), server: is_there(server) },
        };
        Self { parts, dependencies: needs.dependencies, ..Self::new(path, needs.runtime) }
    }

    /// A module at this path, with clients and servers.
    pub fn new(path: impl Into<String>, runtime: impl Into<String>) -> Self {
        let parts = Parts::All { client: true, server: true };
        Self { path: path.into(), runtime: runtime.into(), dependencies: Vec::new(), parts }
    }

    /// Why a module cannot be at this path.
    pub fn path_fault(path: &str) -> Option<&'static str> {
        let is_name = |name: &str| syn::parse_str::<syn::Ident>(name).is_ok();
        let names = path.strip_prefix("crate::").map(|names| names.split("::").all(is_name));
        (names != Some(true)).then_some("the path begins with `crate::` and goes on with names of modules")
    }

    /// The features that are off, where none is left to Cargo.
    pub(crate) fn off(&self) -> Option<Vec<&'static str>> {
        let Parts::All { client, server } = self.parts else { return None };
        let clients = ["client", "http", "rustls", "sigv4", "waiters"].into_iter().filter(|_| !client);
        Some(clients.chain((!server).then_some("server")).collect())
    }
}

impl Target {
    /// What the configuration chooses. The name is that of a package, whatever the configuration calls it; a module has
    /// none.
    pub(crate) fn chosen(choices: &Choices, name: Option<String>, needs: Needs) -> Self {
        match &choices.module {
            Some(module) => Self::Module(Module::chosen(module, needs)),
            None => Self::Crate(Package::chosen(&choices.package, name, needs)),
        }
    }

    /// The root as documentation names it.
    pub(crate) fn root(&self) -> Root {
        match self {
            Self::Crate(package) => Root::of_crate(&package.name),
            Self::Module(module) => {
                Root { path: module.path.clone(), is_crate: false, has_features: module.parts == Parts::Features }
            }
        }
    }

    /// The features that are off, where none is left to Cargo.
    pub(crate) fn off(&self) -> Option<Vec<&'static str>> {
        match self {
            Self::Crate(_) => None,
            Self::Module(module) => module.off(),
        }
    }

    /// The folder in the output folder in which all files are generated; empty for the output folder itself.
    pub fn folder(&self) -> &'static str {
        match self {
            Self::Crate(_) => "src",
            Self::Module(_) => "",
        }
    }

    /// The file of the root in the output folder.
    pub(crate) fn root_file(&self) -> &'static str {
        match self {
            Self::Crate(_) => "src/lib.rs",
            Self::Module(_) => "mod.rs",
        }
    }

    /// A tree for its files, whose headers name this command.
    pub(crate) fn tree(&self, command: &str) -> Tree {
        Tree::of(self.folder(), command)
    }
}
