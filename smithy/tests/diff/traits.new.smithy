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

@ruled(list: ["a"])
structure AddsRuled {}

@ruled(list: ["a", "c", "d"], map: { b: "3", c: "4" }, inner: {}, free: "y")
structure ChangesRuled {}

@tagged("b")
@free("b")
structure Changes {}

structure Removes {}

@tagged("a")
@free("a")
structure Adds {}

@searched(fixed: "b", list: ["a", "b"])
structure Searched {}

@http(method: "GET", uri: "/a")
@documentation("New")
operation Operation {}

list Sparse {
    member: String
}
