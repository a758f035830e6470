//! Diagnostics as a log in the Static Analysis Results Interchange Format (SARIF) 2.1.0.
//!
//! The few objects that a log needs are written out here: crates with types for all of SARIF bring a dozen dependencies for
//! hundreds of types that nothing here would use. The tests check logs against the official schema.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use shapewright_smithy::diagnostics::{Code, Record, Region, Related, Report, Rule, Severity, Sources};

use shapewright_codegen::tools::absolute_parts;

/// The version of SARIF.
const VERSION: &str = "2.1.0";

/// Where the schema of that version is.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The folder that URIs of files are relative to.
const ROOT: &str = "SRCROOT";

/// What is not encoded in a segment of a path (RFC 3986, "Unreserved Characters").
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Files of a revision, which are not on the disk.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Revision<'a> {
    /// The name that stands for the root of the revision in the log.
    pub(crate) root: &'a str,
    /// The revision, as it stands in the paths of its files before a colon.
    pub(crate) name: &'a str,
}

/// A log of one run that found what a report says.
pub(crate) fn log(report: &Report, sources: &Sources, revisions: &[Revision<'_>]) -> io::Result<Value> {
    let (found, suppressed) = (report.records(sources), report.suppressed_records(sources));
    let codes: BTreeSet<Code> = found.iter().chain(&suppressed).map(|record| record.code).collect();
    let index: BTreeMap<Code, usize> = codes.iter().enumerate().map(|(index, code)| (*code, index)).collect();
    let files = Files { revisions };
    let mut results = Vec::new();
    for (record, is_suppressed) in found.iter().map(|one| (one, false)).chain(suppressed.iter().map(|one| (one, true)))
    {
        results.push(result(record, index.get(&record.code).copied().unwrap_or_default(), is_suppressed, &files)?);
    }
    Ok(json!({
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [{
            "tool": {
                "driver": {
                    "name": env!("CARGO_PKG_NAME"),
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": codes.iter().map(|code| rule(code.rule())).collect::<Vec<_>>(),
                },
            },
            // That of `Record`.
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": files.roots(),
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }],
    }))
}

/// A `reportingDescriptor`.
fn rule(rule: &Rule) -> Value {
    let Rule { name, area, severity, smithy_id, meaning, fix, example } = rule;
    let meaning = meaning.trim();
    let help = format!("To fix it: {fix}.");
    let markdown = format!("{help}\n\n{}", example.trim_end());
    json!({
        "id": name,
        "shortDescription": { "text": meaning },
        "fullDescription": { "text": format!("{meaning} {help}") },
        "help": { "text": help, "markdown": markdown.trim_end() },
        "defaultConfiguration": { "level": level(*severity) },
        "properties": without_null(json!({ "tags": [area.name()], "severity": severity.name(), "smithyId": smithy_id })),
    })
}

/// A `result`.
fn result(record: &Record, rule: usize, is_suppressed: bool, files: &Files<'_>) -> io::Result<Value> {
    let Record { severity, code, event, shape, message, file, region, related, help, reason, line: _, column: _ } =
        record;
    let text = match help {
        Some(help) => format!("{message}\nhelp: {help}"),
        None => message.clone(),
    };
    let mut location = Map::new();
    if let Some(file) = file {
        location.insert("physicalLocation".to_owned(), files.physical(file, *region)?);
    }
    if let Some(shape) = shape {
        let kind = if shape.contains('$') { "member" } else { "type" };
        location.insert("logicalLocations".to_owned(), json!([{ "fullyQualifiedName": shape, "kind": kind }]));
    }
    let mut others = Vec::new();
    for (id, Related { message, file, region, line: _, column: _ }) in related.iter().enumerate() {
        let physical = files.physical(file, *region)?;
        others.push(json!({ "id": id, "message": { "text": message }, "physicalLocation": physical }));
    }
    let suppression = || without_null(json!({ "kind": "inSource", "justification": reason }));
    Ok(without_null(json!({
        "ruleId": code.name(),
        "ruleIndex": rule,
        "level": level(*severity),
        "message": { "text": text },
        "locations": if location.is_empty() { Vec::new() } else { vec![location] },
        "relatedLocations": others,
        // Where one result has the list, all must have it: an empty one says that the result is not suppressed.
        "suppressions": if is_suppressed { vec![suppression()] } else { Vec::new() },
        "properties": without_null(json!({ "severity": severity.name(), "smithyId": event })),
    })))
}

/// SARIF knows no dangers; the property `severity` tells them from errors.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error | Severity::Danger => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// How paths become URIs.
struct Files<'a> {
    revisions: &'a [Revision<'a>],
}

impl Files<'_> {
    /// What the names of roots mean. Where they are on this machine matters to nobody else.
    fn roots(&self) -> Value {
        let root = |text: String| json!({ "description": { "text": text } });
        let here = (ROOT.to_owned(), root("The folder in which the command ran".to_owned()));
        let revisions = self.revisions.iter();
        let revisions = revisions.map(|one| (one.root.to_owned(), root(format!("The git revision `{}`", one.name))));
        Value::Object([here].into_iter().chain(revisions).collect())
    }

    /// A `physicalLocation`.
    fn physical(&self, file: &str, region: Option<Region>) -> io::Result<Value> {
        let region = region.map(|Region { start_line, start_column, end_line, end_column }| json!({ "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column }));
        Ok(without_null(json!({ "artifactLocation": self.artifact(file)?, "region": region })))
    }

    /// An `artifactLocation`: relative to the folder where the command runs, unless the file is elsewhere.
    fn artifact(&self, file: &str) -> io::Result<Value> {
        let of_revision =
            |one: &Revision<'_>| Some((one.root.to_owned(), file.strip_prefix(one.name)?.strip_prefix(':')?));
        if let Some((root, path)) = self.revisions.iter().find_map(of_revision) {
            return Ok(json!({ "uri": uri(path.split('/')), "uriBaseId": root }));
        }
        let (path, here) = (absolute_parts(file.as_ref())?, absolute_parts(".".as_ref())?);
        Ok(match path.strip_prefix(&here[..]) {
            Some(below) if !below.is_empty() => {
                json!({ "uri": uri(below.iter().map(String::as_str)), "uriBaseId": ROOT })
            }
            _ => {
                // The drive of Windows has a slash before it, too.
                let root =
                    path.first().filter(|root| !root.is_empty()).map(|drive| format!("/{}", drive.replace('\\', "/")));
                let below = uri(path.iter().skip(1).map(String::as_str));
                json!({ "uri": format!("file://{}/{below}", root.unwrap_or_default()) })
            }
        })
    }
}

/// Segments of a path as a URI.
fn uri<'a>(segments: impl Iterator<Item = &'a str>) -> String {
    let encoded: Vec<String> = segments.map(|one| utf8_percent_encode(one, ENCODED).to_string()).collect();
    encoded.join("/")
}

/// An object without the keys whose value is `null`.
fn without_null(mut value: Value) -> Value {
    if let Value::Object(object) = &mut value {
        object.retain(|_, value| !value.is_null());
    }
    value
}
