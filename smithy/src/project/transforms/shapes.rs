//! Transforms of shapes.

use std::collections::{HashMap, HashSet};

use super::Run;
use crate::diagnostics::{Place, clip};
use crate::load::fields::Fields;
use crate::model::ShapeId;
use crate::neighbors::Neighbors;
use crate::selector::Selector;
use crate::transform;

pub(super) fn change_string_enums(run: &mut Run<'_>, fields: &mut Fields) {
    let synthesizes = fields.boolean(&mut run.context, "synthesizeNames");
    // As in Smithy, strings stay that cannot be changed.
    transform::change_string_enums_to_enum_shapes(run.model, synthesizes);
}

pub(super) fn change_types(run: &mut Run<'_>, fields: &mut Fields) {
    let synthesizes = fields.boolean(&mut run.context, "synthesizeEnumNames");
    let mut types = HashMap::new();
    let mut places: HashMap<ShapeId, Place> = HashMap::new();
    for entry in run.entries(fields, "shapeTypes") {
        let place = entry.place();
        let id = run.context.shape_id(&entry.key, place);
        let name = run.context.string("a type", entry.value);
        if let (Some(id), Some(name)) = (id, name) {
            places.insert(id.clone(), place);
            types.insert(id, name);
        }
    }
    for id in transform::change_types(run.model, &types, synthesizes) {
        let place = places.get(&id).copied().unwrap_or(run.place);
        let message = match run.model.shape(&id) {
            Some(shape) => {
                let to = types.get(&id).map(|name| clip(name)).unwrap_or_default();
                format!("the type of `{id}` cannot be changed from `{}` to `{to}`", shape.kind.name())
            }
            None => format!("`{id}` does not exist"),
        };
        run.fail(place, message);
    }
}

pub(super) fn exclude_by_tag(run: &mut Run<'_>, fields: &mut Fields) {
    let tags = fields.strings(&mut run.context, "tags");
    transform::remove_shapes(run.model, |subject| transform::has_tag(subject.traits(), &tags));
}

pub(super) fn include_by_tag(run: &mut Run<'_>, fields: &mut Fields) {
    let tags = fields.strings(&mut run.context, "tags");
    transform::remove_shapes(run.model, |subject| {
        subject.member.is_none() && !transform::has_tag(subject.traits(), &tags)
    });
}

pub(super) fn exclude_by_trait(run: &mut Run<'_>, fields: &mut Fields) {
    let traits = fields.strings(&mut run.context, "traits");
    let traits: Vec<String> = traits.iter().map(|id| absolute(id)).collect();
    transform::remove_shapes(run.model, |subject| traits.iter().any(|id| subject.traits().has(id)));
}

/// Relative ids are of the prelude.
pub(super) fn absolute(id: &str) -> String {
    if id.contains('#') { id.to_owned() } else { format!("smithy.api#{id}") }
}

pub(super) fn exclude_by_selector(run: &mut Run<'_>, fields: &mut Fields) {
    if let Some(selected) = selected(run, fields) {
        transform::remove_shapes(run.model, |subject| selected.contains(subject.id()));
    }
}

pub(super) fn include_by_selector(run: &mut Run<'_>, fields: &mut Fields) {
    if let Some(selected) = selected(run, fields) {
        transform::remove_shapes(run.model, |subject| subject.member.is_none() && !selected.contains(subject.id()));
    }
}

/// The shapes and members that the argument selects.
fn selected(run: &mut Run<'_>, fields: &mut Fields) -> Option<HashSet<ShapeId>> {
    let place = fields.place_of("selector").unwrap_or(fields.place());
    let text = fields.require_string(&mut run.context, "selector")?;
    match Selector::parse(&text) {
        Ok(selector) => {
            let selected = selector.select(&Neighbors::new(run.model));
            Some(selected.into_iter().map(|subject| subject.id().clone()).collect())
        }
        Err(error) => {
            run.fail(place, format!("the selector is not valid: {error}"));
            None
        }
    }
}

pub(super) fn include_namespaces(run: &mut Run<'_>, fields: &mut Fields) {
    let namespaces = fields.strings(&mut run.context, "namespaces");
    transform::remove_shapes(run.model, |subject| {
        subject.member.is_none() && !namespaces.iter().any(|namespace| **namespace == *subject.id().namespace())
    });
}

pub(super) fn include_services(run: &mut Run<'_>, fields: &mut Fields) {
    let services = run.placed(fields, "services");
    for (id, place) in &services {
        if run.model.shape(id).is_none_or(|shape| shape.as_service().is_none()) {
            run.fail(*place, format!("there is no service `{}`", clip(id)));
        }
    }
    transform::remove_shapes(run.model, |subject| {
        subject.shape.as_service().is_some() && !services.iter().any(|(id, _)| *subject.id() == **id)
    });
}

