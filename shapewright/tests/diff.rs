//! `shapewright diff`, run as a program on files, folders and git repositories of its own.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const OLD: &str = "$version: \"2\"\n\nnamespace a\n\nstructure City {\n    name: String\n    mayor: String\n}\n";
const ADDED: &str =
    "$version: \"2\"\n\nnamespace a\n\nstructure City {\n    name: String\n    mayor: String\n    area: Integer\n}\n";
const REMOVED: &str = "$version: \"2\"\n\nnamespace a\n\nstructure City {\n    name: String\n}\n";
const DESCRIBED: &str =
    "$version: \"2\"\n\nnamespace a\n\n/// A city.\nstructure City {\n    name: String\n    mayor: String\n}\n";
const WARNED: &str = "$version: \"2\"\n\nnamespace a\n\n@sensitive\n@title(\"City\")\nstructure City {\n    name: String\n    mayor: String\n}\n";

/// What the program did.
struct Done {
    code: i32,
    out: String,
    err: String,
}

/// A folder in which the program and git run.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(path, text)| folder.write(path, text));
        folder
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        let names = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        let output = command.args(names).args(arguments).current_dir(self.0.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "a"]);
    }

    fn diff(&self, arguments: &[&str]) -> Done {
        self.diff_in("", arguments, |_| {})
    }

    fn diff_in(&self, below: &str, arguments: &[&str], change: impl FnOnce(&mut Command)) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shapewright"));
        // A repository around the folder for temporary files does not count.
        command.env("GIT_CEILING_DIRECTORIES", self.0.path().parent().unwrap());
        command.arg("diff").args(arguments).current_dir(self.0.path().join(below));
        change(&mut command);
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Done { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

#[test]
fn files_and_folders_are_compared() {
    let folder = Folder::with(&[("old.smithy", OLD), ("new/a/city.smithy", REMOVED), ("new/notes.txt", "a")]);
    let done = folder.diff(&["old.smithy", "new"]);
    assert_eq!(done.code, 1, "{}{}", done.out, done.err);
    assert!(done.err.contains("error[removed-shape]: member `a#City$mayor` was removed"), "{}", done.err);
    let new = Path::new("new").join("a").join("city.smithy");
    for place in ["old.smithy:7:5", &new.display().to_string()] {
        assert!(done.err.contains(place), "{place}: {}", done.err);
    }
    let summary = "errors: 1, dangers: 0, warnings: 0, notes: 0, suppressed: 0\nsuggested version bump: major\n";
    assert_eq!(done.out, summary);
    let same = folder.diff(&["new", "new/a/city.smithy"]);
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    assert!(same.out.ends_with("suggested version bump: patch\n"), "{}", same.out);
}

#[test]
fn the_bump_and_the_end_follow_the_severities() {
    let folder = Folder::with(&[
        ("old.smithy", OLD),
        ("added.smithy", ADDED),
        ("removed.smithy", REMOVED),
        ("described.smithy", DESCRIBED),
        ("warned.smithy", WARNED),
        ("order.smithy", &OLD.replace("    name: String\n    mayor", "    mayor: String\n    name")),
    ]);
    let case = |old: &str, new: &str, fail_on: &[&str]| {
        let done = folder.diff(&[&[old, new], fail_on].concat());
        let bump = done.out.lines().last().unwrap().rsplit(' ').next().unwrap().to_owned();
        (done.code, bump)
    };
    let expected = |code, bump: &str| (code, bump.to_owned());
    assert_eq!(case("old.smithy", "added.smithy", &[]), expected(0, "minor"));
    assert_eq!(case("old.smithy", "described.smithy", &[]), expected(0, "patch"));
    assert_eq!(case("old.smithy", "removed.smithy", &["--fail-on", "breaking"]), expected(1, "major"));
    assert_eq!(case("old.smithy", "removed.smithy", &["--fail-on", "never"]), expected(0, "major"));
    assert_eq!(case("old.smithy", "order.smithy", &[]), expected(1, "major"));
    assert_eq!(case("old.smithy", "order.smithy", &["--fail-on", "danger"]), expected(1, "major"));
    assert_eq!(case("old.smithy", "order.smithy", &["--fail-on", "breaking"]), expected(0, "major"));
    assert_eq!(case("warned.smithy", "old.smithy", &[]), expected(0, "patch"));
    assert_eq!(case("warned.smithy", "old.smithy", &["--fail-on", "warning"]), expected(1, "patch"));
    assert_eq!(folder.diff(&["old.smithy", "added.smithy", "--fail-on", "often"]).code, 2);
}

#[test]
fn differences_are_printed_as_json() {
    let folder = Folder::with(&[("old.smithy", OLD), ("new.smithy", REMOVED)]);
    let done = folder.diff(&["old.smithy", "new.smithy", "--json"]);
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    let found: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&found["bump"], &found["api"], &found["wire"]), (&"major".into(), &().into(), &serde_json::json!([])));
    let [record] = found["smithy"].as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!(record["smithyId"], "RemovedShape");
    assert_eq!(record["shape"], "a#City$mayor");
    assert_eq!((&record["file"], &record["line"]), (&"old.smithy".into(), &7.into()));
    assert_eq!(record["related"][0]["file"], "new.smithy");
    let same = folder.diff(&["old.smithy", "old.smithy", "--json"]);
    let same: serde_json::Value = serde_json::from_str(&same.out).unwrap();
    assert_eq!(same["smithy"], serde_json::json!([]));
}

