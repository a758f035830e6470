//! The verdict as JSON.

use serde_json::{Value, json};
use shapewright_codegen::evolution::Change;
use shapewright_smithy::diagnostics::{Place, Sources};
use shapewright_smithy::evolution::WireChange;

use super::places::Places;
use super::verdict::Verdict;
use crate::output;

/// All that was found.
pub(super) fn of(verdict: &Verdict, sources: &Sources) -> Value {
    let places = Places::of(verdict, sources);
    let place = |place: Place| match places.find(place) {
        Some((file, line, column)) => json!({ "file": file, "line": line, "column": column }),
        None => Value::Null,
    };
    let change = |change: &Change| {
        let Change { impact, item, message, shape, old, new, help } = change;
        json!({
            "impact": impact.name(),
            "breaking": impact.is_breaking(),
            "item": item,
            "message": message,
            "shape": shape,
            "old": place(*old),
            "new": place(*new),
            "help": help,
        })
    };
    let wire = |change: &WireChange| {
        let WireChange { flow, effect, shape, message, old, new, operations, protocols } = change;
        json!({
            "flow": flow.name(),
            "effect": effect.name(),
            "message": message,
            "shape": shape,
            "old": place(*old),
            "new": place(*new),
            "operations": operations,
            "protocols": protocols,
        })
    };
    json!({
        "smithy": output::json_of(&verdict.smithy, sources),
        "api": verdict.api.as_ref().map(|changes| changes.iter().map(change).collect::<Vec<_>>()),
        "wire": verdict.wire.iter().map(wire).collect::<Vec<_>>(),
        "bump": verdict.bump().0,
    })
}
