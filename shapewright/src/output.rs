//! How commands print diagnostics: as text, as JSON or as SARIF.

use std::io;

use clap::ValueEnum;
use serde_json::{Value, json};
use shapewright_smithy::diagnostics::{Record, Related, Report, Sources};

use crate::{Console, sarif, show};

/// The options of commands that print diagnostics.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct Output {
    /// How to print diagnostics
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: Format,
    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// How diagnostics are printed.
#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: with the lines that they are about, on the standard error.
    #[default]
    Text,
    /// A JSON array with an object for each, on the standard output.
    Json,
    /// A log in the Static Analysis Results Interchange Format 2.1.0, on the standard output.
    Sarif,
}

impl Output {
    /// The format that is chosen.
    pub fn format(self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    /// Prints diagnostics; whether they are for people.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn print(self, report: &Report, sources: &Sources, console: &mut Console<'_>) -> io::Result<bool> {
        match self.format() {
            Format::Text => show(report, sources, console)?,
            Format::Json => writeln!(console.out, "{:#}", json_of(report, sources))?,
            Format::Sarif => writeln!(console.out, "{:#}", sarif::log(report, sources, &[])?)?,
        }
        Ok(self.format() == Format::Text)
    }
}

/// The diagnostics of a report as a JSON array.
pub(crate) fn json_of(report: &Report, sources: &Sources) -> Value {
    let also = |Related { message, file, line, column, region: _ }: Related| json!({ "message": message, "file": file, "line": line, "column": column });
    let one = |record: Record| {
        let Record { severity, code, event, shape, message, file, line, column, related, help, .. } = record;
        json!({
            "severity": severity.name(),
            "code": code.name(),
            "smithyId": event,
            "shape": shape,
            "message": message,
            "file": file,
            "line": line,
            "column": column,
            "related": related.into_iter().map(also).collect::<Vec<_>>(),
            "help": help,
        })
    };
    report.records(sources).into_iter().map(one).collect()
}
