//! Documents as a page: Swagger UI with the document in it, in one file that loads nothing.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use shapewright_smithy::model::Node;
use shapewright_smithy::print;
use utoipa_swagger_ui_vendored::SWAGGER_UI_VENDORED;
use zip::ZipArchive;

/// A page with the document.
///
/// # Errors
/// When the archive of Swagger UI cannot be read, which no input brings about.
pub(super) fn page(document: &Node) -> io::Result<String> {
    let title = document.get("info").and_then(|info| info.get("title")).and_then(Node::as_str).unwrap_or_default();
    // Calls need a server: a page from the disk has none of its own.
    let methods = match document.get("servers") {
        Some(_) => r#"["get", "put", "post", "delete", "options", "head", "patch", "trace"]"#,
        None => "[]",
    };
    Ok(format!(
        r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<!-- Swagger UI, Copyright SmartBear Software Inc., Apache License 2.0: https://github.com/swagger-api/swagger-ui -->
<style>
{style}
body {{ margin: 0; }}
</style>
</head>
<body>
<div id="swagger-ui"></div>
<script id="document" type="application/json">
{json}
</script>
<script>
{script}
</script>
<script>
SwaggerUIBundle({{
    spec: JSON.parse(document.getElementById("document").textContent),
    dom_id: "#swagger-ui",
    deepLinking: true,
    displayOperationId: true,
    validatorUrl: null,
    supportedSubmitMethods: {methods},
}});
</script>
</body>
</html>
"##,
        title = escaped(title),
        style = file("swagger-ui.css")?,
        json = in_script(&print::node(document), "\\u003c"),
        script = in_script(&file("swagger-ui-bundle.js")?, "\\x3c"),
    ))
}

/// A file of Swagger UI, without the comment that names a file for debuggers.
fn file(name: &str) -> io::Result<String> {
    let mut archive = ZipArchive::new(Cursor::new(SWAGGER_UI_VENDORED)).map_err(io::Error::other)?;
    let is_meant = |path: &String| path.ends_with(&format!("/dist/{name}"));
    let path = archive.file_names().flatten().map(Cow::into_owned).find(is_meant);
    let path = path.ok_or_else(|| io::Error::other(format!("Swagger UI has no `{name}`")))?;
    let mut text = String::new();
    archive.by_name(&path).map_err(io::Error::other)?.read_to_string(&mut text)?;
    let lines = text.lines().filter(|line| !line.contains("# sourceMappingURL="));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// A text within an element `script`: nothing in it ends the element or begins a comment (HTML, "Restrictions for
/// contents of script elements"). `less` is how the language writes `<` in texts, the only place where these stand.
fn in_script(text: &str, less: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, after) = rest.split_at(at);
        let is_special = ["<!--", "<script", "</script"]
            .iter()
            .any(|word| after.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
        written.push_str(before);
        written.push_str(if is_special { less } else { "<" });
        rest = &after[1..];
    }
    written + rest
}

/// A text in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shapewright_smithy::model::{Entry, Value};

    #[test]
    fn nothing_in_a_document_ends_the_script() {
        let hostile = "</script><script>alert(1)</SCRIPT><!-- <b>&amp;";
        let entry = |key: &str, value: Node| Entry { key: key.into(), value };
        let info = Node::synthetic(Value::Object(vec![entry("title", hostile.into())]));
        let page = page(&Node::synthetic(Value::Object(vec![entry("info", info)]))).unwrap();
        assert_eq!(page.matches("<script").count(), 3);
        assert_eq!(page.to_ascii_lowercase().matches("</script").count(), 3);
        assert!(page.contains("<title>&lt;/script&gt;&lt;script&gt;"));
        assert!(page.contains(r#""\u003c/script>\u003cscript>alert(1)\u003c/SCRIPT>\u003c!-- <b>&amp;""#));
        // The first comment is ours.
        assert_eq!(page.matches("<!--").count(), 1);
    }

    #[test]
    fn a_page_loads_nothing() {
        let page = page(&Node::synthetic(Value::Object(Vec::new()))).unwrap();
        for loading in ["<link", "<script src", "@import", "url(http", "sourceMappingURL="] {
            assert!(!page.contains(loading), "{loading}");
        }
        assert!(page.len() > 1_000_000);
    }
}
