//! Compares verdicts with what happened, and prints where they differ.

use std::collections::BTreeMap;
use std::io;

use shapewright_codegen::evolution::Impact;
use shapewright_smithy::evolution::{Effect, Flow};

use super::build::Truth;
use super::versions::{Edited, Family};
use crate::Console;

/// How often a verdict and the truth agreed.
#[derive(Default)]
struct Figures {
    broken: usize,
    compatible: usize,
    false_compatible: usize,
    false_broken: usize,
    untested: usize,
}

/// One question about an edited version: the verdict, its reasons, and what happened.
struct Question {
    about: String,
    /// Why the verdict is that it breaks; empty if it does not.
    reasons: Vec<String>,
    truth: Option<String>,
    /// Whether something was tried that could have shown it.
    is_tested: bool,
}

/// Prints the figures and all disagreements; whether nothing breaks that is called compatible.
pub(super) fn print(
    families: &[Family],
    truths: &BTreeMap<String, Truth>,
    console: &mut Console<'_>,
) -> io::Result<bool> {
    let mut all: BTreeMap<String, Figures> = BTreeMap::new();
    let mut exchanges = 0;
    for family in families {
        for edited in &family.edited {
            let Some(truth) = truths.get(&edited.version.module) else { continue };
            exchanges += truth.messages.values().sum::<usize>();
            for Question { about, reasons, truth, is_tested } in questions(edited, truth) {
                let figures = all.entry(about.clone()).or_default();
                let what = format!("{}, {} ({}): {about}", family.name, edited.edit, edited.version.module);
                match (reasons.is_empty(), truth) {
                    (_, None) if !is_tested => figures.untested += 1,
                    (true, None) => figures.compatible += 1,
                    (false, Some(_)) => figures.broken += 1,
                    (true, Some(truth)) => {
                        figures.false_compatible += 1;
                        writeln!(console.err, "error: {what}: the verdict is compatible, but: {truth}")?;
                    }
                    (false, None) => {
                        figures.false_broken += 1;
                        writeln!(console.out, "{what}: nothing broke, but: {}", reasons.join("; "))?;
                    }
                }
            }
        }
    }
    writeln!(
        console.out,
        "\n{:44} {:>7} {:>11} {:>17} {:>13} {:>9}",
        "", "broken", "compatible", "false compatible", "false broken", "untested"
    )?;
    let mut passed = true;
    for (about, figures) in &all {
        let Figures { broken, compatible, false_compatible, false_broken, untested } = figures;
        passed &= *false_compatible == 0;
        writeln!(
            console.out,
            "{about:44} {broken:>7} {compatible:>11} {false_compatible:>17} {false_broken:>13} {untested:>9}"
        )?;
    }
    writeln!(console.out, "messages compared: {exchanges}")?;
    Ok(passed)
}

fn questions(edited: &Edited, truth: &Truth) -> Vec<Question> {
    let api = |impacts: &[Impact]| -> Vec<String> {
        let meant = edited.changes.iter().filter(|change| impacts.contains(&change.impact));
        meant.map(|change| format!("{}: {}", change.item, change.message)).collect()
    };
    let mut questions = vec![
        Question {
            about: "Rust API, callers".to_owned(),
            reasons: api(&[Impact::BreaksAll, Impact::BreaksCallers]),
            truth: truth.callers.clone(),
            is_tested: true,
        },
        Question {
            about: "Rust API, implementations".to_owned(),
            reasons: api(&[Impact::BreaksAll, Impact::BreaksImplementors]),
            truth: truth.implementors.clone(),
            is_tested: true,
        },
    ];
    for flow in Flow::ALL {
        // Samples are at the edges of what the writer's version allows, so they use what is new.
        let breaks = |effect| matches!(effect, Effect::Breaks | Effect::OnlyNew);
        let meant = edited.wire.iter().filter(|change| change.flow == flow && breaks(change.effect));
        let shapes: Vec<&str> =
            meant.clone().map(|change| change.shape.split('$').next().unwrap_or_default()).collect();
        // Handlers return outputs only.
        let is_error = |id: &str| !edited.version.json["shapes"][id]["traits"]["smithy.api#error"].is_null();
        let is_of_errors = !shapes.is_empty() && shapes.iter().all(|id| is_error(id));
        let count = truth.messages.get(&flow).copied().unwrap_or_default();
        questions.push(Question {
            about: flow.to_string(),
            is_tested: count > 0 && !is_of_errors,
            reasons: meant.map(|change| format!("{}: {}", change.shape, change.message)).collect(),
            truth: truth.wire.get(&flow).cloned(),
        });
    }
    questions
}
