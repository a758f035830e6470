//! What all commands share, seen from outside: help, exit codes, global options, completions, man pages.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_shapewright");

/// A model with one fault.
const FAULTY: &str = "$version: \"2\"\n\nnamespace a\n\nstructure City {\n    name: Strng\n}\n";

/// A folder with files, in which the program runs.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The name and the value of an environment variable.
type Variable = (&'static str, &'static str);

fn run(folder: &Path, arguments: &[&str], variables: &[Variable]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_owned()).unwrap()
}

/// The commands that `--help` lists, by group.
fn commands() -> Vec<(String, Vec<String>)> {
    let help = text(&run(Path::new("."), &["--help"], &[]).stdout);
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    let lines = help.lines().skip_while(|line| !line.starts_with("Usage:")).skip(1);
    for line in lines.take_while(|line| *line != "Options:").filter(|line| !line.is_empty()) {
        match line.strip_suffix(':') {
            Some(title) => groups.push((title.to_owned(), Vec::new())),
            None => groups.last_mut().unwrap().1.push(line.split_whitespace().next().unwrap().to_owned()),
        }
    }
    groups
}

#[test]
fn each_command_is_in_a_group() {
    let groups = commands();
    assert!(groups.len() > 2, "{groups:?}");
    assert!(groups.iter().all(|(title, _)| title != "More"), "add the command to `GROUPS` in cli/help.rs: {groups:?}");
}

#[test]
fn the_page_of_commands_describes_each() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/commands.md")).unwrap();
    for command in commands().into_iter().flat_map(|(_, commands)| commands).filter(|command| command != "help") {
        assert!(page.contains(&format!("`shapewright {command}")), "docs/commands.md does not have `{command}`");
    }
    let help = text(&run(Path::new("."), &["--help"], &[]).stdout);
    let (_, codes) = help.split_once("Exit codes:\n").unwrap();
    for line in codes.lines().filter(|line| !line.is_empty()) {
        let (code, meaning) = line.trim().split_once("  ").unwrap();
        assert!(page.contains(&format!("| {code} | {meaning} |")), "docs/commands.md does not have `{line}`");
    }
}

#[test]
fn exit_codes_say_what_happened() {
    let folder = folder(&[
        ("models/good.smithy", "$version: \"2\"\n\nnamespace a\n\nstring City\n"),
        ("bad/city.smithy", FAULTY),
        ("file", ""),
    ]);
    let cases: &[(&[&str], i32)] = &[
        (&["--help"], 0),
        (&["fmt"], 0),
        (&["ast"], 0),
        (&["lint", "bad"], 1),
        (&["fmt", "nowhere"], 2),
        (&["lint", "nowhere"], 2),
        (&["lint", "--no-such-option"], 2),
        (&["man", "nothing"], 2),
        (&["no-such-command"], 2),
        // A folder cannot be made where a file stands.
        (&["ast", "--idl", "--out", "file/folder"], 3),
    ];
    for (arguments, code) in cases {
        let done = run(folder.path(), arguments, &[]);
        assert_eq!(done.status.code(), Some(*code), "{arguments:?}: {}", text(&done.stderr));
        assert_eq!(done.stderr.is_empty(), *code == 0, "{arguments:?}: {}", text(&done.stderr));
    }
}

#[test]
fn quiet_commands_print_faults_only() {
    let folder =
        folder(&[("models/good.smithy", "$version: \"2\"\nnamespace a\nstring City\n"), ("bad/a.smithy", FAULTY)]);
    let check = |arguments: &[&str], prints: bool, reports: bool| {
        let done = run(folder.path(), arguments, &[]);
        let found = (!done.stdout.is_empty(), !done.stderr.is_empty());
        assert_eq!(found, (prints, reports), "{arguments:?}: {}{}", text(&done.stdout), text(&done.stderr));
    };
    check(&["lint", "bad"], true, true);
    check(&["--quiet", "lint", "bad"], false, true);
    check(&["ast", "-q"], true, false);
    // What was asked for is a result.
    check(&["fmt", "--check", "--quiet"], true, false);
    check(&["fmt", "--quiet"], false, false);
    check(&["fmt"], true, false);
}

#[test]
fn colors_follow_option_and_variables() {
    let folder = folder(&[("models/a.smithy", FAULTY)]);
    let cases: &[(&[&str], &[Variable], bool)] = &[
        (&[], &[], false),
        (&["--color", "auto"], &[], false),
        (&["--color", "always"], &[], true),
        (&["--color=always"], &[("NO_COLOR", "1")], true),
        (&[], &[("CLICOLOR_FORCE", "1")], true),
        (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&["--color=never"], &[("CLICOLOR_FORCE", "1")], false),
    ];
    for (arguments, variables, expected) in cases {
        // Diagnostics, an error in the arguments, and help.
        for rest in [&["lint"][..], &["lint", "--wrong"], &["lint", "--help"]] {
            let done = run(folder.path(), &[rest, *arguments].concat(), variables);
            let shown = text(&[done.stdout, done.stderr].concat());
            assert_eq!(shown.contains("\u{1b}["), *expected, "{rest:?} {arguments:?} {variables:?}: {shown}");
        }
    }
}

