$version: "2.0"

metadata kept = 1
metadata changed = { a: 2 }
metadata added = [1]
metadata severityOverrides = [{ id: "AddedShape", namespace: "a", severity: "DANGER" }]
metadata suppressions = [{ id: "AddedMetadata", namespace: "*" }]

namespace a

structure Shape {
    member: String
}

@suppress(["ModifiedTrait"])
@documentation("b")
string Quiet

@documentation("b")
string Loud

string Added
