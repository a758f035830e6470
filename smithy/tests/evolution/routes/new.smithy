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
        Added
    ]
}

@auth([httpBasicAuth])
@http(method: "POST", uri: "/orders", code: 202)
operation Order {
    input := {
        name: String
    }
}

@http(method: "POST", uri: "/added")
operation Added {}

@readonly
@http(method: "GET", uri: "/order/{id}")
operation Read {
    input := {
        @httpLabel
        @required
        id: String
    }
}

@endpoint(hostPrefix: "new.")
@http(method: "POST", uri: "/old")
operation Old {
    input := {
        name: String
    }
}
