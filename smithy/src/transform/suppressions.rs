//! Removes suppressions that are of no use, or none of other people's business.

use std::collections::HashSet;

use super::{each_traits, text};
use crate::load::{applied, read_metadata};
use crate::model::{Applied, Model, Node, Value};

/// Which suppressions stay (Smithy 2.0, "filterSuppressions").
#[derive(Clone, Debug, Default)]
pub struct SuppressionFilter {
    /// Whether the reasons are removed.
    pub removes_reasons: bool,
    /// The only event ids that may be named.
    pub allowed_events: Option<Vec<Box<str>>>,
    /// Event ids that must not be named.
    pub denied_events: Vec<Box<str>>,
    /// The only namespaces that the metadata may name.
    pub allowed_namespaces: Option<Vec<Box<str>>>,
    /// Namespaces that the metadata must not name.
    pub denied_namespaces: Vec<Box<str>>,
    /// The ids of all events of the model, if suppressions of others are removed.
    pub events: Option<HashSet<Box<str>>>,
}

impl SuppressionFilter {
    fn keeps_event(&self, id: &str) -> bool {
        let named = |list: &[Box<str>]| list.iter().any(|one| **one == *id);
        let is_used = |events: &HashSet<Box<str>>| {
            events
                .iter()
                .any(|event| event.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
        };
        self.allowed_events.as_deref().is_none_or(named)
            && !named(&self.denied_events)
            && self.events.as_ref().is_none_or(is_used)
    }

    fn keeps_namespace(&self, namespace: &str) -> bool {
        let named = |list: &[Box<str>]| list.iter().any(|one| **one == *namespace);
        self.allowed_namespaces.as_deref().is_none_or(named) && !named(&self.denied_namespaces)
    }
}

/// Removes what a filter does not keep from the trait `suppress` and the metadata `suppressions`.
pub fn filter_suppressions(model: &mut Model, filter: &SuppressionFilter) {
    each_traits(model, |_, traits| {
        let Some((ids, old)) = traits.suppress().zip(traits.get("smithy.api#suppress")) else {
            return;
        };
        let left: Vec<Node> = ids.iter().filter(|id| filter.keeps_event(id)).map(|id| text(id)).collect();
        if left.is_empty() {
            traits.retain(|applied| applied.id != "smithy.api#suppress");
        } else if left.len() < ids.len() {
            let node = Node { place: old.node.place, value: Value::Array(left) };
            let new = Applied { is_inherited: old.is_inherited, ..applied(old.id.clone(), node) };
            traits.put(new);
        }
    });
    let Some(node) = model.metadata.get_mut("suppressions") else {
        return;
    };
    if let Value::Array(elements) = &mut node.value {
        let text = |element: &Node, key| element.get(key).and_then(Node::as_str).unwrap_or_default().to_owned();
        elements.retain(|element| {
            filter.keeps_event(&text(element, "id")) && filter.keeps_namespace(&text(element, "namespace"))
        });
        if filter.removes_reasons {
            for element in elements.iter_mut() {
                if let Value::Object(entries) = &mut element.value {
                    entries.retain(|entry| &*entry.key != "reason");
                }
            }
        }
        if elements.is_empty() {
            model.metadata.remove("suppressions");
        }
    }
    read_metadata(model);
}
