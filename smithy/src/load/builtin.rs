//! The shapes that every model may name without a file that defines them: those of Smithy's packages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::diagnostics::{Place, Report, Sources};
use crate::model::{Builtin, Node, Reference, Shape, ShapeId, Value};
use crate::packages::packages;

/// The shapes of all packages, read once for all models. They have no places: no file of the model defines them.
pub(crate) fn shapes() -> &'static Builtin {
    static SHAPES: LazyLock<BTreeMap<ShapeId, Shape>> = LazyLock::new(|| load().0);
    static BUILTIN: LazyLock<Builtin> = LazyLock::new(|| Builtin::new(&SHAPES));
    &BUILTIN
}

/// Reads the packages.
fn load() -> (BTreeMap<ShapeId, Shape>, Report) {
    let mut sources = Sources::new();
    for file in packages().flat_map(|package| package.files) {
        sources.add(file.name, file.text);
    }
    let (model, report) = super::load(&sources, sources.ids(), None);
    let mut shapes = model.shapes.into_own();
    shapes.values_mut().for_each(forget_places);
    (shapes, report)
}

fn forget_places(shape: &mut Shape) {
    shape.place = Place::NOWHERE;
    shape.mixins.iter_mut().for_each(forget);
    for applied in shape.traits.iter_mut() {
        forget_in(&mut applied.node);
    }
    for member in shape.members.iter_mut() {
        member.place = Place::NOWHERE;
        forget(&mut member.target);
        for applied in member.traits.iter_mut() {
            forget_in(&mut applied.node);
        }
    }
}

fn forget(reference: &mut Reference) {
    reference.place = Place::NOWHERE;
}

fn forget_in(node: &mut Node) {
    node.place = Place::NOWHERE;
    match &mut node.value {
        Value::Array(elements) => elements.iter_mut().for_each(forget_in),
        Value::Object(entries) => entries.iter_mut().for_each(|entry| forget_in(&mut entry.value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::Sources;
    use crate::packages::packages;

    #[test]
    fn the_packages_have_no_faults_and_are_formatted() {
        let mut sources = Sources::new();
        for file in packages().flat_map(|package| package.files) {
            let id = sources.add(file.name, file.text);
            assert!(crate::format(&sources, id).is_ok_and(|text| text == file.text), "{} is not formatted", file.name);
        }
        let (_, report) = super::load();
        assert!(report.is_empty(), "{}", report.render(&sources, false));
    }
}
