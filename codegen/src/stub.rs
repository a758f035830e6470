//! Server skeletons: a file for its user to own and edit, and the methods that such a file lacks.
//!
//! ```text
//! use generated::panorama::{errors, types};
//! use generated::{Error, Request};
//!
//! /// Implements `Panorama`.
//! pub struct PanoramaService;
//!
//! impl generated::panorama::Panorama for PanoramaService {
//!     /// Registers a new package.
//!     async fn create_package(
//!         &self,
//!         _request: Request<types::CreatePackageInput>,
//!     ) -> Result<types::CreatePackageOutput, Error<errors::CreatePackageError>> {
//!         Err(Error::NotImplemented)
//!     }
//! }
//! ```

mod add;
mod imports;
mod method;

use std::collections::BTreeSet;
use std::fmt;

pub use add::Addition;
use method::{Layout, Method};
use shapewright_smithy::diagnostics::{Diagnostic, Place, Report};

use crate::codes;
use crate::ir::Service;
use crate::name::Ident;

/// What can be written for an implementation of a service's trait.
#[derive(Clone, Debug)]
pub struct Stub {
    /// The service's module.
    pub module: String,
    /// The service's trait.
    pub trait_name: String,
    /// The service's shape id.
    pub shape_id: String,
    /// The path of the generated crate or module, such as `generated` or `crate::api`.
    pub root: String,
    /// Whether servers are generated at all.
    pub has_server: bool,
    is_deprecated: bool,
    methods: Vec<Method>,
}

/// Why methods cannot be added to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StubError {
    /// What is wrong.
    pub message: String,
    /// The line and the column, both counted from one.
    pub place: Option<(usize, usize)>,
    /// What to do.
    pub help: String,
}

impl fmt::Display for StubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for StubError {}

impl Stub {
    pub(crate) fn new(service: &Service, off: &[&str]) -> Self {
        let deprecated = service.structures.iter().filter(|structure| structure.deprecated.is_some());
        let deprecated: BTreeSet<&Ident> = deprecated.map(|structure| &structure.name.ident).collect();
        Self {
            module: service.module.to_string(),
            trait_name: service.name.ident.to_string(),
            shape_id: service.shape_id.clone(),
            root: service.root.path.clone(),
            has_server: !off.contains(&"server"),
            is_deprecated: service.deprecated.is_some(),
            methods: service.operations.iter().map(|operation| Method::new(operation, &deprecated)).collect(),
        }
    }

    /// The service that is called so: by its module, its shape id, or its trait.
    ///
    /// # Errors
    ///
    /// When there is none, or several have a trait of that name.
    pub fn named<'s>(name: &str, stubs: &'s [Self]) -> Result<&'s Self, Report> {
        let names: [fn(&Self) -> &str; 3] = [|one| &one.module, |one| &one.shape_id, |one| &one.trait_name];
        let meant = names.iter().map(|called| stubs.iter().filter(|one| called(one) == name).collect::<Vec<_>>());
        let meant = meant.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
        let unknown = |message| Diagnostic::new(codes::UNKNOWN_NAME, Place::NOWHERE, message);
        let fault = match meant[..] {
            [one] => return Ok(one),
            [] => {
                let fault = unknown(format!("the models have no service `{name}`"));
                let [module, shape_id, trait_name] = names;
                let known = |called: fn(&Self) -> &str| stubs.iter().map(called);
                match name.contains('#') {
                    true => fault.did_you_mean(name, known(shape_id)),
                    false => fault.did_you_mean(name, known(module).chain(known(trait_name))),
                }
            }
            _ => {
                let modules: Vec<String> = meant.iter().map(|one| format!("`{}`", one.module)).collect();
                let help = format!("name its module, one of {}", modules.join(", "));
                unknown(format!("`{name}` is ambiguous")).help(help)
            }
        };
        let mut report = Report::new();
        report.push(fault);
        Err(report)
    }

    /// The name of the type that implements the trait, unless another is chosen.
    pub fn default_type(&self) -> String {
        format!("{}Service", self.trait_name.trim_start_matches("r#"))
    }

    /// How many operations the service has.
    pub fn operations(&self) -> usize {
        self.methods.len()
    }

    /// Why a type cannot have this name.
    pub fn type_fault(name: &str) -> Option<String> {
        if syn::parse_str::<syn::Ident>(name).is_err() {
            return Some("it is not an identifier".to_owned());
        }
        ["Error", "Request", "Result"].contains(&name).then(|| "the file needs the name for something else".to_owned())
    }

    /// A file in which a type of this name implements the trait; with a program around it that serves it.
    pub fn file(&self, type_name: &str, with_main: bool) -> String {
        let Self { module, trait_name, root, .. } = self;
        let imports = if self.methods.is_empty() {
            String::new()
        } else {
            format!("use {root}::{module}::{{errors, types}};\nuse {root}::{{Error, Request}};\n\n")
        };
        let allow = if self.is_deprecated { method::ALLOW.to_owned() + "\n" } else { String::new() };
        let methods = self.methods.iter().map(|method| method.lines(&Layout::default()).join("\n"));
        let body = methods.collect::<Vec<_>>().join("\n\n");
        let body = if body.is_empty() { body } else { format!("\n{body}\n") };
        let main = if with_main { self.main(type_name) } else { String::new() };
        let command = format!("shapewright stub {module} --add --out FILE");
        format!(
            "//! A server for `{trait_name}`, to be edited.
//!
//! `{command}` adds the methods of new operations, and changes nothing else.

{imports}/// Implements `{trait_name}`.
pub struct {type_name};

{allow}impl {root}::{module}::{trait_name} for {type_name} {{{body}}}
{main}"
        )
    }

    fn main(&self, type_name: &str) -> String {
        let Self { module, root, .. } = self;
        let router = format!("    let router = {root}::{module}::server::Router::new({type_name});");
        format!(
            "
/// Serves on the address that is the first argument, or on port 8080 of this machine.
#[tokio::main]
async fn main() -> std::io::Result<()> {{
{router}
    // Callers see status 500 without details; the details are for you.
    let router = router.on_fault(|fault| eprintln!(\"{{fault}}\"));
    let address = std::env::args().nth(1);
    let address = address.as_deref().unwrap_or(\"127.0.0.1:8080\");
    let listener = tokio::net::TcpListener::bind(address).await?;
    println!(\"listening on http://{{}}\", listener.local_addr()?);
    axum::serve(listener, axum::Router::new().fallback_service(router)).await
}}
"
        )
    }
}
