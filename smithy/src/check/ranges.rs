//! Ranges that the numbers of a type can be in (Smithy 2.0, "range trait").

use super::Checker;
use crate::diagnostics::{Code, Place};
use crate::model::traits::Range;
use crate::model::{Decimal, Shape, ShapeId, Traits};

impl<'m> Checker<'m> {
    /// Checks the ranges of a shape and of its members.
    pub(super) fn ranges(&mut self, shape: &'m Shape) {
        self.range(&shape.id, &shape.traits, shape, shape.place);
        for member in &shape.members {
            if let Some(target) = self.target(member) {
                self.range(&member.id, &member.traits, target, member.place);
            }
        }
    }

    fn range(&mut self, id: &ShapeId, traits: &Traits, shape: &Shape, place: Place) {
        let Some(Range { min, max }) = traits.range().filter(|_| shape.kind.is_integer()) else { return };
        let place = traits.place_of("smithy.api#range", place);
        let Some(limits) = shape.kind.limits() else { return };
        let (least, greatest) = (Decimal::from(*limits.start()), Decimal::from(*limits.end()));
        if min.as_ref().is_some_and(|min| *min > greatest) || max.as_ref().is_some_and(|max| *max < least) {
            self.find(Code::RANGE, id, place, format!("no value of `{}` is in this range", shape.id));
        }
        for (name, is_beyond) in [
            ("min", min.as_ref().is_some_and(|min| *min < least)),
            ("max", max.as_ref().is_some_and(|max| *max > greatest)),
        ] {
            if is_beyond {
                let message = format!("`{name}` of the range is beyond what `{}` can hold and has no effect", shape.id);
                self.find(Code::RANGE_BEYOND_TYPE, id, place, message);
            }
        }
    }
}
