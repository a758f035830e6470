// Traits about streams of bytes and of events.
$version: "2.0"

namespace smithy.api

/// Makes a blob a stream of bytes, and a union a stream of events.
@trait(
    selector: ":is(blob, union)"
    structurallyExclusive: "target"
    breakingChanges: [
        {
            change: "any"
        }
    ]
)
structure streaming {}

/// Demands that the length of a stream is known beforehand.
@trait(
    selector: "blob[trait|streaming]"
    breakingChanges: [
        {
            change: "presence"
        }
    ]
)
structure requiresLength {}

/// Makes a member the payload of its event.
@trait(
    selector: "structure > :test(member > :test(blob, string, structure, union))"
    structurallyExclusive: "member"
    conflicts: [eventHeader]
    breakingChanges: [
        {
            change: "any"
        }
    ]
)
structure eventPayload {}

/// Makes a member a header of its event.
@trait(
    selector: """
        structure >
        :test(member > :test(boolean, byte, short, integer, long, blob, string, timestamp))"""
    conflicts: [eventPayload]
    breakingChanges: [
        {
            change: "any"
        }
    ]
)
structure eventHeader {}
