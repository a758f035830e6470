//! The syntax tree of a pattern, and the questions that decide how it is matched.

use super::set::CharSet;

/// A part of a pattern. Groups, laziness and case have been resolved: only the language counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// One character of a set.
    Class(CharSet),
    /// One after another; without items, the empty text.
    Concat(Vec<Node>),
    /// One of several; without branches, nothing matches.
    Alt(Vec<Node>),
    /// A number of times; `None` is without limit.
    Repeat { node: Box<Node>, min: u32, max: Option<u32> },
    /// A place in the text.
    Assert(Assertion),
    /// What must, or must not, lie before or behind a place.
    Look { node: Box<Node>, behind: bool, negated: bool, offset: usize },
}

/// A place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Assertion {
    /// Before the first character.
    Start,
    /// After the last character.
    End,
    /// Between a word character and another, or none.
    WordBoundary,
    /// Everywhere else.
    NotWordBoundary,
}

impl Node {
    pub(super) const EMPTY: Self = Self::Concat(Vec::new());
    pub(super) const NEVER: Self = Self::Alt(Vec::new());
    pub(super) const START: Self = Self::Assert(Assertion::Start);
    pub(super) const END: Self = Self::Assert(Assertion::End);

    /// Every text, of any length.
    pub(super) fn anything() -> Self {
        Self::Repeat { node: Box::new(Self::Class(CharSet::any())), min: 0, max: None }
    }

    /// The parts in a row that make this node.
    pub(super) fn into_items(self) -> Vec<Self> {
        match self {
            Self::Concat(items) => items,
            other => vec![other],
        }
    }

    /// Whether the node may match without taking a character.
    pub(super) fn is_nullable(&self) -> bool {
        match self {
            Self::Class(_) => false,
            Self::Concat(items) => items.iter().all(Self::is_nullable),
            Self::Alt(branches) => branches.iter().any(Self::is_nullable),
            Self::Repeat { node, min, .. } => *min == 0 || node.is_nullable(),
            Self::Assert(_) | Self::Look { .. } => true,
        }
    }

    /// The characters with which a match that is not empty may begin.
    pub(super) fn first(&self) -> CharSet {
        match self {
            Self::Class(set) => set.clone(),
            Self::Concat(items) => first_of(items),
            Self::Alt(branches) => branches.iter().fold(CharSet::none(), |set, branch| set.union(&branch.first())),
            Self::Repeat { node, .. } => node.first(),
            Self::Assert(_) | Self::Look { .. } => CharSet::none(),
        }
    }

    /// The number of characters of every match, where that is one number.
    pub(super) fn width(&self) -> Option<u32> {
        match self {
            Self::Class(_) => Some(1),
            Self::Concat(items) => width_of(items),
            Self::Alt(branches) => {
                let (first, rest) = branches.split_first()?;
                let width = first.width()?;
                rest.iter().all(|branch| branch.width() == Some(width)).then_some(width)
            }
            Self::Repeat { node, min, max } if *max == Some(*min) => node.width()?.checked_mul(*min),
            Self::Repeat { .. } => None,
            Self::Assert(_) | Self::Look { .. } => Some(0),
        }
    }

    /// The set and the bounds, where the node repeats one set of characters.
    pub(super) fn as_run(&self) -> Option<(&CharSet, u32, Option<u32>)> {
        match self {
            Self::Class(set) => Some((set, 1, Some(1))),
            Self::Repeat { node, min, max } => match node.as_ref() {
                Self::Class(set) => Some((set, *min, *max)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether `wanted` holds for the node or a part of it, look-arounds' insides excepted.
    pub(super) fn any(&self, wanted: &impl Fn(&Self) -> bool) -> bool {
        wanted(self)
            || match self {
                Self::Concat(nodes) | Self::Alt(nodes) => nodes.iter().any(|node| node.any(wanted)),
                Self::Repeat { node, .. } => node.any(wanted),
                Self::Class(_) | Self::Assert(_) | Self::Look { .. } => false,
            }
    }

    pub(super) fn has_look(&self) -> bool {
        self.any(&|node| matches!(node, Self::Look { .. }))
    }

    /// Whether the match depends on what lies around it.
    pub(super) fn has_assertion(&self) -> bool {
        self.any(&|node| matches!(node, Self::Look { .. } | Self::Assert(_)))
    }
}

/// The characters with which a match of `items` in a row may begin.
pub(super) fn first_of(items: &[Node]) -> CharSet {
    let mut set = CharSet::none();
    for item in items {
        set = set.union(&item.first());
        if !item.is_nullable() {
            break;
        }
    }
    set
}

/// The number of characters of every match of `items` in a row, where that is one number.
pub(super) fn width_of(items: &[Node]) -> Option<u32> {
    items.iter().try_fold(0u32, |sum, item| sum.checked_add(item.width()?))
}

/// Every character that a match of the nodes may hold.
pub(super) fn alphabet(nodes: &[Node]) -> CharSet {
    nodes.iter().fold(CharSet::none(), |set, node| match node {
        Node::Class(class) => set.union(class),
        Node::Concat(nodes) | Node::Alt(nodes) => set.union(&alphabet(nodes)),
        Node::Repeat { node, .. } => set.union(&alphabet(std::slice::from_ref(node))),
        Node::Assert(_) | Node::Look { .. } => set,
    })
}
