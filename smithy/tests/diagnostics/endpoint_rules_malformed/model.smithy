$version: "2.0"

namespace example

use smithy.rules#clientContextParams
use smithy.rules#contextParam
use smithy.rules#endpointBdd
use smithy.rules#endpointTests
use smithy.rules#staticContextParams

@clientContextParams(
    City: { type: "text" }
    Town: {}
)
@endpointBdd(
    version: "1.0"
    parameters: {}
    conditions: []
    results: [{ type: "error", error: "no", conditions: [{ fn: "isSet", argv: [true] }] }, { type: "tree", rules: [] }]
    root: -2
    nodeCount: 2
    nodes: "/////wAAAAH/////"
)
@endpointTests(
    version: "1.0"
    testCases: [{ params: [], operationInputs: [{}] }]
)
service Weather {
    operations: [GetCity]
}

@staticContextParams(City: {})
operation GetCity {
    input := {
        @contextParam({})
        name: String
    }
}
