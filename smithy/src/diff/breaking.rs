//! `TraitBreakingChange`: changes of traits that break something, as the `breakingChanges` of their definitions say (Smithy
//! 2.0, "Breaking change rules").

use std::collections::{BTreeMap, HashMap};

use super::comparison::{Change, Comparison, TraitChange, shown};
use crate::diagnostics::{Code, Report, Severity, clip};
use crate::model::{Kind, Model, Node, Shape, ShapeId, Value};

/// A rule of the definition of a trait.
struct Rule<'m> {
    change: &'m str,
    /// The parts of the path to the values that are compared.
    path: Vec<String>,
    severity: Severity,
    message: Option<&'m str>,
}

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    let mut rules: HashMap<&ShapeId, Vec<Rule<'_>>> = HashMap::new();
    for change in &comparison.changes {
        for traits in &change.traits {
            let definition = comparison.definition(traits.id);
            let rules = rules.entry(traits.id).or_insert_with(|| definition.map(of).unwrap_or_default());
            let Some(definition) = definition.filter(|_| !rules.is_empty() && !is_converted(change, traits)) else {
                continue;
            };
            let pair = (traits.old.map(|one| &one.node), traits.new.map(|one| &one.node));
            for rule in rules.iter() {
                let walk = Walk { model: comparison.new, change, traits, rule };
                walk.follow(definition, &rule.path, "", pair, report);
            }
        }
    }
}

/// Whether a string with `@enum` became an enum, which has the values as its members.
fn is_converted(change: &Change<'_>, traits: &TraitChange<'_>) -> bool {
    *traits.id == *"smithy.api#enum" && matches!(change.new.shape.kind, Kind::Enum)
}

/// The rules of a definition.
fn of(definition: &Shape) -> Vec<Rule<'_>> {
    let applied = definition.traits.get("smithy.api#trait");
    let rules = applied.and_then(|applied| applied.node.get("breakingChanges")?.as_array()).unwrap_or_default();
    let rules = rules.iter().filter_map(|rule| {
        let path = rule.get("path").and_then(Node::as_str).unwrap_or_default();
        // A pointer begins with `/`; that to the whole value is empty (RFC 6901).
        let parts = path.strip_prefix('/').filter(|rest| !rest.is_empty()).map(|rest| rest.split('/'));
        Some(Rule {
            change: rule.get("change")?.as_str()?,
            path: parts.into_iter().flatten().map(|part| part.replace("~1", "/").replace("~0", "~")).collect(),
            severity: match rule.get("severity").and_then(Node::as_str) {
                Some("DANGER") => Severity::Danger,
                Some("WARNING") => Severity::Warning,
                Some("NOTE") => Severity::Note,
                _ => Severity::Error,
            },
            message: rule.get("message").and_then(Node::as_str),
        })
    });
    rules.collect()
}

/// A value in both versions.
type Pair<'n> = (Option<&'n Node>, Option<&'n Node>);

/// The comparison of the values of a trait by one rule.
struct Walk<'w, 'm> {
    model: &'m Model,
    change: &'w Change<'m>,
    traits: &'w TraitChange<'m>,
    rule: &'w Rule<'m>,
}

impl Walk<'_, '_> {
    /// Follows the path into the values of a shape, and compares what is at its end.
    fn follow(&self, shape: &Shape, path: &[String], at: &str, pair: Pair<'_>, report: &mut Report) {
        let Some((segment, rest)) = path.split_first() else {
            return self.compare(at, pair, report);
        };
        let (old, new) = pair;
        let target = shape.member(segment).and_then(|member| self.model.target(member));
        let Some(target) = target else { return };
        match (&shape.kind, segment.as_str()) {
            (Kind::List, _) => {
                let [olds, news] = [old, new].map(|node| node.and_then(Node::as_array).unwrap_or_default());
                for index in 0..olds.len().max(news.len()) {
                    self.follow(target, rest, &format!("{at}/{index}"), (olds.get(index), news.get(index)), report);
                }
            }
            (Kind::Map, name) => {
                let [olds, news] = [old, new].map(entries);
                for (key, value) in &olds {
                    let at = format!("{at}/{key}");
                    match (news.get(key), name) {
                        // Keys are there or not; values are compared where both are.
                        (None, "key") => self.follow(target, rest, &at, (Some(&text(key)), None), report),
                        (Some(new), "value") => self.follow(target, rest, &at, (Some(value), Some(new)), report),
                        _ => {}
                    }
                }
                for key in news.keys().filter(|key| name == "key" && !olds.contains_key(*key)) {
                    self.follow(target, rest, &format!("{at}/{key}"), (None, Some(&text(key))), report);
                }
            }
            _ => {
                let at = format!("{at}/{segment}");
                let pair = (old.and_then(|node| node.get(segment)), new.and_then(|node| node.get(segment)));
                self.follow(target, rest, &at, pair, report);
            }
        }
    }

    fn compare(&self, at: &str, (old, new): Pair<'_>, report: &mut Report) {
        let change = self.rule.change;
        let kind = match (old, new) {
            (None, Some(_)) if matches!(change, "add" | "presence" | "any") => "Add",
            (Some(_), None) if matches!(change, "remove" | "presence" | "any") => "Remove",
            (Some(old), Some(new)) if old != new && matches!(change, "update" | "any") => "Update",
            _ => return,
        };
        let (id, subject) = (self.traits.id, self.change.new.id());
        let what = if at.is_empty() { format!("trait `{id}`") } else { format!("`{}` of trait `{id}`", clip(at)) };
        let message = match (old, new) {
            (Some(old), Some(new)) => {
                format!("{what} on `{subject}` was changed from {} to {}", shown(old), shown(new))
            }
            (Some(old), None) => format!("{what} was removed from `{subject}`; its value was {}", shown(old)),
            (_, new) => {
                format!("{what} was added to `{subject}` with the value {}", new.map(shown).unwrap_or_default())
            }
        };
        let diagnostic = self.change.find_in_trait(Code::TRAIT_BREAKING_CHANGE, self.traits, message);
        let diagnostic = diagnostic.with_event_suffix(format!("{kind}.{id}")).with_severity(self.rule.severity);
        report.push(match self.rule.message {
            Some(reason) => diagnostic.help(clip(reason)),
            None => diagnostic,
        });
    }
}

/// The entries of an object, sorted by key.
fn entries(node: Option<&Node>) -> BTreeMap<&str, &Node> {
    let entries = node.and_then(Node::as_object).unwrap_or_default();
    entries.iter().map(|entry| (&*entry.key, &entry.value)).collect()
}

fn text(key: &str) -> Node {
    Node::synthetic(Value::String(key.into()))
}
