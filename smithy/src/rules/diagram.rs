//! Binary decision diagrams (Smithy 2.0, "endpointBdd trait").

use super::parse::Reader;
use super::syntax::{Condition, Rule};
use crate::model::{Node, Number};

/// A diagram: nodes that choose by a condition between two references each.
#[derive(Debug)]
pub(crate) struct Diagram<'m> {
    pub(crate) conditions: Vec<Condition<'m>>,
    /// The results; none of them has conditions.
    pub(crate) results: Vec<Rule<'m>>,
    /// The reference where evaluation begins.
    pub(crate) root: i32,
    pub(crate) nodes: Vec<DecisionNode>,
}

/// (Smithy 2.0, "BDD node structure".)
#[derive(Clone, Copy, Debug)]
pub(crate) struct DecisionNode {
    pub(crate) condition: i32,
    pub(crate) high: i32,
    pub(crate) low: i32,
}

/// What a reference means (Smithy 2.0, "Reference encoding").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Invalid,
    NoMatch,
    Node { index: usize, is_complemented: bool },
    Result(usize),
}

impl Target {
    const RESULTS: i32 = 100_000_000;

    pub(crate) fn of(reference: i32) -> Self {
        match reference {
            0 => Self::Invalid,
            1 | -1 => Self::NoMatch,
            _ if reference >= Self::RESULTS => Self::Result((reference - Self::RESULTS) as usize),
            _ => Self::Node { index: reference.unsigned_abs() as usize - 1, is_complemented: reference < 0 },
        }
    }
}

impl<'m> Diagram<'m> {
    pub(super) fn read(reader: &mut Reader, node: &'m Node) -> Option<Self> {
        const WHAT: &str = "the diagram";
        let conditions = reader.member(node, "conditions", WHAT).and_then(|node| reader.conditions(node));
        let results = reader.member(node, "results", WHAT).map(|node| {
            let results = node.as_array().unwrap_or_default();
            results.iter().filter_map(|node| reader.rule(node, false)).collect()
        });
        let root = Self::integer(reader, node, "root");
        let count = Self::integer(reader, node, "nodeCount");
        let nodes = reader.member(node, "nodes", WHAT)?;
        let Some(bytes) = nodes.as_base64() else {
            reader.fault(nodes.place, "`nodes` of the diagram is not base64", "");
            return None;
        };
        let (root, count) = (root?, count?);
        if usize::try_from(count).ok().and_then(|count| count.checked_mul(12)) != Some(bytes.len()) {
            let message = format!("`nodes` has {} bytes, not the 12 of each of {count} nodes", bytes.len());
            reader.fault(nodes.place, message, "correct `nodeCount`");
        }
        if root < -1 {
            let place = node.get("root").map_or(node.place, |root| root.place);
            reader.fault(place, "the root of the diagram is complemented", "");
        }
        Some(Self { conditions: conditions?, results: results?, root, nodes: decode(&bytes) })
    }

    fn integer(reader: &mut Reader, node: &Node, key: &str) -> Option<i32> {
        let node = reader.member(node, key, "the diagram")?;
        let value = node.as_number().and_then(Number::as_i64).and_then(|value| i32::try_from(value).ok());
        if value.is_none() {
            reader.fault(node.place, format!("`{key}` of the diagram must be an integer"), "");
        }
        value
    }
}

/// (Smithy 2.0, "Binary node encoding".)
fn decode(bytes: &[u8]) -> Vec<DecisionNode> {
    let (integers, _) = bytes.as_chunks::<4>();
    let (nodes, _) = integers.as_chunks::<3>();
    let node = |&[condition, high, low]: &[[u8; 4]; 3]| DecisionNode {
        condition: i32::from_be_bytes(condition),
        high: i32::from_be_bytes(high),
        low: i32::from_be_bytes(low),
    };
    nodes.iter().map(node).collect()
}
