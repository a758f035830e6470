//! How large types are in memory, and which members are boxed so that they do not grow with the model.
//!
//! A structure that held everything within itself would be as large as all that may be in it: memory would follow the
//! model instead of the data. So what is large is boxed. The sizes are those of a 64-bit machine, estimated from the
//! model alone, so that the same model has the same boxes everywhere.

use std::collections::{BTreeSet, HashMap};

use super::closure::{Closure, members};
use super::{presence, recursion};
use shapewright_smithy::model::{Kind, Member, Shape, ShapeId, UNIT};

/// The largest size in bytes of what a structure's member holds without a box: some twenty texts. Smaller limits make
/// little difference: most large structures are large because they have many texts and numbers.
const LARGE_MEMBER: usize = 512;

/// The largest size in bytes of what a variant of an enum holds without a box. Clippy's `large_enum_variant` complains
/// of variants that are 200 bytes larger than all others.
const LARGE_VARIANT: usize = 200;

/// The size in bytes from which on a structure boxes members that are larger than [`SMALL`]. A structure with very many
/// members is large even if each is just small enough.
const CROWDED: usize = 1024;

/// See [`CROWDED`].
const SMALL: usize = 64;

const POINTER: Size = Size { bytes: 8, has_niche: true };

/// What is boxed.
#[derive(Debug)]
pub(super) struct Sizes<'m> {
    /// The ids of the members that are boxed: those that would make a type contain itself, and large ones.
    boxed: BTreeSet<&'m ShapeId>,
    /// The ids of the structures and unions that are too large for variants.
    large: BTreeSet<&'m ShapeId>,
}

impl Sizes<'_> {
    /// Whether a member of a structure or union is boxed.
    pub(super) fn is_boxed(&self, member: &Member) -> bool {
        self.boxed.contains(&member.id)
    }

    /// Whether a structure or union is too large to be a variant of an enum.
    pub(super) fn is_large(&self, shape: &Shape) -> bool {
        self.large.contains(&shape.id)
    }
}

/// Estimates all sizes.
pub(super) fn sizes<'m>(closure: &Closure<'m>) -> Sizes<'m> {
    let (boxed, order) = recursion::boxed(closure);
    let mut estimate = Estimate { closure, sizes: HashMap::new(), boxed };
    let mut large = BTreeSet::new();
    for shape in order {
        let size = estimate.aggregate(shape);
        if size.bytes > LARGE_VARIANT {
            large.insert(&shape.id);
        }
        estimate.sizes.insert(&shape.id, size);
    }
    Sizes { boxed: estimate.boxed, large }
}

/// The size of a type.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Size {
    bytes: usize,
    /// Whether an `Option` of the type has the same size.
    has_niche: bool,
}

struct Estimate<'c, 'm> {
    closure: &'c Closure<'m>,
    /// The sizes of structures and unions.
    sizes: HashMap<&'m ShapeId, Size>,
    boxed: BTreeSet<&'m ShapeId>,
}

impl<'m> Estimate<'_, 'm> {
    /// The size of a structure or union; decides about its boxes.
    fn aggregate(&mut self, shape: &'m Shape) -> Size {
        if matches!(shape.kind, Kind::Union) {
            self.box_above(shape, LARGE_VARIANT);
            return self.size(shape);
        }
        self.box_above(shape, LARGE_MEMBER);
        let size = self.size(shape);
        if size.bytes <= CROWDED {
            return size;
        }
        self.box_above(shape, SMALL);
        self.size(shape)
    }

    fn box_above(&mut self, shape: &'m Shape, limit: usize) {
        for (member, target) in recursion::direct(self.closure, shape) {
            // One that is not known yet is boxed already: it closes a circle.
            if self.sizes.get(&target.id).is_some_and(|size| size.bytes > limit) {
                self.boxed.insert(&member.id);
            }
        }
    }

    fn size(&self, shape: &'m Shape) -> Size {
        let sizes = members(shape).map(|member| {
            let size = self.member(member);
            let is_structure = matches!(shape.kind, Kind::Structure);
            if is_structure && presence::plan(self.closure, shape, member).is_optional() {
                size.optional()
            } else {
                size
            }
        });
        if matches!(shape.kind, Kind::Union) {
            let largest = sizes.map(|size| size.bytes).max().unwrap_or_default();
            // The variant for what the model does not know is a text and a document.
            return Size { bytes: (largest.max(56) + 8).next_multiple_of(8), has_niche: true };
        }
        let sum =
            |sum: Size, size: Size| Size { bytes: sum.bytes + size.bytes, has_niche: sum.has_niche || size.has_niche };
        let Size { bytes, has_niche } = sizes.fold(Size { bytes: 0, has_niche: false }, sum);
        Size { bytes: bytes.next_multiple_of(8), has_niche }
    }

    /// The size of a member without `Option`.
    fn member(&self, member: &'m Member) -> Size {
        let shape = self.closure.target(member);
        if self.boxed.contains(&member.id) {
            return POINTER;
        }
        let (bytes, has_niche) = match shape.kind {
            _ if shape.traits.streaming() => (32, true),
            _ if shape.id == UNIT => (0, false),
            Kind::Boolean => (1, true),
            Kind::Byte => (1, false),
            Kind::Short => (2, false),
            Kind::Integer | Kind::Float => (4, false),
            Kind::Long | Kind::Double => (8, false),
            Kind::IntEnum => (8, true),
            Kind::Timestamp => (16, false),
            Kind::String | Kind::Enum | Kind::List | Kind::BigInteger | Kind::BigDecimal => (24, true),
            Kind::Map => (24, false),
            Kind::Blob | Kind::Document => (32, true),
            Kind::Structure | Kind::Union => return self.sizes.get(&shape.id).copied().unwrap_or(POINTER),
            // No member targets one of these.
            Kind::Operation(_) | Kind::Service(_) | Kind::Resource(_) => (0, false),
        };
        Size { bytes, has_niche }
    }
}

