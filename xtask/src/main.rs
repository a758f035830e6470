//! The project's commands: `cargo xtask` lists them.

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use shapewright::cli;
use xtask::{
    Console, Outcome, amplification, ast, bench, codegen, conformance, corpus, evolution, examples, format, guide,
    lint, names, newcomer, openapi, package, proof, replay, suites,
};

/// The project's commands
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(flatten)]
    global: cli::Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Measure how much memory servers allocate for small requests that decode to large values
    Amplification(amplification::Options),
    /// Benchmark generation, compilation and calls against the official crates and hand-written code
    Bench(bench::Options),
    /// Print a model as a JSON AST, or in the IDL
    Ast(ast::Options),
    /// Generate Rust code from the models
    Codegen(codegen::Options),
    /// Run the protocol tests in the models against the code generated from them
    Conformance(conformance::Options),
    /// Generate a crate from each model of a folder, and compile all of them
    Corpus(corpus::Options),
    /// Check the examples outside of this workspace, built from packages
    Examples(examples::Options),
    /// Hold what `shapewright diff` says of changes against what they break
    Evolution(evolution::Options),
    /// Format files in Smithy's IDL
    Fmt(format::Options),
    /// Build the guide as HTML into `target/book`, and check its links
    Guide(guide::Options),
    /// Report errors in the models, without generating
    Lint(lint::Options),
    /// Check that no name in a model can clash with a name that generated code uses
    Names(names::Options),
    /// Do what a new user does, from installing to updating, and compare the transcript in the guide
    Newcomer(newcomer::Options),
    /// Make the packages that are published, check their contents, and build from them
    Package(package::Options),
    /// Check the OpenAPI documents of models with public validators
    Openapi(openapi::Options),
    /// Have tools of others read the OpenAPI documents of services, and call their servers
    OpenapiProof(proof::Options),
    /// Replay recorded exchanges through generated clients and routers
    Replay(replay::Options),
    /// Run Smithy's own test data: reading, validating, formatting
    Suites(suites::Options),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut console = arguments.global.console(&mut out, &mut err);
    let done = match arguments.command {
        Some(Command::Amplification(options)) => amplification::run(&options, &mut console),
        Some(Command::Ast(options)) => ast::run(&options, &mut console),
        Some(Command::Bench(options)) => bench::run(&options, &mut console),
        Some(Command::Codegen(options)) => codegen::run(&options, &mut console),
        Some(Command::Conformance(options)) => conformance::run(&options, &mut console),
        Some(Command::Corpus(options)) => corpus::run(&options, &mut console),
        Some(Command::Examples(options)) => examples::run(&options, &mut console),
        Some(Command::Evolution(options)) => evolution::run(&options, &mut console),
        Some(Command::Fmt(options)) => format::run(&options, &mut console),
        Some(Command::Guide(options)) => guide::run(&options, &mut console),
        Some(Command::Lint(options)) => lint::run(&options, &mut console),
        Some(Command::Names(options)) => names::run(&options, &mut console),
        Some(Command::Newcomer(options)) => newcomer::run(&options, &mut console),
        Some(Command::Package(options)) => package::run(&options, &mut console),
        Some(Command::Openapi(options)) => openapi::run(&options, &mut console),
        Some(Command::OpenapiProof(options)) => proof::run(&options, &mut console),
        Some(Command::Replay(options)) => replay::run(&options, &mut console),
        Some(Command::Suites(options)) => suites::run(&options, &mut console),
        None => list_commands(&mut console),
    };
    cli::end(done, &mut console)
}

fn list_commands(console: &mut Console<'_>) -> io::Result<Outcome> {
    write!(console.out, "{}", Arguments::command().render_help())?;
    Ok(Outcome::Done)
}
