$version: "2"

namespace example

use aws.protocols#restJson1

/// Shapes with the names of messages, and of what a server sends by itself.
@restJson1
service Clashes {
    version: "1"
    operations: [
        Send
    ]
}

@http(method: "POST", uri: "/send")
operation Send {
    input: SendRequestContent
    output: Refused
    errors: [
        ValidationException
    ]
}

structure SendRequestContent {
    content: RefusedResponseContent
    body: SendResponseContent
}

structure RefusedResponseContent {
    name: String
}

structure SendResponseContent {
    name: String
}

structure Refused {
    name: String
}

@error("client")
structure ValidationException {
    @required
    reason: String
}