const SHOP: &str = r#"$version: "2"

namespace a

use aws.protocols#restJson1

@restJson1
service Shop {
    version: "1"
    operations: [
        GetItem
    ]
}

@http(method: "POST", uri: "/items")
operation GetItem {
    input := {
        name: String
    }
}
"#;

#[test]
fn code_and_messages_are_compared() {
    let required = SHOP.replace("        name: String", "        @required\n        name: String");
    let added = SHOP.replace("        GetItem\n", "        GetItem\n        Other\n")
        + "\n@http(method: \"POST\", uri: \"/other\")\noperation Other {}\n";
    let longer = SHOP.replace("        name: String", "        /// A name.\n        name: String");
    let folder = Folder::with(&[
        ("old.smithy", SHOP),
        ("required.smithy", &required),
        ("added.smithy", &added),
        ("documented.smithy", &longer),
    ]);
    let done = folder.diff(&["old.smithy", "required.smithy", "--fail-on", "never"]);
    assert_eq!(done.code, 0, "{}", done.err);
    for text in [
        "Rust API: breaks callers\n",
        "  a#GetItemInput$name (old.smithy:18:9; now required.smithy:19:9)\n",
        "    required::types::GetItemInput::name: is not an `Option` any more: `Option<String>` became `String`\n",
        "On the wire, old clients with new servers: breaks\n",
        "    request of GetItem: new servers require it, but old clients may omit it, so requests without it are refused\n",
        "old clients with new servers: broken (breaks: 1, new features only: 0, lost: 0, depends: 0)\n",
        "new clients with old servers: compatible (breaks: 0, new features only: 0, lost: 0, depends: 0)\n",
        "suggested version bump: major\n",
    ] {
        assert!(done.out.contains(text), "{text}: {}", done.out);
    }
    let fails = |new: &str, level: &str| folder.diff(&["old.smithy", new, "--fail-on", level]).code;
    assert_eq!(["breaking", "api", "callers", "wire"].map(|level| fails("required.smithy", level)), [1; 4]);
    assert_eq!(["breaking", "api", "callers", "wire"].map(|level| fails("added.smithy", level)), [1, 1, 0, 0]);
    assert_eq!(fails("added.smithy", "wire,callers"), 0);
    assert_eq!(fails("documented.smithy", "breaking,warning"), 0);
    let added = folder.diff(&["old.smithy", "added.smithy"]);
    assert!(added.out.contains("the trait has another method, which every implementation must have"), "{}", added.out);
    assert!(
        added.out.ends_with("(only implementations of the service's trait break; for a crate without them, minor)\n")
    );
    let same = folder.diff(&["old.smithy", "documented.smithy"]);
    assert!(same.out.ends_with("suggested version bump: patch\n"), "{}", same.out);
    let json = folder.diff(&["old.smithy", "required.smithy", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(found["api"][0]["impact"], "breaks-callers");
    assert_eq!(found["wire"][0]["flow"], "old-requests");
    assert_eq!((&found["wire"][0]["new"]["line"], &found["wire"][0]["operations"][0]), (&19.into(), &"GetItem".into()));
}

#[test]
fn projects_are_compared() {
    let build = r#"{ "version": "1.0", "sources": ["model"] }"#;
    let required = SHOP.replace("        name: String", "        @required\n        name: String");
    let folder = Folder::with(&[
        ("models/shop/smithy-build.json", build),
        ("models/shop/model/shop.smithy", SHOP),
        // A project says which files it has.
        ("models/shop/other/broken.smithy", "broken"),
        ("models/city.smithy", OLD),
    ]);
    folder.git(&["init", "--quiet"]);
    folder.commit();
    folder.write("models/shop/model/shop.smithy", &required);

    let done = folder.diff(&["HEAD:models/shop", "models/shop", "--fail-on", "wire"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(
        done.out.contains("HEAD:models/shop/model/shop.smithy:18:9; now models/shop/model/shop.smithy:19:9"),
        "{}",
        done.out
    );
    for (old, new, module) in [
        ("HEAD:models/shop/smithy-build.json", "models/shop/smithy-build.json", "shop"),
        ("HEAD:models", "models", "shop"),
    ] {
        let done = folder.diff(&[old, new, "--fail-on", "wire"]);
        let what = format!("    {module}::types::GetItemInput::name: is not an `Option` any more");
        assert_eq!(done.code, 1, "{old}: {}{}", done.out, done.err);
        assert!(done.out.contains(&what), "{old}: {}{}", done.out, done.err);
    }
    folder.commit();
    assert_eq!(folder.diff(&["HEAD~1:models/city.smithy", "HEAD:models/city.smithy"]).code, 0);
    let done = folder.diff(&["HEAD~1:models", "HEAD:models", "--fail-on", "api"]);
    assert_eq!(done.code, 1, "{}", done.err);
}

#[test]
fn configurations_are_taken_into_account() {
    let required = SHOP.replace("        name: String", "        @required\n        name: String");
    let folder = Folder::with(&[("api/shapewright.toml", "models = \"m\"\n"), ("api/m/shop.smithy", SHOP)]);
    folder.git(&["init", "--quiet"]);
    folder.commit();
    folder.write("api/shapewright.toml", "models = \"m\"\n\n[services.shop]\nmodule = \"store\"\n");
    // Both versions with their own configurations, and both with that of the new one.
    let done = folder.diff(&["HEAD:api/shapewright.toml", "api/shapewright.toml", "--fail-on", "api"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.out.contains("shop: the module is called `store` now"), "{}{}", done.out, done.err);
    let done = folder.diff_in("api", &["HEAD:api/m", "m", "--fail-on", "api"], |_| {});
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    folder.write("api/m/shop.smithy", &required);
    let done = folder.diff(&["HEAD:api/m", "api/m", "--config", "api/shapewright.toml"]);
    assert!(done.out.contains("    store::types::GetItemInput::name: is not an `Option` any more"), "{}", done.out);
    assert_eq!(folder.diff(&["HEAD:api/m", "api/m", "--config", "none.toml"]).code, 2);
}

#[test]
fn models_next_to_the_folder_of_the_configuration_are_found_in_revisions() {
    for models in ["../m", "./m/../../m", "../other/../m"] {
        let config = format!("models = \"{models}\"\n");
        let folder = Folder::with(&[
            ("api/shapewright.toml", &config),
            ("api/m/x.txt", ""),
            ("other/x.txt", ""),
            ("m/shop.smithy", SHOP),
        ]);
        folder.git(&["init", "--quiet"]);
        folder.commit();
        let done = folder.diff(&["HEAD:api/shapewright.toml", "api/shapewright.toml"]);
        assert_eq!(done.code, 0, "{models}: {}{}", done.out, done.err);
        assert_eq!(folder.diff(&["HEAD:.", "m"]).code, 0, "{models}");
    }
}

#[test]
fn revisions_of_git_are_compared() {
    let folder =
        Folder::with(&[("models/city.smithy", OLD), ("models/.hidden/x.smithy", "broken"), ("other.txt", "a")]);
    folder.git(&["init", "--quiet"]);
    folder.commit();
    folder.git(&["tag", "first"]);
    folder.write("models/city.smithy", ADDED);
    folder.write("models/more/b.json", r#"{ "smithy": "2.0", "shapes": { "b#B": { "type": "string" } } }"#);
    folder.commit();
    folder.write("models/city.smithy", REMOVED);

    let done = folder.diff(&["first:models", "HEAD:models"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(done.err.contains("HEAD:models/city.smithy:8:5"), "{}", done.err);
    assert!(done.err.contains("HEAD:models/more/b.json"), "{}", done.err);
    assert!(done.out.ends_with("suggested version bump: minor\n"), "{}", done.out);

    // The work as it is against the last commit.
    let done = folder.diff(&["HEAD:models/", "models"]);
    assert_eq!(done.code, 1, "{}", done.err);
    assert!(done.err.contains("HEAD:models/city.smithy:7:5"), "{}", done.err);

    // One file, the whole tree, and paths that begin in the current folder.
    assert_eq!(folder.diff(&["HEAD~1:models/city.smithy", "first:models/city.smithy"]).code, 0);
    assert_eq!(folder.diff(&["first:", "first:models"]).code, 0);
    let below = folder.diff_in("models", &["first:./city.smithy", "first:models"], |_| {});
    assert_eq!((below.code, below.err.as_str()), (0, ""));
    let below = folder.diff_in("models/more", &["first:models", "HEAD:models"], |_| {});
    assert!(below.err.contains("HEAD:models/more/b.json"), "{}", below.err);
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = Folder::with(&[("old.smithy", OLD), ("broken.smithy", "structure"), ("none/a.txt", "")]);
    let fault = |new: &str| {
        let done = folder.diff(&["old.smithy", new]);
        assert_eq!(done.out, "", "{new}");
        (done.code, done.err)
    };
    let (code, err) = fault("HEAD:models");
    assert_eq!(code, 2);
    assert!(err.contains("not in a git repository"), "{err}");
    let (code, err) = fault("missing");
    assert_eq!(code, 2);
    assert!(err.contains("`missing` does not exist") && err.contains("HEAD:models"), "{err}");
    let (code, err) = fault("none");
    assert_eq!(code, 2);
    assert!(err.contains("no `*.smithy` or `*.json` file in `none`"), "{err}");
    let (code, err) = fault("broken.smithy");
    assert_eq!(code, 1);
    assert!(err.contains("broken.smithy:1") && err.contains("without errors"), "{err}");

    folder.git(&["init", "--quiet"]);
    folder.commit();
    let (code, err) = fault("nothing:old.smithy");
    assert_eq!(code, 2);
    assert!(err.contains("`nothing` is not a revision"), "{err}");
    let (code, err) = fault("HEAD:models");
    assert_eq!(code, 2);
    assert!(err.contains("`models` does not exist in the git revision `HEAD`"), "{err}");
    let (code, err) = fault("HEAD:none");
    assert_eq!(code, 2);
    assert!(err.contains("no `*.smithy` or `*.json` file in `HEAD:none`"), "{err}");
    let without = folder.diff_in("", &["old.smithy", "HEAD:old.smithy"], |command| {
        command.env("PATH", folder.0.path());
    });
    assert_ne!(without.code, 0);
    assert!(without.err.contains("git is not installed"), "{}", without.err);
}
