//! `--check`: says which files are not what would be generated now, and why.

use std::fmt;
use std::io;

use serde_json::{Value, json};
use shapewright_codegen::tools::{Lack, from_here};
use shapewright_codegen::{Plan, Refusal, Step};

use super::tell;
use crate::{Console, Outcome, counted};

/// Reports what differs, and what the manifest around a module lacks; `command` writes what was checked.
pub(super) fn run(
    plan: &Plan,
    lack: Option<&Lack>,
    command: &str,
    as_json: bool,
    console: &mut Console<'_>,
) -> io::Result<Outcome> {
    if as_json {
        let all: Vec<Value> = files(plan, command).chain(lack.map(incomplete)).collect();
        writeln!(console.out, "{:#}", Value::from(&*all))?;
        return Ok(if all.is_empty() { Outcome::Done } else { Outcome::Failed });
    }
    let outcome = in_text(plan, command, console)?;
    match lack {
        Some(lack) => tell(lack, "error", console).map(|()| Outcome::Failed),
        None => Ok(outcome),
    }
}

fn in_text(plan: &Plan, command: &str, console: &mut Console<'_>) -> io::Result<Outcome> {
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

/// What differs, for tools: an object for each file.
fn files(plan: &Plan, command: &str) -> impl Iterator<Item = Value> {
    plan.steps().filter_map(move |(path, step)| {
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
    })
}

/// The same for a manifest, which no command writes.
fn incomplete(lack: &Lack) -> Value {
    let causes: Vec<_> = lack.lines.iter().map(|line| json!({ "kind": "manifest", "message": line })).collect();
    let file = from_here(&lack.manifest).display().to_string();
    json!({ "file": file, "state": "incomplete", "line": null, "causes": causes, "command": null })
}
