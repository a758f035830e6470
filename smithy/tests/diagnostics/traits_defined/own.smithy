$version: "2.0"

namespace example

use other#Secret
use other#hidden

@trait(selector: "structure > member", conflicts: [beta], structurallyExclusive: "member")
structure alpha {}

@trait
structure beta {}

@trait(selector: "string", structurallyExclusive: "target")
@unstable
structure single {}

@trait(
    breakingChanges: [
        { change: "add", path: "/limits/member/most" }
        { change: "add", path: "/limits/member/mots" }
        { change: "add", path: "limits" }
    ]
)
@deprecated(message: "use beta", since: "2.1")
structure limited {
    limits: Limits
}

list Limits {
    member: Limit
}

structure Limit {
    most: Integer
}

@trait(selector: "structure > member :not(string")
structure unreadable {}

@mixin
@trait
structure mixed {}

@trait(selector: "structure")
@traitValidators(
    "plain.NoLists": { selector: "> member > list", message: "lists have no place here", severity: "WARNING" }
    ".plain": { selector: "> member" }
)
structure plain {}

@single
string Name

@deprecated(since: "2020-01-01")
string Former

@mixed
@plain
structure City {
    @alpha
    @beta
    name: Name

    @alpha
    alias: Name

    former: Former

    secret: Secret

    limits: Limits
}

@hidden
@limited
@alpha
list Cities {
    member: City
}
