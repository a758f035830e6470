//! Bodies and what they are read as, in files. `UPDATE_EXPECT=1` writes what is found into the files.

use std::fs;

use shapewright_runtime::Leniency;
use shapewright_runtime::private::bare::{Bare, BareReader};
use shapewright_runtime::private::{Members, Mode};

use crate::hex::{bytes, line};
use crate::sample::{All, Strict};

/// Who reads: the first word of a case.
pub fn reader(name: &str) -> BareReader {
    match name {
        "server" => BareReader::SERVER,
        "poor-server" => BareReader { memory: 64, ..BareReader::SERVER },
        "client" => BareReader::CLIENT,
        "strict-client" => BareReader { leniency: Leniency::Strict, ..BareReader::CLIENT },
        "lenient-client" => BareReader { leniency: Leniency::Lenient, ..BareReader::CLIENT },
        other => panic!("who is {other}?"),
    }
}

/// What becomes of a body: the value as JSON, what was found, and the bytes if the value is written again; or the fault.
fn outcome(who: BareReader, body: &str) -> Vec<String> {
    let mut all: All = Members::placeholder();
    let findings = match Bare::Cbor.read_members(&mut all, &bytes(body), who) {
        Ok(findings) => findings,
        Err(fault) => return vec![format!("! {fault}")],
    };
    let mut lines = vec![format!("= {}", serde_json::to_string(&all).unwrap())];
    lines.extend(findings.iter().map(|finding| format!("? {finding}")));
    // Who reads requests writes responses.
    let mode = if who.mode == Mode::Request { Mode::Response } else { Mode::Request };
    lines.push(match Bare::Cbor.write_members(&all, mode) {
        Ok(bytes) => format!("> {}", line(&bytes)),
        Err(reason) => format!("> ! {reason}"),
    });
    lines
}

/// Runs the cases of a file under this folder. Each is a line of who reads what, and lines of the outcome that are
/// indented; empty lines and those that begin with `#` are for people.
pub fn check(path: &str, outcome: impl Fn(BareReader, &str) -> Vec<String>) {
    let path = format!("tests/formats/{path}");
    let text = fs::read_to_string(&path).unwrap();
    let mut found = String::new();
    let mut cases = 0;
    for case in text.lines().filter(|line| !line.starts_with(' ')) {
        found.push_str(&format!("{case}\n"));
        if case.is_empty() || case.starts_with('#') {
            continue;
        }
        let (who, body) = case.split_once(' ').unwrap_or((case, ""));
        cases += 1;
        for line in outcome(reader(who), body) {
            found.push_str(&format!("    {line}\n"));
        }
    }
    assert!(cases > 5, "{path} has few cases");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, found).unwrap();
    } else {
        assert_eq!(found, text, "{path}: UPDATE_EXPECT=1 makes it so");
    }
}

#[test]
fn values_are_read_and_written() {
    check("cbor/values.txt", outcome);
}

#[test]
fn collections_are_read_and_written() {
    check("cbor/collections.txt", outcome);
}

#[test]
fn what_does_not_fit_is_refused_with_its_place() {
    check("cbor/misfits.txt", outcome);
}

#[test]
fn what_is_not_well_formed_is_refused() {
    check("cbor/malformed.txt", outcome);
}

#[test]
fn clients_are_as_lenient_as_they_are_told() {
    check("cbor/lenient.txt", outcome);
}

#[test]
fn errors_begin_with_their_name() {
    let strict = Strict { name: "a".to_owned(), count: 1 };
    let written = Bare::Cbor.write_error("com.example#Strict", &strict).unwrap();
    assert_eq!(line(&written), r#"a3 665f5f74797065 72636f6d2e6578616d706c6523537472696374 "name" "a" "count" 01"#);
    let mut read: Strict = Members::placeholder();
    assert_eq!(Bare::Cbor.read_members(&mut read, &written, BareReader::CLIENT), Ok(Vec::new()));
    assert_eq!(read, strict);
}