impl Size {
    /// The size of an `Option` of the type.
    fn optional(self) -> Self {
        let added = if self.has_niche { 0 } else { self.bytes.clamp(1, 8) };
        Self { bytes: self.bytes + added, has_niche: true }
    }
}

#[cfg(test)]
mod tests {
    use crate::resolve::tests::{closure, model, reaching};

    /// Structures `T1`, `T2`, … of so many texts, and a structure or union of members `m0`, `m1`, … that target
    /// these: which are boxed.
    #[test]
    fn large_members_are_boxed() {
        let crowd = [5; 30];
        for (kind, texts, boxed) in [
            ("structure", &[1, 9, 21, 22][..], "m3"),
            ("union", &[1, 8, 9, 40], "m2 m3"),
            ("structure", &[3, 2], ""),
            ("structure", &crowd, &(0..30).map(|index| format!("m{index}")).collect::<Vec<_>>().join(" ")),
        ] {
            let structures = texts.iter().enumerate().map(|(index, texts)| {
                let members: Vec<_> =
                    (0..*texts).map(|text| format!(r#""t{text}": {{ "target": "smithy.api#String" }}"#)).collect();
                format!(r#""t#T{index}": {{ "type": "structure", "members": {{ {} }} }}"#, members.join(", "))
            });
            let members = (0..texts.len()).map(|index| format!(r#""m{index}": {{ "target": "t#T{index}" }}"#));
            let model = model(&format!(
                r#"{}, {}, "t#Whole": {{ "type": "{kind}", "members": {{ {} }} }},
                "t#Out": {{ "type": "structure", "members": {{ "whole": {{ "target": "t#Whole" }} }} }}"#,
                reaching("t#Out"),
                structures.collect::<Vec<_>>().join(", "),
                members.collect::<Vec<_>>().join(", "),
            ));
            let sizes = super::sizes(&closure(&model));
            let whole = model.shape("t#Whole").unwrap();
            let mut found: Vec<_> =
                whole.members.iter().filter(|member| sizes.is_boxed(member)).map(|member| member.name()).collect();
            found.sort_by_key(|name| name[1..].parse::<usize>().unwrap());
            assert_eq!(found.join(" "), boxed, "{kind} {texts:?}");
        }
    }

    #[test]
    fn sizes_do_not_double_with_each_level() {
        let mut shapes = vec![
            r#""t#S0": { "type": "structure", "members": { "t": { "target": "smithy.api#String" } } }"#.to_owned(),
        ];
        for level in 1..60 {
            shapes.push(format!(
                r#""t#S{level}": {{ "type": "structure", "members": {{
                    "left": {{ "target": "t#S{below}" }}, "right": {{ "target": "t#S{below}" }} }} }}"#,
                below = level - 1,
            ));
        }
        let model = model(&format!("{}, {}", reaching("t#S59"), shapes.join(", ")));
        let sizes = super::sizes(&closure(&model));
        let boxed = (1..60).filter(|level| {
            let shape = model.shape(format!("t#S{level}").as_str()).unwrap();
            shape.members.iter().all(|member| sizes.is_boxed(member))
        });
        // 24, 48, 96, 192, 384 and 768 bytes, then two pointers, and again from there.
        assert_eq!(boxed.take(3).collect::<Vec<_>>(), [6, 13, 20]);
    }
}
