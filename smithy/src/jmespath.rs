//! JMESPath expressions in traits, and what they yield for the shapes that they are applied to.
//!
//! [`Expression::check`] runs an expression on an example of a shape, as Smithy does: what it finds is wrong for all values
//! or very likely so, and the type of the result is known before there is any value.
//!
//! ```ignore
//! let expression = Expression::parse("instances[].state.name")?;
//! let checked = expression.check(model, Value::Shape(output));
//! ```

mod check;
mod functions;
mod subset;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use check::Checked;
pub(crate) use value::{Type, Value};

use ::jmespath::ast::Ast;

use crate::model::Model;

/// An expression whose syntax is right.
#[derive(Debug)]
pub(crate) struct Expression {
    ast: Ast,
}

/// What is wrong with the syntax of an expression.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The position of the character, from 1.
    pub(crate) column: usize,
    pub(crate) message: String,
}

impl Expression {
    /// How long an expression may be, and how many operators and brackets it may have: each is a call on the stack.
    const LENGTH: usize = 16_384;
    const OPERATORS: usize = 400;

    /// Reads an expression (JMESPath, "Grammar").
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        let is_operator = |byte: &u8| b"()[]{}.|&!*<>=:,?".contains(byte);
        if text.len() > Self::LENGTH || text.bytes().filter(|byte| is_operator(byte)).count() > Self::OPERATORS {
            return Err(Fault { column: 1, message: "the expression is longer than this tool can check".to_owned() });
        }
        match ::jmespath::parse(text) {
            Ok(ast) => Ok(Self { ast }),
            Err(error) => Err(Fault { column: error.offset + 1, message: error.reason.to_string() }),
        }
    }

    /// Runs the expression on an example.
    pub(crate) fn check<'m>(&self, model: &'m Model, start: Value<'m>) -> Checked<'m> {
        check::check(model, &self.ast, start)
    }
}
