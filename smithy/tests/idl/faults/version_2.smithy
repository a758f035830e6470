$version: "2.0"

namespace example

set A { member: String }

structure B {
    @box
    c: Integer
}
