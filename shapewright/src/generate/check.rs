//! `--check`: says which files are not what would be generated now, and why.

use std::fmt;
use std::io;

use serde_json::json;
use shapewright_codegen::{Plan, Refusal, Step};

use crate::{Console, Outcome, counted};

/// Reports what differs; `command` writes what was checked.
pub(super) fn run(plan: &Plan, command: &str, as_json: bool, console: &mut Console<'_>) -> io::Result<Outcome> {
    if as_json {
        writeln!(console.out, "{:#}", to_json(plan, command))?;
        return Ok(if plan.is_empty() { Outcome::Done } else { Outcome::Failed });
    }
    if plan.is_empty() {
        console.say(format_args!("up to date: {}", counted(plan.steps().len(), "file")))?;
        return Ok(Outcome::Done);
    }
    write!(console.out, "{plan}")?;
    let refused = plan.refusals().count();
    let differing = plan.steps().filter(|(path, step)| differs(step) && !plan.causes(path).is_empty()).count();
    if refused > 0 {
        writeln!(console.err, "error: {}", Refused { plan, command })?;
    } else {
        let files = counted(differing.max(1), "file");
        writeln!(console.err, "error: the generated code is out of date ({files}); run `{command}`")?;
    }
    Ok(Outcome::Failed)
}

/// What a person must do about files that are not generated, or no longer as they were generated.
pub(super) struct Refused<'a> {
    pub(super) plan: &'a Plan,
    pub(super) command: &'a str,
}

impl fmt::Display for Refused<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, command } = self;
        let all: Vec<Refusal> = plan.refusals().map(|(_, refusal)| refusal).collect();
        let files = counted(all.len(), "file");
        write!(f, "{files} must be fixed by hand (see above) before `{command}` can update the rest")?;
        if all.iter().all(|refusal| *refusal == Refusal::Edited) {
            let paths = plan.refusals().map(|(path, _)| plan.root().join(path).display().to_string());
            let paths: Vec<String> = paths.collect();
            write!(f, "; to drop the edits: `rm {}`, then `{command}`", paths.join(" "))?;
        }
        Ok(())
    }
}

fn differs(step: &Step) -> bool {
    matches!(step, Step::Create(_) | Step::Update(..) | Step::Remove)
}

/// What differs, for tools: an array with an object for each file.
fn to_json(plan: &Plan, command: &str) -> serde_json::Value {
    let one = |(path, step): (&str, &Step)| {
        let state = match step {
            Step::Keep | Step::Restamp(_) => return None,
            Step::Create(_) => "missing",
            Step::Update(..) => "outdated",
            Step::Remove => "stale",
            Step::Refuse(Refusal::Edited) => "edited",
            Step::Refuse(Refusal::Stranger) => "foreign",
            Step::Refuse(Refusal::NotAFile) => "not-a-file",
        };
        let line = if let Step::Update(_, difference) = step { Some(difference.line) } else { None };
        let causes = plan.causes(path).into_iter();
        let causes: Vec<_> =
            causes.map(|cause| json!({ "kind": cause.name(), "message": cause.to_string() })).collect();
        let file = plan.root().join(path).display().to_string();
        Some(json!({ "file": file, "state": state, "line": line, "causes": causes, "command": command }))
    };
    plan.steps().filter_map(one).collect()
}
