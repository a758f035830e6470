//! Compares the values of attributes (Smithy 2.0, "Attribute comparison", "Projection comparators").

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashSet;

use super::attribute::{Attribute, Comparator, Comparison, Operand};
use super::value::{Scope, Value};
use crate::model::Decimal;

impl<'v> Scope<'v> {
    /// Whether a value that attributes are looked up in satisfies all assertions, or any of its values if it is a
    /// projection.
    pub(super) fn satisfies(
        self,
        from: Value<'v>,
        scope: Option<&Attribute>,
        assertions: &'v [(Operand, Comparison)],
    ) -> bool {
        let scope = match scope {
            Some(path) => self.resolve(from, path),
            None => from,
        };
        scope.any(&mut |scope| {
            assertions.iter().all(|(left, comparison)| {
                let left = self.operand(scope, left);
                self.compare(&left, scope, comparison)
            })
        })
    }

    /// Whether one of the values on the right fits; context values there are looked up in `scope`.
    pub(super) fn compare(self, left: &Value<'v>, scope: &Value<'v>, comparison: &'v Comparison) -> bool {
        let mut values = comparison.values.iter();
        values.any(|right| self.fits(left, &self.operand(scope, right), comparison))
    }

    fn operand(self, scope: &Value<'v>, operand: &'v Operand) -> Value<'v> {
        match operand {
            Operand::Literal(text) => Value::Text(Cow::Borrowed(text)),
            Operand::Context(path) => self.resolve(scope.clone(), path),
        }
    }

    fn fits(self, left: &Value<'v>, right: &Value<'v>, comparison: &Comparison) -> bool {
        let ignores_case = comparison.ignores_case;
        let numbers = |accepts: fn(Ordering) -> bool| {
            let number = |value: &Value<'v>| Decimal::parse(&self.text(value));
            self.any_pair(left, right, |left, right| match (number(left), number(right)) {
                (Some(left), Some(right)) => accepts(left.cmp(&right)),
                _ => false,
            })
        };
        let texts = |accepts: fn(&str, &str) -> bool| {
            self.any_pair(left, right, |left, right| {
                accepts(&self.folded(left, ignores_case), &self.folded(right, ignores_case))
            })
        };
        match comparison.comparator {
            Comparator::Equal => texts(|left, right| left == right),
            Comparator::NotEqual => texts(|left, right| left != right),
            Comparator::StartsWith => texts(|left, right| left.starts_with(right)),
            Comparator::EndsWith => texts(|left, right| left.ends_with(right)),
            Comparator::Contains => texts(|left, right| left.contains(right)),
            Comparator::Exists => self.text(right) == if left.exists() { "true" } else { "false" },
            Comparator::Greater => numbers(Ordering::is_gt),
            Comparator::GreaterOrEqual => numbers(Ordering::is_ge),
            Comparator::Less => numbers(Ordering::is_lt),
            Comparator::LessOrEqual => numbers(Ordering::is_le),
            projections => match (left, right) {
                (Value::Projection(_), Value::Projection(_)) => {
                    let (left, right) = (self.set(left, ignores_case), self.set(right, ignores_case));
                    match projections {
                        Comparator::SameValues => left == right,
                        Comparator::OtherValues => left != right,
                        Comparator::Subset => left.is_subset(&right),
                        _ => left.is_subset(&right) && left != right,
                    }
                }
                _ => projections == Comparator::OtherValues,
            },
        }
    }

    /// Whether any value on the left fits any value on the right.
    fn any_pair(self, left: &Value<'v>, right: &Value<'v>, fits: impl Fn(&Value<'v>, &Value<'v>) -> bool) -> bool {
        left.any(&mut |left| right.any(&mut |right| fits(left, right)))
    }

    /// The value as a text, in lower case if case does not count.
    fn folded<'t>(self, value: &'t Value<'v>, ignores_case: bool) -> Cow<'t, str> {
        let text = self.text(value);
        if ignores_case { Cow::Owned(text.to_lowercase()) } else { text }
    }

    /// The texts of all values in a projection.
    fn set(self, value: &Value<'v>, ignores_case: bool) -> HashSet<String> {
        let mut set = HashSet::new();
        value.any(&mut |value| {
            set.insert(self.folded(value, ignores_case).into_owned());
            false
        });
        set
    }
}
