//! Tells the formats of model files apart.

use super::fields::Context;
use super::{foreign, idl, json};
use crate::diagnostics::{Code, Diagnostic, Place, Report, SourceId, Sources};
use crate::idl::{Tree, parse};
use crate::model::Node;

/// A file whose syntax is known.
pub(super) enum Parsed<'t> {
    /// In the JSON AST.
    Json(SourceId, Node),
    /// In the IDL.
    Idl(SourceId, idl::File<'t>),
}

/// Parses a source; `None` if it cannot be read, which is then reported.
pub(super) fn read<'t>(sources: &'t Sources, id: SourceId, context: &mut Context) -> Option<Parsed<'t>> {
    let source = sources.get(id)?;
    let bytes: &[u8] = &source.bytes;
    let text = text(bytes, id, &mut context.report)?;
    let is_idl = source.name.ends_with(".smithy");
    if !is_idl && text.trim_ascii().is_empty() {
        let diagnostic = Diagnostic::new(Code::UNREADABLE_FILE, Place::file(id), "the file is empty");
        let help =
            r#"a model begins with `$version: "2.0"`, or is a JSON object such as { "smithy": "2.0", "shapes": {} }"#;
        context.report.push(diagnostic.help(help));
        return None;
    }
    if is_idl || foreign::is_idl(text) {
        // Places count from the start of the file, so that a byte order mark is part of the tree.
        let whole = std::str::from_utf8(bytes).unwrap_or(text);
        return Some(Parsed::Idl(id, idl::read(context, id, whole)));
    }
    json::parse(text, bytes, id, &mut context.report).map(|node| Parsed::Json(id, node))
}

/// The value of a source in JSON, whatever it means; `None` if its syntax is broken, which is then reported.
pub(crate) fn json_value(sources: &Sources, id: SourceId, report: &mut Report) -> Option<Node> {
    let bytes = &sources.get(id)?.bytes;
    let text = text(bytes, id, report)?;
    json::parse(text, bytes, id, report)
}

/// The syntax tree of a source in the IDL, if its text keeps to the grammar.
pub(crate) fn syntax_tree(sources: &Sources, id: SourceId) -> Result<Tree<'_>, Report> {
    let mut report = Report::default();
    let bytes = sources.get(id).map_or(&[][..], |source| &source.bytes);
    let Some(text) = text(bytes, id, &mut report) else {
        return Err(report);
    };
    // Places count from the start of the file, so that a byte order mark is part of the tree.
    let tree = parse(std::str::from_utf8(bytes).unwrap_or(text));
    let faults = tree.faults().iter().filter(|fault| !fault.is_warning);
    faults.for_each(|fault| report.push(idl::report(fault, id)));
    if report.is_empty() { Ok(tree) } else { Err(report) }
}

/// The text without a byte order mark, which has no meaning.
fn text<'a>(bytes: &'a [u8], id: SourceId, report: &mut Report) -> Option<&'a str> {
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) if u32::try_from(bytes.len()).is_ok() => {
            return Some(text.strip_prefix('\u{feff}').unwrap_or(text));
        }
        Ok(_) => Diagnostic::new(Code::TOO_LARGE, Place::file(id), "the file is larger than 4 GiB"),
        Err(error) => {
            let at = error.valid_up_to();
            Diagnostic::new(Code::UNREADABLE_FILE, Place::bytes(id, at..at + 1), "the file is not valid UTF-8")
                .help("save it as UTF-8; models have no other encoding")
        }
    };
    report.push(fault);
    None
}
