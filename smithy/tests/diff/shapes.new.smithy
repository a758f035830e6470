$version: "2.0"

namespace a

structure Kept {
    name: String

    added: Integer

    @required
    needed: String

    @required
    @default(1)
    filled: Integer
}

structure Added {
    member: String
}

enum Converted {
    A = "a"
    B = "b"
    C = "c"
}

integer Retyped

list Numbers {
    member: Integer
}

union Choice {
    second: Integer
    first: String
    third: String
}

@trait
structure addedTrait {}
