//! Which operation a request asks for.

use shapewright_runtime::server::{Unrouted, route};

use crate::tree::tree;

const ROUTES: &[(&str, &str)] = &[
    ("GET", "/"),
    ("GET", "/foo"),
    ("POST", "/foo"),
    ("GET", "/foo/{id}"),
    ("PUT", "/foo/{id}/"),
    ("DELETE", "/foo/bar"),
    ("GET", "/foo/bar/baz"),
    ("GET", "/{any}/bar/qux"),
    ("GET", "/foo/{id}/bar/{other}"),
    ("GET", "/files/{path+}"),
    ("GET", "/files/{name}/meta"),
    ("GET", "/portals/{arn+}/settings"),
    ("GET", "/portals/{arn+}/user/settings"),
    ("GET", "/portals/{arn+}"),
    ("GET", "/slashed/{path+}/"),
    ("GET", "/levels"),
    ("GET", "/levels/{id}"),
    ("PUT", "/levels"),
    ("PUT", "/levels/{id}"),
    ("DELETE", "/levels"),
    ("DELETE", "/levels/{id}"),
    ("DELETE", "/levels?all"),
    ("DELETE", "/alone"),
    ("DELETE", "/files"),
    ("DELETE", "/files/{path+}"),
    ("DELETE", "/"),
    ("GET", "/search"),
    ("GET", "/search?type=a"),
    ("GET", "/search?type=a&deep"),
    ("GET", "/search?type"),
    ("POST", "/only?type=b c"),
    ("GET", "/ReDos/{str}/(a+)+"),
    ("GET", "/two words"),
];

/// What the request gets: the pattern and the labels, or the status.
fn outcome(request: &str) -> String {
    let (method, target) = request.split_once(' ').unwrap();
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    match route(tree(ROUTES), method, path, query) {
        Ok(route) => format!("{} [{}]", ROUTES[route.operation].1, route.labels(path).join(", ")),
        Err(Unrouted::NotFound) => "404".to_owned(),
        Err(Unrouted::MethodNotAllowed { allow }) => format!("405 {}", allow.join(", ")),
    }
}

