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

@http(method: "POST", uri: "/orders/{shop}")
operation Order {
    input := {
        @httpLabel
        @required
        shop: String

        name: String

        @jsonName("n")
        count: Integer

        gone: String

        optional: String

        @required
        needed: String

        @httpHeader("x-trace")
        trace: String

        limit: Integer = 10
    }

    output := {
        @required
        id: String

        @required
        sum: Integer

        note: String
    }
}
