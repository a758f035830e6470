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
        name: String

        @required
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
    @required
    name: String

    age: Integer = 20

    kind: Kind
}

union Kind {
    staff: Integer
    guest: String
}
