$version: "2.0"

metadata suppressions = [{ id: "UnstableTrait", namespace: "*" }]

namespace example

use aws.endpoints#standardRegionalEndpoints
use smithy.rules#clientContextParams
use smithy.rules#contextParam
use smithy.rules#endpointRuleSet
use smithy.rules#endpointTests
use smithy.rules#operationContextParams
use smithy.rules#staticContextParams

@clientContextParams(
    Fast: { type: "string" }
    Unknown: { type: "boolean" }
)
@endpointRuleSet({
    version: "1.0"
    parameters: {
        City: { type: "string", required: true, documentation: "A city" }
        Names: { type: "stringArray", documentation: "Names" }
        Fast: { type: "boolean" }
        Unbound: { type: "string", documentation: "Nothing" }
        Region: { type: "string", builtIn: "AWS::Region", documentation: "A region" }
        Account: { type: "string", builtIn: "AWS::Auth::AccountId", documentation: "An account" }
        Other: { type: "string", builtIn: "AWS::Regon", documentation: "A region" }
    }
    rules: [
        {
            type: "endpoint"
            conditions: [
                { fn: "stringEquals", argv: [{ ref: "City" }, "Oslo"] }
                { fn: "split", argv: ["a,b", ",", 0], assign: "parts" }
                { fn: "getAttr", argv: [{ ref: "parts" }, "[-1]"] }
            ]
            endpoint: { url: "ftp://example.com" }
        }
        {
            type: "endpoint"
            conditions: [{ fn: "stringEquals", argv: [{ ref: "City" }, "Rome"] }]
            endpoint: {
                url: "https://rome.example.com"
                headers: { "x-city": ["{City}"] }
                properties: {
                    authSchemes: [
                        { name: "sigv4", signingName: true, color: "red" }
                        { name: "sigv4", signingName: "weather" }
                        { name: "sigv4a", signingRegionSet: [] }
                        { name: "sigv4-s3express" }
                        { name: "beta-x" }
                        { name: "cookie" }
                        {}
                        "sigv4"
                    ]
                }
            }
        }
        { type: "error", conditions: [{ fn: "substring", argv: ["{City}", 0, 9, false] }], error: "too long" }
    ]
})
@endpointTests(
    version: "1.0"
    testCases: [
        { params: { City: "Oslo" }, expect: { endpoint: { url: "ftp://example.com" } } }
        { params: { City: "Rome" }, expect: { endpoint: { url: "https://rome.example.com" } } }
        { params: { City: "Longyearbyen", Region: 1, Town: "" }, expect: { error: "too long" } }
        {
            params: { City: "Bergen", Region: "north" }
            operationInputs: [
                { operationName: "GetCity", operationParams: { name: 1 }, builtInParams: { "AWS::Region": "south" } }
                { operationName: "GetCities", builtInParams: { "AWS::Regions": "north" } }
            ]
            expect: { error: "too long" }
        }
        { expect: { error: "too long" } }
    ]
)
@standardRegionalEndpoints(
    partitionSpecialCases: { aws: [{ endpoint: "{service}.{city}.example.com" }] }
)
service Weather {
    operations: [GetCity, ListCities, GetForecast]
}

@staticContextParams(City: { value: true }, Names: { value: [1] })
operation GetCity {
    input := {
        @required
        name: String
    }
}

@operationContextParams(
    Names: { path: "cities[*].name" }
    City: { path: "cities[0]" }
    Region: { path: "citys" }
    Fast: { path: "cities[" }
)
operation ListCities {
    input := {
        cities: Cities
    }
}

operation GetForecast {
    input := {
        @contextParam(name: "Names")
        city: String
    }
}

list Cities {
    member: City
}

structure City {
    name: String
}
