$version: "2.0"

namespace example.shop

use aws.protocols#restJson1

@restJson1
service Shop {
    version: "1"
    operations: [
        GetItem
        PutItem
        RemoveItem
    ]
}

/// Looks an item up.
///
/// More of it.
@readonly
@http(method: "GET", uri: "/items")
operation GetItem {
    input := {}
    output := {}
}

@idempotent
@http(method: "PUT", uri: "/items")
operation PutItem {
    input := {}
    output := {}
}

@idempotent
@http(method: "DELETE", uri: "/items")
operation RemoveItem {
    input := {}
    output := {}
}
