//! Transforms of traits and metadata.

use std::collections::HashSet;

use super::Run;
use super::shapes::absolute;
use crate::load::fields::Fields;
use crate::model::ShapeId;
use crate::transform::{self, SuppressionFilter};
use crate::validate;

/// Traits that a shape cannot be without: they say what it is, and its members have no meaning without them.
const ESSENTIAL: &[&str] = &["smithy.api#enumValue", "smithy.api#mixin", "smithy.api#trait", "smithy.api#unitType"];

pub(super) fn exclude_tags(run: &mut Run<'_>, fields: &mut Fields) {
    let tags = fields.strings(&mut run.context, "tags");
    transform::retain_tags(run.model, |tag| !tags.iter().any(|one| **one == *tag));
}

pub(super) fn include_tags(run: &mut Run<'_>, fields: &mut Fields) {
    let tags = fields.strings(&mut run.context, "tags");
    transform::retain_tags(run.model, |tag| tags.iter().any(|one| **one == *tag));
}

pub(super) fn exclude_traits(run: &mut Run<'_>, fields: &mut Fields) {
    let named = Named::new(run, fields);
    transform::remove_traits(run.model, |id| named.contains(id));
}

pub(super) fn include_traits(run: &mut Run<'_>, fields: &mut Fields) {
    let named = Named::new(run, fields);
    transform::remove_traits(run.model, |id| !named.contains(id) && !ESSENTIAL.contains(&id.as_str()));
}

/// Traits, and namespaces of traits.
struct Named {
    ids: HashSet<String>,
    namespaces: HashSet<String>,
}

impl Named {
    fn new(run: &mut Run<'_>, fields: &mut Fields) -> Self {
        let all = fields.strings(&mut run.context, "traits");
        let (namespaces, ids): (Vec<&str>, Vec<&str>) = all.iter().map(|id| &**id).partition(|id| id.ends_with('#'));
        Self {
            ids: ids.into_iter().map(absolute).collect(),
            namespaces: namespaces.into_iter().map(|id| id.trim_end_matches('#').to_owned()).collect(),
        }
    }

    fn contains(&self, id: &ShapeId) -> bool {
        self.ids.contains(id.as_str()) || self.namespaces.contains(id.namespace())
    }
}

pub(super) fn exclude_traits_by_tag(run: &mut Run<'_>, fields: &mut Fields) {
    by_tag(run, fields, true);
}

pub(super) fn include_traits_by_tag(run: &mut Run<'_>, fields: &mut Fields) {
    by_tag(run, fields, false);
}

/// Removes the traits that the files define whose definitions have one of the tags, or have none.
fn by_tag(run: &mut Run<'_>, fields: &mut Fields, removes_tagged: bool) {
    let tags = fields.strings(&mut run.context, "tags");
    let definitions = run.model.shapes().filter(|shape| shape.traits.has("smithy.api#trait"));
    let meant = definitions.filter(|shape| transform::has_tag(&shape.traits, &tags) == removes_tagged);
    let meant: HashSet<ShapeId> = meant.map(|shape| shape.id.clone()).collect();
    transform::remove_traits(run.model, |id| meant.contains(id));
}

pub(super) fn make_idempotency_tokens_client_optional(run: &mut Run<'_>, _: &mut Fields) {
    transform::make_idempotency_tokens_client_optional(run.model);
}

pub(super) fn exclude_metadata(run: &mut Run<'_>, fields: &mut Fields) {
    let keys = fields.strings(&mut run.context, "keys");
    transform::retain_metadata(run.model, |key| !keys.iter().any(|one| **one == *key));
}

pub(super) fn include_metadata(run: &mut Run<'_>, fields: &mut Fields) {
    let keys = fields.strings(&mut run.context, "keys");
    transform::retain_metadata(run.model, |key| keys.iter().any(|one| **one == *key));
}

pub(super) fn filter_suppressions(run: &mut Run<'_>, fields: &mut Fields) {
    for [allowed, denied] in [["eventIdAllowList", "eventIdDenyList"], ["namespaceAllowList", "namespaceDenyList"]] {
        if fields.place_of(allowed).is_some()
            && let Some(place) = fields.place_of(denied)
        {
            run.fail(place, format!("`{denied}` cannot be combined with `{allowed}`"));
        }
    }
    let mut list = |key| fields.place_of(key).is_some().then(|| fields.strings(&mut run.context, key));
    let mut filter = SuppressionFilter {
        allowed_events: list("eventIdAllowList"),
        denied_events: list("eventIdDenyList").unwrap_or_default(),
        allowed_namespaces: list("namespaceAllowList"),
        denied_namespaces: list("namespaceDenyList").unwrap_or_default(),
        ..SuppressionFilter::default()
    };
    filter.removes_reasons = fields.boolean(&mut run.context, "removeReasons");
    if fields.boolean(&mut run.context, "removeUnused") {
        let report = validate(run.model);
        let findings = report.diagnostics().iter().chain(report.suppressed().iter().map(|one| &one.diagnostic));
        filter.events = Some(findings.filter_map(|finding| Some(finding.event_id()?.into())).collect());
    }
    transform::filter_suppressions(run.model, &filter);
}
