//! Changes models as the projections of a project do (Smithy 2.0, "smithy-build.json", "Transforms").
//!
//! What a transform removes is removed from whatever refers to it, too, so that the result is a model again.

mod closures;
mod deprecated;
mod enums;
mod mixins;
mod remove;
mod rename;
mod suppressions;
mod traits;
mod types;
mod unused;

pub use closures::{ShapeClosure, shape_closure};
pub use deprecated::{Age, remove_deprecated_shapes};
pub(crate) use deprecated::{is_date, version};
pub use enums::change_string_enums_to_enum_shapes;
pub use mixins::flatten_and_remove_mixins;
pub use remove::remove_shapes;
pub use rename::{flatten_namespaces, rename_shapes};
pub use suppressions::{SuppressionFilter, filter_suppressions};
pub use traits::{make_idempotency_tokens_client_optional, remove_traits, retain_tags};
pub use types::change_types;
pub use unused::{remove_trait_definitions, remove_unused_shapes};

use crate::model::{Model, Node, ShapeId, Traits, Value};

/// Keeps those keys of the metadata that are meant.
pub fn retain_metadata(model: &mut Model, is_meant: impl Fn(&str) -> bool) {
    model.metadata.retain(|key, _| is_meant(key));
    crate::load::read_metadata(model);
}

/// Whether the trait `smithy.api#tags` has one of the tags.
pub fn has_tag<S: AsRef<str>>(traits: &Traits, tags: &[S]) -> bool {
    traits.tags().into_iter().flatten().any(|tag| tags.iter().any(|one| one.as_ref() == &**tag))
}

/// Does something with the traits of each shape of the files and of its members.
fn each_traits(model: &mut Model, mut change: impl FnMut(&ShapeId, &mut Traits)) {
    for shape in model.shapes.own_mut() {
        change(&shape.id, &mut shape.traits);
        for member in shape.members.iter_mut() {
            change(&member.id, &mut member.traits);
        }
    }
}

fn text(text: &str) -> Node {
    Node::synthetic(Value::String(text.into()))
}

fn empty() -> Node {
    Node::synthetic(Value::Object(Vec::new()))
}
