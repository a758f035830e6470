//! Where generation is set up: in a package, in a workspace, or in an empty folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf, absolute};

use shapewright_codegen::{Module, Package};

use super::changes::{Changes, shown};
use super::declare::{Declared, declare};
use super::manifest::Manifest;
use super::models::First;
use super::{Way, script};
use shapewright_codegen::tools::{from_here, naming, quoted, relative};

/// The kinds of folders.
pub(super) enum Place {
    Package(Box<InPackage>),
    Workspace(InWorkspace),
    Empty(InEmpty),
}

/// The folder of a package.
pub(super) struct InPackage {
    folder: PathBuf,
    manifest: Manifest,
    name: String,
    /// The root of the workspace around it.
    workspace: Option<Manifest>,
}

/// The root of a workspace that is not a package itself.
pub(super) struct InWorkspace {
    folder: PathBuf,
    manifest: Manifest,
    /// The name of the folder.
    name: String,
}

/// A folder without a manifest.
pub(super) struct InEmpty {
    folder: PathBuf,
    /// The name of the folder.
    name: String,
    /// The root of the workspace around it.
    workspace: Option<Manifest>,
}

/// The name of the module in a package.
const MODULE: &str = "api";

/// The name of the crate in a workspace.
const CRATE: &str = "generated";

/// What comes of wiring: nothing, or the reason why it cannot be.
type Wired = io::Result<Result<(), String>>;

impl Place {
    /// The kind of a folder, which need not exist, or the reason why it does not do.
    pub(super) fn of(folder: &Path) -> io::Result<Result<Self, String>> {
        let full = absolute(folder).map_err(naming("find", folder))?;
        let full = fs::canonicalize(&full).unwrap_or(full);
        let name = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (mut workspace, mut around) = (None, None);
        for above in full.ancestors().skip(1) {
            let found = match Manifest::read(above)? {
                Some(Ok(found)) => found,
                Some(Err(reason)) => return Ok(Err(reason)),
                None => continue,
            };
            if found.package().is_some() && around.is_none() {
                around = Some(above.to_owned());
            }
            if found.is_workspace() {
                workspace = Some(found);
                break;
            }
        }
        let folder = folder.to_owned();
        let manifest = match Manifest::read(&folder)? {
            Some(Ok(manifest)) => manifest,
            Some(Err(reason)) => return Ok(Err(reason)),
            None => {
                let is_empty = fs::read_dir(&folder).map_or(true, |mut entries| entries.next().is_none());
                return Ok(match around.filter(|_| !is_empty) {
                    Some(package) => Err(format!(
                        "`{}` is part of the package in `{}`: give that folder, or an empty one",
                        folder.display(),
                        from_here(&package).display()
                    )),
                    None => Ok(Self::Empty(InEmpty { folder, name, workspace })),
                });
            }
        };
        if let Some(name) = manifest.package().map(str::to_owned) {
            return Ok(Ok(Self::Package(Box::new(InPackage { folder, manifest, name, workspace }))));
        }
        if manifest.is_workspace() {
            return Ok(Ok(Self::Workspace(InWorkspace { folder, manifest, name })));
        }
        Ok(Err(format!("`{}` describes neither a package nor a workspace", shown(&manifest.path))))
    }

    /// The name from which others are derived.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Package(package) => &package.name,
            Self::Workspace(InWorkspace { name, .. }) | Self::Empty(InEmpty { name, .. }) => name,
        }
    }
}

