//! What came of all tests: a table, the failures one by one, and the same as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::known::{Entry, Known};
use crate::counted;

/// What one side made of one test, as the test program says it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Record {
    pub(super) kind: String,
    pub(super) side: String,
    pub(super) id: String,
    pub(super) result: Verdict,
    pub(super) reason: String,
    /// Why a failure is known; never from the test program.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub(super) known: Option<String>,
}

/// How a test went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    Passed,
    Failed,
    /// It failed, and is on the list.
    Known,
}

/// A service whose tests were run.
pub(super) struct Tested {
    pub(super) service: String,
    /// How many tests the generator saw, each counted once for both sides.
    pub(super) tests: usize,
    pub(super) records: Vec<Record>,
}

/// All services.
#[derive(Default)]
pub(super) struct Results {
    pub(super) services: Vec<Tested>,
}

impl Results {
    /// Marks known failures, and returns what is on the list but passes.
    pub(super) fn settle(&mut self, known: &Known) -> Vec<Entry> {
        let services = self.services.iter_mut();
        services.flat_map(|tested| known.settle(&tested.service, &mut tested.records)).collect()
    }

    /// How many tests failed that are not on the list.
    pub(super) fn failures(&self) -> usize {
        self.records().filter(|(_, record)| record.result == Verdict::Failed).count()
    }

    fn records(&self) -> impl Iterator<Item = (&str, &Record)> {
        let services = self.services.iter();
        services.flat_map(|tested| tested.records.iter().map(|record| (tested.service.as_str(), record)))
    }

    /// A JSON array with an object for each test and side.
    pub(super) fn json(&self) -> String {
        #[derive(Serialize)]
        struct Line<'a> {
            service: &'a str,
            #[serde(flatten)]
            record: &'a Record,
        }
        let lines: Vec<Line<'_>> = self.records().map(|(service, record)| Line { service, record }).collect();
        let mut text = serde_json::to_string_pretty(&lines).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The failures, and below them the table.
    pub(super) fn print(&self, to: &mut dyn Write) -> io::Result<()> {
        for (service, record) in self.records() {
            let Record { kind, side, id, result, reason, known } = record;
            if *result != Verdict::Passed {
                let word = if *result == Verdict::Known { "known" } else { "FAILED" };
                writeln!(to, "{word}: {id} ({kind}, {side}, {service})")?;
                for line in known.as_deref().unwrap_or(reason).lines() {
                    writeln!(to, "  {line}")?;
                }
                writeln!(to)?;
            }
        }
        for tested in &self.services {
            tested.print(to)?;
        }
        Ok(())
    }
}

impl Tested {
    fn print(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut rows: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
        for record in &self.records {
            let row = rows.entry((&record.kind, &record.side)).or_default();
            row[match record.result {
                Verdict::Passed => 0,
                Verdict::Failed => 1,
                Verdict::Known => 2,
            }] += 1;
        }
        let total = rows.values().fold([0; 3], |[a, b, c], [x, y, z]| [a + x, b + y, c + z]);
        writeln!(to, "{} ({})", self.service, counted(self.tests, "test"))?;
        writeln!(to, "  {:<26} {:<7} {:>6} {:>6} {:>6}", "", "", "passed", "failed", "known")?;
        let rows = rows.into_iter().chain([(("all", ""), total)]);
        for ((kind, side), [passed, failed, known]) in rows {
            writeln!(to, "  {kind:<26} {side:<7} {passed:>6} {failed:>6} {known:>6}")?;
        }
        writeln!(to)
    }
}
