//! Model → JSON AST (Smithy 2.0, "JSON AST").

use super::tree::Tree;
use crate::model::{Kind, Member, Model, Operation, Reference, Resource, Service, Shape, Traits};

/// An object in the making, with its keys in the order of Smithy's serializer.
type Entries<'m> = Vec<(std::borrow::Cow<'m, str>, Tree<'m>)>;

/// The AST of a whole model.
pub(super) fn ast(model: &Model) -> Tree<'_> {
    let mut top: Entries<'_> = vec![("smithy".into(), Tree::text("2.0"))];
    if !model.metadata.is_empty() {
        let metadata = model.metadata.iter().map(|(key, node)| ((&**key).into(), Tree::Sorted(node)));
        top.push(("metadata".into(), Tree::Object(metadata.collect())));
    }
    let mut shapes: Entries<'_> = Vec::new();
    // A file may define shapes of the prelude, which every reader knows.
    for shape in model.shapes().filter(|shape| shape.id.namespace() != "smithy.api") {
        shapes.push((shape.id.as_str().into(), definition(shape)));
        let mut applied: Vec<(&str, Tree<'_>)> = shape.members.iter().filter_map(apply).collect();
        applied.sort_by_key(|(id, _)| *id);
        shapes.extend(applied.into_iter().map(|(id, tree)| (id.into(), tree)));
    }
    top.push(("shapes".into(), Tree::Object(shapes)));
    Tree::Object(top)
}

fn definition(shape: &Shape) -> Tree<'_> {
    let mut object: Entries<'_> = vec![("type".into(), Tree::text(shape.kind.name()))];
    list(&mut object, "mixins", &shape.mixins);
    match shape.own.as_deref().unwrap_or(&shape.kind) {
        Kind::List | Kind::Map => object.extend(introduced(shape)),
        Kind::Structure | Kind::Union | Kind::Enum | Kind::IntEnum => {
            object.push(("members".into(), Tree::Object(introduced(shape).collect())));
        }
        Kind::Operation(own) => operation(&mut object, own),
        Kind::Service(own) => service(&mut object, own),
        Kind::Resource(own) => resource(&mut object, own),
        _ => {}
    }
    traits(&mut object, &shape.traits);
    Tree::Object(object)
}

/// The members that do not come from a mixin.
fn introduced(shape: &Shape) -> impl Iterator<Item = (std::borrow::Cow<'_, str>, Tree<'_>)> {
    shape.members.iter().filter(|member| member.mixins.is_empty()).map(|member| {
        let mut object: Entries<'_> = vec![target(&member.target)];
        traits(&mut object, &member.traits);
        (member.name().into(), Tree::Object(object))
    })
}

/// The statement with the traits that a shape adds to a member of a mixin.
fn apply(member: &Member) -> Option<(&str, Tree<'_>)> {
    if member.mixins.is_empty() {
        return None;
    }
    let mut object: Entries<'_> = vec![("type".into(), Tree::text("apply"))];
    traits(&mut object, &member.traits);
    (object.len() > 1).then(|| (member.id.as_str(), Tree::Object(object)))
}

/// The traits that do not come from a mixin.
fn traits<'m>(object: &mut Entries<'m>, traits: &'m Traits) {
    let own = traits.introduced().map(|applied| (applied.id.as_str().into(), Tree::Node(&applied.node)));
    let own: Entries<'m> = own.collect();
    if !own.is_empty() {
        object.push(("traits".into(), Tree::Object(own)));
    }
}

fn operation<'m>(object: &mut Entries<'m>, own: &'m Operation) {
    object.push(("input".into(), reference(&own.input)));
    object.push(("output".into(), reference(&own.output)));
    list(object, "errors", &own.errors);
}

fn service<'m>(object: &mut Entries<'m>, own: &'m Service) {
    if !own.version.is_empty() {
        object.push(("version".into(), Tree::text(&*own.version)));
    }
    list(object, "operations", &own.operations);
    list(object, "resources", &own.resources);
    list(object, "errors", &own.errors);
    if !own.rename.is_empty() {
        let rename = own.rename.iter().map(|rename| (rename.shape.id.as_str().into(), Tree::text(&*rename.name)));
        object.push(("rename".into(), Tree::Object(rename.collect())));
    }
}

fn resource<'m>(object: &mut Entries<'m>, own: &'m Resource) {
    for (key, named) in [("identifiers", &own.identifiers), ("properties", &own.properties)] {
        if !named.is_empty() {
            let named = named.iter().map(|(name, target)| ((&**name).into(), reference(target)));
            object.push((key.into(), Tree::Object(named.collect())));
        }
    }
    for (key, operation) in own.lifecycle() {
        object.extend(operation.map(|operation| (key.into(), reference(operation))));
    }
    list(object, "operations", &own.operations);
    list(object, "collectionOperations", &own.collection_operations);
    list(object, "resources", &own.resources);
}

fn list<'m>(object: &mut Entries<'m>, key: &'static str, references: &'m [Reference]) {
    if !references.is_empty() {
        object.push((key.into(), Tree::Array(references.iter().map(reference).collect())));
    }
}

fn reference(reference: &Reference) -> Tree<'_> {
    Tree::Object(vec![target(reference)])
}

fn target(reference: &Reference) -> (std::borrow::Cow<'_, str>, Tree<'_>) {
    ("target".into(), Tree::text(reference.id.as_str()))
}