#[test]
fn progress_is_drawn_on_terminals_only() {
    let name = |at: usize| format!("models/m{at}.smithy");
    let models: Vec<(String, String)> = (0..12).map(|at| (name(at), FAULTY.replace("Strng", "String"))).collect();
    let models: Vec<(&str, &str)> = models.iter().map(|(path, text)| (&**path, &**text)).collect();
    let folder = folder(&models);
    assert!(!text(&run(folder.path(), &["lint"], &[]).stderr).contains("reading models"));
    // A terminal, from the package util-linux; that of other systems takes other arguments.
    if !cfg!(target_os = "linux") || Command::new("script").arg("--version").output().is_err() {
        return;
    }
    let on_terminal = |arguments: &str| {
        let mut command = Command::new("script");
        command.args(["-qec", &format!("{PROGRAM} {arguments}"), "/dev/null"]).current_dir(folder.path());
        String::from_utf8_lossy(&command.env("TERM", "xterm").output().unwrap().stdout).into_owned()
    };
    let shown = on_terminal("lint");
    assert!(shown.contains("reading models") && shown.contains("/12"), "{shown}");
    let shown = on_terminal("lint --quiet");
    assert!(!shown.contains("reading models"), "{shown}");
}

#[test]
fn bash_completes_commands_and_options() {
    let bash = Command::new("bash").arg("--version").output();
    if bash.is_err() {
        assert!(std::env::var_os("CI").is_none_or(|value| value.is_empty()), "bash is missing");
        eprintln!("skipped: bash is missing");
        return;
    }
    let script = text(&run(Path::new("."), &["completions", "bash"], &[]).stdout);
    let complete = |words: &[&str]| {
        let last = words.len() - 1;
        let (current, previous) = (words[last], words[last - 1]);
        let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
        let call = format!(
            "COMP_WORDS=({}); COMP_CWORD={last}; _shapewright shapewright '{current}' '{previous}'; echo \"${{COMPREPLY[*]}}\"",
            quoted.join(" ")
        );
        let done = Command::new("bash").args(["--norc", "-c", &format!("{script}\n{call}")]).output().unwrap();
        assert!(done.status.success(), "{}", text(&done.stderr));
        text(&done.stdout).trim().to_owned()
    };
    assert_eq!(complete(&["shapewright", "gen"]), "generate");
    assert_eq!(complete(&["shapewright", "generate", "--che"]), "--check");
    assert_eq!(complete(&["shapewright", "lint", "--color", "al"]), "always");
}

#[test]
fn shells_have_completions_with_all_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = text(&run(Path::new("."), &["completions", shell], &[]).stdout);
        for command in commands().into_iter().flat_map(|(_, commands)| commands) {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
}

#[test]
fn man_pages_have_their_sections() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(folder.path(), &["man", "--out", "pages"], &[]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let mut names = vec!["shapewright".to_owned()];
    let all = commands().into_iter().flat_map(|(_, commands)| commands).filter(|command| command != "help");
    names.extend(all.map(|command| format!("shapewright-{command}")));
    let mut found: Vec<String> = fs::read_dir(folder.path().join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let mut files: Vec<String> = names.iter().map(|name| format!("{name}.1")).collect();
    files.sort();
    assert_eq!(found, files);
    for name in &names {
        let path = folder.path().join("pages").join(format!("{name}.1"));
        let page = fs::read_to_string(&path).unwrap();
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "\"EXIT STATUS\""] {
            assert!(page.lines().any(|line| line == format!(".SH {section}")), "{name}: {section}");
        }
        assert!(page.contains(&format!(".TH {name} 1 ")), "{page}");
        if let Some(command) = name.strip_prefix("shapewright-") {
            assert_eq!(text(&run(folder.path(), &["man", command], &[]).stdout), page);
        }
        check_with_groff(&path);
    }
}

/// Where groff is installed, it formats the page without a warning.
fn check_with_groff(page: &Path) {
    let Ok(done) = Command::new("groff").args(["-man", "-Tutf8", "-ww", "-z"]).arg(page).output() else { return };
    assert!(done.status.success() && done.stderr.is_empty(), "{}: {}", page.display(), text(&done.stderr));
}
