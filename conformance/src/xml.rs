//! Compares XML by what it means: neither prefixes, nor the order of attributes and of children with different names, nor
//! that of the entries of a map, nor blanks between elements.

use std::collections::{BTreeMap, BTreeSet};

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

/// An element as text. Namespaces count that it knows, even if nothing is in them.
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
        .collect();
    attributes.sort_unstable();
    shown.extend(attributes);
    let namespaces: BTreeSet<&str> = node.namespaces().map(|namespace| namespace.uri()).collect();
    shown.extend(namespaces.into_iter().map(|uri| format!(" {{{uri}}}")));
    shown.push('>');
    let mut children: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for child in node.children().filter(Node::is_element) {
        let name = name(child.tag_name().namespace(), child.tag_name().name());
        children.entry(name).or_default().push(show(child));
    }
    for entries in children.values_mut().filter(|shown| shown.iter().all(|shown| is_entry(shown))) {
        entries.sort_unstable();
    }
    if children.is_empty() {
        let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
        shown.push_str(&format!("{text:?}"));
    }
    shown.extend(children.into_values().flatten());
    shown.push_str("</>");
    shown
}

/// Whether an element is an entry of a map, by the names that these mostly have. Entries have no order.
fn is_entry(shown: &str) -> bool {
    shown.starts_with("<entry>") || shown.split_once('>').is_some_and(|(_, inner)| inner.starts_with("<key>"))
}

#[cfg(test)]
mod tests {
    use super::compare;

    #[test]
    fn meaning_counts() {
        let one = "<a xmlns='u' x='1' y='2'><b>1</b><c/><b> 2 </b></a>";
        let prefixed = "<p:a y='2' xmlns:p='u' x='1'>\n<p:b>1</p:b><p:b> 2 </p:b><p:c></p:c></p:a>";
        assert_eq!(compare(one, prefixed), Ok(()));
        assert_eq!(compare(one, "<a y='2' x='1' xmlns='u'>\n<c/><b>1</b><!-- --><b> 2 </b></a>"), Ok(()));
        let entries = ["<e><key>1</key></e><e><key>2</key></e>", "<e><key>2</key></e><e><key>1</key></e>"];
        let [one_order, other_order] = entries.map(|entries| format!("<a>{entries}</a>"));
        assert_eq!(compare(&one_order, &other_order), Ok(()));
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