#[test]
fn requests_find_the_most_specific_operation() {
    let cases = [
        ("GET /", "/ []"),
        ("GET /foo", "/foo []"),
        ("POST /foo", "/foo []"),
        ("GET /foo?unknown=parameter", "/foo []"),
        // Percent-encoding makes no difference to a literal.
        ("GET /f%6Fo", "/foo []"),
        ("GET /two%20words", "/two words []"),
        ("GET /fo%FFo", "404"),
        // A slash at the end is optional on both sides; a label is never empty.
        ("GET /foo/", "/foo []"),
        ("POST /foo/", "/foo []"),
        ("PATCH /foo/", "405 GET, POST"),
        ("PUT /foo/1/", "/foo/{id}/ [1]"),
        ("PUT /foo/1", "/foo/{id}/ [1]"),
        ("GET /foo/1/", "/foo/{id} [1]"),
        ("GET /search/", "/search []"),
        ("GET /search/?type=a", "/search?type=a []"),
        ("GET /foo//", "404"),
        ("PUT /foo//", "404"),
        ("GET /foo/1//", "404"),
        ("GET /foo//bar/2", "404"),
        ("GET /?", "/ []"),
        // It may stand for an empty label, which must not delete everything.
        ("GET /levels/", "/levels []"),
        ("PUT /levels/", "/levels []"),
        ("DELETE /levels", "/levels []"),
        ("DELETE /levels/1", "/levels/{id} [1]"),
        ("DELETE /levels/1/", "/levels/{id} [1]"),
        ("DELETE /levels/", "405 GET, PUT"),
        ("DELETE /levels/?all", "405 GET, PUT"),
        ("DELETE /files", "/files []"),
        ("DELETE /files/", "404"),
        ("DELETE /alone/", "/alone []"),
        ("DELETE /", "/ []"),
        ("GET //", "404"),
        // Labels stay encoded.
        ("GET /foo/a%2Fb%20c%3F%25%2B%C3%A9", "/foo/{id} [a%2Fb%20c%3F%25%2B%C3%A9]"),
        ("GET /foo/1/bar/2", "/foo/{id}/bar/{other} [1, 2]"),
        ("GET /foo/1/bar/", "404"),
        ("GET /foo/1/bar/2/", "/foo/{id}/bar/{other} [1, 2]"),
        // A more specific path of another method does not hide a less specific one.
        ("GET /foo/bar", "/foo/{id} [bar]"),
        ("DELETE /foo/bar", "/foo/bar []"),
        ("GET /foo/bar/baz", "/foo/bar/baz []"),
        // The way through a literal leads nowhere, so that the label is tried.
        ("GET /foo/bar/qux", "/{any}/bar/qux [foo]"),
        ("GET /foo/bar/bar/1", "/foo/{id}/bar/{other} [bar, 1]"),
        // Greedy labels.
        ("GET /files/a", "/files/{path+} [a]"),
        ("GET /files/a/b/c", "/files/{path+} [a/b/c]"),
        ("GET /files/a/", "/files/{path+} [a]"),
        ("GET /files/a/b/", "/files/{path+} [a/b]"),
        ("GET /files/a%2F", "/files/{path+} [a%2F]"),
        ("GET /files/a//", "/files/{path+} [a/]"),
        ("GET /files//", "404"),
        ("GET /files/a%2Fb/c", "/files/{path+} [a%2Fb/c]"),
        ("GET /files/a/meta", "/files/{name}/meta [a]"),
        ("GET /files/a/b/meta", "/files/{path+} [a/b/meta]"),
        ("GET /files/", "404"),
        ("GET /files", "405 DELETE"),
        ("GET /portals/a/b/settings", "/portals/{arn+}/settings [a/b]"),
        ("GET /portals/a/b/se%74tings", "/portals/{arn+}/settings [a/b]"),
        ("GET /portals/a/user/settings", "/portals/{arn+}/user/settings [a]"),
        ("GET /portals/user/settings", "/portals/{arn+}/settings [user]"),
        ("GET /portals/settings", "/portals/{arn+} [settings]"),
        ("GET /slashed/a/b/", "/slashed/{path+}/ [a/b]"),
        ("GET /slashed/a/b", "/slashed/{path+}/ [a/b]"),
        ("GET /portals/a/b/settings/", "/portals/{arn+}/settings [a/b]"),
        // Literals of the query.
        ("GET /search", "/search []"),
        ("GET /search?type=a", "/search?type=a []"),
        ("GET /search?x&type=%61&y", "/search?type=a []"),
        ("GET /search?deep=&type=a", "/search?type=a&deep []"),
        ("GET /search?deep", "/search []"),
        ("GET /search?type", "/search?type []"),
        ("GET /search?type=z", "/search?type []"),
        ("GET /search?types=a", "/search []"),
        ("POST /only?type=b+c", "/only?type=b c []"),
        ("POST /only?type=b%20c", "/only?type=b c []"),
        ("POST /only", "404"),
        ("GET /only?type=b%20c", "405 POST"),
        // Characters that mean something in regular expressions do not.
        ("GET /ReDos/abc/(a+)+", "/ReDos/{str}/(a+)+ [abc]"),
        ("GET /ReDos/abc/aaaa", "404"),
        // Methods.
        ("HEAD /foo", "405 GET, POST"),
        ("OPTIONS /foo/bar", "405 DELETE, GET, PUT"),
        ("OPTIONS /files/a/meta", "405 DELETE, GET"),
        ("OPTIONS *", "404"),
        ("PATCH /nowhere", "404"),
    ];
    for (request, expected) in cases {
        assert_eq!(outcome(request), expected, "{request}");
    }
}
