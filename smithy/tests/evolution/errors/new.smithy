$version: "2.0"

namespace example.shop

use aws.protocols#restJson1

@restJson1
service Shop {
    version: "2026-01-01"
    operations: [
        Order
    ]
}

@http(method: "POST", uri: "/orders")
operation Order {
    errors: [
        Missing
        Busy
    ]
}

@error("client")
@httpError(410)
structure Missing {
    message: String
}

@error("client")
structure Busy {
    message: String
}
