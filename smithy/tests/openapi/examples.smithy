$version: "2"

namespace example

use aws.protocols#restJson1

@restJson1
service Examples {
    version: "1"
    operations: [
        Send
    ]
}

@http(method: "POST", uri: "/send/{id}")
@examples([
    {
        title: "All goes well"
        documentation: "As it should."
        input: { id: "a/b", when: "2024-02-29T12:00:00Z", since: 1709208000, name: "x", data: "cG5n", tree: { at: 0.5, child: { at: "1970-01-01T00:00:01Z" } } }
        output: { count: 3, iso: "1970-01-01T00:00:00Z" }
    }
    {
        title: "Nothing is there"
        input: { id: "c" }
        error: { shapeId: Missing, content: { id: "c" } }
    }
])
operation Send {
    input := {
        @required
        @httpLabel
        id: String

        @httpHeader("x-when")
        when: Timestamp

        @httpQuery("since")
        since: Timestamp

        @jsonName("Name")
        name: String

        data: Blob

        tree: Tree
    }
    output := {
        count: Integer

        @timestampFormat("date-time")
        iso: Timestamp
    }
    errors: [
        Missing
    ]
}

structure Tree {
    at: Timestamp
    child: Tree
}

@error("client")
@httpError(404)
structure Missing {
    @required
    id: String
}
