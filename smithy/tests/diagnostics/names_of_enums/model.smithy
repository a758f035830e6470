$version: "2.0"

namespace example

enum Color {
    RED
    dark_RED
    EMPTY = ""
    NUMBER = 1
    AGAIN = "RED"
}

intEnum Size {
    SMALL = 1
    AGAIN = 1
    LARGE = 3000000000
    FRACTION = 1.5
    NONE
}

@enum([
    { value: "a" }
    { value: "b" }
])
string Nameless

@enum([
    { value: "a", name: "lower" }
    { value: "b", name: "lower" }
    { value: "b", name: "B" }
    { value: "c" }
])
string Named
