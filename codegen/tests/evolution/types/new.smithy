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

        owner: PersonList
    }

    errors: [
        Missing
    ]
}

@error("client")
@deprecated
structure Missing {
    message: String
}

enum Color {
    RED
    BLUE
}

structure Person {
    name: String

    age: Long

    kind: Kind
}

list PersonList {
    member: Person
}

union Kind {
    staff: Integer
    guest: Person
    other: String
}