impl InPackage {
    /// A module of the package.
    pub(super) fn wire(self, first: &First, way: Way, runtime: Option<&Path>, changes: &mut Changes) -> Wired {
        let Self { folder, mut manifest, name, workspace } = self;
        let edition = manifest.edition(workspace.as_ref());
        if edition != "2024" {
            if way == Way::Built {
                return Ok(Err(script::NOT_HERE.to_owned()));
            }
            changes.note(format!(
                "the package `{name}` is of edition {edition}: the code, which needs 2024, is a crate of its own"
            ));
            return wire_crate(&folder, manifest, runtime, changes);
        }
        let root = match manifest.root() {
            Some(root) => Some(root.to_owned()),
            None => {
                ["src/lib.rs", "src/main.rs"].into_iter().find(|root| folder.join(root).is_file()).map(str::to_owned)
            }
        };
        let source = root.as_deref().and_then(|root| Path::new(root).parent()).unwrap_or(Path::new("src"));
        let out =
            if source.as_os_str().is_empty() { MODULE.to_owned() } else { format!("{}/{MODULE}", source.display()) };
        for taken in [out.clone(), format!("{out}.rs")] {
            if folder.join(&taken).exists() {
                return Ok(Err(format!("`{}` exists already", shown(&folder.join(&taken)))));
            }
        }
        if way == Way::Built && (manifest.has_build_script() || folder.join(script::FILE).exists()) {
            return Ok(Err(script::another()));
        }
        let out = (way == Way::Committed).then_some(&*out);
        changes.create("shapewright.toml", configuration(&folder, out, MODULE_TABLE, runtime)?);
        let mut needed = match first.manifest(&module(&folder, runtime)?) {
            Ok(needed) => needed,
            Err(reason) => return Ok(Err(reason)),
        };
        if way == Way::Built {
            needed = format!("{}\n\n{}", needed.trim_end(), script::dependency(&folder, runtime)?);
            changes.create(script::FILE, script::text());
        }
        let merged = match manifest.merge(&needed) {
            Ok(merged) => merged,
            Err(reason) => return Ok(Err(reason)),
        };
        if !merged.added.is_empty() {
            let what = format!("depends on {}", merged.added.join(", "));
            changes.edit(manifest.path.clone(), manifest.text(), what);
        }
        for line in merged.present {
            changes.note(format!("`{}` has another line in place of `{line}`", shown(&manifest.path)));
        }
        match root {
            Some(root) => declare_in(&folder.join(root), way, changes),
            None => {
                let line = declaration(way, false);
                changes.note(format!("declare the module in the root of your crate: `{line}`"));
                Ok(Ok(()))
            }
        }
    }
}

/// A crate next to a package that depends on it.
fn wire_crate(folder: &Path, mut manifest: Manifest, runtime: Option<&Path>, changes: &mut Changes) -> Wired {
    if folder.join(CRATE).exists() {
        return Ok(Err(format!("`{}` exists already", shown(&folder.join(CRATE)))));
    }
    changes.create("shapewright.toml", configuration(folder, Some(CRATE), CRATE_TABLE, runtime)?);
    match manifest.merge(&format!("[dependencies]\n{CRATE} = {{ path = \"{CRATE}\" }}\n")) {
        Ok(merged) if merged.present.is_empty() => {
            changes.edit(manifest.path.clone(), manifest.text(), format!("depends on {CRATE}"));
            Ok(Ok(()))
        }
        Ok(_) => Ok(Err(format!("`{}` depends on another `{CRATE}` already", shown(&manifest.path)))),
        Err(reason) => Ok(Err(reason)),
    }
}

/// Declares the module in the root of a crate, or says what is to be added by hand.
fn declare_in(root: &Path, way: Way, changes: &mut Changes) -> Wired {
    let text = fs::read_to_string(root).map_err(naming("read", root))?;
    // What a library has is for those who use it; a program has no users.
    let is_library = root.file_name().is_some_and(|name| name != "main.rs");
    let line = declaration(way, is_library);
    match declare(&text, MODULE, &line) {
        Declared::Added(text) => changes.edit(root.to_owned(), text, format!("declares `{line}`")),
        Declared::Present => {}
        Declared::Unclear => changes.note(format!("add `{line}` to `{}`", shown(root))),
    }
    Ok(Ok(()))
}

/// The line that declares the module.
fn declaration(way: Way, is_library: bool) -> String {
    match (way, is_library) {
        (Way::Committed, true) => format!("pub mod {MODULE};"),
        (Way::Committed, false) => format!("mod {MODULE};"),
        (Way::Built, _) => script::include(MODULE),
    }
}

impl InWorkspace {
    /// A crate of the workspace.
    pub(super) fn wire(self, runtime: Option<&Path>, changes: &mut Changes) -> Wired {
        let Self { folder, mut manifest, name: _ } = self;
        let out = match manifest.folder_of_members() {
            Some(parent) if !parent.contains(['*', '?', '[']) => format!("{parent}/{CRATE}"),
            _ => CRATE.to_owned(),
        };
        if folder.join(&out).exists() {
            return Ok(Err(format!("`{}` exists already", shown(&folder.join(&out)))));
        }
        changes.create("shapewright.toml", configuration(&folder, Some(&out), CRATE_TABLE, runtime)?);
        if !manifest.covers(&out) {
            if let Err(reason) = manifest.add_member(&out) {
                return Ok(Err(reason));
            }
            changes.edit(manifest.path.clone(), manifest.text(), format!("has the member `{out}`"));
        }
        changes.note(format!("packages use the code by `{CRATE} = {{ path = \"…/{out}\" }}`"));
        Ok(Ok(()))
    }
}

