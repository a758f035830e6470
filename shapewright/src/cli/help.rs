//! The help text: commands in groups, examples, exit codes.

use std::fmt::Write;

use clap::Command;
use clap::builder::StyledStr;

/// The exit codes of all commands, for help and man pages.
pub const EXIT_CODES: &[(u8, &str)] = &[
    (0, "Success"),
    (1, "The models have errors, a check failed, or a generated file was edited by hand"),
    (2, "The arguments are wrong, or name something that does not exist"),
    (3, "A file could not be read or written, or another failure of the machine"),
];

/// Which commands belong together. What is in no group comes last.
const GROUPS: &[(&str, &[&str])] = &[
    ("Start", &["init"]),
    ("Generate", &["generate", "stub", "openapi"]),
    ("Models", &["lint", "fmt", "ast", "diff", "explain"]),
    ("Shell", &["completions", "man", "help"]),
];

const EXAMPLES: &[(&str, &str)] = &[
    ("shapewright init", "Set up a first model and its code in a package"),
    ("shapewright generate", "Generate `generated/` from `models/`"),
    ("shapewright generate --check", "Fail if the generated code is not up to date, for CI"),
    ("shapewright stub shop --main --out src/main.rs", "Write a server to edit; `--add` adds new operations"),
    ("shapewright lint models/shop.smithy", "Report what is wrong with one model"),
    ("shapewright diff HEAD:models models", "Show what a change to the models breaks"),
];

/// Puts the commands into groups, and adds examples and exit codes.
pub fn arrange(command: Command) -> Command {
    let mut command = command.color(super::color()).subcommand_required(true);
    // Only what is built has the command `help`.
    command.build();
    let commands = groups(&command);
    let styles = command.get_styles().clone();
    let header = |text: &str| format!("{}{text}:{:#}", styles.get_header(), styles.get_header());
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{commands}{}\n{{options}}{{after-help}}",
        header("Options")
    );
    let codes = exit_codes(&header("Exit codes"));
    let examples = list(&header("Examples"), EXAMPLES.iter().map(|(line, what)| ((*line).to_owned(), *what)));
    command
        .help_template(StyledStr::from(template))
        .after_help(StyledStr::from(format!("{examples}\n{codes}")))
        .mut_subcommands(|one| match one.get_after_help() {
            Some(_) => one,
            None => one.after_help(StyledStr::from(codes.clone())),
        })
}

fn groups(command: &Command) -> String {
    let styles = command.get_styles();
    let (header, literal) = (styles.get_header(), styles.get_literal());
    let known: Vec<&Command> = command.get_subcommands().filter(|one| !one.is_hide_set()).collect();
    let width = known.iter().map(|one| one.get_name().len()).max().unwrap_or_default();
    let is_grouped = |one: &&Command| GROUPS.iter().any(|(_, names)| names.contains(&one.get_name()));
    let of_group = |names: &[&str]| -> Vec<&Command> {
        names.iter().filter_map(|name| known.iter().copied().find(|one| one.get_name() == *name)).collect()
    };
    let mut groups: Vec<(&str, Vec<&Command>)> =
        GROUPS.iter().map(|(title, names)| (*title, of_group(names))).collect();
    groups.push(("More", known.iter().copied().filter(|one| !is_grouped(one)).collect()));
    let mut text = String::new();
    for (title, commands) in groups.into_iter().filter(|(_, commands)| !commands.is_empty()) {
        let _ = writeln!(text, "{header}{title}:{header:#}");
        for one in commands {
            let (name, about) = (one.get_name(), one.get_about().map(ToString::to_string).unwrap_or_default());
            let _ = writeln!(text, "  {literal}{name:width$}{literal:#}  {about}");
        }
        text.push('\n');
    }
    text
}

fn exit_codes(title: &str) -> String {
    list(title, EXIT_CODES.iter().map(|(code, what)| (code.to_string(), *what)))
}

fn list<'a>(title: &str, rows: impl Iterator<Item = (String, &'a str)> + Clone) -> String {
    let width = rows.clone().map(|(left, _)| left.len()).max().unwrap_or_default();
    let lines = rows.map(|(left, right)| format!("  {left:width$}  {right}\n"));
    format!("{title}\n{}", lines.collect::<String>())
}
