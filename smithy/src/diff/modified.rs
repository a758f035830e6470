//! `ModifiedTrait`: traits that were added, removed or changed, unless their definitions say what breaks (Smithy 2.0,
//! "Breaking change rules"). Tags of a definition, such as `diff.error.update`, say how bad it is; with the tag
//! `diff.contents`, those of its members count too.

use std::collections::HashMap;

use super::comparison::{Change, Comparison, TraitChange, shown};
use crate::diagnostics::{Code, Report, Severity};
use crate::model::{Kind, Model, Node, Shape, ShapeId, Traits};

/// Traits with rules of their own.
const SPECIAL: &[&str] = &[
    "smithy.api#addedDefault",
    "smithy.api#box",
    "smithy.api#clientOptional",
    "smithy.api#default",
    "smithy.api#mixin",
    "smithy.api#required",
    "smithy.synthetic#enum",
    "smithy.synthetic#originalShapeId",
];

/// What the tags of the definition of a trait ask for.
#[derive(Clone, Copy)]
struct Strategy {
    kind: Difference,
    severity: Severity,
}

/// How a value differs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Difference {
    Add,
    Remove,
    Update,
}

impl Difference {
    /// How two values differ, if they do.
    fn of(old: Option<&Node>, new: Option<&Node>) -> Option<Self> {
        match (old, new) {
            (None, Some(_)) => Some(Self::Add),
            (Some(_), None) => Some(Self::Remove),
            (Some(old), Some(new)) if old != new => Some(Self::Update),
            _ => None,
        }
    }

    /// The part of an event id.
    fn name(self) -> &'static str {
        match self {
            Self::Add => "Add",
            Self::Remove => "Remove",
            Self::Update => "Update",
        }
    }
}

/// What is reported of a trait whose definition says nothing.
const DEFAULT: &[Strategy] = &[
    Strategy { kind: Difference::Add, severity: Severity::Note },
    Strategy { kind: Difference::Update, severity: Severity::Note },
    Strategy { kind: Difference::Remove, severity: Severity::Warning },
];

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    let mut definitions: HashMap<&ShapeId, Definition<'_>> = HashMap::new();
    for change in &comparison.changes {
        for traits in change.traits.iter().filter(|traits| !SPECIAL.contains(&traits.id.as_str())) {
            let definition = definitions.entry(traits.id).or_insert_with(|| Definition::of(comparison, traits.id));
            if definition.strategies.is_empty() && !definition.has_contents {
                continue;
            }
            let walk = Walk { model: comparison.new, change, traits };
            let nodes = (traits.old.map(|one| &one.node), traits.new.map(|one| &one.node));
            walk.compare(&definition.strategies, "", nodes, report);
            if let Some(shape) = definition.shape.filter(|_| definition.has_contents) {
                walk.contents(shape, "", nodes, report);
            }
        }
    }
}

/// The definition of a trait.
struct Definition<'m> {
    shape: Option<&'m Shape>,
    strategies: Vec<Strategy>,
    /// Whether the tags of members count.
    has_contents: bool,
}

impl<'m> Definition<'m> {
    fn of(comparison: &Comparison<'m>, id: &ShapeId) -> Self {
        let shape = comparison.definition(id);
        let strategies = shape.map(|shape| tagged(&shape.traits)).unwrap_or_default();
        let has_contents = shape.is_some_and(|shape| tags(&shape.traits).any(|tag| tag == "diff.contents"));
        let rules = shape.and_then(|shape| shape.traits.get("smithy.api#trait")?.node.get("breakingChanges"));
        let strategies = match rules.is_some() || has_contents || !strategies.is_empty() {
            true => strategies,
            false => DEFAULT.to_vec(),
        };
        Self { shape, strategies, has_contents }
    }
}

fn tags(traits: &Traits) -> impl Iterator<Item = &str> {
    traits.tags().into_iter().flatten().map(|tag| &**tag)
}

