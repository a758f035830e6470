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
        @timestampFormat("date-time")
        whenever: Timestamp
        small: Integer
        large: Integer
        text: Integer
        kind: Kind
        list: Names
        data: Document
    }

    output := {
        level: Level
        amount: BigDecimal
        whenever: Timestamp
        small: Short
        large: Long
        kind: Kind
        self: Node
    }
}

structure Node {
    next: Node
    @required
    name: String
}

union Kind {
    staff: Integer
    guest: Integer
    other: String
}

list Names {
    member: String
}

intEnum Level {
    LOW = 1
    HIGH = 2
}
