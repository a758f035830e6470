//! Compares XML by what it means: elements by their names and namespaces, attributes, and texts. Neither prefixes count, nor
//! the order of attributes and of children with different names, nor that of the entries of a map, nor blanks between
//! elements.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use roxmltree::{Document, Node};

/// Where a body has the id of the request: by the name of its outermost element, the way from there, whose first element is
/// there for the id alone.
const REQUEST_IDS: &[(&str, &[&str])] = &[
    ("Error", &["RequestId"]),
    ("ErrorResponse", &["RequestId"]),
    ("Response", &["RequestID"]),
    ("", &["ResponseMetadata", "RequestId"]),
    ("", &["requestId"]),
];

/// Compares two bodies. Where the expected one is without the id of the request, the other may have one: every response of
/// awsQuery has it, and every error of restXml and ec2Query (Smithy 2.0, "AWS query protocol", "Response serialization";
/// "AWS restXml protocol", "Error response serialization"). So do those of ec2Query in its tests, though not in all.
///
/// # Errors
///
/// One of them is not XML, or they differ: both in a form that is the same for those that mean the same.
pub(crate) fn compare(expected: &str, actual: &str) -> Result<(), String> {
    let expected = read(expected).map_err(|error| format!("the expected body is not XML: {error}"))?;
    let found = read(actual).map_err(|error| format!("the body is not XML: {error}\n{actual}"))?;
    let root = expected.root_element();
    let may_have_id = find_request_id(root).is_none();
    let ignored = may_have_id.then(|| find_request_id(found.root_element())).flatten().map(|(outer, _)| outer);
    let (expected, actual) = (show(root, None), show(found.root_element(), ignored));
    if expected == actual { Ok(()) } else { Err(format!("\n  expected {expected}\n  found    {actual}")) }
}

/// The id of the request that a body reports.
pub(crate) fn request_id(body: &str) -> Option<String> {
    let document = read(body).ok()?;
    let (_, id) = find_request_id(document.root_element())?;
    id.text().map(str::to_owned)
}

fn read(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    Document::parse(text.trim_start())
}

/// The element with the id of the request, after the one in the outermost element that it is in.
fn find_request_id<'a, 'input>(root: Node<'a, 'input>) -> Option<(Node<'a, 'input>, Node<'a, 'input>)> {
    let name = root.tag_name().name();
    let is_output = name != "Response" && name != "ErrorResponse" && name.ends_with("Response");
    REQUEST_IDS
        .iter()
        .filter(|(outermost, _)| if is_output { outermost.is_empty() } else { *outermost == name })
        .find_map(|(_, way)| {
            let mut elements = way.iter().scan(root, |element, name| {
                *element = element.children().find(|child| child.is_element() && child.tag_name().name() == *name)?;
                Some(*element)
            });
            let elements: Vec<_> = elements.by_ref().collect();
            (elements.len() == way.len()).then(|| elements.first().copied().zip(elements.last().copied())).flatten()
        })
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
    let mut ordered: BTreeSet<String> = BTreeSet::new();
    for child in node.children().filter(|child| child.is_element() && Some(*child) != ignored) {
        let name = name(child.tag_name().namespace(), child.tag_name().name());
        if !is_entry(child) {
            ordered.insert(name.clone());
        }
        children.entry(name).or_default().push(show(child, None));
    }
    for (_, entries) in children.iter_mut().filter(|(name, _)| !ordered.contains(*name)) {
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
fn is_entry(node: Node<'_, '_>) -> bool {
    let first = node.children().find(Node::is_element);
    node.tag_name().name() == "entry" || first.is_some_and(|first| first.tag_name().name() == "key")
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
        let result = |id: &str| format!("<GetResponse><GetResult/>{id}</GetResponse>");
        let listed = |id: &str| format!("<Response><Errors><Error><Code>A</Code></Error></Errors>{id}</Response>");
        for (body, [before, after]) in [
            (&result as &dyn Fn(&str) -> String, ["<ResponseMetadata><RequestId>", "</RequestId></ResponseMetadata>"]),
            (&result, ["<requestId>", "</requestId>"]),
            (&listed, ["<RequestID>", "</RequestID>"]),
        ] {
            let (one, other) = (body(&format!("{before}1{after}")), body(&format!("{before}2{after}")));
            assert_eq!(compare(&body(""), &one), Ok(()));
            assert_eq!(compare(&one, &one), Ok(()));
            assert!(compare(&one, &other).is_err());
            assert!(compare(&one, &body("")).is_err());
            assert_eq!(request_id(&one).as_deref(), Some("1"));
        }
        let output = "<Output><RequestId>1</RequestId></Output>";
        assert!(compare("<Output/>", output).is_err());
        assert_eq!(request_id(output), None);
    }
}
