//! The transforms by name, and their arguments (Smithy 2.0, "smithy-build.json", "Transforms").

mod shapes;
mod traits;

use super::Project;
use super::config::Transform;
use crate::diagnostics::{Code, Diagnostic, Place, Report, clip};
use crate::load::fields::{Context, Fields};
use crate::model::{Model, Node, ShapeId};

/// What a transform does, given its arguments.
type Apply = fn(&mut Run<'_>, &mut Fields);

/// The transforms, those under names of earlier versions of Smithy included.
const TRANSFORMS: &[(&str, Apply)] = &[
    ("apply", apply_projections),
    ("changeStringEnumsToEnumShapes", shapes::change_string_enums),
    ("changeTypes", shapes::change_types),
    ("compileBdd", of_other_tools),
    ("compileBddForAws", of_other_tools),
    ("excludeByTag", shapes::exclude_by_tag),
    ("excludeMetadata", traits::exclude_metadata),
    ("excludeShapesBySelector", shapes::exclude_by_selector),
    ("excludeShapesByTag", shapes::exclude_by_tag),
    ("excludeShapesByTrait", shapes::exclude_by_trait),
    ("excludeTags", traits::exclude_tags),
    ("excludeTraits", traits::exclude_traits),
    ("excludeTraitsByTag", traits::exclude_traits_by_tag),
    ("filterSuppressions", traits::filter_suppressions),
    ("flattenAndRemoveMixins", shapes::flatten_and_remove_mixins),
    ("flattenClosureNamespaces", shapes::flatten_closure_namespaces),
    ("flattenNamespaces", shapes::flatten_namespaces),
    ("includeByTag", shapes::include_by_tag),
    ("includeClosures", shapes::include_closures),
    ("includeMetadata", traits::include_metadata),
    ("includeNamespaces", shapes::include_namespaces),
    ("includeServices", shapes::include_services),
    ("includeShapesBySelector", shapes::include_by_selector),
    ("includeShapesByTag", shapes::include_by_tag),
    ("includeTags", traits::include_tags),
    ("includeTraits", traits::include_traits),
    ("includeTraitsByTag", traits::include_traits_by_tag),
    ("makeIdempotencyTokensClientOptional", traits::make_idempotency_tokens_client_optional),
    ("removeDeprecatedShapes", shapes::remove_deprecated),
    ("removeTraitDefinitions", shapes::remove_trait_definitions),
    ("removeUnusedShapes", shapes::remove_unused),
    ("renameShapes", shapes::rename_shapes),
    ("treeShaker", shapes::remove_unused),
];

/// How deep projections may apply each other.
const DEEPEST: usize = 64;

/// Whether there is a transform of that name.
pub(super) fn is_known(name: &str) -> bool {
    find(name).is_some()
}

/// The names of all transforms.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TRANSFORMS.iter().map(|(name, _)| *name)
}

fn find(name: &str) -> Option<Apply> {
    TRANSFORMS.iter().find(|(known, _)| *known == name).map(|(_, apply)| *apply)
}

/// Applies the transforms of a projection.
pub(super) fn apply(project: &Project, projection: &str, model: &mut Model) -> Report {
    let mut run =
        Run { project, model, context: Context::default(), open: Vec::new(), name: "", place: Place::NOWHERE };
    run.projection(projection, Place::NOWHERE);
    run.context.report
}

/// Transforms being applied.
struct Run<'a> {
    project: &'a Project,
    model: &'a mut Model,
    context: Context,
    /// The projections that apply each other.
    open: Vec<&'a str>,
    /// The transform that is applied.
    name: &'a str,
    /// Where its name stands.
    place: Place,
}

impl<'a> Run<'a> {
    fn projection(&mut self, name: &str, place: Place) {
        let project = self.project;
        let Some((name, projection)) = project.projections.get_key_value(name) else {
            let message = format!("there is no projection `{}`", clip(name));
            let diagnostic = Diagnostic::new(Code::UNKNOWN_PROJECTION, place, message);
            let known = project.projections.keys().map(|name| &**name);
            return self.context.push(diagnostic.did_you_mean(name, known));
        };
        if self.open.contains(&&**name) || self.open.len() == DEEPEST {
            let message = format!("projection `{}` applies itself", clip(name));
            let help = "remove it from the arguments of `apply`";
            return self.context.push(Diagnostic::new(Code::PROJECTION, place, message).help(help));
        }
        self.open.push(name);
        for transform in &projection.transforms {
            self.transform(transform);
        }
        self.open.pop();
    }

    fn transform(&mut self, transform: &'a Transform) {
        let Some(apply) = find(&transform.name) else {
            return;
        };
        let what = format!("`args` of `{}`", transform.name);
        if let Some(mut fields) = Fields::new(&mut self.context, what, transform.args.clone()) {
            (self.name, self.place) = (&transform.name, transform.place);
            apply(self, &mut fields);
            fields.finish(&mut self.context);
        }
    }

    /// Reports that the transform cannot do something.
    fn fail(&mut self, place: Place, message: impl Into<String>) {
        self.context.push(Diagnostic::new(Code::TRANSFORM, place, message));
    }

    /// The shape id of a key that must be there.
    fn require_id(&mut self, fields: &mut Fields, key: &'static str) -> Option<ShapeId> {
        let place = fields.place_of(key).unwrap_or(fields.place());
        let text = fields.require_string(&mut self.context, key)?;
        self.context.shape_id(&text, place)
    }

    /// The entries of a key, if it is there.
    fn entries(&mut self, fields: &mut Fields, key: &'static str) -> Vec<crate::model::Entry> {
        let name = fields.name(key);
        fields.take(key).and_then(|node| self.context.object(&name, node)).unwrap_or_default()
    }

    /// The elements of a key with their places, if it is there.
    fn placed(&mut self, fields: &mut Fields, key: &'static str) -> Vec<(Box<str>, Place)> {
        let name = fields.name(key);
        let nodes: Vec<Node> = fields.take(key).and_then(|node| self.context.array(&name, node)).unwrap_or_default();
        let what = format!("an element of {name}");
        let placed = nodes.into_iter().filter_map(|node| {
            let place = node.place;
            Some((self.context.string(&what, node)?, place))
        });
        placed.collect()
    }
}

fn apply_projections(run: &mut Run<'_>, fields: &mut Fields) {
    for (name, place) in run.placed(fields, "projections") {
        run.projection(&name, place);
    }
}

/// Only changes what other tools generate.
fn of_other_tools(run: &mut Run<'_>, _: &mut Fields) {
    let message = format!("`{}` has no effect here", run.name);
    run.context.push(Diagnostic::new(Code::UNSUPPORTED_TRANSFORM, run.place, message));
}
