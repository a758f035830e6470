//! `shapewright explain`: says what a diagnostic means, with an example and what to do about it.

use std::io;

use serde_json::{Value, json};
use shapewright_codegen::tools::codes;
use shapewright_smithy::diagnostics::{Area, Code, Report, Rule, Severity, similar};

use crate::{Console, Outcome, counted};

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {
    /// The code of a diagnostic, such as `unknown-trait`, or an event id of Smithy, such as `HttpUriConflict` [default: a
    /// list of all codes]
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// Print a JSON array with an object for each code
    #[arg(long)]
    pub json: bool,
}

/// Explains a code, or lists all.
///
/// # Errors
/// When the output cannot be written.
pub fn run(options: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Some(name) = &options.code else {
        let all: Vec<Code> = codes().collect();
        if options.json {
            return print_json(&all, console);
        }
        list(&all, console)?;
        writeln!(console.out, "\n`shapewright explain CODE` explains one of them.")?;
        return Ok(Outcome::Done);
    };
    let found = named(name);
    match &found[..] {
        [] => {
            writeln!(console.err, "error: no diagnostic has the code or event id `{name}`{}", hint(name))?;
            Ok(Outcome::Misused)
        }
        found if options.json => print_json(found, console),
        [code] => explain(code.rule(), console),
        several => {
            writeln!(console.out, "{} have the event id `{name}`:\n", counted(several.len(), "code"))?;
            list(several, console)?;
            Ok(Outcome::Done)
        }
    }
}

/// The last line after diagnostics: how to learn more about the worst of them.
pub(crate) fn point_out(report: &Report, console: &mut Console<'_>) -> io::Result<()> {
    match report.diagnostics().iter().min_by_key(|one| one.severity) {
        Some(worst) if !console.quiet => {
            let name = worst.code.name();
            writeln!(console.err, "For more information, try `shapewright explain {name}`.\n")
        }
        _ => Ok(()),
    }
}

/// The codes that a name means: one of that name, or those with that event id or one below it; or else those with the event
/// id above it, since findings have more precise ids than their codes.
fn named(name: &str) -> Vec<Code> {
    let lower = name.to_lowercase();
    if let Some(code) = codes().find(|code| code.name() == lower) {
        return vec![code];
    }
    let mut id = name;
    loop {
        let found: Vec<Code> = codes().filter(|code| code.is_of(id)).collect();
        match id.rsplit_once('.') {
            Some((above, _)) if found.is_empty() => id = above,
            _ => return found,
        }
    }
}

/// What may have been meant instead of an unknown name.
fn hint(name: &str) -> String {
    let ids = codes().filter_map(|code| code.rule().smithy_id);
    let known: Vec<&str> = codes().map(Code::name).chain(ids).collect();
    if let Some(similar) = similar(name, known.iter().copied()) {
        return format!("; did you mean `{similar}`?");
    }
    let containing: Vec<_> =
        known.iter().filter(|known| known.contains(name)).map(|known| format!("`{known}`")).collect();
    match containing.len() {
        1..=9 => format!("; did you mean {}?", containing.join(" or ")),
        _ => "; `shapewright explain` lists all codes".to_owned(),
    }
}

/// One line for each code, by area.
fn list(codes: &[Code], console: &mut Console<'_>) -> io::Result<()> {
    let longest = codes.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let style = Style::new(console);
    let mut is_first = true;
    for area in Area::ALL {
        let mut rules: Vec<&Rule> = codes.iter().map(|code| code.rule()).filter(|rule| rule.area == area).collect();
        rules.sort_by_key(|rule| rule.name);
        if rules.is_empty() {
            continue;
        }
        let blank = if is_first { "" } else { "\n" };
        writeln!(console.out, "{blank}{}", style.bold(area.title()))?;
        is_first = false;
        for Rule { name, severity, meaning, .. } in rules {
            let padding = " ".repeat(longest - name.len());
            let severity_padding = " ".repeat("warning".len() - severity.name().len());
            let severity = style.severity(*severity, severity.name());
            writeln!(console.out, "  {name}{padding}  {severity}{severity_padding}  {}", meaning.trim())?;
        }
    }
    Ok(())
}

/// All that is to be known of a rule.
fn explain(rule: &Rule, console: &mut Console<'_>) -> io::Result<Outcome> {
    let Rule { name, area: _, severity, smithy_id, meaning, fix, example } = rule;
    let style = Style::new(console);
    let title = style.severity(*severity, &format!("{}[{name}]", severity.name()));
    writeln!(console.out, "{title}: {}\n", style.bold(meaning.trim()))?;
    writeln!(console.out, "To fix it: {fix}.")?;
    if !example.is_empty() {
        writeln!(console.out, "\n{}\n\n{}", style.bold("Example"), indented(example))?;
    }
    if let Some(id) = smithy_id {
        writeln!(console.out, "\nSmithy's own tools report it under the event id `{id}`.")?;
    }
    if *severity != Severity::Error {
        let id = smithy_id.unwrap_or(name);
        writeln!(
            console.out,
            "\nA model suppresses it with `@suppress([\"{id}\"])` on the shape, or in the metadata `suppressions`."
        )?;
    }
    Ok(Outcome::Done)
}

/// Text in Markdown, with blocks of code by indentation instead of fences.
fn indented(markdown: &str) -> String {
    let mut lines = Vec::new();
    let mut is_code = false;
    for line in markdown.trim_end().lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code && !line.is_empty() {
            lines.push(format!("    {line}"));
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

fn print_json(codes: &[Code], console: &mut Console<'_>) -> io::Result<Outcome> {
    let one = |code: &Code| {
        let Rule { name, area, severity, smithy_id, meaning, fix, example } = code.rule();
        json!({
            "code": name,
            "area": area.name(),
            "severity": severity.name(),
            "smithyId": smithy_id,
            "meaning": meaning.trim(),
            "fix": fix,
            "example": Some(example.trim_end()).filter(|example| !example.is_empty()),
        })
    };
    writeln!(console.out, "{:#}", codes.iter().map(one).collect::<Value>())?;
    Ok(Outcome::Done)
}

/// How texts are made to stand out on a terminal.
#[derive(Clone, Copy)]
struct Style {
    color: bool,
}

impl Style {
    fn new(console: &Console<'_>) -> Self {
        Self { color: console.color_out }
    }

    fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// In the colour that diagnostics of that severity have.
    fn severity(self, severity: Severity, text: &str) -> String {
        let color = match severity {
            Severity::Error | Severity::Danger => "1;31",
            Severity::Warning => "1;33",
            Severity::Note => "1;32",
        };
        self.with(color, text)
    }

    fn with(self, escape: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{escape}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
