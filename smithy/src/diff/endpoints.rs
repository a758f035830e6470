//! `EndpointSigV4Migration`: rules whose endpoints prefer another one of AWS's two signatures now (Smithy 2.0, "Rules
//! engine"). An endpoint without schemes of its own has those of the service.

use std::collections::BTreeMap;

use super::comparison::{Comparison, moved};
use super::sigv4::{SIGV4, SIGV4A, of};
use crate::diagnostics::{Code, Report, clip};
use crate::model::{Model, Node, Shape};

const RULES: &str = "smithy.rules#endpointRuleSet";

pub(super) fn evaluate(comparison: &Comparison<'_>, report: &mut Report) {
    for change in comparison.shapes() {
        let Some(traits) = change.of(RULES) else { continue };
        let (Some(old), Some(new)) = (traits.old, traits.new) else { continue };
        let (olds, news) = (endpoints(&old.node), endpoints(&new.node));
        for (path, endpoint) in news {
            let Some(before) = olds.get(&path) else { continue };
            let was = effective(before, comparison.old, change.old.shape);
            if let Some(migration) = of(&was, &effective(endpoint, comparison.new, change.new.shape)) {
                let id = change.new.id();
                let message = format!("endpoint `{}` of service `{id}`: {migration}", clip(&path));
                let diagnostic = moved(Code::ENDPOINT_SIGV4_MIGRATION, endpoint.place, before.place, message);
                report.push(diagnostic.about(id).help(migration.help()));
            }
        }
    }
}

/// The endpoints of all rules, by the pointers to them.
fn endpoints(rules: &Node) -> BTreeMap<String, &Node> {
    let mut found = BTreeMap::new();
    let mut open = vec![(String::new(), rules)];
    while let Some((path, node)) = open.pop() {
        for (index, rule) in node.get("rules").and_then(Node::as_array).unwrap_or_default().iter().enumerate() {
            let path = format!("{path}/rules/{index}");
            if let Some(endpoint) = rule.get("endpoint") {
                found.insert(format!("{path}/endpoint"), endpoint);
            }
            open.push((path, rule));
        }
    }
    found
}

/// The schemes of an endpoint, the preferred ones first.
fn effective<'m>(endpoint: &Node, model: &Model, service: &'m Shape) -> Vec<&'m str> {
    let own = endpoint.get("properties").and_then(|properties| properties.get("authSchemes")?.as_array());
    let Some(own) = own else { return model.auth_schemes(service, None) };
    let named = own.iter().filter_map(|scheme| match scheme.get("name")?.as_str()? {
        "sigv4" => Some(SIGV4),
        "sigv4a" => Some(SIGV4A),
        _ => None,
    });
    named.collect()
}
