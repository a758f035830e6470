$version: "2.0"

namespace example.shop

use aws.protocols#restJson1

@restJson1
@httpBearerAuth
@httpBasicAuth
service Shop {
    version: "2026-01-01"
    operations: [
        Order
        Read
        Old
    ]
}

@auth([httpBearerAuth])
@http(method: "POST", uri: "/orders", code: 201)
operation Order {
    input := {
        name: String
    }
}

@readonly
@http(method: "GET", uri: "/orders/{id}")
operation Read {
    input := {
        @httpLabel
        @required
        id: String
    }
}

@endpoint(hostPrefix: "old.")
@http(method: "POST", uri: "/old")
operation Old {
    input := {
        @httpHeader("x-name")
        name: String
    }
}
