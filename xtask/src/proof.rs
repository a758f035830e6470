//! `cargo xtask openapi-proof`: tools of others read the OpenAPI documents of services and call their servers.
//!
//! For each model a crate with a server around it is generated into `target/openapi-proof` and compiled. Its handlers
//! return samples (`sample`), made from the model alone. Each tool gets the documents and the servers:
//!
//! - schemathesis sends requests made from a document, and compares the responses with it;
//! - the clients in `proof/` are generated from the documents by others, compiled, and call the servers;
//! - a browser shows the page.

mod prepare;
mod sample;
mod schemathesis;
mod server;
mod text;
mod tools;

use std::io;
use std::path::PathBuf;

use crate::cargo::Spent;
use crate::conformance::build::Bench;
use crate::paths::build_folder;
use crate::{Console, Outcome};
use prepare::Prepared;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// Models of one service each: files, or folders of files
    #[arg(value_name = "MODEL", required = true)]
    pub models: Vec<PathBuf>,
    /// Run only this tool; may be repeated
    #[arg(long, value_name = "TOOL")]
    pub tool: Vec<Tool>,
    /// How many requests schemathesis makes up for each operation, besides those that it derives from the document
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub examples: u32,
    /// The folder to work in [default: the workspace's `target/openapi-proof`]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// What reads a document.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Tests servers
    Schemathesis,
    /// Generates clients in Rust
    Progenitor,
    /// Generates clients in TypeScript
    Typescript,
    /// Shows pages
    Browser,
}

/// Runs the tools.
///
/// # Errors
/// When the disk cannot be read or written, or Cargo cannot be run.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let out = build_folder(options.out.as_deref(), "openapi-proof")?;
    let mut services = Vec::new();
    for model in &options.models {
        match Prepared::new(model, console)? {
            Some(prepared) => services.push(prepared),
            None => return Ok(Outcome::Failed),
        }
    }
    let packages: Vec<&str> = services.iter().map(|service| service.program.package.as_str()).collect();
    let bench = Bench::set_up(&out, &packages)?;
    for service in &services {
        if service.write(&out, console)? != Outcome::Done {
            return Ok(Outcome::Failed);
        }
    }
    let mut built = Spent::default();
    bench.build_all(&mut built);
    for package in &packages {
        if let Err(error) = bench.build(package, &mut built) {
            writeln!(console.err, "error: {package}: {error}")?;
            return Ok(Outcome::Failed);
        }
    }
    writeln!(console.out, "compiled: {built}")?;
    let wanted = |tool| options.tool.is_empty() || options.tool.contains(&tool);
    let mut passed = true;
    if wanted(Tool::Schemathesis) {
        passed &= schemathesis::run(&services, bench.workshop(), options.examples, console)?;
    }
    for tool in [Tool::Progenitor, Tool::Typescript, Tool::Browser].into_iter().filter(|tool| wanted(*tool)) {
        passed &= tools::run(tool, &services, bench.workshop(), console)?;
    }
    Ok(if passed { Outcome::Done } else { Outcome::Failed })
}