/// What the tags of a definition or a member ask for.
fn tagged(traits: &Traits) -> Vec<Strategy> {
    let mut strategies = Vec::new();
    for tag in tags(traits).filter_map(|tag| tag.strip_prefix("diff.")) {
        let Some((severity, what)) = tag.split_once('.') else { continue };
        let severity = match severity {
            "error" => Severity::Error,
            "danger" => Severity::Danger,
            "warning" => Severity::Warning,
            "note" => Severity::Note,
            _ => continue,
        };
        let kinds: &[Difference] = match what {
            "add" => &[Difference::Add],
            "remove" => &[Difference::Remove],
            "update" => &[Difference::Update],
            "const" => &[Difference::Add, Difference::Remove, Difference::Update],
            _ => continue,
        };
        strategies.extend(kinds.iter().map(|&kind| Strategy { kind, severity }));
    }
    strategies
}

/// The comparison of the values of one trait.
struct Walk<'w, 'm> {
    model: &'m Model,
    change: &'w Change<'m>,
    traits: &'w TraitChange<'m>,
}

/// A value in both versions.
type Pair<'n> = (Option<&'n Node>, Option<&'n Node>);

impl Walk<'_, '_> {
    fn compare(&self, strategies: &[Strategy], path: &str, (old, new): Pair<'_>, report: &mut Report) {
        let Some(kind) = Difference::of(old, new) else { return };
        for strategy in strategies.iter().filter(|strategy| strategy.kind == kind) {
            let (id, subject) = (self.traits.id, self.change.new.id());
            let what = if path.is_empty() { format!("trait `{id}`") } else { format!("`{path}` of trait `{id}`") };
            let message = match (old, new) {
                (Some(old), Some(new)) => {
                    format!("{what} on `{subject}` was changed from {} to {}", shown(old), shown(new))
                }
                (Some(node), None) => format!("{what} was removed from `{subject}`; its value was {}", shown(node)),
                (_, node) => {
                    format!("{what} was added to `{subject}` with the value {}", node.map(shown).unwrap_or_default())
                }
            };
            let diagnostic = self.change.find_in_trait(Code::MODIFIED_TRAIT, self.traits, message);
            let diagnostic = diagnostic.with_event_suffix(format!("{}.{id}", kind.name()));
            report.push(diagnostic.with_severity(strategy.severity));
        }
    }

    /// Compares the parts of a value of a shape. The depth is that of the values, which loading limits.
    fn contents(&self, shape: &Shape, path: &str, (old, new): Pair<'_>, report: &mut Report) {
        let mut parts: Vec<(String, &str, Pair<'_>)> = Vec::new();
        match &shape.kind {
            Kind::List => {
                let [olds, news] = [old, new].map(|node| node.and_then(Node::as_array).unwrap_or_default());
                for index in 0..olds.len().max(news.len()) {
                    parts.push((index.to_string(), "member", (olds.get(index), news.get(index))));
                }
            }
            Kind::Map => {
                for (key, pair) in entries(old, new) {
                    parts.push((key.to_owned(), "value", pair));
                }
            }
            Kind::Structure | Kind::Union => {
                for (key, pair) in entries(old, new) {
                    parts.push((key.to_owned(), key, pair));
                }
            }
            _ => {}
        }
        for (segment, name, pair) in parts {
            if let (Some(member), Some(_)) = (shape.member(name), Difference::of(pair.0, pair.1)) {
                let path = format!("{path}/{segment}");
                self.compare(&tagged(&member.traits), &path, pair, report);
                if let Some(target) = self.model.target(member) {
                    self.contents(target, &path, pair, report);
                }
            }
        }
    }
}

/// The values of two objects by key, in the order of the first.
fn entries<'n>(old: Option<&'n Node>, new: Option<&'n Node>) -> Vec<(&'n str, Pair<'n>)> {
    fn list(node: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
        let entries = node.and_then(Node::as_object).unwrap_or_default();
        entries.iter().map(|entry| (&*entry.key, &entry.value))
    }
    let olds: HashMap<&str, &Node> = list(old).collect();
    let news: HashMap<&str, &Node> = list(new).collect();
    let kept = list(old).map(|(key, node)| (key, (Some(node), news.get(key).copied())));
    let added = list(new).filter(|(key, _)| !olds.contains_key(key)).map(|(key, node)| (key, (None, Some(node))));
    kept.chain(added).collect()
}
