//! Text → selector (Smithy 2.0, "Selectors", "Grammar").

mod attributes;
mod functions;

use super::cursor::Cursor;
use super::error::{SelectorError, SelectorWarning};
use super::expression::{Expression, Sequence, Step};
use super::types::ShapeType;
use crate::diagnostics::similar;
use crate::neighbors::{Direction, Relationship, Relationships};

pub(super) use attributes::context_value;

/// How deep expressions may be nested, those counted that lead to other shapes and stand in front of them: what keeps the
/// evaluation from exhausting the stack.
pub(super) const DEEPEST: usize = 100;

/// A selector that has been read.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) sequence: Sequence,
    pub(super) warnings: Vec<SelectorWarning>,
    /// The names of the variables, by their numbers.
    pub(super) variables: Vec<Box<str>>,
    /// How many expressions, sequences and roots there are.
    pub(super) counts: Counts,
}

/// How many parts of each kind there are: their numbers are smaller.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) steps: usize,
    pub(super) sequences: usize,
    pub(super) roots: usize,
}

pub(super) fn parse(text: &str) -> Result<Parsed, SelectorError> {
    let mut parser =
        Parser { cursor: Cursor::new(text), warnings: Vec::new(), variables: Vec::new(), counts: Counts::default() };
    let sequence = parser.sequence(0)?;
    if !parser.cursor.rest().is_empty() {
        // Smithy stops reading here, and there are models that rely on it.
        parser.warn(parser.cursor.offset(), "what follows is ignored, because it closes what is not open");
    }
    let Parser { warnings, variables, counts, .. } = parser;
    Ok(Parsed { sequence, warnings, variables, counts })
}

/// The text with what has been found in it.
struct Parser<'t> {
    cursor: Cursor<'t>,
    warnings: Vec<SelectorWarning>,
    variables: Vec<Box<str>>,
    counts: Counts,
}

impl<'t> Parser<'t> {
    fn warn(&mut self, offset: usize, message: impl Into<String>) {
        self.warnings.push(SelectorWarning { offset, message: message.into() });
    }

    /// Reads expressions up to the end, a comma or a closing bracket.
    fn sequence(&mut self, above: usize) -> Result<Sequence, SelectorError> {
        let mut steps: Vec<Step> = Vec::new();
        let mut depth = above + 1;
        loop {
            self.cursor.skip_space();
            if !steps.is_empty() && matches!(self.cursor.peek(), None | Some(',' | ')' | ']')) {
                break;
            }
            if depth > DEEPEST {
                return Err(self.cursor.error(format!("a selector that is at most {DEEPEST} expressions deep")));
            }
            let expression = self.expression(depth)?;
            let step = self.step(expression);
            depth += usize::from(!step.expression.is_filter() || step.sets_variables);
            steps.push(step);
        }
        let number = self.counts.sequences;
        self.counts.sequences += 1;
        let has_variables = steps.iter().any(|step| step.sets_variables || has_variables(&step.expression));
        Ok(Sequence { number, steps, has_variables })
    }

    fn step(&mut self, expression: Expression) -> Step {
        let number = self.counts.steps;
        self.counts.steps += 1;
        let sets_variables = match &expression {
            Expression::Set(..) => true,
            // Its variables are its own (Smithy 2.0, ":root functions are isolated subexpressions").
            Expression::Root(..) => false,
            other => other.sequences().iter().any(|one| one.steps.iter().any(|step| step.sets_variables)),
        };
        Step { number, expression, sets_variables }
    }

    fn expression(&mut self, depth: usize) -> Result<Expression, SelectorError> {
        const EXPECTED: &str = "a selector";
        let cursor = &mut self.cursor;
        if cursor.take(":") {
            return self.function(depth);
        }
        if cursor.take("[@") {
            return self.scoped();
        }
        if cursor.take("[") {
            return self.attribute();
        }
        if cursor.take("<-") {
            return self.directed(Direction::Reverse);
        }
        if cursor.take("-") {
            return self.directed(Direction::Forward);
        }
        if cursor.take(">") {
            return Ok(Expression::Neighbors(Direction::Forward, Relationships::USUAL));
        }
        if cursor.take("<") {
            return Ok(Expression::Neighbors(Direction::Reverse, Relationships::USUAL));
        }
        if cursor.take("~") {
            cursor.expect(">")?;
            return Ok(Expression::Closure);
        }
        if cursor.take("*") {
            return Ok(Expression::Any);
        }
        if cursor.take("$") {
            return self.variable(depth);
        }
        let start = cursor.clone();
        let name = cursor.identifier(EXPECTED)?;
        let unknown = || match similar(name, ShapeType::NAMES.iter().copied()) {
            Some(similar) => start.error(format!("a type of shapes, perhaps `{similar}`,")),
            None => start.error("a type of shapes"),
        };
        ShapeType::parse(name).map(Expression::Type).ok_or_else(unknown)
    }

    /// Reads what follows the `-` of `-[x]->` or the `<-` of `<-[x]-`.
    fn directed(&mut self, direction: Direction) -> Result<Expression, SelectorError> {
        self.cursor.expect("[")?;
        let mut relationships = Relationships::NONE;
        loop {
            self.cursor.skip_space();
            let offset = self.cursor.offset();
            let label = self.cursor.identifier("the name of a relationship")?;
            match Relationship::from_label(label) {
                Some(relationship) => relationships = relationships.with(relationship),
                // Smithy knows these, but its selectors do not follow them.
                None if matches!(label, "bound" | "idRef") => {}
                None => self.warn(offset, format!("`{label}` is not a relationship; it connects nothing")),
            }
            self.cursor.skip_space();
            if self.cursor.take("]") {
                break;
            }
            if !self.cursor.take(",") {
                return Err(self.cursor.error("`,` or `]`"));
            }
        }
        self.cursor.expect(match direction {
            Direction::Forward => "->",
            Direction::Reverse => "-",
        })?;
        Ok(Expression::Neighbors(direction, relationships))
    }

    /// Reads what follows the `$` of `$name(…)` or `${name}`.
    fn variable(&mut self, depth: usize) -> Result<Expression, SelectorError> {
        const EXPECTED: &str = "the name of a variable";
        self.cursor.skip_space();
        if self.cursor.take("{") {
            self.cursor.skip_space();
            let name = self.cursor.identifier(EXPECTED)?;
            self.cursor.skip_space();
            self.cursor.expect("}")?;
            return Ok(Expression::Get(self.variable_number(name)));
        }
        let name = self.cursor.identifier(EXPECTED)?;
        self.cursor.skip_space();
        self.cursor.expect("(")?;
        let value = self.sequence(depth)?;
        self.cursor.expect(")")?;
        Ok(Expression::Set(self.variable_number(name), Box::new(value)))
    }

    fn variable_number(&mut self, name: &str) -> usize {
        let known = self.variables.iter().position(|one| &**one == name);
        known.unwrap_or_else(|| {
            self.variables.push(name.into());
            self.variables.len() - 1
        })
    }
}

/// Whether what an expression yields depends on variables that the rest of the selector can set.
fn has_variables(expression: &Expression) -> bool {
    match expression {
        Expression::Root(..) => false,
        other => other.reads_variables() || other.sequences().iter().any(|one| one.has_variables),
    }
}
