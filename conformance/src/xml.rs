//! Compares XML by what it means: neither prefixes, nor the order of attributes and of children with different names, nor
//! blanks between elements.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

/// Compares two bodies.
///
/// # Errors
///
/// One of them is no XML, or they differ: both in a form that is the same for those that mean the same.
pub(crate) fn compare(expected: &str, actual: &str) -> Result<(), String> {
    let read = |text: &str| {
        let document = Document::parse(text.trim_start()).map_err(|error| error.to_string())?;
        Ok::<_, String>(show(document.root_element()))
    };
    let expected = read(expected).map_err(|error| format!("the expected body is no XML: {error}"))?;
    let actual = read(actual).map_err(|error| format!("the body is no XML: {error}\n{actual}"))?;
    if expected == actual { Ok(()) } else { Err(format!("\n  expected {expected}\n  found    {actual}")) }
}

/// An element as text. Namespaces that begin in it count even if nothing in it has their prefix.
fn show(node: Node<'_, '_>) -> String {
    let name = |namespace: Option<&str>, name: &str| match namespace {
        Some(namespace) => format!("{{{namespace}}}{name}"),
        None => name.to_owned(),
    };
    let tag = name(node.tag_name().namespace(), node.tag_name().name());
    let mut shown = format!("<{tag}");
    let mut attributes: Vec<String> = node
        .attributes()
        .map(|attribute| format!(" {}={:?}", name(attribute.namespace(), attribute.name()), attribute.value()))
        .chain(node.namespaces().filter_map(|namespace| Some(format!(" xmlns:{}={:?}", namespace.name()?, namespace.uri()))))
        .collect();
    attributes.sort_unstable();
    shown.extend(attributes);
    shown.push('>');
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for child in node.children().filter(Node::is_element) {
        let name = name(child.tag_name().namespace(), child.tag_name().name());
        children.entry(name).or_default().push(show(child));
    }
    if children.is_empty() {
        let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
        shown.push_str(&format!("{text:?}"));
    }
    shown.extend(children.into_values().flatten());
    shown.push_str("</>");
    shown
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn meaning_counts() {
        let one = "<a xmlns='u' x='1' y='2'><b>1</b><c/><b> 2 </b></a>";
        assert_eq!(compare(one, "<p:a y='2' xmlns:p='u' x='1'>\n<p:b>1</p:b><p:b> 2 </p:b><p:c></p:c></p:a>"), Err(
            "\n  expected <{u}a x=\"1\" y=\"2\"><{u}b>\"1\"</><{u}b>\" 2 \"</><{u}c>\"\"</></>\n  found    <{u}a x=\"1\" xmlns:p=\"u\" y=\"2\"><{u}b xmlns:p=\"u\">\"1\"</><{u}b xmlns:p=\"u\">\" 2 \"</><{u}c xmlns:p=\"u\">\"\"</></>".to_owned()
        ));
        assert_eq!(compare(one, "<a y='2' x='1' xmlns='u'>\n<c/><b>1</b><!-- --><b> 2 </b></a>"), Ok(()));
        let others = [
            "<a xmlns='u' x='1' y='2'><b> 2 </b><c/><b>1</b></a>",
            "<a xmlns='u' x='1' y='2'><b>1</b><c/><b>2</b></a>",
            "<a xmlns='v' x='1' y='2'><b>1</b><c/><b> 2 </b></a>",
            "<a xmlns='u' x='1'><b>1</b><c/><b> 2 </b></a>",
            "<a",
        ];
        for other in others {
            assert!(compare(one, other).is_err(), "{other}");
        }
    }
}
