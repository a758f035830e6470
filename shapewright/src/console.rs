//! Where commands write to, and how much.

use std::fmt::Display;
use std::io::{self, Write};

/// Where a command writes to.
pub struct Console<'a> {
    /// What the command was asked for.
    pub out: &'a mut dyn Write,
    /// Diagnostics and errors.
    pub err: &'a mut dyn Write,
    /// Whether diagnostics may use ANSI escapes.
    pub color: bool,
    /// Whether results may use ANSI escapes.
    pub color_out: bool,
    /// Whether only results, diagnostics and errors are printed.
    pub quiet: bool,
    /// Whether someone watches the standard error, so that progress may be drawn there.
    pub live: bool,
}

impl<'a> Console<'a> {
    /// Writes to these, everything and without colors.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write) -> Self {
        Self { out, err, color: false, color_out: false, quiet: false, live: false }
    }

    /// Prints a line that sums up what was done; nothing if the command is to be quiet.
    ///
    /// # Errors
    /// When the line cannot be written.
    pub fn say(&mut self, line: impl Display) -> io::Result<()> {
        if self.quiet { Ok(()) } else { writeln!(self.out, "{line}") }
    }
}
