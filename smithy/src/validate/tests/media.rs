//! Whether bodies have the syntax of their media type.

use std::collections::HashSet;

use crate::model::Node;

/// What is wrong with the body of a test whose media type is JSON or XML.
pub(super) fn fault(case: &Node) -> Option<(&Node, String)> {
    let body = case.get("body")?;
    let text = body.as_str().filter(|text| !text.is_empty())?;
    let media_type = case.get("bodyMediaType")?.as_str()?;
    if is_of(media_type, "json") {
        let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err()?;
        return Some((body, format!("the body is not JSON: {error}")));
    }
    if is_of(media_type, "xml") {
        return Some((body, format!("the body is not XML: {}", fault_of_xml(text)?)));
    }
    None
}

/// What is wrong with a text as XML, which may have no document type.
fn fault_of_xml(text: &str) -> Option<String> {
    let document = match roxmltree::Document::parse(text) {
        Ok(document) => document,
        // A prefix without a namespace is well-formed.
        Err(roxmltree::Error::UnknownNamespace(..)) => return None,
        Err(error) => return Some(error.to_string()),
    };
    // The parser keeps one of two namespaces of the same prefix.
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let twice = elements.filter_map(|element| repeated_attribute(text.get(element.range())?)).next()?;
    Some(format!("the attribute `{twice}` is repeated"))
}

/// The first attribute that occurs twice in the start tag of a well-formed element.
fn repeated_attribute(element: &str) -> Option<&str> {
    let mut seen = HashSet::new();
    let mut rest = element.trim_start_matches(|c: char| !c.is_ascii_whitespace() && c != '>').trim_start();
    while !rest.starts_with(['>', '/']) {
        let (name, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let quote = value.chars().next()?;
        (_, rest) = value.get(quote.len_utf8()..)?.split_once(quote)?;
        rest = rest.trim_start();
        if !seen.insert(name.trim()) {
            return Some(name.trim());
        }
    }
    None
}

/// Whether a media type has this subtype or suffix, such as `application/json` or `application/problem+json`.
fn is_of(media_type: &str, format: &str) -> bool {
    let name = media_type.split(';').next().unwrap_or_default().trim();
    let subtype = name.split_once('/').map_or("", |(_, subtype)| subtype);
    subtype.eq_ignore_ascii_case(format)
        || subtype.rsplit_once('+').is_some_and(|(_, suffix)| suffix.eq_ignore_ascii_case(format))
}

#[cfg(test)]
mod tests {
    use super::{fault_of_xml, is_of};

    #[test]
    fn media_types_have_formats() {
        for json in ["application/json", "application/x-amz-json-1.1+json", "text/JSON; charset=utf-8"] {
            assert!(is_of(json, "json") && !is_of(json, "xml"), "{json}");
        }
        for other in ["", "json", "application/jsonl", "application/octet-stream"] {
            assert!(!is_of(other, "json"), "{other}");
        }
    }

    #[test]
    fn xml_is_well_formed() {
        let good =
            ["<a/>", "<a b='1' c='b=>\"'></a>", "<?xml version='1.0'?><a xmlns='x'>&lt;<p:b/></a>", "<a>x=y</a>"];
        for good in good {
            assert_eq!(fault_of_xml(good), None, "{good}");
        }
        for bad in
            ["", "{}", "<a>", "<a></b>", "<!DOCTYPE a><a/>", "<a b='1' b='2'/>", "<a xmlns='x' xmlns='y'/>", "<a/><b/>"]
        {
            assert!(fault_of_xml(bad).is_some(), "{bad}");
        }
    }
}