pub(super) fn include_closures(run: &mut Run<'_>, fields: &mut Fields) {
    let mut shapes = HashSet::new();
    for (id, place) in run.placed(fields, "closures") {
        match transform::shape_closure(run.model, &id) {
            Some(closure) => shapes.extend(closure.shapes),
            None => run.fail(place, format!("the metadata `shapeClosures` does not define `{}`", clip(&id))),
        }
    }
    transform::remove_shapes(run.model, |subject| subject.member.is_none() && !shapes.contains(subject.id()));
}

pub(super) fn flatten_and_remove_mixins(run: &mut Run<'_>, _: &mut Fields) {
    transform::flatten_and_remove_mixins(run.model);
}

pub(super) fn flatten_closure_namespaces(run: &mut Run<'_>, fields: &mut Fields) {
    let place = fields.place_of("closure").unwrap_or(fields.place());
    let closure = fields.require_string(&mut run.context, "closure");
    let Some((closure, namespace)) = closure.zip(namespace(run, fields)) else {
        return;
    };
    match transform::shape_closure(run.model, &closure) {
        Some(closure) => closure.flatten_namespaces(run.model, &namespace),
        None => run.fail(place, format!("the metadata `shapeClosures` does not define `{}`", clip(&closure))),
    }
}

pub(super) fn flatten_namespaces(run: &mut Run<'_>, fields: &mut Fields) {
    let place = fields.place_of("service").unwrap_or(fields.place());
    let service = run.require_id(fields, "service");
    let tags = fields.strings(&mut run.context, "includeTagged");
    let Some((service, namespace)) = service.zip(namespace(run, fields)) else {
        return;
    };
    if run.model.shape(&service).is_none_or(|shape| shape.as_service().is_none()) {
        return run.fail(place, format!("there is no service `{service}`"));
    }
    transform::flatten_namespaces(run.model, &service, &namespace, &tags);
}

/// The namespace that the arguments name.
fn namespace(run: &mut Run<'_>, fields: &mut Fields) -> Option<Box<str>> {
    let place = fields.place_of("namespace").unwrap_or(fields.place());
    let namespace = fields.require_string(&mut run.context, "namespace")?;
    if ShapeId::parse(&format!("{namespace}#X")).is_some_and(|id| id.namespace() == &*namespace) {
        return Some(namespace);
    }
    run.fail(place, format!("`{}` is not a valid namespace", clip(&namespace)));
    None
}

pub(super) fn remove_deprecated(run: &mut Run<'_>, fields: &mut Fields) {
    let places = ["relativeDate", "relativeVersion"].map(|key| fields.place_of(key).unwrap_or(fields.place()));
    let date = fields.string(&mut run.context, "relativeDate");
    let version = fields.string(&mut run.context, "relativeVersion");
    if date.as_deref().is_some_and(|date| !transform::is_date(date)) {
        run.fail(places[0], "the date is not a calendar date: write `YYYY-MM-DD`");
    }
    if version.as_deref().is_some_and(|version| transform::version(version).is_none()) {
        run.fail(places[1], "the version is not one of semantic versioning: write `1.2.3`");
    }
    transform::remove_deprecated_shapes(run.model, &transform::Age { date, version });
}

pub(super) fn remove_trait_definitions(run: &mut Run<'_>, fields: &mut Fields) {
    let exported = fields.strings(&mut run.context, "exportTagged");
    transform::remove_trait_definitions(run.model, &exported);
}

pub(super) fn remove_unused(run: &mut Run<'_>, fields: &mut Fields) {
    let exported = fields.strings(&mut run.context, "exportTagged");
    transform::remove_unused_shapes(run.model, &exported);
}

pub(super) fn rename_shapes(run: &mut Run<'_>, fields: &mut Fields) {
    let mut renamed = HashMap::new();
    for entry in run.entries(fields, "renamed") {
        let place = entry.place();
        let from = run.context.shape_id(&entry.key, place);
        let to_place = entry.value.place;
        let to = run.context.string("a new id", entry.value);
        let to = to.and_then(|to| run.context.shape_id(&to, to_place));
        let Some((from, to)) = from.zip(to) else {
            continue;
        };
        if run.model.shapes().any(|shape| shape.id == from) {
            renamed.insert(from, to);
        } else {
            run.fail(place, format!("there is no shape `{from}`"));
        }
    }
    transform::rename_shapes(run.model, &renamed);
}
