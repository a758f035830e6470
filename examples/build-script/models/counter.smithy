$version: "2.0"

namespace example.counter

use smithy.protocols#rpcv2Cbor

/// Counts.
@rpcv2Cbor
service Counter {
    version: "2026-01-01"
    operations: [
        Count
    ]
}

/// Counts up, and returns the sum.
operation Count {
    input := {
        @required
        @range(min: 1, max: 100)
        by: Integer
    }

    output := {
        @required
        sum: Integer
    }
}
