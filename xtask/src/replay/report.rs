//! What came of all exchanges: the differences one by one, a table by service and one by cause, and the same as JSON.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::known::{Entry, Known};
use super::recording::Recording;

/// What came of one direction of one exchange, as the program says it.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    exchange: usize,
    direction: Direction,
    /// What of the model stands in the way: constraints, and members that it does not have.
    model: Vec<String>,
    differences: Vec<Difference>,
}

/// Which way a value went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Direction {
    /// From an input to the client's request.
    Request,
    /// From the request to the handler's input.
    Input,
    /// From the response to the client's output.
    Output,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Request => "request",
            Self::Input => "input",
            Self::Output => "output",
        })
    }
}

/// A difference between what was recorded and what was found.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Difference {
    pub(super) place: String,
    pub(super) cause: String,
    pub(super) detail: String,
    /// Why it is known; never from the program.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    known: Option<String>,
}

/// A service whose exchanges were replayed.
pub(super) struct Replayed<'r> {
    service: &'r str,
    exchanges: &'r [Recording],
    records: Vec<Record>,
}

/// All services.
#[derive(Default)]
pub(super) struct Replays<'r> {
    pub(super) services: Vec<Replayed<'r>>,
}

/// How a direction of an exchange went, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Passed,
    /// The model stands in the way: constraints, or members that it does not have.
    Model,
    Listed,
    Differs,
}

impl Record {
    fn verdict(&self) -> Verdict {
        let known = self.differences.iter().filter(|difference| difference.known.is_some()).count();
        if known < self.differences.len() {
            Verdict::Differs
        } else if known > 0 {
            Verdict::Listed
        } else if !self.model.is_empty() {
            Verdict::Model
        } else {
            Verdict::Passed
        }
    }
}

impl<'r> Replayed<'r> {
    pub(super) fn new(service: &'r str, exchanges: &'r [Recording], records: Vec<Record>) -> Self {
        Self { service, exchanges, records }
    }

    fn operation(&self, record: &Record) -> &'r str {
        self.exchanges.get(record.exchange).map_or("", |exchange| &exchange.operation)
    }

    fn operations(&self) -> impl Iterator<Item = &'r str> {
        self.exchanges.iter().map(|exchange| exchange.operation.as_str())
    }
}

impl Replays<'_> {
    /// Marks known differences, and returns the rules that could have matched, but did not.
    pub(super) fn settle<'k>(&mut self, known: &'k Known) -> Vec<&'k Entry> {
        let mut used = vec![false; known.differences.len()];
        for replayed in &mut self.services {
            let exchanges = replayed.exchanges;
            for record in &mut replayed.records {
                let operation = exchanges.get(record.exchange).map_or("", |exchange| &exchange.operation);
                for difference in &mut record.differences {
                    for (entry, used) in known.differences.iter().zip(&mut used) {
                        if entry.is_of(replayed.service, operation, record.direction, difference) {
                            *used = true;
                            difference.known.get_or_insert_with(|| entry.reason.trim().to_owned());
                        }
                    }
                }
            }
        }
        let unused = known.differences.iter().zip(used).filter(|(_, used)| !used).map(|(entry, _)| entry);
        let services = &self.services;
        unused
            .filter(|entry| services.iter().any(|replayed| entry.concerns(replayed.service, replayed.operations())))
            .collect()
    }

    /// How many differences there are that are not listed.
    pub(super) fn differences(&self) -> usize {
        let all = self.all().filter(|(_, _, difference)| difference.known.is_none());
        all.count()
    }

    fn all(&self) -> impl Iterator<Item = (&Replayed<'_>, &Record, &Difference)> {
        self.services.iter().flat_map(|replayed| {
            let records = replayed.records.iter();
            records
                .flat_map(move |record| record.differences.iter().map(move |difference| (replayed, record, difference)))
        })
    }

    /// A JSON array with an object for each difference.
    pub(super) fn json(&self) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            service: &'a str,
            operation: &'a str,
            line: usize,
            direction: Direction,
            #[serde(flatten)]
            difference: &'a Difference,
        }
        let lines: Vec<Line<'_>> = self
            .all()
            .map(|(replayed, record, difference)| Line {
                service: replayed.service,
                operation: replayed.operation(record),
                line: record.exchange + 1,
                direction: record.direction,
                difference,
            })
            .collect();
        let mut text = serde_json::to_string_pretty(&lines).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The differences, and below them the tables.
    pub(super) fn print(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
        for (replayed, record, difference) in self.all() {
            let Difference { place, cause, detail, known } = difference;
            if let Some(reason) = known {
                *listed.entry(reason).or_default() += 1;
                continue;
            }
            let (service, operation, line) = (replayed.service, replayed.operation(record), record.exchange + 1);
            let direction = record.direction;
            writeln!(to, "DIFFERS: {service}.jsonl:{line} {operation}, {direction} {place}: {cause}")?;
            for line in detail.lines() {
                writeln!(to, "  {line}")?;
            }
        }
        for (reason, count) in listed {
            writeln!(to, "known, {count} times: {}", reason.replace('\n', " "))?;
        }
        self.print_services(to)?;
        self.print_causes(to)
    }

    fn print_services(&self, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "\n{:<28} {:>9}   passed / model / known / differs", "", "")?;
        writeln!(to, "{:<28} {:>9} {:>26} {:>26} {:>26}", "service", "exchanges", "request", "input", "output")?;
        let mut sums = [[0usize; 4]; 3];
        let mut count = 0;
        for replayed in &self.services {
            let mut row = [[0usize; 4]; 3];
            for record in &replayed.records {
                row[record.direction as usize][record.verdict() as usize] += 1;
            }
            for (sum, cells) in sums.iter_mut().zip(&row) {
                sum.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell);
            }
            count += replayed.exchanges.len();
            print_row(to, replayed.service, replayed.exchanges.len(), &row)?;
        }
        print_row(to, "all", count, &sums)
    }

    fn print_causes(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut causes: BTreeMap<(Direction, &str), [usize; 2]> = BTreeMap::new();
        for (_, record, difference) in self.all() {
            let counts = causes.entry((record.direction, &difference.cause)).or_default();
            counts[usize::from(difference.known.is_none())] += 1;
        }
        let mut constraints: BTreeMap<(Direction, &str), usize> = BTreeMap::new();
        for record in self.services.iter().flat_map(|replayed| &replayed.records) {
            for constraint in &record.model {
                let name = constraint.rsplit_once(": ").map_or("", |(_, name)| name);
                *constraints.entry((record.direction, name)).or_default() += 1;
            }
        }
        writeln!(to, "\n{:<10} {:<50} {:>8} {:>8}", "direction", "cause", "known", "differs")?;
        for ((direction, cause), [listed, differs]) in causes {
            writeln!(to, "{direction:<10} {cause:<50} {listed:>8} {differs:>8}")?;
        }
        for ((direction, name), count) in constraints {
            writeln!(to, "{direction:<10} {:<50} {count:>8} {:>8}", format!("model: {name}"), 0)?;
        }
        writeln!(to)
    }
}

fn print_row(to: &mut dyn Write, name: &str, exchanges: usize, row: &[[usize; 4]; 3]) -> io::Result<()> {
    write!(to, "{name:<28} {exchanges:>9}")?;
    for cells in row {
        let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:>5}")).collect();
        write!(to, " {:>26}", cells.join(" /"))?;
    }
    writeln!(to)
}
