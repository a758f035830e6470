$version: "2.0"

namespace example.traits

use smithy.api#documentation
use smithy.api#tags

@trait
structure annotation {}

@trait
list names {
    member: String
}

@trait
map counts {
    key: String
    value: Integer
}

@trait
document anything

@trait
@idRef
string shape

@annotation @names @counts @anything
string Empty

@annotation({}) @names([]) @counts({}) @anything(null)
string Explicit

@names(["a", "b",])
@counts(a: 1, "b": 2)
@anything(true)
@shape(Empty)
string Short

@counts({ a: 1 })
@names([
    "a" // the first
    "b"
])
@anything("text")
@shape(example.traits#Parent$child)
string Long

@anything("key")
@documentation("""
    One line.
    """)
string Text

@anything(key: "value", another: [1, 2])
string Keyed

@tags(["a"])
@tags(["b"])
structure Parent {
    @documentation("A child.") @tags(["c"])
    child: String
}

apply Parent @tags(["d"])

apply Parent$child {
    @tags(["e"])
    @required
}

apply Empty {}
