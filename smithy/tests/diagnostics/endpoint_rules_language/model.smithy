$version: "2.0"

metadata suppressions = [{ id: "UnstableTrait", namespace: "*" }]

namespace example

use smithy.rules#endpointRuleSet

@endpointRuleSet({
    version: "one"
    parameters: {
        City: { type: "text", documentation: "A city" }
        Region: { type: "string", required: true, default: true, documentation: "A region" }
        region: { type: "string", default: "north", color: "red", documentation: "A region" }
    }
    rules: [
        { type: "endpoint", endpoint: { url: "https://example.com" } }
        { type: "shrub", conditions: [] }
        { type: "tree", conditions: [], rules: [] }
        {
            type: "endpoint"
            conditions: [
                { fn: "isset", argv: [{ ref: "City" }] }
                { fn: "getAttr", argv: [{ ref: "City" }, "parts[x]"] }
                { fn: "getAttr", argv: ["a"] }
                { fn: "stringEquals", argv: [{ city: "City" }, null, 1.5] }
            ]
            endpoint: { url: "https://{City.example.com", properties: { a: "}" }, header: {} }
        }
    ]
})
service Weather {}
