$version: "2.0"

metadata suppressions = [{ id: "UnstableTrait", namespace: "*" }]

namespace example

use smithy.rules#clientContextParams
use smithy.rules#endpointRuleSet

@clientContextParams(
    City: { type: "string" }
    Fast: { type: "boolean" }
)
@endpointRuleSet({
    version: "1.1"
    parameters: {
        City: { type: "string", documentation: "A city" }
        Fast: { type: "boolean", required: true, documentation: "Whether to hurry" }
    }
    rules: [
        { type: "error", conditions: [], error: "{City} is not known" }
        { type: "error", conditions: [{ fn: "isSet", argv: [{ ref: "City" }] }], error: "{City} is known" }
        {
            type: "error"
            conditions: [{ fn: "not", argv: [{ fn: "isSet", argv: [{ ref: "City" }] }] }]
            error: { ref: "City" }
        }
        { type: "error", conditions: [{ fn: "isSet", argv: [{ ref: "Fast" }] }], error: { ref: "Fast" } }
        { type: "error", conditions: [{ fn: "booleanEquals", argv: [true, "yes"] }], error: "{Citty}" }
        { type: "error", conditions: [{ fn: "booleanEquals", argv: [true] }], error: "" }
        {
            type: "tree"
            conditions: [{ fn: "parseURL", argv: ["https://example.com"], assign: "url" }]
            rules: [
                { type: "error", conditions: [], error: "{url#path} {url#paths} {url#isIp}" }
                { type: "error", conditions: [{ fn: "split", argv: ["a", "b", 0], assign: "url" }], error: "{url#[0]}" }
            ]
        }
        { type: "error", conditions: [], error: "{url#path}" }
        { type: "error", conditions: [{ fn: "coalesce", argv: [{ ref: "City" }] }], error: "" }
        { type: "error", conditions: [{ fn: "coalesce", argv: [{ ref: "City" }, true] }], error: "" }
        { type: "error", conditions: [{ fn: "ite", argv: [{ ref: "Fast" }, { ref: "City" }, "a"], assign: "a" }], error: "{a}" }
    ]
})
service Weather {}
