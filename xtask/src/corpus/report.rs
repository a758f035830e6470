//! What came of each model, as a table and as JSON.

use std::fmt;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::make::Crate;
use crate::counted;

/// How a model did.
pub(super) enum Verdict {
    /// A crate was generated; nothing was asked beyond that.
    Generated,
    /// The crate compiles without a warning, in these seconds of CPU, on systems that tell.
    Passed(Option<f64>),
    /// It did so in an earlier run, and nothing has changed.
    PassedBefore(Option<f64>),
    /// The crate does not compile, or not without warnings.
    Failed(Failure),
}

/// What the compiler finds fault with.
#[derive(Default)]
pub(super) struct Failure {
    /// How many warnings and errors there are.
    pub(super) diagnostics: usize,
    /// The compiler's text.
    pub(super) text: String,
}

impl Failure {
    /// A failure before any crate is compiled.
    pub(super) fn of_cargo(text: String) -> Self {
        Self { diagnostics: 1, text }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A row of the report.
pub(super) enum Entry {
    /// There is no crate.
    Unmade { model: String, reason: String },
    /// There is one.
    Made { made: Crate, verdict: Verdict },
}

impl Entry {
    /// The row of a model from which no crate can be made.
    pub(super) fn unmade(model: &str, reason: String) -> Self {
        let model = model.to_owned();
        Self::Unmade { model, reason }
    }

    /// The row of a crate.
    pub(super) fn new(made: Crate, verdict: Verdict) -> Self {
        Self::Made { made, verdict }
    }

    /// Prints the row.
    pub(super) fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Unmade { model, reason } => {
                let rest = 26 + 7 * 8;
                writeln!(out, "{model:26}{:>rest$}  FAILED: {reason}", "")?;
                Ok(())
            }
            Self::Made { made, verdict } => {
                let cpu = verdict.cpu();
                let cpu = cpu.map_or_else(|| "-".to_owned(), |cpu| format!("{cpu:.1}"));
                writeln!(
                    out,
                    "{:26}{:>7}{:>8}{:>9}{:>11}{:>8}{:>8}{:>8}{:>10}{:>10}  {}",
                    made.module,
                    made.operations,
                    made.shapes,
                    made.lines,
                    made.bytes,
                    made.lines_per_operation(),
                    made.milliseconds,
                    cpu,
                    made.warnings,
                    made.left_out.len(),
                    verdict.word(),
                )
            }
        }
    }

    fn passed(&self) -> bool {
        match self {
            Self::Unmade { .. } => false,
            Self::Made { verdict, .. } => !matches!(verdict, Verdict::Failed(_)),
        }
    }

    fn made(&self) -> Option<(&Crate, &Verdict)> {
        match self {
            Self::Unmade { .. } => None,
            Self::Made { made, verdict } => Some((made, verdict)),
        }
    }

    fn json(&self) -> Value {
        let (made, verdict) = match self {
            Self::Unmade { model, reason } => {
                return json!({ "model": model, "result": "not generated", "reason": reason });
            }
            Self::Made { made, verdict } => (made, verdict),
        };
        let (diagnostics, text) = match verdict {
            Verdict::Failed(failure) => (failure.diagnostics, failure.text.as_str()),
            _ => (0, ""),
        };
        json!({
            "model": made.model,
            "module": made.module,
            "operations": made.operations,
            "shapes": made.shapes,
            "lines": made.lines,
            "bytes": made.bytes,
            "lines_per_operation": made.lines_per_operation(),
            "generate_milliseconds": made.milliseconds,
            "compile_cpu_seconds": verdict.cpu(),
            "model_warnings": made.warnings,
            "patterns_left_out": made.left_out,
            "compiler_diagnostics": diagnostics,
            "compiler_output": text,
            "result": verdict.word(),
        })
    }
}

impl Crate {
    /// The size of the crate's source by the number of operations; its whole size if it has none.
    fn lines_per_operation(&self) -> usize {
        self.lines / self.operations.max(1)
    }
}

