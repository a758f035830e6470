$version: "2.0"

namespace example.shop

use PROTOCOL

@PROTOCOL_NAME
@xmlNamespace(uri: "https://example.com/shop")
service Shop {
    version: "2026-01-01"
    operations: [
        GetItem
        PutItem
    ]
}

/// Looks an item up.
@readonly
@http(method: "GET", uri: "/items/{id}")
operation GetItem {
    input := {
        @httpLabel
        @required
        id: String
    }

    output := {
        price: Integer
    }
}

@idempotent
@http(method: "PUT", uri: "/items/{id}")
operation PutItem {
    input := {
        @httpLabel
        @required
        id: String

        @required
        price: Integer
    }

    errors: [
        SoldOut
    ]
}

@error("client")
structure SoldOut {}
