//! The command `shapewright`.

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use shapewright::{ast, cli, completions, diff, explain, format, generate, init, lint, man, openapi, stub};

/// Generates Rust clients and servers from Smithy models, and checks and formats the models
#[derive(Parser)]
#[command(name = "shapewright", version)]
struct Arguments {
    #[command(flatten)]
    global: cli::Global,
    #[command(subcommand)]
    command: Command,
}

// `cli/help.rs` says in which group each is listed.
#[derive(Subcommand)]
enum Command {
    /// Print a model as a JSON AST, or in the IDL
    Ast(ast::Options),
    /// Print completions for a shell
    Completions(completions::Options),
    /// Compare two versions of a model, and report what breaks those who use it
    Diff(diff::Options),
    /// Explain what a diagnostic means, with an example
    Explain(explain::Options),
    /// Format files in Smithy's IDL
    Fmt(format::Options),
    /// Generate Rust code from models
    Generate(generate::Options),
    /// Set up generation in a package, a workspace or an empty folder
    Init(init::Options),
    /// Report what is wrong with models, without generating
    Lint(lint::Options),
    /// Print man pages, or write them into a folder
    Man(man::Options),
    /// Describe services as OpenAPI documents
    Openapi(openapi::Options),
    /// Print a server to edit, or add to one the methods of new operations
    Stub(stub::Options),
}

fn main() -> ExitCode {
    let program = cli::arrange(Arguments::command());
    let matches = program.clone().get_matches();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let mut console = arguments.global.console(&mut out, &mut err);
    let done = match arguments.command {
        Command::Ast(options) => ast::run(&options, &mut console),
        Command::Completions(options) => completions::run(&options, program, &mut console),
        Command::Diff(options) => diff::run(&options, &mut console),
        Command::Explain(options) => explain::run(&options, &mut console),
        Command::Fmt(options) => format::run(&options, &mut console),
        Command::Generate(options) => generate::run(&options, &mut console),
        Command::Init(options) => init::run(&options, &mut console),
        Command::Lint(options) => lint::run(&options, &mut console),
        Command::Man(options) => man::run(&options, program, &mut console),
        Command::Openapi(options) => openapi::run(&options, &mut console),
        Command::Stub(options) => stub::run(&options, &mut console),
    };
    cli::end(done, &mut console)
}
