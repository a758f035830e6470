$version: "2.0"

namespace example.shop

use aws.protocols#restJson1

@restJson1
service Shop {
    version: "1"
    operations: [
        GetItem
    ]
}

@http(method: "GET", uri: "/item")
@readonly
operation GetItem {
    errors: [
        Busy
        Closed
    ]
}

/// Its members move out of the body.
@error("client")
@httpError(429)
structure Busy {
    message: String
    @httpHeader("retry-after")
    retryAfter: String
}

/// Its members move into the body.
@error("client")
structure Closed {
    message: String

    until: String
}
