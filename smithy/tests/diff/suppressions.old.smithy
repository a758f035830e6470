$version: "2.0"

metadata kept = 1
metadata changed = { a: 1 }
metadata gone = "x"

namespace a

structure Shape {
    member: String
}

@documentation("a")
string Quiet

@documentation("a")
string Loud
