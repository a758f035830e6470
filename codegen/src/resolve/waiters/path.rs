//! The way of a JMESPath expression through the shapes of a model, to find names that lead nowhere.
//!
//! An expression with a name that no value has is always null, so that it never matches. Only what the shapes decide is
//! followed: fields, and the items of lists and maps. Whatever else an expression does is taken to be right.

use jmespath::ast::Ast;

use crate::resolve::closure::{Closure, content};
use shapewright_smithy::model::{Kind, Shape};

/// What a part of an expression may be.
#[derive(Clone, Copy)]
pub(super) enum Found<'m> {
    /// A value of this shape.
    One(&'m Shape),
    /// An array of values of this shape.
    Each(&'m Shape),
    /// An object with an input and an output; `None` for the unit type.
    Call { input: Option<&'m Shape>, output: Option<&'m Shape> },
    /// Something of which nothing is known.
    Anything,
}

impl<'m> Found<'m> {
    /// The items of an array, or of a map's values.
    fn items(self, closure: &Closure<'m>) -> Self {
        match self {
            Self::One(shape) => content(shape).map_or(Self::Anything, |member| Self::Each(closure.target(member))),
            other => other,
        }
    }
}

/// Follows an expression that is applied to a value.
///
/// # Errors
///
/// The name of a field that the value cannot have, and the shape that lacks it.
pub(super) fn follow<'m>(closure: &Closure<'m>, ast: &Ast, at: Found<'m>) -> Result<Found<'m>, (String, String)> {
    match ast {
        Ast::Identity { .. } => Ok(at),
        Ast::Field { name, .. } => field(closure, name, at),
        Ast::Subexpr { lhs, rhs, .. } => follow(closure, rhs, follow(closure, lhs, at)?),
        Ast::Flatten { node, .. } => Ok(match follow(closure, node, at)? {
            Found::Each(shape) if matches!(shape.kind, Kind::List) => Found::One(shape).items(closure),
            other => other.items(closure),
        }),
        Ast::ObjectValues { node, .. } => Ok(follow(closure, node, at)?.items(closure)),
        Ast::Projection { lhs, rhs, .. } => {
            let item = match follow(closure, lhs, at)?.items(closure) {
                Found::Each(shape) => Found::One(shape),
                _ => Found::Anything,
            };
            Ok(match follow(closure, rhs, item)? {
                Found::One(shape) => Found::Each(shape),
                _ => Found::Anything,
            })
        }
        Ast::Condition { predicate, then, .. } => {
            follow(closure, predicate, at)?;
            follow(closure, then, at)
        }
        Ast::Comparison { lhs, rhs, .. } | Ast::And { lhs, rhs, .. } | Ast::Or { lhs, rhs, .. } => {
            follow(closure, lhs, at)?;
            follow(closure, rhs, at)?;
            Ok(Found::Anything)
        }
        Ast::Not { node: inner, .. } | Ast::Expref { ast: inner, .. } => {
            // What an expression reference is applied to, its function decides.
            let at = if matches!(ast, Ast::Expref { .. }) { Found::Anything } else { at };
            follow(closure, inner, at).map(|_| Found::Anything)
        }
        Ast::Function { args: parts, .. } | Ast::MultiList { elements: parts, .. } => {
            parts.iter().try_for_each(|part| follow(closure, part, at).map(|_| ()))?;
            Ok(Found::Anything)
        }
        Ast::Index { .. } | Ast::Slice { .. } | Ast::Literal { .. } | Ast::MultiHash { .. } => Ok(Found::Anything),
    }
}

fn field<'m>(closure: &Closure<'m>, name: &str, at: Found<'m>) -> Result<Found<'m>, (String, String)> {
    let shape = match at {
        Found::One(shape) => shape,
        Found::Call { input, output } => {
            return match name {
                "input" => Ok(input.map_or(Found::Anything, Found::One)),
                "output" => Ok(output.map_or(Found::Anything, Found::One)),
                _ => Err((name.to_owned(), "an object of `input` and `output`".to_owned())),
            };
        }
        Found::Each(_) | Found::Anything => return Ok(Found::Anything),
    };
    match shape.kind {
        Kind::Structure | Kind::Union => match shape.member(name) {
            Some(member) => Ok(Found::One(closure.target(member))),
            None => Err((name.to_owned(), format!("`{}`", shape.id))),
        },
        Kind::Map => Ok(content(shape).map_or(Found::Anything, |member| Found::One(closure.target(member)))),
        _ => Ok(Found::Anything),
    }
}
