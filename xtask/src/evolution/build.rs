//! Compiles and runs the programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::judge::{self, Fault, Outcome, Shaped};
use super::versions::{Edited, Family, Version};
use super::{exchange, program, sample};
use crate::cargo::{Workshop, dependency, write_if_changed};
use shapewright_smithy::evolution::Flow;

/// What happens with an edited version.
#[derive(Default)]
pub(super) struct Truth {
    /// Why callers do not compile.
    pub(super) callers: Fault,
    /// Why implementations of the trait do not compile.
    pub(super) implementors: Fault,
    /// Why messages are not read as they are meant, by the flow.
    pub(super) wire: BTreeMap<Flow, String>,
    /// How many messages counted, by the flow.
    pub(super) messages: BTreeMap<Flow, usize>,
}

/// Finds out what happens, by the module of the version.
pub(super) fn truths(families: &[Family], out: &Path) -> Result<BTreeMap<String, Truth>, String> {
    let packages: Vec<String> = (0..families.len())
        .flat_map(|at| ["versions", "programs", "exchange"].map(|kind| format!("{kind}{at}")))
        .collect();
    let fault = |error: io::Error| error.to_string();
    fs::create_dir_all(out).map_err(fault)?;
    let workshop = Workshop::set_up(out, &packages.iter().map(String::as_str).collect::<Vec<_>>()).map_err(fault)?;
    let mut truths = BTreeMap::new();
    for (at, family) in families.iter().enumerate() {
        write(family, at, out).map_err(fault)?;
    }
    // All at once, which keeps all processors busy; what is wrong is found below.
    let _ = workshop.cargo_for_all("build").arg("--keep-going").stderr(std::process::Stdio::null()).status();
    for (at, family) in families.iter().enumerate() {
        let broken = compile(family, at, &workshop)?;
        let outcomes = exchanges(family, at, &workshop)?;
        for (edited, outcomes) in family.edited.iter().zip(outcomes) {
            let module = &edited.version.module;
            let error = |kind: &str| broken.get(&format!("{kind}_{module}")).cloned();
            let (wire, messages) = judged(&family.base, &edited.version, &outcomes);
            let truth = Truth { callers: error("callers"), implementors: error("implementors"), wire, messages };
            truths.insert(module.clone(), truth);
        }
    }
    Ok(truths)
}

fn versions(family: &Family) -> impl Iterator<Item = &Version> {
    std::iter::once(&family.base).chain(family.edited.iter().map(|edited| &edited.version))
}

