//! Compares XML by what it means: elements by their names and namespaces, attributes, and texts. Neither prefixes count, nor
//! the order of attributes and of children with different names, nor that of the entries of a map, nor blanks between
//! elements.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use roxmltree::{Document, Node};

/// The element of an error that holds the id of the request.
const REQUEST_ID: &str = "RequestId";

/// Compares two bodies. Where the expected one is an error without the id of the request, the other may have one: every
/// error has it (Smithy 2.0, "AWS restXml protocol", "Error response serialization").
///
/// # Errors
///
/// One of them is not XML, or they differ: both in a form that is the same for those that mean the same.
pub(crate) fn compare(expected: &str, actual: &str) -> Result<(), String> {
    let expected = read(expected).map_err(|error| format!("the expected body is not XML: {error}"))?;
    let found = read(actual).map_err(|error| format!("the body is not XML: {error}\n{actual}"))?;
    let root = expected.root_element();
    let may_have_id = is_error(root) && find_request_id(root).is_none();
    let ignored = may_have_id.then(|| find_request_id(found.root_element())).flatten();
    let (expected, actual) = (show(root, None), show(found.root_element(), ignored));
    if expected == actual { Ok(()) } else { Err(format!("\n  expected {expected}\n  found    {actual}")) }
}

/// The id of the request that a body reports, if it is an error.
pub(crate) fn request_id(body: &str) -> Option<String> {
    let document = read(body).ok()?;
    let id = Some(document.root_element()).filter(|root| is_error(*root)).and_then(find_request_id)?;
    id.text().map(str::to_owned)
}

fn read(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    Document::parse(text.trim_start())
}

fn is_error(root: Node<'_, '_>) -> bool {
    matches!(root.tag_name().name(), "ErrorResponse" | "Error")
}

fn find_request_id<'a, 'input>(root: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    root.children().find(|child| child.is_element() && child.tag_name().name() == REQUEST_ID)
}

/// An element as text, without one of its children. Namespaces count that it knows, even if nothing is in them.
fn show(node: Node<'_, '_>, ignored: Option<Node<'_, '_>>) -> String {
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
    for child in node.children().filter(|child| child.is_element() && Some(*child) != ignored) {
        let name = name(child.tag_name().namespace(), child.tag_name().name());
        children.entry(name).or_default().push(show(child, None));
    }
    for entries in children.values_mut().filter(|shown| shown.iter().all(|shown| is_entry(shown))) {
        entries.sort_unstable();
    }
    let texts = node.children().filter(Node::is_text).filter_map(|child| child.text());
    if children.is_empty() {
        // Writing to a text cannot fail.
        let _ = write!(shown, "{:?}", texts.collect::<String>());
    } else {
        let stray = texts.map(str::trim).filter(|text| !text.is_empty());
        shown.extend(stray.map(|text| format!("{text:?}")));
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
    use super::{compare, request_id};

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
            "<a xmlns='u' x='1' y='2'><b>1</b><c/>stray<b> 2 </b></a>",
            "<a xmlns='u' x='1' y='2'><b>1</b><c/><b> 2 </b><d/></a>",
            "<a xmlns='v' x='1' y='2'><b>1</b><c/><b> 2 </b></a>",
            "<a xmlns='u' x='1' y='2'><b>1</b><c xmlns=''/><b> 2 </b></a>",
            "<a xmlns='u' x='1' y='3'><b>1</b><c/><b> 2 </b></a>",
            "<a xmlns='u' x='1'><b>1</b><c/><b> 2 </b></a>",
            "<a",
        ];
        for other in others {
            assert!(compare(one, other).is_err(), "{other}");
        }
    }

    #[test]
    fn ids_of_requests_count_where_they_are_expected() {
        let wrapped = |id: &str| format!("<ErrorResponse><Error><Code>A</Code></Error>{id}</ErrorResponse>");
        let bare = |id: &str| format!("<Error><Code>A</Code>{id}</Error>");
        for error in [&wrapped as &dyn Fn(&str) -> String, &bare] {
            let (none, one, other) = (error(""), error("<RequestId>1</RequestId>"), error("<RequestId>2</RequestId>"));
            assert_eq!(compare(&none, &one), Ok(()));
            assert_eq!(compare(&one, &one), Ok(()));
            assert!(compare(&one, &other).is_err());
            assert!(compare(&one, &none).is_err());
            assert_eq!((request_id(&none), request_id(&one)), (None, Some("1".to_owned())));
        }
        let output = "<Output><RequestId>1</RequestId></Output>";
        assert!(compare("<Output/>", output).is_err());
        assert_eq!(request_id(output), None);
    }
}
