//! Changes to whole parts of models: statements of the IDL, shapes and values of the JSON AST.

use serde_json::Value;
use shapewright_smithy::idl::{self, Element, Kind};

use super::Numbers;

/// Removes, swaps or repeats statements and members, puts one of another file into the place of another, or wraps a value
/// in arrays.
pub(crate) fn mutate_statements(bytes: &mut Vec<u8>, other: &[u8], numbers: &mut Numbers) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let other = String::from_utf8_lossy(other);
    let (tree, other_tree) = (idl::parse(&text), idl::parse(&other));
    let part = |element: &Element<'_>| {
        use Kind::*;
        matches!(
            element.kind(),
            ShapeStatement | ApplyStatement | MetadataStatement | UseStatement | ShapeMember | EnumShapeMember | Trait
        ) || element.kind().is_node_value()
    };
    let parts: Vec<_> = tree.root().descendants().filter(part).map(|element| element.range()).collect();
    let others: Vec<_> = other_tree.root().descendants().filter(part).collect();
    let (one, two) = match &parts[..] {
        [] => return,
        parts => (parts[numbers.below(parts.len())].clone(), parts[numbers.below(parts.len())].clone()),
    };
    let insert = |at: usize, what: &str| format!("{}\n{what}\n{}", &text[..at], &text[at..]);
    let replace = |what: &str| format!("{}{what}{}", &text[..one.start], &text[one.end..]);
    let changed = match numbers.below(5) {
        0 => replace(""),
        1 => insert(two.start, &text[one.clone()]),
        2 if one.end <= two.start => {
            [&text[..one.start], &text[two.clone()], &text[one.end..two.start], &text[one.clone()], &text[two.end..]]
                .concat()
        }
        3 if !others.is_empty() => replace(others[numbers.below(others.len())].text()),
        _ => {
            let depth = numbers.below(100);
            let [open, close] = [["[", "]"], ["{a: ", "}"]][numbers.below(2)];
            replace(&[&open.repeat(depth), &text[one.clone()], &close.repeat(depth)].concat())
        }
    };
    *bytes = changed.into_bytes();
}

/// Puts a part of another document into the place of a part of this one, exchanges two parts, or wraps one in arrays.
pub(crate) fn mutate_parts(root: &mut Value, other: &Value, numbers: &mut Numbers) {
    let paths = paths(root);
    let path = &paths[numbers.below(paths.len())];
    let Some(place) = root.pointer_mut(path) else { return };
    let replacement = match numbers.below(4) {
        0 => {
            let mut value = place.take();
            for _ in 0..numbers.below(60) {
                value = Value::Array(vec![value]);
            }
            value
        }
        1 => {
            let taken = place.take();
            let second = paths[numbers.below(paths.len())].as_str();
            let replacement = root.pointer(second).cloned().unwrap_or_default();
            if let Some(second) = root.pointer_mut(second) {
                *second = taken;
            }
            replacement
        }
        _ => {
            // What stands at the same depth fits more often.
            let depth = |path: &str| path.matches('/').count();
            let others: Vec<_> = self::paths(other).into_iter().filter(|found| depth(found) == depth(path)).collect();
            let chosen = others.get(numbers.below(others.len()));
            chosen.and_then(|chosen| other.pointer(chosen)).cloned().unwrap_or_default()
        }
    };
    if let Some(place) = root.pointer_mut(path) {
        *place = replacement;
    }
}

/// The JSON pointers of all values in a document.
fn paths(root: &Value) -> Vec<String> {
    let mut open = vec![(String::new(), root)];
    let mut found = Vec::new();
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Array(elements) => {
                open.extend(elements.iter().enumerate().map(|(index, value)| (format!("{path}/{index}"), value)));
            }
            Value::Object(entries) => {
                let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
                open.extend(entries.iter().map(|(key, value)| (format!("{path}/{}", escape(key)), value)));
            }
            _ => {}
        }
        found.push(path);
    }
    found
}
