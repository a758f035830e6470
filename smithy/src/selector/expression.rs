//! The parts of a selector.

use super::attribute::{Attribute, Comparison, Operand};
use super::types::ShapeType;
use crate::neighbors::{Direction, Relationships};

/// Expressions one after another: each is given what the one before it yields.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    /// A number of its own among the sequences of the selector.
    pub(super) number: usize,
    /// The expressions.
    pub(super) steps: Vec<Step>,
    /// Whether it reads or sets variables that it shares with the rest of the selector: what it yields then depends on more
    /// than the shape that it is given.
    pub(super) has_variables: bool,
}

/// One expression of a sequence.
#[derive(Clone, Debug)]
pub(super) struct Step {
    /// A number of its own among the expressions of the selector.
    pub(super) number: usize,
    /// What is written.
    pub(super) expression: Expression,
    /// Whether it may set a variable.
    pub(super) sets_variables: bool,
}

/// What is written.
#[derive(Clone, Debug)]
pub(super) enum Expression {
    /// `*`
    Any,
    /// `structure`
    Type(ShapeType),
    /// `[trait|range]`
    Exists(Attribute),
    /// `[id|name = x]`
    Compares(Attribute, Comparison),
    /// `[@trait|range: @{min} > @{max}]`
    Scoped { scope: Option<Attribute>, assertions: Vec<(Operand, Comparison)> },
    /// `>`, `<`, `-[x]->`, `<-[x]-`
    Neighbors(Direction, Relationships),
    /// `~>`
    Closure,
    /// `:test(…)`
    Test(Vec<Sequence>),
    /// `:is(…)`
    Is(Vec<Sequence>),
    /// `:not(…)`
    Not(Box<Sequence>),
    /// `:in(…)`
    In(Box<Sequence>),
    /// `:root(…)` and its number among the roots
    Root(usize, Box<Sequence>),
    /// `:recursive(…)`
    Recursive(Box<Sequence>),
    /// `:topdown(…)`
    TopDown(Box<TopDown>),
    /// A function that is not known, which yields nothing.
    Unknown,
    /// `$name(…)` and the number of the variable
    Set(usize, Box<Sequence>),
    /// `${name}` and the number of the variable
    Get(usize),
}

/// The selectors of `:topdown`.
#[derive(Clone, Debug)]
pub(super) struct TopDown {
    /// What marks a shape and those bound to it.
    pub(super) qualifier: Sequence,
    /// What takes the mark away.
    pub(super) disqualifier: Option<Sequence>,
}

impl Expression {
    /// Whether it yields the shape that it is given or nothing.
    pub(super) fn is_filter(&self) -> bool {
        match self {
            Self::Any
            | Self::Type(_)
            | Self::Exists(_)
            | Self::Compares(..)
            | Self::Scoped { .. }
            | Self::Test(_)
            | Self::Not(_)
            | Self::In(_)
            | Self::Unknown => true,
            // Those that set variables must be evaluated one by one.
            Self::Is(alternatives) => {
                let mut steps = alternatives.iter().flat_map(|one| &one.steps);
                steps.all(|step| step.expression.is_filter() && !step.sets_variables)
            }
            _ => false,
        }
    }

    /// Whether it leads no further than to neighbors, so that following it from one shape is cheap.
    pub(super) fn is_local(&self) -> bool {
        self.is_filter() || matches!(self, Self::Neighbors(..))
    }

    /// The sequences in it.
    pub(super) fn sequences(&self) -> Vec<&Sequence> {
        match self {
            Self::Test(list) | Self::Is(list) => list.iter().collect(),
            Self::Not(one) | Self::In(one) | Self::Root(_, one) | Self::Recursive(one) | Self::Set(_, one) => vec![one],
            Self::TopDown(both) => std::iter::once(&both.qualifier).chain(&both.disqualifier).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether it reads a variable itself.
    pub(super) fn reads_variables(&self) -> bool {
        match self {
            Self::Get(_) => true,
            Self::Exists(attribute) | Self::Compares(attribute, _) => attribute.is_variable(),
            Self::Scoped { scope: Some(scope), .. } => scope.is_variable(),
            Self::Scoped { scope: None, assertions } => assertions.iter().any(|(left, comparison)| {
                let mut operands = std::iter::once(left).chain(&comparison.values);
                operands.any(|operand| matches!(operand, Operand::Context(path) if path.is_variable()))
            }),
            _ => false,
        }
    }
}
