// Traits that refine what a type means: defaults, presence, the roles of structures.
$version: "2.0"

namespace smithy.api

/// Gives the value that stands for an absent one.
@trait(selector: ":is(simpleType, list, map, structure > member :test(> :is(simpleType, list, map)))")
document default

/// Marks a default that a published member got later.
@trait(
    selector: "structure > member [trait|default]"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
structure addedDefault {}

/// Makes a member necessary.
@trait(selector: "structure > member")
structure required {}

/// Makes a member optional for clients, whatever else applies to it.
@trait(selector: "structure > member")
structure clientOptional {}

/// Suggests to set a member that is not required.
@trait(
    selector: "structure > member"
    conflicts: [required]
)
structure recommended {
    reason: String
}

/// Marks what has no default value in Smithy 1.0.
@trait(
    selector: """
        :test(boolean, byte, short, integer, long, float, double,
        member > :test(boolean, byte, short, integer, long, float, double))"""
)
structure box {}

/// Allows null among the elements of a list or the values of a map.
@trait(
    selector: ":is(list, map)"
    breakingChanges: [
        {
            change: "presence"
        }
    ]
)
structure sparse {}

/// Gives the value of an enumeration's member.
@trait(selector: ":is(enum, intEnum) > member")
@tags(["diff.error.const"])
document enumValue

/// Makes a structure an error, by whose fault it occurs.
@trait(
    selector: "structure"
    conflicts: [trait]
    breakingChanges: [
        {
            change: "any"
        }
    ]
)
enum error {
    CLIENT = "client"
    SERVER = "server"
}

/// Reserves a structure for the input of one operation.
@trait(
    selector: "structure"
    conflicts: [output, error]
    breakingChanges: [
        {
            change: "presence"
        }
    ]
)
structure input {}

/// Reserves a structure for the output of one operation.
@trait(
    selector: "structure"
    conflicts: [input, error]
    breakingChanges: [
        {
            change: "presence"
        }
    ]
)
structure output {}
