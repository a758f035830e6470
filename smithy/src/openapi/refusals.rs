//! How a server responds by itself (see `responses.md` of the runtime's server).

use super::object::{Object, texts};

/// The header with the name of an error ("AWS restJson1 protocol", "Operation error serialization").
pub(super) const ERROR_TYPE: &str = "x-amzn-errortype";

/// The statuses of requests that a server refuses, and of faults, with the names of the errors.
const STATUSES: [(u16, &[&str]); 9] = [
    (400, &["SerializationException", "ValidationException"]),
    (404, &["UnknownOperationException"]),
    (405, &["MethodNotAllowedException"]),
    (406, &["NotAcceptableException"]),
    (411, &["LengthRequiredException"]),
    (413, &["RequestTooLargeException"]),
    (415, &["UnsupportedMediaTypeException"]),
    (500, &["InternalFailure"]),
    (501, &["NotImplementedException"]),
];

/// The names of the errors that a server sends by itself with a status.
pub(super) fn names(status: u16) -> &'static [&'static str] {
    STATUSES.iter().find(|(of, _)| *of == status).map_or(&[], |(_, names)| names)
}

/// The schema of the body of such a response.
pub(super) fn schema() -> Object {
    let text = |description: &str| Object::new().with("type", "string").with("description", description);
    let message = || text("What is wrong.");
    let violation = Object::new().with("type", "object").with(
        "properties",
        Object::new().with("message", message()).with("path", text("Where, as a JSON Pointer into the input.")),
    );
    let violation = violation.with("required", texts(["message", "path"]));
    let fields = Object::new().with("type", "array").with("items", violation);
    let fields = fields.with("description", "The constraints that the input breaks.");
    let properties = Object::new()
        .with("message", message())
        .with("path", text("Where the request cannot be read, as a JSON Pointer."))
        .with("reason", text("The message without the path."))
        .with("fieldList", fields);
    Object::new()
        .with("type", "object")
        .with("description", "A response that the server sends by itself.")
        .with("properties", properties)
        .with("required", texts(["message"]))
}

/// The header that names one of these errors, or any.
pub(super) fn header(names: &[&str]) -> Object {
    let mut schema = Object::new().with("type", "string");
    schema.put_list("enum", texts(names.iter().copied()));
    Object::new().with("description", "The name of the error.").with("required", true).with("schema", schema)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::STATUSES;

    /// What the runtime's documentation lists, which a test there compares with what servers send.
    #[test]
    fn the_statuses_are_those_that_servers_send() {
        let table = fs::read_to_string("../runtime/src/server/responses.md").unwrap();
        let rows = table.lines().filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, _, status, name, ..] = cells[..] else { return None };
            Some((status.parse().ok()?, name.trim_matches('`').to_owned()))
        });
        let own = STATUSES.iter().flat_map(|(status, names)| names.iter().map(|name| (*status, (*name).to_owned())));
        assert_eq!(own.collect::<BTreeSet<_>>(), rows.collect::<BTreeSet<_>>());
    }
}
