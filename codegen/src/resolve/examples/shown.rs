//! Which of an operation's examples the documentation of the client's method shows.

use crate::ir::{Example, ExampleAnswer, Literal, ShownExample};

/// The first example that succeeds, unless there is too much to read in its input.
pub(in crate::resolve) fn shown(examples: &[Example], operation: &str) -> Option<ShownExample> {
    let succeeds = |example: &&Example| match example.answer {
        ExampleAnswer::Unsaid | ExampleAnswer::Output { .. } => true,
        ExampleAnswer::Error { .. } | ExampleAnswer::Refused => false,
    };
    let Example { title, input, .. } = examples.iter().find(succeeds)?;
    (weight(input) <= MOST).then(|| ShownExample {
        title: if title.is_empty() { operation.to_owned() } else { title.clone() },
        input: input.clone(),
    })
}

/// The greatest weight of an input that is shown.
const MOST: usize = 12;

/// How much there is to read in a value; what only this crate can write is too much.
fn weight(value: &Literal) -> usize {
    let all = |values: &[Literal]| values.iter().map(weight).sum::<usize>();
    match value {
        Literal::Bool(_)
        | Literal::Integer(_)
        | Literal::Float(_)
        | Literal::Variant { .. }
        | Literal::UnknownText { .. }
        | Literal::UnknownInteger { .. }
        | Literal::Empty(_)
        | Literal::None => 1,
        Literal::String(text) => 1 + text.len() / 80,
        Literal::Some(value) | Literal::Boxed(value) => weight(value),
        Literal::Structure { ty: _, named: _, required, with } => {
            1 + required.iter().chain(with).map(|(_, value)| weight(value)).sum::<usize>()
        }
        Literal::Union { ty: _, variant: _, value } => 1 + value.as_deref().map_or(0, weight),
        Literal::List(items) => 1 + all(items),
        Literal::Map(entries) => 1 + entries.iter().map(|(key, value)| weight(key) + weight(value)).sum::<usize>(),
        Literal::SpecialFloat { .. }
        | Literal::Blob(_)
        | Literal::Timestamp { .. }
        | Literal::BigInteger(_)
        | Literal::BigDecimal(_)
        | Literal::Document(_)
        | Literal::ByteStream(_)
        | Literal::EventStream(_) => MOST + 1,
    }
}
