//! Templates in texts, and the paths of `getAttr` (Smithy 2.0, "Template string", "Parsing path strings").

use std::borrow::Cow;

use super::functions;
use super::syntax::{Call, Expression, ExpressionKind};
use crate::diagnostics::{Place, clip};

/// A part of a text.
#[derive(Debug)]
pub(crate) enum Part<'m> {
    Literal(Cow<'m, str>),
    /// What is between braces: a reference, or a call of `getAttr`.
    Dynamic(Expression<'m>),
}

/// A step of the path of `getAttr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'m> {
    Key(&'m str),
    /// The position of an element; a negative one counts from the end.
    Index(i64),
}

/// Splits a text into its parts; a brace is written twice. What is wrong is a sentence without its subject.
pub(super) fn parse(text: &str, place: Place) -> Result<Vec<Part<'_>>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let mut literal = Cow::Borrowed("");
        // Up to the next brace that is not written twice.
        let opened = loop {
            let Some(at) = rest.find(['{', '}']) else {
                join(&mut literal, rest);
                break false;
            };
            let (before, brace) = rest.split_at(at);
            let mut characters = brace.chars();
            let first = characters.next();
            join(&mut literal, before);
            if characters.next() == first {
                join(&mut literal, brace.get(..1).unwrap_or_default());
                rest = brace.get(2..).unwrap_or_default();
            } else if first == Some('{') {
                rest = brace.get(1..).unwrap_or_default();
                break true;
            } else {
                return Err("has `}` without `{`".to_owned());
            }
        };
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        if !opened {
            return Ok(parts);
        }
        let Some((inner, after)) = rest.split_once('}') else {
            return Err("has `{` without `}`".to_owned());
        };
        if inner.contains('{') {
            return Err("has `{` within braces".to_owned());
        }
        parts.push(Part::Dynamic(shorthand(inner, place)?));
        rest = after;
    }
}

fn join<'m>(text: &mut Cow<'m, str>, part: &'m str) {
    if text.is_empty() {
        *text = Cow::Borrowed(part);
    } else if !part.is_empty() {
        text.to_mut().push_str(part);
    }
}

/// (Smithy 2.0, "Template shorthand".)
fn shorthand(text: &str, place: Place) -> Result<Expression<'_>, String> {
    let Some((name, path)) = text.split_once('#') else {
        return Ok(Expression { place, kind: ExpressionKind::Reference(text) });
    };
    let target = Expression { place, kind: ExpressionKind::Reference(name) };
    let call = Call { function: functions::GET_ATTR, arguments: vec![target], path: steps(path)? };
    Ok(Expression { place, kind: ExpressionKind::Call(call) })
}

/// The steps of a path; what is wrong is a sentence without its subject.
pub(super) fn steps(path: &str) -> Result<Vec<Step<'_>>, String> {
    let mut steps = Vec::new();
    for component in path.split('.') {
        let Some((key, index)) = component.split_once('[') else {
            if component.is_empty() {
                return Err(format!("has an empty part in the path `{}`", clip(path)));
            }
            steps.push(Step::Key(component));
            continue;
        };
        let index = index.strip_suffix(']').and_then(|index| index.parse::<i32>().ok());
        let Some(index) = index else {
            return Err(format!(
                "has the part `{}` in its path, whose index is not a number in brackets",
                clip(component)
            ));
        };
        if !key.is_empty() {
            steps.push(Step::Key(key));
        }
        steps.push(Step::Index(index.into()));
    }
    Ok(steps)
}
