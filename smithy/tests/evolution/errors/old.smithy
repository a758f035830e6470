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
        Gone
    ]
}

@error("client")
@httpError(404)
structure Missing {
    message: String
}

@error("client")
structure Gone {
    message: String
}
