//! Calls that the model gives as examples.

use super::Literal;
use crate::name::Ident;

/// A call that the model gives as an example (`smithy.api#examples`).
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// The test that makes the call.
    pub test: Ident,
    /// What the call is for, in a line of Markdown; empty where the model does not say.
    pub title: String,
    /// What is asked, with the defaults that a server fills in.
    pub input: Literal,
    /// What is answered.
    pub answer: ExampleAnswer,
}

/// The example in the documentation of the client's method.
#[derive(Clone, Debug)]
pub(crate) struct ShownExample {
    /// What the call is for, in a line of Markdown.
    pub title: String,
    /// What is asked.
    pub input: Literal,
}

/// What an example is answered with.
#[derive(Clone, Debug)]
pub(crate) enum ExampleAnswer {
    /// The model does not say.
    Unsaid,
    /// The operation's output.
    Output {
        /// Its value.
        value: Literal,
        /// Whether the input or the output is a stream.
        streams: bool,
    },
    /// One of the operation's errors.
    Error {
        /// The variant of the operation's errors.
        variant: Ident,
        /// Its value.
        value: Literal,
        /// Whether the input is a stream.
        streams: bool,
    },
    /// The input breaks a constraint on purpose (`allowConstraintErrors`), so that a server refuses it whatever the
    /// operation would do.
    Refused,
}
