//! Reads `smithy.api#examples` (Smithy 2.0, "examples trait").

use crate::load::fields::{Context, Fields};
use crate::model::traits::{Example, ExampleError};
use crate::model::{Node, Reference};

/// The examples of an operation; one that is malformed is reported and left out.
pub(super) fn examples(context: &mut Context, what: &str, node: Node) -> Option<Vec<Example>> {
    let elements = context.array(what, node)?.into_iter();
    let what = format!("an element of {what}");
    Some(elements.filter_map(|element| example(context, &what, element)).collect())
}

fn example(context: &mut Context, what: &str, node: Node) -> Option<Example> {
    let place = node.place;
    let mut fields = Fields::new(context, what, node)?;
    let title = fields.require_string(context, "title");
    let documentation = fields.string(context, "documentation");
    let [input, output] = ["input", "output"].map(|key| fields.take(key));
    let of_error = fields.name("error");
    let error = fields.take("error").map(|node| example_error(context, of_error, node));
    let allowed = fields.boolean(context, "allowConstraintErrors");
    // The older name of the same.
    let allow_constraint_errors = fields.boolean(context, "allowInvalidInput") || allowed;
    fields.finish(context);
    // An error that is malformed is not the same as none.
    let error = match error {
        Some(error) => Some(error?),
        None => None,
    };
    Some(Example { title: title?, documentation, input, output, error, allow_constraint_errors, place })
}

fn example_error(context: &mut Context, what: String, node: Node) -> Option<ExampleError> {
    let mut fields = Fields::new(context, what, node)?;
    let id = fields.require(context, "shapeId");
    let of_id = fields.name("shapeId");
    let content = fields.take("content");
    fields.finish(context);
    let id = id?;
    let place = id.place;
    let text = context.string(&of_id, id)?;
    Some(ExampleError { shape: Reference { id: context.shape_id(&text, place)?, place }, content })
}