impl InEmpty {
    /// A package with a module, and a program that uses it.
    pub(super) fn wire(self, first: &First, way: Way, runtime: Option<&Path>, changes: &mut Changes) -> Wired {
        let Self { folder, name, workspace } = self;
        let package = heck::AsKebabCase(&name).to_string();
        if let Some(fault) = Package::name_fault(&package) {
            return Ok(Err(format!(
                "the folder's name does not do for a package: {fault}: make the package first, by `cargo init --name NAME`"
            )));
        }
        let needed = match first.manifest(&module(&folder, runtime)?) {
            Ok(needed) => needed,
            Err(reason) => return Ok(Err(reason)),
        };
        let mut needed = format!("{}\n", needed.trim_end());
        if first.existing.is_none() {
            needed += TOKIO;
        }
        if way == Way::Built {
            needed += &format!("\n{}", script::dependency(&folder, runtime)?);
            changes.create(script::FILE, script::text());
        }
        changes.create(
            "Cargo.toml",
            format!("[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{needed}"),
        );
        let out = format!("src/{MODULE}");
        let out = (way == Way::Committed).then_some(&*out);
        changes.create("shapewright.toml", configuration(&folder, out, MODULE_TABLE, runtime)?);
        let line = declaration(way, first.existing.is_some());
        match &first.existing {
            None => changes.create("src/main.rs", program(&line, &first.stem)),
            Some(_) => changes.create("src/lib.rs", format!("//! What is generated from the models.\n\n{line}\n")),
        }
        if !folder.join(".gitignore").exists() {
            changes.create(".gitignore", "/target\n");
        }
        let Some(mut workspace) = workspace else { return Ok(Ok(())) };
        let root = workspace.path.parent().unwrap_or(Path::new("."));
        let path = relative(root, &folder)?;
        if !workspace.covers(&path) {
            if let Err(reason) = workspace.add_member(&path) {
                return Ok(Err(reason));
            }
            changes.edit(workspace.path.clone(), workspace.text(), format!("has the member `{path}`"));
        }
        Ok(Ok(()))
    }
}

/// A program that serves and calls the operation of the first model.
fn program(declaration: &str, module: &str) -> String {
    format!(
        r#"//! Serves the API of the folder `models`, and calls it.

{declaration}

use {MODULE}::{module}::{{client::Client, operations, server::Router, types::*}};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    // A server with one handler. The input is valid when the handler sees it.
    let router = Router::handlers().on(operations::SayHello, |request| async move {{
        Ok(SayHelloOutput::new(format!("Hello, {{}}!", request.input.name)))
    }});

    // A client. A router is a transport, so this needs no socket; without `transport`, requests go to the endpoint.
    let client = Client::builder().endpoint("http://localhost").transport(router).build()?;
    let output = client.say_hello(SayHelloInput::new("world")).await?;
    println!("{{}}", output.greeting);
    Ok(())
}}
"#
    )
}

const TOKIO: &str =
    "# What clients and servers run on.\ntokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";
const CRATE_TABLE: &str = "[package]\nname = \"generated\"\n";
const MODULE_TABLE: &str = "# The code is a module of this package.\n[module]\npath = \"crate::api\"\n";

/// The text of `shapewright.toml`.
fn configuration(folder: &Path, out: Option<&str>, target: &str, runtime: Option<&Path>) -> io::Result<String> {
    let runtime = match runtime {
        Some(path) => format!("runtime = {{ path = {} }}\n", quoted(&relative(folder, path)?)),
        None => String::new(),
    };
    let (head, out) = match out {
        Some(out) => ("# What `shapewright generate` reads and writes.", format!("out = {}\n", quoted(out))),
        None => ("# What the build script generates from.", String::new()),
    };
    Ok(format!("{head}\nmodels = \"models\"\n{out}{runtime}\n{target}"))
}

/// The module of the package in a folder.
fn module(folder: &Path, runtime: Option<&Path>) -> io::Result<Module> {
    let runtime = match runtime {
        Some(path) => format!("path = {}", quoted(&relative(folder, path)?)),
        None => format!("version = {}", quoted(env!("CARGO_PKG_VERSION"))),
    };
    Ok(Module::new(format!("crate::{MODULE}"), runtime))
}
