//! The command line as a whole: what all commands share.

mod help;

pub use help::{EXIT_CODES, arrange};

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::ColorChoice;

use crate::{Console, Outcome};

/// The options that every command takes.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct Global {
    /// Print only results, diagnostics and errors: no summaries, notes or progress
    #[arg(short, long, global = true, display_order = 990)]
    pub quiet: bool,
    /// When to use colors; `auto` looks at the terminal and the variables NO_COLOR and CLICOLOR_FORCE
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value_t,
        hide_default_value = true,
        display_order = 991
    )]
    pub color: ColorChoice,
}

impl Global {
    /// A console as these options want it.
    pub fn console<'a>(self, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Console<'a> {
        let is_colored = |auto: anstream::ColorChoice| match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => auto != anstream::ColorChoice::Never,
        };
        let color = is_colored(AutoStream::choice(&io::stderr()));
        let color_out = is_colored(AutoStream::choice(&io::stdout()));
        Console { out, err, color, color_out, quiet: self.quiet, live: io::stderr().is_terminal() && !self.quiet }
    }
}

/// When clap uses colors in help and in its errors, which it may print before all arguments are known.
pub fn color() -> ColorChoice {
    let arguments = env::args_os().skip(1).map(|argument| argument.to_string_lossy().into_owned());
    let mut arguments = arguments.take_while(|argument| argument != "--");
    let mut chosen = None;
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix("--color") {
            Some("") => chosen = arguments.next(),
            Some(value) => chosen = value.strip_prefix('=').map(str::to_owned).or(chosen),
            None => {}
        }
    }
    match chosen.as_deref() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Ends the program: reports an error if there is one, and makes the exit code.
pub fn end(done: io::Result<Outcome>, console: &mut Console<'_>) -> ExitCode {
    let error = match done {
        Ok(outcome) => return outcome.into(),
        // A reader that has seen enough closes the pipe: `shapewright ast | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Outcome::Done.into(),
        Err(error) => error,
    };
    // Nothing is left to be done when not even the error can be told.
    let _ = writeln!(console.err, "error: {error}");
    match error.kind() {
        // What an argument names does not exist.
        io::ErrorKind::NotFound => Outcome::Misused.into(),
        _ => ExitCode::from(3),
    }
}
