//! `shapewright completions`: completions of the command line for shells.

use std::io;

use clap::Command;
use clap_complete::{Shell, generate};

use crate::{Console, Outcome};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Where completions go:
  bash        shapewright completions bash > ~/.local/share/bash-completion/completions/shapewright
  zsh         shapewright completions zsh > DIR/_shapewright, where DIR is a folder in $fpath
  fish        shapewright completions fish > ~/.config/fish/completions/shapewright.fish
  powershell  shapewright completions powershell >> $PROFILE
  elvish      shapewright completions elvish >> ~/.config/elvish/rc.elv
")]
pub struct Options {
    /// The shell to complete in
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Prints the completions of a program for a shell.
///
/// # Errors
/// When they cannot be written.
pub fn run(options: &Options, mut program: Command, console: &mut Console<'_>) -> io::Result<Outcome> {
    let name = program.get_name().to_owned();
    let mut script = Vec::new();
    // It panics where its writer fails, as a closed pipe does.
    generate(options.shell, &mut program, name, &mut script);
    console.out.write_all(&script)?;
    Ok(Outcome::Done)
}
