//! Functions (Smithy 2.0, "Selectors", "Functions").

use super::Parser;
use crate::selector::error::SelectorError;
use crate::selector::expression::{Expression, Sequence, TopDown};

impl Parser<'_> {
    /// Reads what follows the `:` of `:name(…)`.
    pub(super) fn function(&mut self, depth: usize) -> Result<Expression, SelectorError> {
        let offset = self.cursor.offset();
        let start = self.cursor.clone();
        let name = self.cursor.identifier("the name of a function")?;
        self.cursor.skip_space();
        self.cursor.expect("(")?;
        let mut arguments = vec![self.sequence(depth)?];
        while self.cursor.take(",") {
            arguments.push(self.sequence(depth)?);
        }
        if !self.cursor.take(")") {
            return Err(self.cursor.error("`,` or `)`"));
        }
        let single = |arguments: Vec<Sequence>| match <[Sequence; 1]>::try_from(arguments) {
            Ok([argument]) => Ok(Box::new(argument)),
            Err(arguments) => {
                let found = format!("{} selectors", arguments.len());
                Err(SelectorError::new(start.offset(), format!("a single selector in `:{name}`"), found))
            }
        };
        Ok(match name {
            "test" => Expression::Test(arguments),
            "is" => Expression::Is(arguments),
            "each" => {
                self.warn(offset, "`:each` is deprecated; its name is now `:is`");
                Expression::Is(arguments)
            }
            "not" => Expression::Not(single(arguments)?),
            "in" => Expression::In(single(arguments)?),
            "recursive" => Expression::Recursive(single(arguments)?),
            "root" => {
                let argument = single(arguments)?;
                let number = self.counts.roots;
                self.counts.roots += 1;
                Expression::Root(number, argument)
            }
            "topdown" => {
                let count = arguments.len();
                let mut arguments = arguments.into_iter();
                match (arguments.next(), arguments.next(), arguments.next()) {
                    (Some(qualifier), disqualifier, None) => {
                        Expression::TopDown(Box::new(TopDown { qualifier, disqualifier }))
                    }
                    _ => {
                        let expected = "one or two selectors in `:topdown`";
                        return Err(SelectorError::new(offset, expected, format!("{count} selectors")));
                    }
                }
            }
            // Implementations must tolerate these (Smithy 2.0, "Selectors", "Functions").
            _ => {
                self.warn(offset, format!("`:{name}` is not a function; it yields nothing"));
                Expression::Unknown
            }
        })
    }
}
