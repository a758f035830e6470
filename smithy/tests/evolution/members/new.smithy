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

@http(method: "POST", uri: "/orders/{store}")
operation Order {
    input := {
        @httpLabel
        @required
        store: String

        renamed: String

        @jsonName("n")
        number: Integer

        @required
        optional: String

        needed: String

        extra: String

        @httpQuery("trace")
        trace: String

        limit: Integer = 20
    }

    output := {
        @required
        id: String

        sum: Integer

        more: String
    }
}
