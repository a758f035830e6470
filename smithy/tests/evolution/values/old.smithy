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
        whenever: Timestamp
        small: Short
        large: Long
        text: String
        kind: Kind
        list: Names
        data: Blob
    }

    output := {
        level: Level
        amount: Integer
        whenever: Timestamp
        small: Short
        large: Long
        kind: Kind
        self: Node
    }
}

structure Node {
    next: Node
    name: String
}

union Kind {
    staff: Integer
    guest: String
}

@sparse
list Names {
    member: String
}

intEnum Level {
    LOW = 1
}
