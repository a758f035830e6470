//! Shortens the parts of a pattern beside which anything may stand.
//!
//! A pattern that is not anchored matches anywhere (Smithy 2.0, `pattern` trait), so `[a-z]+` says
//! no more than `[a-z]`, and `^a.*` no more than `^a`.

use super::build::{alt, concat, repeat};
use super::node::Node;

/// The side of a node that is shortened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    End,
}

/// The shortest node that says the same where anything may stand on that side of it.
pub(super) fn trim(node: Node, side: Side) -> Node {
    match node {
        Node::Repeat { min: 0, .. } => Node::EMPTY,
        Node::Repeat { node, min, .. } => {
            let outer = trim((*node).clone(), side);
            let inner = repeat(*node, min - 1, Some(min - 1));
            match side {
                Side::Start => concat([outer, inner]),
                Side::End => concat([inner, outer]),
            }
        }
        Node::Concat(mut items) => {
            while !items.is_empty() {
                let index = if side == Side::Start { 0 } else { items.len() - 1 };
                let trimmed = trim(items.remove(index), side);
                if trimmed != Node::EMPTY {
                    items.insert(index, trimmed);
                    break;
                }
            }
            concat(items)
        }
        Node::Alt(branches) if !branches.is_empty() => {
            let branches: Vec<Node> = branches.into_iter().map(|branch| trim(branch, side)).collect();
            if branches.contains(&Node::EMPTY) { Node::EMPTY } else { alt(branches) }
        }
        other => other,
    }
}
