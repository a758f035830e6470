//! Checks that the traits that are applied are defined.

use std::collections::HashSet;

use super::fields::Context;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Applied, Shape, ShapeId, Shapes, Traits};

pub(super) fn check(context: &mut Context, shapes: &Shapes, broken: &HashSet<ShapeId>) {
    let mut definitions = Definitions { context, shapes, broken, not_traits: HashSet::new() };
    for shape in shapes.own() {
        definitions.shape(shape);
    }
}

struct Definitions<'a> {
    context: &'a mut Context,
    shapes: &'a Shapes,
    broken: &'a HashSet<ShapeId>,
    /// Shapes of which it is reported that they are not traits.
    not_traits: HashSet<ShapeId>,
}

impl Definitions<'_> {
    fn shape(&mut self, shape: &Shape) {
        for subject in shape.subjects() {
            self.context.shape = Some(subject.id().clone());
            self.traits(subject.traits());
        }
    }

    fn traits(&mut self, traits: &Traits) {
        for applied in traits.iter() {
            self.is_trait(applied);
        }
    }

    /// Warns of a trait that is not known: it has no effect, be it misspelt or newer than this generator.
    fn is_trait(&mut self, applied: &Applied) {
        let id = &applied.id;
        let (namespace, name) = (id.namespace(), id.name());
        let is_defined = |shape: &Shape| shape.traits.has("smithy.api#trait");
        let definition = self.shapes.get(id.as_str());
        if definition.is_some_and(is_defined) || self.broken.contains(id) {
            return;
        }
        if let Some(shape) = definition.filter(|shape| self.shapes.is_own(shape.id.as_str())) {
            return self.is_not_a_trait(applied, shape);
        }
        let traits = || self.shapes.all().filter(|shape| is_defined(shape)).map(|shape| &shape.id);
        let neighbors = || traits().filter(|other| other.namespace() == namespace);
        let similar = self.context.similar(name, neighbors().map(ShapeId::name)).map(|name| (namespace, name));
        let elsewhere = similar.or_else(|| {
            let namespaces = traits().filter(|other| other.name() == name).map(ShapeId::namespace);
            self.context.similar(namespace, namespaces).map(|namespace| (namespace, name))
        });
        let what = if neighbors().next().is_some() { "known" } else { "defined" };
        let message = format!("trait `{id}` is not {what} and has no effect");
        let diagnostic = Diagnostic::new(Code::UNKNOWN_TRAIT, applied.place().to_key(), message);
        self.context.push(match elsewhere {
            Some((namespace, name)) => diagnostic.help(format!("did you mean `{namespace}#{name}`?")),
            None => diagnostic,
        });
    }

    /// Reports, once, a shape that is applied as a trait.
    fn is_not_a_trait(&mut self, applied: &Applied, shape: &Shape) {
        if !self.not_traits.insert(shape.id.clone()) {
            return;
        }
        let message = format!("`{}` is applied as a trait, but is not one", shape.id);
        let diagnostic = Diagnostic::new(Code::NOT_A_TRAIT, applied.place().to_key(), message).about(&shape.id);
        let diagnostic = diagnostic.related(shape.place, "defined here");
        self.context.push(diagnostic.help("apply the trait `smithy.api#trait` to it"));
    }
}
