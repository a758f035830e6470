//! `shapewright generate --watch`, run as a program whose models are edited meanwhile.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const MODEL: &str = r#"$version: "2.0"

namespace example.cities

use aws.protocols#restJson1

@restJson1
service Cities {
    version: "1"
    operations: [
        GetCity
    ]
}

@http(method: "GET", uri: "/city")
@readonly
operation GetCity {
    output := {
        name: String
    }
}
"#;

/// The program, running in a folder of its own.
struct Watch {
    folder: TempDir,
    child: Child,
}

impl Watch {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("models")).unwrap();
        fs::write(folder.path().join("models/cities.smithy"), MODEL).unwrap();
        let [out, err] = ["out", "err"].map(|name| fs::File::create(folder.path().join(name)).unwrap());
        let mut command = Command::new(env!("CARGO_BIN_EXE_shapewright"));
        command.args(["generate", "--watch"]).current_dir(folder.path());
        let child = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn().unwrap();
        Self { folder, child }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Replaces a file as some editors do: a new one takes its place.
    fn replace(&self, name: &str, text: &str) {
        let new = self.path(&format!("{name}~"));
        fs::write(&new, text).unwrap();
        fs::rename(new, self.path(name)).unwrap();
    }

    fn wait(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let limit = Instant::now() + Duration::from_secs(120);
        while !is_so(self) {
            let (out, err) = (self.read("out"), self.read("err"));
            assert!(self.child.try_wait().unwrap().is_none(), "the program has ended: {out}{err}");
            assert!(Instant::now() < limit, "{what}: {out}{err}");
            sleep(Duration::from_millis(20));
        }
    }

    /// Waits until the program waits for the time given.
    fn settle(&mut self, times: usize) {
        self.wait("settles", |watch| watch.read("out").matches("watching ").count() >= times);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn changes_are_generated_until_the_program_is_stopped() {
    let mut watch = Watch::start();
    let types = |watch: &Watch| watch.read("generated/src/cities/types.rs");
    watch.settle(1);
    assert!(types(&watch).contains("pub name:"), "{}", watch.read("err"));

    // An edit in place.
    let model = MODEL.replace("name: String", "name: String\n        mayor: String");
    fs::write(watch.path("models/cities.smithy"), &model).unwrap();
    watch.wait("an edit", |watch| types(watch).contains("pub mayor:"));
    assert!(watch.read("out").contains("changed: models/cities.smithy"), "{}", watch.read("out"));

    // A fault, then another that is mended by a new file in place of the old one.
    watch.settle(2);
    watch.replace("models/cities.smithy", &model.replace("mayor: String", "mayor: Strng"));
    watch.wait("a fault", |watch| watch.read("err").contains("Strng"));
    watch.settle(3);
    fs::remove_file(watch.path("models/cities.smithy")).unwrap();
    watch.wait("no model", |watch| watch.read("err").contains("no `*.smithy` or `*.json` file"));
    watch.settle(4);
    watch.replace("models/cities.smithy", &model.replace("mayor: String", "area: Integer"));
    watch.wait("a replaced file", |watch| types(watch).contains("pub area:"));

    // Another model.
    watch.settle(5);
    let other = MODEL.replace("cities", "towns").replace("Cities", "Towns").replace("City", "Town");
    fs::write(watch.path("models/towns.smithy"), other).unwrap();
    watch.wait("a new file", |watch| watch.path("generated/src/towns/types.rs").is_file());
    let out = watch.read("out");
    assert!(out.contains("new: models/towns.smithy"), "{out}");
    watch.settle(6);
    fs::remove_file(watch.path("models/towns.smithy")).unwrap();
    watch.wait("a file less", |watch| !watch.path("generated/src/towns.rs").exists());

    // The folder as a whole, as when another branch is checked out.
    watch.settle(7);
    fs::rename(watch.path("models"), watch.path("away")).unwrap();
    fs::create_dir(watch.path("models")).unwrap();
    fs::write(watch.path("models/cities.smithy"), model.replace("mayor: String", "river: String")).unwrap();
    watch.wait("a new folder", |watch| types(watch).contains("pub river:"));
    stop(&mut watch);
}

/// Stops the program. Not by the signal of Ctrl-C, which programs ignore that are started in the background.
#[cfg(unix)]
fn stop(watch: &mut Watch) {
    use std::os::unix::process::ExitStatusExt;
    let kill = Command::new("kill").args(["-TERM", &watch.child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert_eq!(watch.child.wait().unwrap().signal(), Some(15));
}

#[cfg(not(unix))]
fn stop(_: &mut Watch) {}
