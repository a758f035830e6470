//! The values of `smithy.api#examples` (Smithy 2.0, "examples trait").

use crate::diagnostics::Place;
use crate::model::{Node, Reference};

/// An example of a call. Whether its parts fit the shapes of the operation is not checked when a model is loaded.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// A short title.
    pub title: Box<str>,
    /// CommonMark.
    pub documentation: Option<Box<str>>,
    /// The members of the input.
    pub input: Option<Node>,
    /// The members of the output.
    pub output: Option<Node>,
    /// The error that is returned.
    pub error: Option<ExampleError>,
    /// Whether the input may break constraints, which is then what the error is about.
    pub allow_constraint_errors: bool,
    /// Where the example is written.
    pub place: Place,
}

/// The error of an example.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleError {
    /// The error's shape.
    pub shape: Reference,
    /// The members of the error.
    pub content: Option<Node>,
}