impl Verdict {
    fn cpu(&self) -> Option<f64> {
        match self {
            Self::Passed(cpu) | Self::PassedBefore(cpu) => *cpu,
            Self::Generated | Self::Failed(_) => None,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Passed(_) => "passed",
            Self::PassedBefore(_) => "passed before",
            Self::Failed(_) => "FAILED",
        }
    }
}

/// All rows.
#[derive(Default)]
pub(super) struct Table {
    entries: Vec<Entry>,
}

/// Prints the head of the table.
pub(super) fn print_head(out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{:26}{:>7}{:>8}{:>9}{:>11}{:>8}{:>8}{:>8}{:>10}{:>10}  result",
        "module", "ops", "shapes", "lines", "bytes", "l/op", "gen ms", "cpu s", "warnings", "ignored"
    )
}

impl Table {
    /// Adds a row.
    pub(super) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// The rows.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether all models passed.
    pub(super) fn passed(&self) -> bool {
        self.entries.iter().all(Entry::passed)
    }

    /// Prints what the rows amount to.
    pub(super) fn print_totals(&self, out: &mut dyn Write) -> io::Result<()> {
        let Totals {
            models,
            passed,
            operations,
            shapes,
            lines,
            bytes,
            lines_per_operation,
            median,
            milliseconds,
            cpu,
            left_out,
        } = self.totals();
        writeln!(
            out,
            "{passed} of {} passed: {}, {}, {}, {}, {} per operation (median of the models: {median}), \
             {milliseconds} ms to generate, {cpu:.1} s of CPU to compile, {} ignored",
            counted(models, "model"),
            counted(operations, "operation"),
            counted(shapes, "shape"),
            counted(lines, "line"),
            counted(bytes, "byte"),
            counted(lines_per_operation, "line"),
            counted(left_out, "pattern"),
        )
    }

    /// The report for machines.
    pub(super) fn json(&self) -> String {
        let Totals {
            models,
            passed,
            operations,
            shapes,
            lines,
            bytes,
            lines_per_operation,
            median,
            milliseconds,
            cpu,
            left_out,
        } = self.totals();
        let report = json!({
            "totals": {
                "models": models,
                "passed": passed,
                "operations": operations,
                "shapes": shapes,
                "lines": lines,
                "bytes": bytes,
                "lines_per_operation": lines_per_operation,
                "median_lines_per_operation": median,
                "generate_milliseconds": milliseconds,
                "compile_cpu_seconds": cpu,
                "patterns_left_out": left_out,
            },
            "models": self.entries.iter().map(Entry::json).collect::<Vec<_>>(),
        });
        format!("{report:#}\n")
    }

    fn totals(&self) -> Totals {
        let made = || self.entries.iter().filter_map(Entry::made);
        let sum = |of: fn(&Crate) -> usize| made().map(|(made, _)| of(made)).sum::<usize>();
        let (operations, lines) = (sum(|made| made.operations), sum(|made| made.lines));
        let mut sizes: Vec<usize> = made().map(|(made, _)| made.lines_per_operation()).collect();
        sizes.sort_unstable();
        Totals {
            models: self.entries.len(),
            passed: self.entries.iter().filter(|entry| entry.passed()).count(),
            operations,
            shapes: sum(|made| made.shapes),
            lines,
            bytes: sum(|made| made.bytes),
            lines_per_operation: lines / operations.max(1),
            median: sizes.get(sizes.len() / 2).copied().unwrap_or_default(),
            milliseconds: made().map(|(made, _)| made.milliseconds).sum(),
            // An empty sum of floats is a negative zero.
            cpu: made().filter_map(|(_, verdict)| verdict.cpu()).fold(0.0, |sum, cpu| sum + cpu),
            left_out: sum(|made| made.left_out.len()),
        }
    }
}

/// What the rows amount to.
struct Totals {
    models: usize,
    passed: usize,
    operations: usize,
    shapes: usize,
    lines: usize,
    bytes: usize,
    lines_per_operation: usize,
    median: usize,
    milliseconds: u64,
    cpu: f64,
    left_out: usize,
}
