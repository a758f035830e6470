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

@length(min: 1, max: 5)
string Name

enum Color {
    RED
    BLUE
}

@range(min: -5, max: 10)
integer Size

@uniqueItems
list Tags {
    member: String
}