/// Writes the packages of a family.
fn write(family: &Family, at: usize, out: &Path) -> io::Result<()> {
    let runtime = dependency("runtime")?;
    let features = r#"features = ["cbor", "checksum", "client", "event-stream", "gzip", "http", "query", "regex", "server", "stream", "waiters", "xml"]"#;
    let runtime = format!("shapewright-runtime = {{ {runtime}, {features} }}\n");
    let package = |name: &str| format!("[package]\nname = \"{name}{at}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
    let of_versions = format!("versions = {{ package = \"versions{at}\", path = \"../versions{at}\" }}\n");
    let folder = |kind: &str| out.join(format!("{kind}{at}"));
    let manifest = |kind: &str, text: String| put(&folder(kind).join("Cargo.toml"), &text);

    manifest("versions", format!("{}[lib]\nname = \"versions\"\n\n[dependencies]\n{runtime}", package("versions")))?;
    let modules: String = versions(family).map(|version| format!("pub mod {};\n", version.module)).collect();
    put(&folder("versions").join("src/lib.rs"), &format!("#![allow(warnings)]\n{modules}"))?;
    for version in versions(family) {
        for (path, file) in version.tree.files() {
            put(&folder("versions").join("src").join(&version.module).join(path), file.text())?;
        }
    }

    let dependencies = format!("[dependencies]\n{of_versions}{runtime}serde = \"1\"\n");
    manifest("programs", format!("{}{dependencies}", package("programs")))?;
    for version in versions(family) {
        // The programs are for the API of the base.
        let callers = program::of_callers(&family.base.surface, &version.module);
        let implementors = program::of_implementors(&family.base.surface, &version.module);
        put(&folder("programs").join(format!("src/callers_{}.rs", version.module)), &callers)?;
        put(&folder("programs").join(format!("src/implementors_{}.rs", version.module)), &implementors)?;
    }
    write_programs(family, &folder("programs"), &BTreeSet::new())?;

    let tokio = "tokio = { version = \"1\", features = [\"macros\", \"rt\", \"time\"] }\n";
    manifest("exchange", format!("{}{dependencies}serde_json = \"1\"\n{tokio}", package("exchange")))?;
    let names: Vec<&str> = versions(family).map(|version| version.module.as_str()).collect();
    put(&folder("exchange").join("src/main.rs"), &exchange::main(&names))?;
    for version in versions(family) {
        let module = exchange::module(&version.surface, &version.module);
        put(&folder("exchange").join(format!("src/{}.rs", version.module)), &module)?;
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    write_if_changed(path, text.as_bytes())
}

/// Writes the root of the programs, without those that are known to be broken.
fn write_programs(family: &Family, folder: &Path, without: &BTreeSet<String>) -> io::Result<()> {
    let mut text =
        "#![allow(warnings)]\npub fn value<T>() -> T {\n    unimplemented!()\n}\npub fn future<R, F: Future<Output \
                    = R>>(_: F) {}\n"
            .to_owned();
    for version in versions(family) {
        for kind in ["callers", "implementors"] {
            let module = format!("{kind}_{}", version.module);
            if !without.contains(&module) {
                text.push_str(&format!("mod {module};\n"));
            }
        }
    }
    put(&folder.join("src/lib.rs"), &text)
}

/// Which programs do not compile, each with the first error. The compiler gives up at errors of one kind before it looks
/// for those of the next, so the broken ones are taken out until the rest compiles.
fn compile(family: &Family, at: usize, workshop: &Workshop) -> Result<BTreeMap<String, String>, String> {
    let fault = |error: io::Error| error.to_string();
    let folder = workshop.folder().join(format!("programs{at}"));
    let mut broken: BTreeMap<String, String> = BTreeMap::new();
    loop {
        write_programs(family, &folder, &broken.keys().cloned().collect()).map_err(fault)?;
        let mut command = workshop.cargo("build", &format!("programs{at}"));
        let output = command.arg("--message-format=json").output().map_err(fault)?;
        if output.status.success() {
            break;
        }
        let before = broken.len();
        for line in output.stdout.split(|byte| *byte == b'\n') {
            let Ok(message) = serde_json::from_slice::<Value>(line) else { continue };
            let message = &message["message"];
            if message["level"] != "error" {
                continue;
            }
            let spans = message["spans"].as_array().into_iter().flatten();
            for span in spans.filter(|span| span["is_primary"] == true) {
                let file = Path::new(span["file_name"].as_str().unwrap_or_default());
                let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                if stem.starts_with("callers_") || stem.starts_with("implementors_") {
                    let text = message["message"].as_str().unwrap_or_default();
                    broken.entry(stem).or_insert_with(|| format!("{text} ({}:{})", file.display(), span["line_start"]));
                }
            }
        }
        if broken.len() == before {
            return Err(format!(
                "{}: programs do not compile: {}",
                family.name,
                String::from_utf8_lossy(&output.stderr)
            ));
        }
    }
    for kind in ["callers", "implementors"] {
        if let Some(error) = broken.get(&format!("{kind}_{}", family.base.module)) {
            return Err(format!("{}: the program does not compile against its own version: {error}", family.name));
        }
    }
    Ok(broken)
}

/// The outcomes of one message of an operation: within the old version, of old clients, within the new version, and of new
/// clients.
type Outcomes = Vec<(String, [Outcome; 4])>;

/// Runs the exchanges of each edited version.
fn exchanges(family: &Family, at: usize, workshop: &Workshop) -> Result<Vec<Outcomes>, String> {
    let fault = |error: io::Error| error.to_string();
    let package = format!("exchange{at}");
    let built = workshop.cargo("build", &package).output().map_err(fault)?;
    if !built.status.success() {
        return Err(format!("{}: {}", family.name, String::from_utf8_lossy(&built.stderr)));
    }
    let cases: Vec<Vec<Value>> = family.edited.iter().map(|edited| cases(&family.base, edited)).collect();
    let all: Vec<&Value> = cases.iter().flatten().collect();
    let folder = workshop.folder().join(&package);
    let (input, output) = (folder.join("cases.json"), folder.join("results.json"));
    fs::write(&input, serde_json::to_vec(&all).map_err(|error| error.to_string())?).map_err(fault)?;
    let ran = Command::new(workshop.program(&package)).arg(&input).arg(&output).output().map_err(fault)?;
    if !ran.status.success() {
        return Err(format!("{}: {}", family.name, String::from_utf8_lossy(&ran.stderr)));
    }
    let bytes = fs::read(&output).map_err(fault)?;
    let mut outcomes: std::vec::IntoIter<Outcome> =
        serde_json::from_slice::<Vec<Outcome>>(&bytes).map_err(|error| error.to_string())?.into_iter();
    let of_edit = |cases: &Vec<Value>| -> Outcomes {
        let mut found = Vec::new();
        for four in cases.chunks(4) {
            let operation = four[0]["operation"].as_str().unwrap_or_default().to_owned();
            let four: Vec<Outcome> = outcomes.by_ref().take(4).collect();
            found.extend(<[Outcome; 4]>::try_from(four).ok().map(|four| (operation, four)));
        }
        found
    };
    Ok(cases.iter().map(of_edit).collect())
}

/// The exchanges of an edited version, four for each message.
fn cases(base: &Version, edited: &Edited) -> Vec<Value> {
    let new = &edited.version;
    let mut operations = base.operations();
    operations.extend(new.operations());
    operations.sort();
    operations.dedup();
    let mut cases = Vec::new();
    for kind in sample::KINDS {
        let outputs = |version: &Version| -> Value {
            let output = |operation: String| {
                let value = sample::value(&version.json, &version.message(&operation, "output")?, kind)?;
                Some((operation, value))
            };
            version.operations().into_iter().filter_map(output).collect::<serde_json::Map<_, _>>().into()
        };
        let (old_outputs, new_outputs) = (outputs(base), outputs(new));
        for operation in &operations {
            let input = |version: &Version| {
                let id = version.message(operation, "input")?;
                sample::value(&version.json, &id, kind)
            };
            let (old_input, new_input) = (input(base), input(new));
            let case = |client: &Version, server: &Version| {
                let input = if std::ptr::eq(client, base) { &old_input } else { &new_input };
                let outputs = if std::ptr::eq(server, base) { &old_outputs } else { &new_outputs };
                json!({
                    "client": client.module,
                    "server": server.module,
                    "operation": operation,
                    "input": input,
                    "outputs": outputs,
                })
            };
            cases.extend([case(base, base), case(base, new), case(new, new), case(new, base)]);
        }
    }
    cases
}

/// What the outcomes of an edited version show: the first fault of each flow, and how many messages counted.
fn judged(base: &Version, edited: &Version, outcomes: &Outcomes) -> (BTreeMap<Flow, String>, BTreeMap<Flow, usize>) {
    let (mut faults, mut counts) = (BTreeMap::new(), BTreeMap::new());
    for (operation, [within_old, of_old, within_new, of_new]) in outcomes {
        let ids = |part: &str| [base, edited].map(|version| version.message(operation, part).unwrap_or_default());
        let (inputs, outputs) = (ids("input"), ids("output"));
        let [old_input, new_input] = shaped(base, edited, &inputs);
        let [old_output, new_output] = shaped(base, edited, &outputs);
        let found = [
            (Flow::OldRequests, judge::request((old_input, within_old), (new_input, of_old))),
            (Flow::NewResponses, judge::response((new_output, within_new), (old_output, of_old))),
            (Flow::NewRequests, judge::request((new_input, within_new), (old_input, of_new))),
            (Flow::OldResponses, judge::response((old_output, within_old), (new_output, of_new))),
        ];
        for (flow, fault) in found {
            *counts.entry(flow).or_default() += usize::from(fault.is_some());
            if let Some(Some(fault)) = fault {
                faults.entry(flow).or_insert(fault);
            }
        }
    }
    (faults, counts)
}

/// A shape of both versions.
fn shaped<'m>(base: &'m Version, edited: &'m Version, [old, new]: &'m [String; 2]) -> [Shaped<'m>; 2] {
    [Shaped { model: &base.json, shape: old }, Shaped { model: &edited.json, shape: new }]
}
