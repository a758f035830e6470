//! The commands, run on small models in folders of their own.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use xtask::{Console, Outcome, codegen, lint};

/// A folder with `models` and room for `generated`.
struct Project {
    folder: TempDir,
}

/// How a command ended, and what it printed to which stream.
struct Done {
    outcome: Outcome,
    out: String,
    err: String,
}

impl Project {
    fn with(models: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("models")).unwrap();
        let project = Self { folder };
        for (name, text) in models {
            project.write(name, text);
        }
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path("models").join(name), text).unwrap();
    }

    fn configure(&self, text: &str) {
        fs::write(self.path("shapewright.toml"), text).unwrap();
    }

    /// The configuration, once there is one.
    fn config(&self) -> Option<PathBuf> {
        Some(self.path("shapewright.toml")).filter(|path| path.exists())
    }

    fn codegen(&self, check: bool, only: Option<&str>) -> Done {
        let options = codegen::Options {
            check,
            config: self.config(),
            models: Some(self.path("models")),
            out: Some(self.path("generated")),
            only: only.map(str::to_owned),
            ..codegen::Options::default()
        };
        capture(|console| codegen::run(&options, console))
    }

    fn lint(&self, json: bool) -> Done {
        self.lint_at("models", json)
    }

    fn lint_at(&self, path: &str, json: bool) -> Done {
        let options = lint::Options {
            models: Some(self.path(path)),
            config: self.config(),
            output: shapewright::output::Output { json, ..Default::default() },
        };
        capture(|console| lint::run(&options, console))
    }
}

