//! The command `shapewright`.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use shapewright::{Console, Outcome, ast, diff, format, generate, lint};

/// Generates Rust clients and servers from Smithy models, and checks and formats the models
#[derive(Parser)]
#[command(name = "shapewright", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print a model as a JSON AST, or in the IDL
    Ast(ast::Options),
    /// Compare two versions of a model, and report what breaks those who use it
    Diff(diff::Options),
    /// Format files in Smithy's IDL
    Fmt(format::Options),
    /// Generate Rust code from models
    Generate(generate::Options),
    /// Report what is wrong with models, without generating
    Lint(lint::Options),
}

fn main() -> ExitCode {
    let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
    let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut console = Console { out: &mut out, err: &mut err, color };
    let models = Path::new("models");
    let done = match Arguments::parse().command {
        Command::Ast(options) => ast::run(&options, models, &mut console),
        Command::Diff(options) => diff::run(&options, &mut console),
        Command::Fmt(options) => format::run(&options, models, &mut console),
        Command::Generate(options) => generate::run(&options, &generate::Defaults::default(), &mut console),
        Command::Lint(options) => lint::run(&options, models, &mut console),
    };
    match done {
        Ok(outcome) => outcome.into(),
        // A reader that has seen enough closes the pipe: `shapewright ast | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Outcome::Done.into(),
        Err(error) => {
            // Nothing is left to be done when not even the error can be told.
            let _ = writeln!(console.err, "error: {error}");
            ExitCode::FAILURE
        }
    }
}
