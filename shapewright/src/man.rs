//! `shapewright man`: man pages, one for the program and one for each command.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::EXIT_CODES;
use crate::{Console, Outcome, counted};
use shapewright_codegen::tools::naming;

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  shapewright man | man -l -
  shapewright man generate | man -l -
  shapewright man --out ~/.local/share/man/man1
")]
pub struct Options {
    /// The command whose page is printed [default: the program itself]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
    /// Write all pages into this folder instead of printing one
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub out: Option<PathBuf>,
}

/// Prints the man page of a program or of one of its commands, or writes all of them.
///
/// # Errors
/// When a page cannot be written.
pub fn run(options: &Options, mut program: Command, console: &mut Console<'_>) -> io::Result<Outcome> {
    program.build();
    // It has no page, as its arguments are those of all others.
    let program = program.mut_subcommand("help", |help| help.hide(true));
    let pages = pages(&program);
    if let Some(folder) = &options.out {
        fs::create_dir_all(folder).map_err(naming("create", folder))?;
        for page in &pages {
            let path = folder.join(format!("{}.1", name(page)));
            fs::write(&path, render(page)?).map_err(naming("write", &path))?;
        }
        console.say(format_args!("{} written", counted(pages.len(), "page")))?;
        return Ok(Outcome::Done);
    }
    let wanted = match &options.command {
        Some(command) => format!("{}-{command}", program.get_name()),
        None => program.get_name().to_owned(),
    };
    let Some(page) = pages.iter().find(|page| name(page) == wanted) else {
        let command = options.command.as_deref().unwrap_or_default();
        writeln!(console.err, "error: there is no command `{command}`; `{} --help` lists them", program.get_name())?;
        return Ok(Outcome::Misused);
    };
    console.out.write_all(&render(page)?)?;
    Ok(Outcome::Done)
}

/// The program and its commands.
fn pages(program: &Command) -> Vec<&Command> {
    let commands = program.get_subcommands().filter(|one| !one.is_hide_set());
    std::iter::once(program).chain(commands).collect()
}

/// The name of a page, such as `shapewright-lint`.
fn name(page: &Command) -> &str {
    page.get_display_name().unwrap_or_else(|| page.get_name())
}

fn render(page: &Command) -> io::Result<Vec<u8>> {
    let man = Man::new(page.clone());
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if page.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    let mut codes = Roff::new();
    codes.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in EXIT_CODES {
        codes.control("TP", []).text([bold(code.to_string())]).text([roman(*meaning)]);
    }
    codes.to_writer(&mut text)?;
    if page.get_version().is_some() {
        man.render_version_section(&mut text)?;
    }
    text.flush()?;
    Ok(text)
}
