$version: "2.0"

namespace a

@trait(breakingChanges: [
    { change: "add" }
    { path: "/list/member", change: "any", severity: "DANGER", message: "Items matter." }
    { path: "/map/key", change: "presence", severity: "WARNING" }
    { path: "/map/value", change: "update", severity: "NOTE" }
    { path: "/inner/name", change: "remove" }
])
structure ruled {
    list: Names
    map: NameMap
    inner: Inner
    free: String
}

list Names {
    member: String
}

map NameMap {
    key: String
    value: String
}

structure Inner {
    name: String
}

@trait
@tags(["diff.error.update", "diff.danger.remove", "diff.warning.add"])
string tagged

@trait
@tags(["diff.contents"])
structure searched {
    @tags(["diff.error.const"])
    fixed: String

    list: SearchedList
}

list SearchedList {
    @tags(["diff.warning.add"])
    member: String
}

@trait
string free

structure AddsRuled {}

@ruled(list: ["a", "b"], map: { a: "1", b: "2" }, inner: { name: "x" }, free: "x")
structure ChangesRuled {}

@tagged("a")
@free("a")
structure Changes {}

@tagged("a")
@free("a")
structure Removes {}

structure Adds {}

@searched(fixed: "a", list: ["a"])
structure Searched {}

@http(method: "GET", uri: "/a", code: 200)
@documentation("Old")
operation Operation {}

@sparse
list Sparse {
    member: String
}
