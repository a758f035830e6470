//! What schemas, parameters and operations say besides what they are: documentation, deprecation, extensions.

use super::object::Object;
use crate::model::traits::{Deprecated, ExternalLink};
use crate::model::{Model, Node, ShapeId, Traits};

/// The trait by which a trait becomes an extension of OpenAPI.
const EXTENSION: &str = "smithy.openapi#specificationExtension";

/// The titles of links that are preferred, the best first (Smithy's own converter has the same).
const PREFERRED: [&str; 6] = ["homepage", "api reference", "user guide", "developer guide", "reference", "guide"];

/// The documentation of a shape or member, and what its deprecation says.
pub(super) fn description(traits: &Traits) -> Option<String> {
    let documentation = traits.documentation().map(str::trim).filter(|text| !text.is_empty());
    let deprecation = traits.deprecated().and_then(deprecation);
    match (documentation, deprecation) {
        (Some(text), Some(note)) => Some(format!("{text}\n\n{note}")),
        (Some(text), None) => Some(text.to_owned()),
        (None, note) => note,
    }
}

fn deprecation(deprecated: &Deprecated) -> Option<String> {
    let text =
        |text: &Option<Box<str>>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    match (text(&deprecated.since), text(&deprecated.message)) {
        (Some(since), Some(message)) => Some(format!("Deprecated since {since}: {message}")),
        (Some(since), None) => Some(format!("Deprecated since {since}.")),
        (None, Some(message)) => Some(format!("Deprecated: {message}")),
        (None, None) => None,
    }
}

/// The link that documents a shape best.
pub(super) fn external_docs(traits: &Traits) -> Option<Object> {
    let rank = |link: &&ExternalLink| {
        let title = link.title.to_ascii_lowercase();
        PREFERRED.iter().position(|preferred| *preferred == title).unwrap_or(PREFERRED.len())
    };
    let link = traits.external_documentation()?.iter().min_by_key(rank)?;
    Some(Object::new().with("description", &*link.title).with("url", &*link.url))
}

/// Extensions: what a model wants to be one, and what OpenAPI has no word for but tools know.
pub(super) fn extensions(model: &Model, traits: &Traits, into: &mut Object) {
    if traits.internal() {
        into.put("x-internal", true);
    }
    if traits.sensitive() {
        into.put("x-sensitive", true);
    }
    for applied in traits.iter() {
        let Some(definition) = model.shape(&applied.id) else { continue };
        let Some(extension) = definition.traits.get(EXTENSION) else { continue };
        let name =
            extension.node.get("as").and_then(Node::as_str).map_or_else(|| default_name(&applied.id), str::to_owned);
        into.put(&name, applied.node.clone());
    }
}

/// (Smithy 2.0, "specificationExtension trait": the id "normalized with hyphens and prepended with `x-`".)
fn default_name(id: &ShapeId) -> String {
    format!("x-{}", id.as_str().replace(['.', '#'], "-"))
}
