//! Recognizes files of other formats that are taken for models, so that one message says what they are.

use crate::diagnostics::{Code, Diagnostic, Place, SourceId};
use crate::model::Node;

/// A format that is not one of Smithy's.
struct ForeignFormat {
    /// What such a file is, after "this is": the format, and what it is not.
    what: &'static str,
    /// What to do with it.
    help: &'static str,
}

const OPENAPI: ForeignFormat = ForeignFormat {
    what: "an OpenAPI document, not a Smithy model",
    help: "convert it with `smithytranslate openapi-to-smithy`",
};

const BOTOCORE: ForeignFormat = ForeignFormat {
    what: "a service description of botocore, not a Smithy model",
    help: "the models of AWS are published at https://github.com/aws/api-models-aws",
};

impl ForeignFormat {
    fn report(&self, place: Place) -> Diagnostic {
        Diagnostic::new(Code::FOREIGN_FORMAT, place, format!("this is {}", self.what)).help(self.help)
    }
}

/// What a JSON document is instead of a model.
pub(super) fn document(document: &Node) -> Option<Diagnostic> {
    if document.get("smithy").is_some() {
        return None;
    }
    if let Some(version) = document.get("openapi").or_else(|| document.get("swagger")) {
        return Some(OPENAPI.report(version.place.to_key()));
    }
    let of_botocore = ["metadata", "operations", "shapes"].iter().all(|key| document.get(key).is_some());
    of_botocore.then(|| BOTOCORE.report(document.place))
}

/// What a text that is not JSON is instead of a model; `skipped` bytes come before it in the file.
pub(super) fn text(text: &str, skipped: usize, source: SourceId) -> Option<Diagnostic> {
    let mut at = skipped;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        // Comments and directives of YAML come before what counts.
        if line.is_empty() || line.starts_with(['#', '%']) || line.starts_with("---") {
            continue;
        }
        let format = match line.split([':', ' ']).next()?.trim_matches(['"', '\'']) {
            "openapi" | "swagger" => OPENAPI,
            _ => return None,
        };
        return Some(format.report(Place::bytes(source, start..start + line.len())));
    }
    None
}

/// Whether a text is in Smithy's IDL rather than in JSON: it begins as a file in the IDL does.
pub(super) fn is_idl(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("//"));
    let word = first.and_then(|line| line.split([' ', '\t', ':']).next()).unwrap_or_default();
    matches!(word, "metadata" | "namespace") || word.starts_with('$')
}
