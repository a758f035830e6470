$version: "2.0"

namespace example.shop

use aws.protocols#restJson1

@restJson1
service Shop {
    version: "2026-01-01"
    operations: [
        GetItem
    ]
}

@readonly
@http(method: "GET", uri: "/items/{id}")
operation GetItem {
    input := {
        @httpLabel
        @required
        id: String
    }

    output := {
        @required
        name: String

        color: Color

        owner: Person
    }

    errors: [
        Missing
    ]
}

@error("client")
structure Missing {
    message: String
}

enum Color {
    RED
    GREEN
}

structure Person {
    name: String

    age: Integer = 18

    kind: Kind
}

union Kind {
    staff: Integer
    guest: String
}
