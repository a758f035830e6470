//! Reads values of metadata; a value of the wrong type is a fault at its place.

use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::model::Node;
use crate::selector::Selector;

/// A key and its texts.
pub(crate) type List<'m> = (&'m str, Vec<&'m str>);

/// What is wrong with a value.
pub(crate) type Fault = Box<Diagnostic>;

pub(in crate::validate) fn fault(place: Place, message: impl Into<String>) -> Fault {
    Box::new(Diagnostic::new(Code::ILL_FORMED, place, message))
}

fn mismatch(what: &str, expected: &str, found: &Node) -> Fault {
    let label = format!("expected {expected}, found {}", found.describe());
    Box::new(Diagnostic::new(Code::ILL_FORMED, found.place, format!("{what} must be {expected}")).label(label))
}

/// Requires an object.
pub(in crate::validate) fn object(node: &Node, what: &str) -> Result<(), Fault> {
    node.as_object().map_or_else(|| Err(mismatch(what, "an object", node)), |_| Ok(()))
}

/// The value of a key as `read` understands it, if the key is there.
fn read<'m, T>(
    node: &'m Node,
    key: &str,
    expected: &str,
    read: impl FnOnce(&'m Node) -> Option<T>,
) -> Result<Option<T>, Fault> {
    let Some(value) = node.get(key) else { return Ok(None) };
    match read(value) {
        Some(read) => Ok(Some(read)),
        None => Err(mismatch(&format!("`{key}`"), expected, value)),
    }
}

pub(in crate::validate) fn text<'m>(node: &'m Node, key: &str) -> Result<Option<&'m str>, Fault> {
    read(node, key, "a string", Node::as_str)
}

pub(in crate::validate) fn texts<'m>(node: &'m Node, key: &str) -> Result<Option<Vec<&'m str>>, Fault> {
    read(node, key, "an array of strings", |value| value.as_array()?.iter().map(Node::as_str).collect())
}

/// The entries of an object whose values are arrays of strings.
pub(in crate::validate) fn lists<'m>(node: &'m Node, key: &str) -> Result<Option<Vec<List<'m>>>, Fault> {
    read(node, key, "an object of arrays of strings", |value| {
        let entries = value.as_object()?.iter();
        let list = |value: &'m Node| value.as_array()?.iter().map(Node::as_str).collect::<Option<_>>();
        entries.map(|entry| Some((&*entry.key, list(&entry.value)?))).collect()
    })
}

pub(in crate::validate) fn boolean(node: &Node, key: &str) -> Result<Option<bool>, Fault> {
    read(node, key, "a boolean", Node::as_bool)
}

/// One of some severities, in capitals.
pub(in crate::validate) fn severity(node: &Node, key: &str, allowed: &[Severity]) -> Result<Option<Severity>, Fault> {
    let names: Vec<String> = allowed.iter().map(|severity| severity.name().to_uppercase()).collect();
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let expected = match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    };
    read(node, key, &expected, |value| {
        let text = value.as_str()?;
        let at = names.iter().position(|name| name == text)?;
        allowed.get(at).copied()
    })
}

pub(in crate::validate) fn selector(node: &Node, key: &str) -> Result<Option<Selector>, Fault> {
    let (Some(text), Some(value)) = (text(node, key)?, node.get(key)) else { return Ok(None) };
    Selector::parse(text).map(Some).map_err(|error| fault(value.place, format!("`{key}` is not a selector: {error}")))
}
