//! `shapewright stub` as a program: what it writes, and what it refuses to.

#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// A model with these operations.
fn model(operations: &[&str]) -> String {
    let shapes: String = (operations.iter())
        .map(|name| format!("@http(method: \"POST\", uri: \"/{name}\")\noperation {name} {{}}\n"))
        .collect();
    format!(
        "$version: \"2\"\n\nnamespace a\n\n@aws.protocols#restJson1\nservice Shop {{\n    version: \"1\"\n    \
         operations: [{}]\n}}\n{shapes}",
        operations.join(", ")
    )
}

/// Runs the program in a folder: the exit code, and what it prints to either stream.
fn stub(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shapewright"));
    let output = command.arg("stub").args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_server_is_written_once_and_then_only_completed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let stub = |arguments: &[&str]| stub(folder.path(), arguments);
    for name in ["models", "server/src"] {
        fs::create_dir_all(path(name)).unwrap();
    }
    fs::write(path("models/shop.smithy"), model(&["A"])).unwrap();
    let (code, printed, note) = stub(&["shop"]);
    assert_eq!(code, 0, "{note}");
    assert!(
        note.contains(
            "generated = { path = \"generated\", default-features = false, features = [\"shop\", \"server\"] }"
        )
    );

    let main = ["Shop", "--main", "--out", "server/src/main.rs"];
    let (code, said, _) = stub(&main);
    assert_eq!(code, 0);
    assert!(said.starts_with("server/src/main.rs: ShopService with 1 operation\n"), "{said}");
    assert!(said.contains("generated = { path = \"../generated\", ") && said.contains("tokio = { "), "{said}");
    let written = fs::read_to_string(path("server/src/main.rs")).unwrap();
    assert!(written.starts_with(&printed), "{written}");

    let (code, _, refused) = stub(&main);
    assert!(code == 2 && refused.contains("`server/src/main.rs` exists; `--add` adds"), "{refused}");
    let add = ["a#Shop", "--add", "--out", "server/src/main.rs"];
    assert_eq!(stub(&add).1, "server/src/main.rs: nothing to add: 1 operation\n");
    assert_eq!(fs::read_to_string(path("server/src/main.rs")).unwrap(), written);

    fs::write(path("models/shop.smithy"), model(&["B", "C"])).unwrap();
    let (code, said, warned) = stub(&add);
    assert_eq!((code, &*said), (0, "server/src/main.rs: added b, c\n"));
    assert_eq!(warned, "warning: server/src/main.rs:13: `a` is not an operation of `Shop`; remove it\n");
    assert_eq!(stub(&add).1, "server/src/main.rs: nothing to add: 2 operations\n");
}

#[test]
fn what_cannot_be_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("models")).unwrap();
    fs::write(folder.path().join("models/shop.smithy"), model(&["A"])).unwrap();
    fs::write(folder.path().join("broken.rs"), "impl Shop for {}\n").unwrap();
    fs::write(folder.path().join("bytes.rs"), b"\xff").unwrap();
    for (arguments, code, expected) in [
        (&["shopp"][..], 2, "error[unknown-name]: the models have no service `shopp`"),
        (&["shop", "--impl", "a b"], 2, "error: `a b` cannot be the name of the type: it is not an identifier"),
        (&["shop", "--impl", "Error"], 2, "the file needs the name for something else"),
        (&["shop", "--out", "no/such/folder.rs"], 2, "error: cannot create `no/such/folder.rs`"),
        (&["shop", "--add"], 2, "--out <FILE>"),
        (&["shop", "--add", "--main", "--out", "broken.rs"], 2, "cannot be used with"),
        (&["shop", "--add", "--out", "nothing.rs"], 2, "`nothing.rs` does not exist; without `--add` it is made"),
        (&["shop", "--add", "--out", "bytes.rs"], 2, "`bytes.rs` is not a text in UTF-8"),
        (&["shop", "--add", "--out", "broken.rs"], 1, "error: broken.rs:1:15: cannot parse the file: "),
    ] {
        let (found, said, refused) = stub(folder.path(), arguments);
        assert_eq!((found, &*said), (code, ""), "{arguments:?}: {refused}");
        assert!(refused.contains(expected), "{arguments:?}: {refused}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("broken.rs")).unwrap(), "impl Shop for {}\n");
    fs::write(folder.path().join("models/shop.smithy"), model(&["A"]) + "structure Item {\n    a: Nothing\n}\n")
        .unwrap();
    let (code, _, refused) = stub(folder.path(), &["shop"]);
    assert!(code == 1 && refused.starts_with("error["), "{refused}");
}
