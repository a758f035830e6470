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
    input := {
        name: Name
        color: Color
        size: Size
        tags: Tags
    }

    output := {
        name: Name
        color: Color
    }
}

@length(min: 1, max: 10)
@pattern("^[a-z]+$")
string Name

enum Color {
    RED
    GREEN
}

@range(min: 0)
integer Size

list Tags {
    member: String
}
