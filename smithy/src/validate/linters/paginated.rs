//! `MissingPaginatedTrait`: operations that look like they return one page of many (Smithy 2.0, "MissingPaginatedTrait").

use super::words::camel_words;
use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::model::{Kind, Member, Model, Operation, Reference, Shape};
use crate::validate::Context;
use crate::validate::custom::{Fault, ValidatorDefinition};

const VERBS: &[&str] = &["list", "search"];
const VERBS_OF_LISTS: &[&str] = &["describe", "get"];
const INPUT: &[&str] = &["maxresults", "maxitems", "pagesize", "limit", "nexttoken", "pagetoken", "token", "marker"];
const OUTPUT: &[&str] = &[
    "nexttoken",
    "pagetoken",
    "token",
    "marker",
    "nextpage",
    "nextpagetoken",
    "position",
    "nextmarker",
    "paginationtoken",
    "nextpagemarker",
];

/// The words that a key of the configuration lists, or these.
fn words(definition: &ValidatorDefinition<'_>, key: &str, otherwise: &[&str]) -> Result<Vec<String>, Fault> {
    let words = definition.texts(key)?;
    Ok(words.as_deref().unwrap_or(otherwise).iter().map(|word| word.to_ascii_lowercase()).collect())
}

/// What hints at pages.
struct Hints {
    verbs: Vec<String>,
    verbs_of_lists: Vec<String>,
    input: Vec<String>,
    output: Vec<String>,
}

pub(super) fn validate(context: &mut Context<'_>, definition: &ValidatorDefinition<'_>) -> Result<(), Fault> {
    let hints = Hints {
        verbs: words(definition, "verbsRequirePagination", VERBS)?,
        verbs_of_lists: words(definition, "verbsSuggestPagination", VERBS_OF_LISTS)?,
        input: words(definition, "inputMembersRequirePagination", INPUT)?,
        output: words(definition, "outputMembersRequirePagination", OUTPUT)?,
    };
    let model = context.model;
    for shape in model.shapes().filter(|shape| !shape.traits.has("smithy.api#paginated")) {
        let found = shape.as_operation().and_then(|operation| hints.find(model, shape, operation));
        if let Some((severity, reason, place)) = found {
            let message = format!("`{}` seems to return one page of many: {reason}", shape.id);
            let diagnostic = Diagnostic::new(Code::MISSING_PAGINATED_TRAIT, shape.place, message).about(&shape.id);
            let diagnostic = if place == shape.place { diagnostic } else { diagnostic.related(place, "the hint") };
            let help = "apply `@paginated`, so that clients and the service know how much comes at once";
            context.push(diagnostic.with_severity(severity).help(help));
        }
    }
    Ok(())
}

impl Hints {
    fn find(&self, model: &Model, shape: &Shape, operation: &Operation) -> Option<(Severity, String, Place)> {
        let words = camel_words(shape.id.name());
        let verb = words.first().map(|word| word.to_ascii_lowercase()).unwrap_or_default();
        if self.verbs.contains(&verb) {
            return Some((Severity::Danger, format!("its verb is `{verb}`"), shape.place));
        }
        for (reference, names, end) in
            [(&operation.input, &self.input, "input"), (&operation.output, &self.output, "output")]
        {
            let is_hint = |member: &&Member| names.contains(&member.name().to_ascii_lowercase());
            if let Some(member) = members(model, reference).find(is_hint) {
                let reason = format!("its {end} has a member `{}`", member.name());
                return Some((Severity::Danger, reason, member.place));
            }
        }
        let is_list = |member: &&Member| {
            let target = model.target(member);
            target.is_some_and(|target| matches!(target.kind, Kind::List))
        };
        let list = members(model, &operation.output).find(is_list).filter(|_| self.verbs_of_lists.contains(&verb))?;
        let reason = format!("its verb is `{verb}`, and its output has a list, `{}`", list.name());
        Some((Severity::Warning, reason, list.place))
    }
}

fn members<'m>(model: &'m Model, reference: &Reference) -> impl Iterator<Item = &'m Member> {
    model.shape(&reference.id).into_iter().flat_map(|shape| &shape.members)
}
