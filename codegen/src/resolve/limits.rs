//! How long lists and maps in requests may be.
//!
//! A server that reads a request keeps no more of them than it needs to see that they are too long.

use super::closure::{Closure, content};
use super::constraints::Subject;
use shapewright_smithy::model::{Kind, Member, Shape};

/// The greatest lengths of the lists and maps in a member of this shape: that of the outermost first, then of those in
/// it; `u64::MAX` where there is none. Empty where nothing is limited, or no request contains the shape.
///
/// (Smithy 2.0, "length trait".)
pub(super) fn at_most<'m>(closure: &Closure<'m>, holder: &Shape, member: &'m Member) -> Vec<u64> {
    let mut limits = Vec::new();
    let mut member = member;
    if !closure.is_requested(holder) {
        return limits;
    }
    loop {
        let shape = closure.target(member);
        if !matches!(shape.kind, Kind::List | Kind::Map) {
            break;
        }
        let length = Subject::member(member, shape).length();
        limits.push(length.and_then(|length| length.max).unwrap_or(u64::MAX));
        match content(shape) {
            Some(inner) => member = inner,
            None => break,
        }
    }
    while limits.pop_if(|limit| *limit == u64::MAX).is_some() {}
    limits
}

#[cfg(test)]
mod tests {
    use crate::resolve::tests::{closure, model};

    #[test]
    fn a_members_limit_replaces_its_targets() {
        let model = model(
            r##""t#S": { "type": "service", "version": "1", "operations": [{ "target": "t#Put" }],
                "traits": { "aws.protocols#restJson1": {} } },
            "t#Put": { "type": "operation", "input": { "target": "t#In" }, "output": { "target": "t#Out" },
                "traits": { "smithy.api#http": { "method": "PUT", "uri": "/" } } },
            "t#Five": { "type": "list", "member": { "target": "smithy.api#String" },
                "traits": { "smithy.api#length": { "min": 1, "max": 5 } } },
            "t#Any": { "type": "list", "member": { "target": "t#Five" } },
            "t#Map": { "type": "map", "key": { "target": "smithy.api#String" },
                "value": { "target": "t#Five", "traits": { "smithy.api#length": { "max": 3 } } },
                "traits": { "smithy.api#length": { "max": 2 } } },
            "t#Short": { "type": "string", "traits": { "smithy.api#length": { "max": 2 } } },
            "t#Inner": { "type": "structure", "members": {} },
            "t#Out": { "type": "structure", "members": { "five": { "target": "t#Five" } } },
            "t#In": { "type": "structure", "members": {
                "five": { "target": "t#Five" },
                "own": { "target": "t#Five", "traits": { "smithy.api#length": { "max": 7 } } },
                "open": { "target": "t#Five", "traits": { "smithy.api#length": { "min": 7 } } },
                "any": { "target": "t#Any" },
                "map": { "target": "t#Map" },
                "short": { "target": "t#Short" },
                "inner": { "target": "t#Inner" } } }"##,
        );
        let closure = closure(&model);
        let limits = |shape: &str| -> Vec<_> {
            let shape = model.shape(shape).unwrap();
            shape.members.iter().map(|member| super::at_most(&closure, shape, member)).collect()
        };
        let expected: [&[u64]; 7] = [&[5], &[7], &[], &[u64::MAX, 5], &[2, 3], &[], &[]];
        assert_eq!(limits("t#In"), expected);
        assert_eq!(limits("t#Out"), [Vec::<u64>::new()]);
    }
}
