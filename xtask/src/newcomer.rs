//! `cargo xtask newcomer`: does what a new user does, in a folder of its own, and compares what is printed with the guide.

mod session;

use std::fs;
use std::io;

use crate::package::Packaged;
use crate::paths::in_workspace;
use crate::{Console, Outcome};
use session::Session;

/// The page with what is typed and printed.
const PAGE: &str = "docs/guide/transcript.md";

/// What the page begins with.
const BEGINNING: &str = "\
# From nothing to an updated service

`cargo xtask newcomer` runs these commands and compares what they print with this page. The folder of the user is shown as
`~`. Cargo's own messages are left out.

";

/// The program of the user.
const PROGRAM: &str = include_str!("newcomer/main.rs.txt");

/// The last members of the input and of the output, and those that are added.
const MEMBERS: [(&str, &str); 2] = [
    ("        name: Name\n", "        @httpQuery(\"times\")\n        @range(min: 1, max: 3)\n        times: Integer\n"),
    ("        greeting: String\n", "        length: Integer\n"),
];

/// The arguments of the command.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct Options {}

/// Runs the commands, and compares the page with them; writes it instead under `UPDATE_EXPECT=1`.
///
/// # Errors
/// When there are no packages, or a command fails.
pub fn run(Options {}: &Options, console: &mut Console<'_>) -> io::Result<Outcome> {
    let packaged = Packaged::find()?;
    let home = tempfile::tempdir()?;
    let mut session = Session::new(home.path(), &packaged)?;
    let done = go(&mut session, &packaged);
    let page = format!("{BEGINNING}{}", session.transcript());
    if let Err(error) = done {
        write!(console.err, "{page}")?;
        return Err(error);
    }
    let path = in_workspace(PAGE)?;
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, page)?;
        return Ok(Outcome::Done);
    }
    let old = fs::read_to_string(&path).unwrap_or_default();
    if page == old {
        writeln!(console.out, "{PAGE}: {} commands print what is expected", page.matches("\n$ ").count())?;
        return Ok(Outcome::Done);
    }
    let differs = page.lines().zip(old.lines()).position(|(new, old)| new != old);
    let line = differs.unwrap_or_else(|| page.lines().count().min(old.lines().count()));
    let [new, old] = [&page, &old].map(|text| text.lines().nth(line).unwrap_or("(the end)"));
    writeln!(
        console.err,
        "error: {PAGE}:{} is not what the commands print\n  page:  {old}\n  now:   {new}\n\
         `UPDATE_EXPECT=1 cargo xtask newcomer` updates the page",
        line + 1
    )?;
    Ok(Outcome::Failed)
}

fn go(session: &mut Session<'_>, packaged: &Packaged) -> io::Result<()> {
    session.say("Install the command, and set up a package:");
    let package = packaged.named("shapewright").unwrap_or_default();
    // From the package instead of the registry, and without optimizations.
    let install = format!("cargo install --quiet --debug --locked --root \"$HOME\" --path '{}'", package.display());
    session.run_as("cargo install shapewright", &install)?;
    session.run("cargo new --quiet shop")?;
    session.enter("cd shop", "shop")?;
    session.run("shapewright init")?;
    session.run("cat models/shop.smithy")?;
    // Versions that are tested, instead of the newest.
    fs::copy(in_workspace("Cargo.lock")?, session.folder().join("Cargo.lock"))?;

    session.say("Generate the code, and commit it:");
    session.run("shapewright generate")?;
    session.run("cargo check --quiet")?;
    session.run("git add .")?;
    session.run("git commit --quiet --message 'Say hello'")?;

    session.say("Edit the model. Here, an input and an output get another member each:");
    for (member, more) in MEMBERS {
        session.edit("models/shop.smithy", &format!("{member}    }}\n"), &format!("{member}\n{more}    }}\n"))?;
    }
    session.run("git diff --unified=0 models | grep '^[+-]'")?;
    session.run("shapewright generate")?;

    session.say("Serve it, and call it:");
    session.run("cargo add --quiet axum --no-default-features --features http1,tokio")?;
    session.run("cargo add --quiet tokio --features macros,net,rt")?;
    fs::write(session.folder().join("src/main.rs"), PROGRAM)?;
    session.run("cat src/main.rs")?;
    session.run("cargo build --quiet")?;
    let server = session.serve("cargo run --quiet -- serve 127.0.0.1:8080")?;
    session.run("cargo run --quiet -- call http://127.0.0.1:8080 world 2")?;
    session.run("cargo run --quiet -- call http://127.0.0.1:8080 world 4")?;
    drop(server);
    session.run("git add .")?;
    session.run("git commit --quiet --message 'Say hello several times'")?;

    session.say("What the edit means for those who use the service:");
    session.run("shapewright diff HEAD~1:models HEAD:models")?;

    session.say("In another clone, such as in CI, the code is up to date:");
    session.run("git clone --quiet . ~/elsewhere/clone")?;
    session.enter("cd ~/elsewhere/clone", "elsewhere/clone")?;
    session.run("shapewright generate --check")
}
