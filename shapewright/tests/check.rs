//! `shapewright generate --check` on real folders. Two models are generated, then what the first lines of a file of
//! `tests/check` say is done, and the rest is what the check prints. In those lines, `~` is a space and `^` a new line.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const MODEL: &str = r#"$version: "2.0"

namespace example.one

use aws.protocols#restJson1

@restJson1
service One {
    version: "1"
    operations: [
        Get
    ]
}

@http(method: "GET", uri: "/one")
@readonly
operation Get {
    output := {
        name: String
    }
}
"#;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shapewright"));
    command.arg("generate").args(arguments).current_dir(folder).output().unwrap()
}

/// A folder with two models and what is generated from them.
fn generated() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("models")).unwrap();
    fs::write(folder.path().join("models/one.smithy"), MODEL).unwrap();
    fs::write(folder.path().join("models/two.smithy"), MODEL.replace("one", "two").replace("One", "Two")).unwrap();
    // A file of configuration must be there, so that it can change.
    fs::write(folder.path().join("shapewright.toml"), "").unwrap();
    let done = run(folder.path(), &[]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    folder
}

/// The hash in headers, so that a file can be as another generator would have written it.
fn seal(text: &str) -> String {
    let (header, rest) = text.split_once('\n').unwrap();
    let rest = format!("\n{rest}").split_off(1);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in rest.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let (before, _) = header.rsplit_once("Checksum ").unwrap();
    format!("{before}Checksum {hash:016x}.\n{rest}")
}

/// Does what a line says.
fn act(folder: &Path, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let path = folder.join(words[1]);
    let text = |word: &str| word.replace('~', " ").replace('^', "\n").replace("VERSION", VERSION);
    let replaced = || {
        let before = fs::read_to_string(&path).unwrap();
        let mut old = text(words[2]);
        if let Some(at) = old.find("ONE") {
            // The digest, whatever it is.
            let digest = before.split_once(", input ").unwrap().1.split_once(')').unwrap().0;
            old.replace_range(at..at + 3, digest);
        }
        let after = before.replacen(&old, &text(words[3]), if words[1].starts_with("models") { 99 } else { 1 });
        assert_ne!(before, after, "{line}");
        after
    };
    match words[0] {
        "replace" => fs::write(&path, replaced()).unwrap(),
        "build" => fs::write(&path, seal(&replaced())).unwrap(),
        "append" => fs::write(&path, fs::read_to_string(&path).unwrap() + &text(words[2])).unwrap(),
        "write" => {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text(words[2])).unwrap();
        }
        "copy" => drop(fs::copy(&path, folder.join(words[2])).unwrap()),
        "remove" if path.is_dir() => fs::remove_dir_all(&path).unwrap(),
        "remove" => fs::remove_file(&path).unwrap(),
        "conflict" => {
            let ours = fs::read_to_string(&path).unwrap();
            let theirs = seal(&ours.replace("name", "nom"));
            fs::write(&path, format!("<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> branch\n")).unwrap();
        }
        other => panic!("`{other}` is not an action"),
    }
}

#[test]
fn each_difference_has_its_cause() {
    let mut paths: Vec<PathBuf> = fs::read_dir("tests/check").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 15);
    let mut wrong = Vec::new();
    for path in &paths {
        let all = fs::read_to_string(path).unwrap();
        let (actions, expected) = all.split_at(all.find("=== exit").unwrap_or(all.len()));
        let folder = generated();
        actions.lines().filter(|line| !line.is_empty()).for_each(|line| act(folder.path(), line));
        let done = run(folder.path(), &["--check"]);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_owned()).unwrap().replace(VERSION, "VERSION");
        let found = format!("=== exit {}\n{}{}", done.status.code().unwrap(), text(&done.stdout), text(&done.stderr));
        if found != expected {
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                fs::write(path, format!("{actions}{found}")).unwrap();
            } else {
                wrong.push(format!("{}:\n{found}", path.display()));
            }
        }
        check_json(folder.path(), &found);
        // Where no hand is needed, the command that is named mends it.
        if !found.contains("by hand") {
            let done = run(folder.path(), &["--replace"]);
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            assert!(run(folder.path(), &["--check"]).status.success(), "{}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{}\nUPDATE_EXPECT=1 accepts this", wrong.join("\n"));
}

/// The form for tools lists the same files.
fn check_json(folder: &Path, text: &str) {
    let done = run(folder, &["--check", "--json"]);
    let list: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let list = list.as_array().unwrap();
    assert_eq!(done.status.success(), list.is_empty());
    let lines = text.lines().filter(|line| line.starts_with("generated/")).count();
    assert_eq!(list.len(), lines, "{list:?}\n{text}");
    for one in list {
        let file = one["file"].as_str().unwrap();
        assert!(text.lines().any(|line| line.starts_with(file)), "{file}: {text}");
        let is_refused = ["edited", "foreign", "not-a-file"].contains(&one["state"].as_str().unwrap());
        assert_eq!(one["causes"].as_array().unwrap().is_empty(), is_refused, "{one}");
    }
}

/// What the manifest around a module lacks fails a check, and is among what tools are told.
#[test]
fn an_incomplete_manifest_is_reported() {
    let folder = tempfile::tempdir().unwrap();
    let package = "[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    fs::write(folder.path().join("Cargo.toml"), package).unwrap();
    let mut init = Command::new(env!("CARGO_BIN_EXE_shapewright"));
    assert!(init.args(["init", "--name", "one"]).current_dir(folder.path()).output().unwrap().status.success());
    assert!(run(folder.path(), &[]).status.success());
    assert_eq!(run(folder.path(), &["--check", "--json"]).stdout, b"[]\n");
    fs::write(folder.path().join("Cargo.toml"), package).unwrap();
    let done = run(folder.path(), &["--check", "--json"]);
    assert_eq!(done.status.code(), Some(1));
    let list: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1, "{list}");
    assert_eq!((list[0]["file"].as_str(), list[0]["state"].as_str()), (Some("Cargo.toml"), Some("incomplete")));
    let text = String::from_utf8(run(folder.path(), &["--check"]).stderr).unwrap();
    for cause in list[0]["causes"].as_array().unwrap() {
        assert_eq!(cause["kind"], "manifest");
        assert!(text.contains(cause["message"].as_str().unwrap()), "{text}");
    }
}

#[test]
fn one_more_operation_changes_few_headers() {
    let folder = generated();
    let headers = || {
        let all = ["lib.rs", "one.rs", "one/types.rs", "one/errors.rs", "two.rs", "two/types.rs"];
        all.map(|file| fs::read_to_string(folder.path().join("generated/src").join(file)).unwrap())
    };
    let before = headers();
    let model = MODEL.replace("        Get\n", "        Get\n        Put\n")
        + "\n@http(method: \"PUT\", uri: \"/one\")\n@idempotent\noperation Put {}\n";
    fs::write(folder.path().join("models/one.smithy"), model).unwrap();
    assert!(run(folder.path(), &[]).status.success());
    let after = headers();
    // The other service is as it was.
    assert_eq!(before[4..], after[4..]);
    // Only roots have a record.
    let recorded: Vec<bool> = after.iter().map(|text| text.lines().next().unwrap().contains(", input ")).collect();
    assert_eq!(recorded, [true, true, false, false, true, false]);
}
