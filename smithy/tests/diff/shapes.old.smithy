$version: "2.0"

namespace a

structure Kept {
    name: String
    gone: Integer
}

structure Gone {
    member: String
}

@private
structure GonePrivate {}

string GoneText

enum GoneEnum {
    A
}

@enum([{ value: "a", name: "A" }, { value: "b", name: "B" }])
string Converted

string Retyped

list Numbers {
    member: Integer
}

union Choice {
    first: String
    second: Integer
}

@trait
structure goneTrait {}