fn capture(command: impl FnOnce(&mut Console<'_>) -> std::io::Result<Outcome>) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let outcome = command(&mut Console::new(&mut out, &mut err)).unwrap();
    Done { outcome, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn model(documentation: &str) -> String {
    let model = serde_json::json!({
        "smithy": "2.0",
        "shapes": {
            "example.ping#Ping": {
                "type": "service",
                "version": "2020-01-01",
                "operations": [{ "target": "example.ping#Send" }],
                "traits": {
                    "aws.protocols#restJson1": {},
                    "smithy.api#documentation": documentation
                }
            },
            "example.ping#Send": {
                "type": "operation",
                "input": { "target": "smithy.api#Unit" },
                "output": { "target": "smithy.api#Unit" },
                "traits": {
                    "smithy.api#http": { "method": "POST", "uri": "/ping", "code": 200 },
                    "smithy.api#documentation": documentation
                }
            }
        }
    });
    model.to_string()
}

const BROKEN: &str = "{ BAD";

#[test]
fn a_run_makes_a_check_content() {
    let project = Project::with(&[("one.json", &model("Old.")), ("two.json", &model("Old."))]);
    project.configure("");
    let before = project.codegen(true, None);
    assert_eq!(before.outcome, Outcome::Failed);
    assert!(before.out.contains("Cargo.toml is missing"), "{}", before.out);
    let command = format!(
        "`shapewright generate --config {} --models {} --out {}`",
        project.path("shapewright.toml").display(),
        project.path("models").display(),
        project.path("generated").display()
    );
    assert!(before.err.contains(&command), "{}", before.err);
    assert!(!project.path("generated").exists());

    let run = project.codegen(false, None);
    assert_eq!(run.outcome, Outcome::Done, "{}", run.err);
    for name in ["one: ", "two: "] {
        let lines = run.out.lines().filter(|line| line.starts_with(name));
        assert_eq!(lines.count(), 1, "{}", run.out);
    }
    let after = project.codegen(true, None);
    assert_eq!(after.outcome, Outcome::Done, "{}{}", after.out, after.err);
}

#[test]
fn a_check_tells_of_an_edit_by_hand() {
    let project = Project::with(&[("one.json", &model(""))]);
    let run = project.codegen(false, None);
    assert!(run.out.starts_with("one: 1 operation, 2 shapes, 8 files written, "), "{}", run.out);
    let path = project.path("generated/src/one.rs");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("mod wire;", "mod wire; // mine")).unwrap();
    let check = project.codegen(true, None);
    assert_eq!(check.outcome, Outcome::Failed);
    let expected = format!("{} was edited by hand after it was generated: move", path.display());
    assert!(check.out.starts_with(&expected) && check.out.lines().count() == 1, "{}", check.out);
    assert!(check.err.starts_with("error: 1 file must be fixed by hand"), "{}", check.err);
    fs::remove_file(&path).unwrap();
    let run = project.codegen(false, None);
    assert!(run.out.contains(", 1 file written, "), "{}", run.out);
    assert_eq!(project.codegen(true, None).outcome, Outcome::Done);
}

#[test]
fn only_one_service_leaves_the_others_alone() {
    let project = Project::with(&[("one.json", &model("Old.")), ("two.json", &model("Old."))]);
    project.configure("");
    project.codegen(false, None);
    project.write("one.json", &model("New and longer."));
    project.write("two.json", &model("New and longer."));
    assert_eq!(project.codegen(false, Some("one")).outcome, Outcome::Done);
    assert_eq!(project.codegen(true, Some("one")).outcome, Outcome::Done);
    let two = project.codegen(true, Some("two"));
    assert_eq!(two.outcome, Outcome::Failed);
    assert!(two.err.contains("--only two`"), "{}", two.err);
    let all = project.codegen(true, None);
    assert!(all.out.contains("differs") && !all.out.contains("stale"), "{}", all.out);
    let stems = |text: &str| text.matches("src/one").count();
    assert_eq!(stems(&all.out), 0, "{}", all.out);
}

#[test]
fn errors_in_a_model_write_nothing() {
    let project = Project::with(&[("one.json", &model("")), ("two.json", BROKEN)]);
    let run = project.codegen(false, None);
    assert_eq!(run.outcome, Outcome::Failed);
    assert_eq!(run.out, "");
    assert!(run.err.contains("models/two.json:1:"), "{}", run.err);
    assert!(!project.path("generated").exists());
}

#[test]
fn lint_reports_for_people_and_for_tools() {
    let project = Project::with(&[("two.json", BROKEN)]);
    let people = project.lint(false);
    assert_eq!(people.outcome, Outcome::Failed);
    assert!(people.err.contains("models/two.json:1:"), "{}", people.err);
    assert!(people.out.contains("models: 1, errors: 1"), "{}", people.out);
    let tools = project.lint(true);
    assert_eq!(tools.outcome, Outcome::Failed);
    let list: serde_json::Value = serde_json::from_str(&tools.out).unwrap();
    assert_eq!(list[0]["severity"], "error");
    // By this path, the file is found from where the command runs.
    assert_eq!(list[0]["file"], project.path("models/two.json").display().to_string());
    assert_eq!(list[0]["line"], 1);
    assert_eq!((&list[0]["code"], &list[0]["smithyId"]), (&"broken-json".into(), &"Model".into()));
    assert!(people.err.contains("error[broken-json]: "), "{}", people.err);
    project.write("two.json", &model(""));
    assert_eq!(project.lint(false).outcome, Outcome::Done);
}

/// Choices that nobody reads would give other code than before.
#[test]
fn a_file_of_choices_among_the_models_is_refused() {
    let project = Project::with(&[("one.json", &model(""))]);
    project.write("codegen.toml", "[one]\nmodule = \"first\"");
    for done in [project.codegen(false, None), project.lint(false)] {
        assert_eq!(done.outcome, Outcome::Misused);
        let expected = format!("error: `{}` is not read any more: move", project.path("models/codegen.toml").display());
        assert!(done.err.starts_with(&expected) && done.err.contains("[services.panorama]"), "{}", done.err);
    }
    assert!(!project.path("generated").exists());
}

/// The name of the folder around everything, which differs from clone to clone, shows nowhere.
#[test]
fn clones_give_the_same_bytes_from_wherever_the_command_runs() {
    let files = |clone: &Path| {
        let read = |path: &str| fs::read_to_string(clone.join("code").join(path)).unwrap();
        ["Cargo.toml", "src/lib.rs", "src/ping.rs", "src/ping/types.rs"].map(read)
    };
    let folder = tempfile::tempdir().unwrap();
    let config = "models = '.'\nout = 'code'\nruntime = { path = '../runtime' }\n";
    let project = r#"{ "version": "1.0", "sources": ["model"] }"#;
    let [one, two] = ["one", "two/deeper"].map(|name| folder.path().join(name));
    for clone in [&one, &two] {
        fs::create_dir_all(clone.join("model")).unwrap();
        fs::write(clone.join("shapewright.toml"), config).unwrap();
        fs::write(clone.join("smithy-build.json"), project).unwrap();
        fs::write(clone.join("model/main.json"), model("")).unwrap();
    }
    let run = |options: codegen::Options| capture(|console| codegen::run(&options, console));
    let config = |clone: &Path| Some(clone.join("shapewright.toml"));
    let done = run(codegen::Options { config: config(&one), ..codegen::Options::default() });
    assert_eq!(done.outcome, Outcome::Done, "{}", done.err);
    // By another way: a link, and folders named on the command line.
    #[cfg(unix)]
    let two = {
        std::os::unix::fs::symlink(&two, folder.path().join("link")).unwrap();
        folder.path().join("link")
    };
    let (models, out) = (Some(two.join("smithy-build.json")), Some(fs::canonicalize(&two).unwrap().join("code")));
    let done = run(codegen::Options { config: config(&two), models, out, ..codegen::Options::default() });
    assert_eq!(done.outcome, Outcome::Done, "{}", done.err);
    assert_eq!(files(&one), files(&two));
    // The module has the service's name, since a folder's would be that of the clone.
    assert!(files(&one)[2].contains(" from smithy-build.json ("), "{}", files(&one)[2]);
    assert!(files(&one)[0].contains("path = \"../../runtime\""), "{}", files(&one)[0]);
    // A table is named after the service, too.
    fs::write(one.join("shapewright.toml"), "models = '.'\nout = 'code'\n[services.ping]\nmodule = 'pong'\n").unwrap();
    let done = run(codegen::Options { config: config(&one), replace: true, ..codegen::Options::default() });
    assert_eq!((done.outcome, &*done.err), (Outcome::Done, ""));
    assert!(one.join("code/src/pong.rs").exists());
}

#[test]
fn one_model_can_be_linted_alone() {
    let project = Project::with(&[("one.json", &model("")), ("two.json", BROKEN)]);
    project.configure("[services.two]\nmodule = \"second\"");
    let good = project.lint_at("models/one.json", false);
    assert_eq!((good.outcome, &*good.out), (Outcome::Done, "models: 1, errors: 0, warnings: 0\n"));
    assert_eq!(project.lint_at("models/two.json", false).outcome, Outcome::Failed);
    let no_model = project.lint_at("shapewright.toml", false);
    assert_eq!(no_model.outcome, Outcome::Misused);
    assert!(no_model.err.contains("is not a `*.smithy` or `*.json` file"), "{}", no_model.err);
}

#[test]
fn one_file_is_linted_without_its_neighbors() {
    let text = |shape: &str| format!("$version: \"2.0\"\n\nnamespace example\n\n{shape}\n");
    let project = Project::with(&[("text.smithy", &text("string Text")), ("twin.smithy", &text("integer Text"))]);
    let alone = project.lint_at("models/text.smithy", false);
    assert_eq!((alone.outcome, &*alone.out), (Outcome::Done, "models: 1, errors: 0, warnings: 1\n"), "{}", alone.err);
    assert!(alone.err.contains("warning[no-service]"), "{}", alone.err);
    project.write("broken.smithy", &text("list Texts {\n    member: Text\n}"));
    let broken = project.lint_at("models/broken.smithy", false);
    assert!(broken.err.contains("`example#Text` does not exist"), "{}", broken.err);
    assert!(!broken.err.contains("twin.smithy"), "{}", broken.err);
}

#[test]
fn what_is_not_there_is_a_misuse() {
    let project = Project::with(&[("one.json", &model(""))]);
    let other = project.codegen(false, Some("nope"));
    assert_eq!(other.outcome, Outcome::Failed);
    assert!(other.err.contains("`nope`") && other.err.contains("one"), "{}", other.err);
    let empty = Project::with(&[]);
    assert_eq!(empty.codegen(false, None).outcome, Outcome::Misused);
    assert_eq!(empty.lint(false).outcome, Outcome::Misused);
    fs::remove_dir(empty.path("models")).unwrap();
    let missing = empty.lint(false);
    assert_eq!(missing.outcome, Outcome::Misused);
    assert!(missing.err.contains("cannot find `"), "{}", missing.err);
}

#[test]
fn the_output_does_not_depend_on_how_the_folder_is_called() {
    let project = Project::with(&[("one.json", &model(""))]);
    project.codegen(false, None);
    let options = codegen::Options {
        check: true,
        models: Some(project.path("models/../models/.")),
        out: Some(project.path("generated")),
        ..codegen::Options::default()
    };
    let check = capture(|console| codegen::run(&options, console));
    assert_eq!(check.outcome, Outcome::Done, "{}", check.out);
    let root = fs::read_to_string(project.path("generated/src/one.rs")).unwrap();
    let path = project.folder.path().file_name().map(Path::new).unwrap();
    assert!(!root.contains(&path.display().to_string()), "{root}");
}

#[test]
fn models_from_elsewhere_do_not_take_the_place_of_the_workspace_s() {
    let project = Project::with(&[("one.json", &model(""))]);
    let options = codegen::Options { models: Some(project.path("models")), ..codegen::Options::default() };
    for check in [false, true] {
        let done = capture(|console| codegen::run(&codegen::Options { check, ..options.clone() }, console));
        assert_eq!((done.outcome, &*done.out), (Outcome::Misused, ""));
        assert!(done.err.contains("with `--out DIR`"), "{}", done.err);
    }
    // The workspace's own models, by another path.
    let own =
        codegen::Options { check: true, models: Some("../xtask/../models".into()), ..codegen::Options::default() };
    assert_eq!(capture(|console| codegen::run(&own, console)).outcome, Outcome::Done);
}

#[test]
fn services_of_other_models_are_replaced_only_on_demand() {
    let project = Project::with(&[("one.json", &model("")), ("two.json", &model(""))]);
    project.codegen(false, None);
    for name in ["one.json", "two.json"] {
        fs::remove_file(project.path("models").join(name)).unwrap();
    }
    assert_eq!(project.codegen(false, None).outcome, Outcome::Misused);
    project.write("three.json", &model(""));
    let refused = project.codegen(false, None);
    assert_eq!(refused.outcome, Outcome::Misused);
    assert!(refused.err.contains("contains 2 services (one, two) that these models do not define"), "{}", refused.err);
    assert!(refused.err.contains("`--replace`"), "{}", refused.err);
    assert!(project.path("generated/src/two.rs").exists() && !project.path("generated/src/three.rs").exists());
    // A model that was deleted beside others takes its service along, and the command says so.
    project.write("one.json", &model(""));
    let run = project.codegen(false, None);
    assert_eq!(run.outcome, Outcome::Done);
    assert!(run.out.contains("\ntwo: removed: no model has this module\n"), "{}", run.out);
    for name in ["one.json", "three.json"] {
        fs::remove_file(project.path("models").join(name)).unwrap();
    }
    project.write("four.json", &model(""));
    let options = codegen::Options {
        models: Some(project.path("models")),
        out: Some(project.path("generated")),
        replace: true,
        ..codegen::Options::default()
    };
    assert_eq!(capture(|console| codegen::run(&options, console)).outcome, Outcome::Done);
    assert!(!project.path("generated/src/one.rs").exists());
}

#[test]
fn a_model_has_one_name() {
    let project = Project::with(&[("ping-pong-2016-06-10.json", &model("Old.")), ("two.json", &model(""))]);
    project.configure("[services.two]\nmodule = \"second\"\n[services.ping_pong]\nname = \"Sport\"");
    let run = project.codegen(false, None);
    assert_eq!((run.outcome, &*run.err), (Outcome::Done, ""));
    assert!(fs::read_to_string(project.path("generated/src/ping_pong.rs")).unwrap().contains("pub trait Sport"));
    for name in ["ping-pong", "ping_pong", "ping-pong-2016-06-10", "two", "second"] {
        assert_eq!(project.codegen(true, Some(name)).outcome, Outcome::Done, "{name}");
    }
    let unknown = project.codegen(true, Some("ping"));
    assert!(
        unknown.err.contains("no model is named `ping`; the models are: ping-pong-2016-06-10, two"),
        "{}",
        unknown.err
    );
}

#[test]
fn odd_files_do_not_go_unnoticed() {
    let project = Project::with(&[("My Model.json", &model("")), ("Two.JSON", &model(""))]);
    project.configure("[services.gone]\noperations = [\"A\"]");
    let run = project.codegen(false, None);
    assert_eq!(run.outcome, Outcome::Done, "{}", run.err);
    for warning in [
        "Two.JSON` is ignored",
        "warning[module-name]: `My Model` is not a valid module name; the module is called `my_model`",
        "warning[unused-table]: no model is named `gone`",
    ] {
        assert!(run.err.contains(warning), "{warning}\n{}", run.err);
    }
    // A link to nothing is no reason to remove what was generated from the model.
    #[cfg(unix)]
    {
        fs::remove_file(project.path("models/My Model.json")).unwrap();
        std::os::unix::fs::symlink("nowhere.json", project.path("models/My Model.json")).unwrap();
        let options = codegen::Options {
            models: Some(project.path("models")),
            out: Some(project.path("generated")),
            ..codegen::Options::default()
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = Console::new(&mut out, &mut err);
        let error = codegen::run(&options, &mut console).unwrap_err();
        assert!(error.to_string().contains("cannot read `"), "{error}");
    }
}

#[test]
fn warnings_are_suppressed_by_code() {
    let odd = model("").replace("\"version\"", "\"versoin\": 1, \"version\"");
    let project = Project::with(&[("one.json", &odd)]);
    let list = |done: &Done| serde_json::from_str::<serde_json::Value>(&done.out).unwrap();
    let told = list(&project.lint(true));
    assert_eq!((&told[0]["code"], &told[0]["severity"]), (&"unknown-key".into(), &"warning".into()));
    assert!(project.lint(false).err.contains("warning[unknown-key]: "));
    for id in ["unknown-key", "Model"] {
        project.configure(&format!("[services.one]\nsuppress = [\"{id}\"]"));
        assert_eq!(project.lint(true).out, "[]\n", "{id}");
    }
    assert_eq!(project.codegen(false, None).err, "");
    project.configure("[services.one]\nsuppress = [\"unknown-key\", \"unknown-trait\"]");
    let unused = list(&project.lint(true));
    assert_eq!(
        (&unused[0]["code"], &unused[0]["line"], &unused[0]["column"]),
        (&"unused-suppression".into(), &2.into(), &28.into())
    );
    assert_eq!(unused.as_array().unwrap().len(), 1);
    // An error has a code, too, but cannot be suppressed.
    for id in ["unknown-kye", "missing-target", "Mod"] {
        project.configure(&format!("[services.one]\nsuppress = [\"{id}\"]"));
        assert_eq!(project.lint(false).outcome, Outcome::Failed, "{id}");
    }
    project.configure("");
    let metadata = r#"{"metadata": {"suppressions": [{"id": "Model", "namespace": "example.ping"}]}, "#;
    project.write("one.json", &odd.replacen('{', metadata, 1));
    assert_eq!(project.lint(true).out, "[]\n");
}
