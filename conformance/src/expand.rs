//! Makes one request out of each set of test parameters (Smithy 2.0, "httpMalformedRequestTests", `testParameters`).

use std::collections::BTreeMap;

use crate::case::{Assertion, MalformedCase, MalformedResponse, RequestParts};

/// One request with its answer, and the parameters that made it.
#[derive(Debug)]
pub(crate) struct Expanded {
    /// The parameters for people, such as `value = "1"`; empty for a case without any.
    pub(crate) label: String,
    pub(crate) request: RequestParts,
    pub(crate) response: MalformedResponse,
}

/// All requests of a case. A case without parameters is taken as it is written: then a `$` is a `$`.
///
/// # Errors
///
/// The parameters have different numbers of values, or a text asks for one that there is not.
pub(crate) fn expand(case: MalformedCase) -> Result<Vec<Expanded>, String> {
    let MalformedCase { id: _, request, response, test_parameters } = case;
    let Some(count) = test_parameters.values().map(Vec::len).max() else {
        return Ok(vec![Expanded { label: String::new(), request, response }]);
    };
    if test_parameters.values().any(|values| values.len() != count) {
        return Err("the test parameters have different numbers of values".to_owned());
    }
    let one = |index: usize| {
        let values = test_parameters.iter().map(|(name, values)| (name.as_str(), values[index].as_str())).collect();
        set(&values, request.clone(), response.clone())
    };
    (0..count).map(one).collect()
}

type Values<'a> = BTreeMap<&'a str, &'a str>;

fn set(values: &Values<'_>, mut request: RequestParts, mut response: MalformedResponse) -> Result<Expanded, String> {
    let mut texts = vec![&mut request.method, &mut request.uri];
    texts.extend(&mut request.host);
    texts.extend(&mut request.query_params);
    texts.extend(&mut request.content.body);
    texts.extend(&mut request.content.body_media_type);
    if let Some(body) = &mut response.body {
        texts.push(&mut body.media_type);
        texts.push(match &mut body.assertion {
            Assertion::Contents(text) | Assertion::MessageRegex(text) => text,
        });
    }
    for text in texts {
        *text = fill(values, text)?;
    }
    for headers in [&mut request.content.headers, &mut response.headers] {
        let filled =
            std::mem::take(headers).into_iter().map(|(name, value)| Ok((fill(values, &name)?, fill(values, &value)?)));
        *headers = filled.collect::<Result<_, String>>()?;
    }
    let label: Vec<String> = values.iter().map(|(name, value)| format!("{name} = {value:?}")).collect();
    Ok(Expanded { label: label.join(", "), request, response })
}

/// `$name:L` becomes the value, `$name:S` the value as a JSON string, `$$` a dollar sign.
fn fill(values: &Values<'_>, text: &str) -> Result<String, String> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        filled.push_str(before);
        if let Some(after) = after.strip_prefix('$') {
            filled.push('$');
            rest = after;
            continue;
        }
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(after.len());
        let (name, after) = after.split_at(end);
        let value = values.get(name).ok_or_else(|| format!("there is no test parameter `{name}`"))?;
        rest = if let Some(after) = after.strip_prefix(":L") {
            filled.push_str(value);
            after
        } else if let Some(after) = after.strip_prefix(":S") {
            filled.push_str(&serde_json::Value::from(*value).to_string());
            after
        } else {
            return Err(format!("`${name}` is followed by neither `:L` nor `:S`"));
        };
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_parameters_in() {
        let values = Values::from([("a", "1"), ("value", "x \"y\""), ("values", "no")]);
        let cases = [
            ("", Ok("")),
            ("none", Ok("none")),
            ("{ \"n\": $a:L }", Ok("{ \"n\": 1 }")),
            ("$value:S$a:L", Ok("\"x \\\"y\\\"\"1")),
            ("a$$b$$", Ok("a$b$")),
            ("$$a:L", Ok("$a:L")),
            ("$b:L", Err("there is no test parameter `b`")),
            ("$a", Err("`$a` is followed by neither `:L` nor `:S`")),
        ];
        for (text, expected) in cases {
            let expected = expected.map(str::to_owned).map_err(str::to_owned);
            assert_eq!(fill(&values, text), expected, "{text}");
        }
    }

    #[test]
    fn every_text_is_filled() {
        let case = r#"{
            "id": "T",
            "request": {
                "method": "$p:L", "uri": "/$p:L", "host": "$p:L", "queryParams": ["q=$p:L"],
                "headers": { "h-$p:L": "$p:L" }, "body": "$p:S", "bodyMediaType": "$p:L"
            },
            "response": {
                "code": 400, "headers": { "e": "$p:L" },
                "body": { "mediaType": "$p:L", "assertion": { "contents": "$p:S" } }
            },
            "testParameters": { "p": ["one", "two"] }
        }"#;
        let expanded = expand(serde_json::from_str(case).unwrap()).unwrap();
        let labels: Vec<&str> = expanded.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels, ["p = \"one\"", "p = \"two\""]);
        let shown = format!("{:?}", expanded[1]);
        assert!(!shown.contains('$'), "{shown}");
        assert_eq!(shown.matches("two").count(), 12, "{shown}");
    }

    #[test]
    fn a_case_without_parameters_is_left_alone() {
        let case = r#"{ "id": "T", "request": { "method": "GET", "uri": "/$$a" }, "response": { "code": 400 } }"#;
        let expanded = expand(serde_json::from_str(case).unwrap()).unwrap();
        assert_eq!(expanded.len(), 1);
        assert_eq!(expanded[0].request.uri, "/$$a");
    }
}
