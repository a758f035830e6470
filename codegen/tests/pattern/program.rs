//! Runs matchers by the runtime's own code.

use shapewright_codegen::tools::pattern::{Class, Matcher, Step};
use shapewright_runtime::private::pattern as runtime;

/// A matcher in the form that generated code declares.
pub(crate) enum Program {
    Constant(bool),
    OnePass(&'static [runtime::Step]),
    Regex(runtime::LazyRegex),
    Not(Box<Program>),
    All(Vec<Program>),
    Any(Vec<Program>),
}

impl Program {
    pub(crate) fn new(matcher: &Matcher) -> Self {
        match matcher {
            Matcher::Always => Self::Constant(true),
            Matcher::Never => Self::Constant(false),
            Matcher::OnePass(program) => Self::OnePass(steps(program)),
            Matcher::Regex(source) => Self::Regex(runtime::regex(source.clone().leak())),
            Matcher::Not(inner) => Self::Not(Box::new(Self::new(inner))),
            Matcher::All(inner) => Self::All(inner.iter().map(Self::new).collect()),
            Matcher::Any(inner) => Self::Any(inner.iter().map(Self::new).collect()),
        }
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        match self {
            Self::Constant(answer) => *answer,
            Self::OnePass(steps) => runtime::matches(steps, text),
            Self::Regex(regex) => regex.is_match(text),
            Self::Not(inner) => !inner.is_match(text),
            Self::All(inner) => inner.iter().all(|program| program.is_match(text)),
            Self::Any(inner) => inner.iter().any(|program| program.is_match(text)),
        }
    }
}

fn steps(program: &[Step]) -> &'static [runtime::Step] {
    program.iter().map(step).collect::<Vec<_>>().leak()
}

fn step(step: &Step) -> runtime::Step {
    let limit = |max: Option<u32>| max.unwrap_or(runtime::MANY);
    match step {
        Step::Text(text) => runtime::Step::Text(text.clone().leak()),
        Step::Run { class, min, max } => runtime::Step::Run(set(class), *min, limit(*max)),
        Step::RunLeaving { class, min, max, leave } => runtime::Step::RunLeaving(set(class), *min, limit(*max), *leave),
        Step::Seek { class, min, steps: sought } => runtime::Step::Seek(set(class), *min, steps(sought)),
        Step::Loop { first, min, max, steps: round } => {
            runtime::Step::Loop(set(first), *min, limit(*max), steps(round))
        }
        Step::Choice(branches) => {
            let branches = branches.iter().map(|(first, branch)| (set(first), steps(branch)));
            runtime::Step::Choice(branches.collect::<Vec<_>>().leak())
        }
        Step::Either(endings) => {
            runtime::Step::Either(endings.iter().map(|ending| steps(ending)).collect::<Vec<_>>().leak())
        }
        Step::End => runtime::Step::End,
    }
}

fn set(class: &Class) -> &'static runtime::Class {
    Box::leak(Box::new(runtime::class(class.0.clone().leak())))
}
