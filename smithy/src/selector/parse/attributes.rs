//! Attribute selectors (Smithy 2.0, "Attribute selectors", "Scoped attribute selectors").

use super::Parser;
use crate::selector::attribute::{Attribute, Comparator, Comparison, Operand, Segment};
use crate::selector::cursor::Cursor;
use crate::selector::error::SelectorError;
use crate::selector::expression::Expression;

/// The comparators, those first that begin with others.
const COMPARATORS: [(&str, Comparator); 14] = [
    ("{<<}", Comparator::ProperSubset),
    ("{<}", Comparator::Subset),
    ("{!=}", Comparator::OtherValues),
    ("{=}", Comparator::SameValues),
    ("!=", Comparator::NotEqual),
    ("^=", Comparator::StartsWith),
    ("$=", Comparator::EndsWith),
    ("*=", Comparator::Contains),
    ("?=", Comparator::Exists),
    (">=", Comparator::GreaterOrEqual),
    ("<=", Comparator::LessOrEqual),
    ("=", Comparator::Equal),
    (">", Comparator::Greater),
    ("<", Comparator::Less),
];

impl Parser<'_> {
    /// Reads what follows the `[` of `[trait|range|min = 1]`.
    pub(super) fn attribute(&mut self) -> Result<Expression, SelectorError> {
        let cursor = &mut self.cursor;
        let attribute = key(cursor)?;
        if cursor.take("]") {
            return Ok(Expression::Exists(attribute));
        }
        let Some(comparator) = comparator(cursor) else {
            return Err(cursor.error("`|`, a comparator or `]`"));
        };
        let values = list(cursor, |cursor| Ok(Operand::Literal(cursor.value()?.into())))?;
        let ignores_case = ignores_case(cursor);
        if !cursor.take("]") {
            return Err(cursor.error("`,`, `i` or `]`"));
        }
        Ok(Expression::Compares(attribute, Comparison { comparator, values, ignores_case }))
    }

    /// Reads what follows the `[@` of `[@trait|range: @{min} > @{max}]`.
    pub(super) fn scoped(&mut self) -> Result<Expression, SelectorError> {
        let cursor = &mut self.cursor;
        cursor.skip_space();
        let scope = match cursor.peek() {
            Some(':') => None,
            _ => Some(key(cursor)?),
        };
        if !cursor.take(":") {
            return Err(cursor.error("`|` or `:`"));
        }
        let mut assertions = vec![assertion(cursor)?];
        while cursor.take("&&") {
            assertions.push(assertion(cursor)?);
        }
        if !cursor.take("]") {
            return Err(cursor.error("`,`, `i`, `&&` or `]`"));
        }
        Ok(Expression::Scoped { scope, assertions })
    }
}

/// An attribute that begins with an identifier, with the space around it.
fn key(cursor: &mut Cursor<'_>) -> Result<Attribute, SelectorError> {
    cursor.skip_space();
    let first = Segment::new(cursor.identifier("an attribute")?);
    path(cursor, first)
}

/// The segments of an attribute after the first, with the space after them.
fn path(cursor: &mut Cursor<'_>, first: Segment) -> Result<Attribute, SelectorError> {
    let mut segments = vec![first];
    cursor.skip_space();
    while cursor.take("|") {
        segments.push(segment(cursor)?);
        cursor.skip_space();
    }
    Ok(Attribute { segments })
}

fn segment(cursor: &mut Cursor<'_>) -> Result<Segment, SelectorError> {
    cursor.skip_space();
    if !cursor.take("(") {
        return Ok(Segment::new(cursor.value()?));
    }
    cursor.skip_space();
    let name = cursor.identifier("the name of a property")?;
    cursor.skip_space();
    cursor.expect(")")?;
    Ok(Segment::new(&format!("({name})")))
}

fn assertion(cursor: &mut Cursor<'_>) -> Result<(Operand, Comparison), SelectorError> {
    let left = operand(cursor)?;
    cursor.skip_space();
    let comparator = comparator(cursor).ok_or_else(|| cursor.error("a comparator"))?;
    let values = list(cursor, operand)?;
    let ignores_case = ignores_case(cursor);
    Ok((left, Comparison { comparator, values, ignores_case }))
}

/// Values that are separated by commas, with the space around them.
fn list<'t>(
    cursor: &mut Cursor<'t>,
    value: impl Fn(&mut Cursor<'t>) -> Result<Operand, SelectorError>,
) -> Result<Vec<Operand>, SelectorError> {
    let mut values = Vec::new();
    loop {
        cursor.skip_space();
        values.push(value(cursor)?);
        cursor.skip_space();
        if !cursor.take(",") {
            return Ok(values);
        }
    }
}

fn operand(cursor: &mut Cursor<'_>) -> Result<Operand, SelectorError> {
    cursor.skip_space();
    if cursor.take("@") {
        context_value(cursor).map(Operand::Context)
    } else {
        Ok(Operand::Literal(cursor.value()?.into()))
    }
}

/// What follows the `@` of `@{path}`.
pub(in crate::selector) fn context_value(cursor: &mut Cursor<'_>) -> Result<Attribute, SelectorError> {
    cursor.expect("{")?;
    let first = segment(cursor)?;
    let attribute = path(cursor, first)?;
    if !cursor.take("}") {
        return Err(cursor.error("`|` or `}`"));
    }
    Ok(attribute)
}

fn comparator(cursor: &mut Cursor<'_>) -> Option<Comparator> {
    COMPARATORS.iter().find(|(text, _)| cursor.take(text)).map(|&(_, comparator)| comparator)
}

/// Whether the comparison ends with `i`, with the space around it.
fn ignores_case(cursor: &mut Cursor<'_>) -> bool {
    cursor.skip_space();
    let ignores_case = cursor.take("i");
    cursor.skip_space();
    ignores_case
}
