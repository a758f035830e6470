//! Constructors of syntax trees that keep them simple without changing what they match.

use super::node::{Assertion, Node};
use super::set::CharSet;

/// Beyond this number of branches an alternation is left as it is: comparing them takes too long.
const MAX_FACTORED: usize = 256;

/// One after another.
pub(super) fn concat(items: impl IntoIterator<Item = Node>) -> Node {
    let mut flat = Vec::new();
    for item in items {
        match item {
            Node::Concat(inner) => flat.extend(inner),
            other => flat.push(other),
        }
    }
    let Some(flat) = settle_anchors(flat) else {
        return Node::NEVER;
    };
    let mut merged: Vec<Node> = Vec::with_capacity(flat.len());
    for item in flat {
        if item == Node::NEVER {
            return Node::NEVER;
        }
        push(&mut merged, item);
    }
    match merged.len() {
        1 => merged.swap_remove(0),
        _ => Node::Concat(merged),
    }
}

/// Moves `^` to the front and `$` to the back; `None` where one of them cannot hold there.
///
/// What lies before a `^` must be empty: what may be is dropped, what takes no character changes
/// places with it.
fn settle_anchors(mut items: Vec<Node>) -> Option<Vec<Node>> {
    if let Some(last) = items.iter().rposition(|item| *item == Node::START) {
        let outside = zero_width(&items[..last], Assertion::Start)?;
        if let Some(outside) = outside {
            items.splice(..=last, [Node::START].into_iter().chain(outside));
        }
    }
    if let Some(first) = items.iter().position(|item| *item == Node::END) {
        let outside = zero_width(&items[first + 1..], Assertion::End)?;
        if let Some(outside) = outside {
            items.splice(first.., outside.into_iter().chain([Node::END]));
        }
    }
    Some(items)
}

/// What remains of `items` where they must match the empty text beside `anchor`: `None` if they
/// cannot, `Some(None)` if it is not easily said.
fn zero_width(items: &[Node], anchor: Assertion) -> Option<Option<Vec<Node>>> {
    let mut remaining = Vec::new();
    for item in items {
        match item {
            item if !item.is_nullable() => return None,
            Node::Assert(assertion) if *assertion == anchor => {}
            Node::Assert(_) | Node::Look { .. } => remaining.push(item.clone()),
            item if item.has_assertion() => return Some(None),
            _ => {}
        }
    }
    Some(Some(remaining))
}

/// Appends an item, joined with the one before it where both repeat the same characters.
fn push(items: &mut Vec<Node>, mut item: Node) {
    while let (Some((set, min, max)), Some((last_set, last_min, last_max))) =
        (item.as_run(), items.last().and_then(Node::as_run))
    {
        if matches!((items.last(), &item), (Some(Node::Class(_)), Node::Class(_))) {
            break;
        }
        let joined = if set == last_set {
            let max = max.zip(last_max).map(|(a, b)| a.saturating_add(b));
            repeat(Node::Class(set.clone()), min.saturating_add(last_min), max)
        } else if last_max.is_none() && max != Some(min) && set.is_subset(last_set) {
            // `[a-z-]*[a-z]{1,9}`: the endless run takes what the second need not have.
            item = repeat(Node::Class(set.clone()), min, Some(min));
            break;
        } else if max.is_none() && last_max != Some(last_min) && last_set.is_subset(set) {
            // `[a-z]+[a-z-]*`: likewise, the other way round.
            let fewest = repeat(Node::Class(last_set.clone()), last_min, Some(last_min));
            items.pop();
            items.extend(fewest.into_items());
            continue;
        } else {
            break;
        };
        items.pop();
        item = joined;
    }
    items.extend(item.into_items());
}

/// One of several.
pub(super) fn alt(branches: impl IntoIterator<Item = Node>) -> Node {
    let mut flat: Vec<Node> = Vec::new();
    let mut set = CharSet::none();
    let mut optional = false;
    let mut waiting: Vec<Node> = branches.into_iter().collect();
    waiting.reverse();
    while let Some(branch) = waiting.pop() {
        match branch {
            Node::Alt(inner) => waiting.extend(inner.into_iter().rev()),
            Node::Class(class) => set = set.union(&class),
            Node::Concat(items) if items.is_empty() => optional = true,
            Node::Repeat { node, min: 0, max } => {
                optional = true;
                waiting.push(repeat(*node, 1, max));
            }
            other => flat.push(other),
        }
    }
    if !set.is_empty() {
        flat.push(Node::Class(set));
    }
    if flat.len() <= MAX_FACTORED {
        flat = factor(flat);
    }
    let node = match flat.len() {
        1 => flat.swap_remove(0),
        _ => Node::Alt(flat),
    };
    if optional { repeat(node, 0, Some(1)) } else { node }
}

