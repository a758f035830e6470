//! `shapewright init`, run as a program in folders of each kind. A file of `tests/init` has what is there before, and
//! what the program prints and writes.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

#[path = "../../xtask/tests/nested/mod.rs"]
mod nested;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Files by their paths.
type Files = BTreeMap<String, String>;

/// A case as its file has it.
struct Case {
    name: String,
    path: PathBuf,
    arguments: String,
    before: Files,
    /// What follows, as text.
    expected: String,
}

impl Case {
    fn all() -> Vec<Self> {
        let mut paths: Vec<PathBuf> = fs::read_dir("tests/init").unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.into_iter().map(Self::read).collect()
    }

    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).unwrap();
        let (input, expected) = match text.find("=== exit") {
            Some(at) => text.split_at(at),
            None => (&*text, ""),
        };
        let mut parts = input.split("=== before ");
        let arguments = parts.next().unwrap().trim().to_owned();
        let file = |part: &str| {
            let (path, text) = part.split_once('\n').unwrap();
            (path.to_owned(), text.to_owned())
        };
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        Self { name, arguments, before: parts.map(file).collect(), expected: expected.to_owned(), path }
    }

    /// The arguments; quotes keep words together.
    fn arguments(&self) -> Vec<String> {
        let parts = self.arguments.split('"').enumerate();
        let words = parts.flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        });
        words.collect()
    }

    /// Writes the files into an empty folder.
    fn lay(&self, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        for (path, text) in &self.before {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    fn run(&self, folder: &Path, runtime: Option<&Path>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shapewright"));
        command.args(self.arguments()).current_dir(folder);
        if let Some(runtime) = runtime {
            command.arg("--runtime").arg(runtime);
        }
        command.output().unwrap()
    }
}

/// All files below a folder.
fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

fn text(bytes: &[u8], folder: &Path) -> String {
    let folder = fs::canonicalize(folder).unwrap().display().to_string();
    String::from_utf8(bytes.to_owned()).unwrap().replace(&folder, "HERE")
}

#[test]
fn each_kind_of_folder_is_set_up() {
    let cases = Case::all();
    assert!(cases.len() > 10);
    let mut wrong = Vec::new();
    for case in &cases {
        let around = tempfile::tempdir().unwrap();
        // Names derive from that of the folder.
        let folder = around.path().join("project");
        case.lay(&folder);
        let done = case.run(&folder, None);
        let (out, err) = (text(&done.stdout, &folder), text(&done.stderr, &folder));
        let mut found = format!("=== exit {}\n{out}{err}", done.status.code().unwrap());
        let after = files(&folder);
        assert!(case.before.keys().all(|path| after.contains_key(path)), "{}: a file is gone", case.name);
        for (path, text) in after.iter().filter(|(path, text)| case.before.get(*path) != Some(text)) {
            found += &format!("=== after {path}\n{text}");
        }
        if !done.status.success() {
            assert_eq!(after, case.before, "{}: a run that fails writes nothing", case.name);
        }
        if found != case.expected {
            if std::env::var_os("UPDATE_EXPECT").is_some() {
                let all = fs::read_to_string(&case.path).unwrap();
                let input = all.strip_suffix(&*case.expected).unwrap();
                fs::write(&case.path, format!("{input}{found}")).unwrap();
            } else {
                wrong.push(format!("{}:\n{found}", case.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\nUPDATE_EXPECT=1 accepts this", wrong.join("\n"));
}

/// Where cargo runs: the same folder each time, so that what it has built is kept.
fn room() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("init")
}

fn workspace() -> PathBuf {
    fs::canonicalize("..").unwrap()
}

fn check(done: &Output) {
    let text = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{}{text}", String::from_utf8_lossy(&done.stdout));
    assert!(!text.contains("warning"), "{text}");
}

/// Sets a folder up and follows the advice that is printed; the model has no warning and is formatted.
fn follow(case: &Case) {
    let folder = room().join(&case.name);
    let _ = fs::remove_dir_all(&folder);
    case.lay(&folder);
    let done = case.run(&folder, Some(&workspace().join("runtime")));
    check(&done);
    let out = String::from_utf8(done.stdout).unwrap();
    let (_, next) = out.split_once("Next:\n").unwrap();
    let mut place = folder.clone();
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for line in next.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["cd", to] => {
                place = folder.join(to);
                if !folder.join("Cargo.toml").exists() {
                    fs::copy(workspace().join("Cargo.lock"), place.join("Cargo.lock")).unwrap();
                }
            }
            ["shapewright", ref arguments @ ..] => {
                let run = |arguments: &[&str]| {
                    let mut command = Command::new(env!("CARGO_BIN_EXE_shapewright"));
                    check(&command.args(arguments).current_dir(&place).output().unwrap());
                };
                run(&["lint"]);
                run(&["fmt", "--check"]);
                run(arguments);
                run(&["generate", "--check"]);
            }
            ["cargo", ref arguments @ ..] => {
                cargo(&place, arguments);
                if place.join("src/main.rs").is_file() && case.before.is_empty() {
                    let out = cargo(&place, &["run"]);
                    assert_eq!(out, "Hello, world!\n");
                }
            }
            _ => assert!(line.is_empty(), "{line}"),
        }
    }
}

fn cargo(place: &Path, arguments: &[&str]) -> String {
    let done = nested::cargo(place).args(arguments).arg("--quiet").output().unwrap();
    check(&done);
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn what_is_set_up_compiles() {
    let cases = Case::all();
    let works = |case: &&Case| case.expected.starts_with("=== exit 0") && !case.expected.contains("note: add");
    let cases: Vec<&Case> = cases.iter().filter(works).collect();
    assert!(cases.len() > 6);
    cases.into_iter().for_each(follow);
}