/// Takes out what branches have in common at their start, and `$` at the end of all.
fn factor(branches: Vec<Node>) -> Vec<Node> {
    let mut groups: Vec<Vec<Vec<Node>>> = Vec::new();
    for items in branches.into_iter().map(Node::into_items) {
        match groups.iter_mut().find(|group| group[0].first() == items.first()) {
            Some(group) => group.push(items),
            None => groups.push(vec![items]),
        }
    }
    let common_end = groups.iter().flatten().all(|items| items.last() == Some(&Node::END));
    if common_end && groups.len() > 1 {
        let branches = groups.into_iter().flatten().map(|mut items| {
            items.pop();
            concat(items)
        });
        return vec![concat([alt(branches.collect::<Vec<_>>()), Node::END])];
    }
    groups.into_iter().map(factor_group).collect()
}

/// One node for branches that begin alike.
fn factor_group(mut group: Vec<Vec<Node>>) -> Node {
    if group.len() == 1 {
        return concat(group.swap_remove(0));
    }
    let mut common = group[0].clone();
    for items in &group {
        let shared = common.iter().zip(items).take_while(|(a, b)| a == b).count();
        common.truncate(shared);
    }
    let rests: Vec<Node> = group.into_iter().map(|items| concat(items.into_iter().skip(common.len()))).collect();
    concat([concat(common), alt(rests)])
}

/// A number of times.
pub(super) fn repeat(node: Node, min: u32, max: Option<u32>) -> Node {
    match node {
        _ if max == Some(0) => Node::EMPTY,
        Node::Alt(branches) if branches.is_empty() => {
            if min == 0 {
                Node::EMPTY
            } else {
                Node::NEVER
            }
        }
        node if min == 1 && max == Some(1) => node,
        // An assertion holds as often as it holds once.
        node if node.width() == Some(0) => {
            if min == 0 {
                Node::EMPTY
            } else {
                node
            }
        }
        Node::Repeat { node, min: inner_min, max: inner_max } if repeats_merge(inner_min, inner_max, min, max) => {
            let min = inner_min.saturating_mul(min);
            match inner_max.zip(max) {
                Some((inner_max, max)) => Node::Repeat { node, min, max: Some(inner_max.saturating_mul(max)) },
                None => endless(*node, min),
            }
        }
        node if max.is_none() => endless(node, min),
        node => Node::Repeat { node: Box::new(node), min, max },
    }
}

/// Whether `(X{a,b}){c,d}` leaves no gap between `a * c` and `b * d`.
fn repeats_merge(a: u32, b: Option<u32>, c: u32, d: Option<u32>) -> bool {
    let (a, c) = (u64::from(a), u64::from(c));
    match b {
        _ if a <= 1 && c == 0 => true,
        _ if d == Some(u32::try_from(c).unwrap_or(u32::MAX)) => true,
        None => c > 0,
        Some(b) => c * (u64::from(b).saturating_sub(a)) + 1 >= a,
    }
}

/// At least `min` times, with rounds as short as they can be.
fn endless(node: Node, min: u32) -> Node {
    let plain = |items: &[Node]| items.iter().all(|item| item.is_nullable() && !item.has_assertion());
    let node = match node {
        // `(a+|b)*` is `(a|b)*`.
        Node::Alt(branches) => alt(branches.into_iter().map(one_round)),
        // `(a*b?)*` is `(a|b)*`.
        Node::Concat(items) if plain(&items) => {
            return repeat(alt(items.into_iter().map(|item| repeat(item, 0, Some(1)))), 0, None);
        }
        // `(a+b?)*` is `(ab?)*`, and `(b?a+)*` is `(b?a)*`.
        Node::Concat(mut items) => {
            let last = items.len() - 1;
            if plain(&items[1..]) {
                items[0] = one_round(items[0].clone());
            } else if plain(&items[..last]) {
                items[last] = one_round(items[last].clone());
            }
            concat(items)
        }
        other => other,
    };
    match node {
        // The shorter round may be a repetition itself.
        Node::Repeat { node, min: inner_min, max } if repeats_merge(inner_min, max, min, None) => {
            endless(*node, inner_min.saturating_mul(min))
        }
        node => Node::Repeat { node: Box::new(node), min, max: None },
    }
}

/// The body of `X+`, whose further rounds an enclosing loop can make.
fn one_round(node: Node) -> Node {
    match node {
        Node::Repeat { node, min: 1, .. } => *node,
        other => other,
    }
}

/// One character of a set.
pub(super) fn class(set: CharSet) -> Node {
    if set.is_empty() { Node::NEVER } else { Node::Class(set) }
}
