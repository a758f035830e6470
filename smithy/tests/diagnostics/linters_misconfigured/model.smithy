$version: "2.0"

metadata validators = [
    { name: "AbbreviationNames" }
    { name: "CamelCase", configuration: { memberNames: "snake" } }
    { name: "MissingSensitiveTrait", configuration: { excludeDefaults: true } }
    { name: "MissingSensitiveTrait", configuration: { terms: ["home-planet"] } }
    { name: "NoninclusiveTerms", configuration: { terms: { mankind: "humankind" } } }
    { name: "ReservedWords" }
    { name: "ReservedWords", configuration: { reserved: [{ words: ["fal*con"] }] } }
    { name: "ShouldHaveUsedTimestamp", configuration: { additionalPatterns: ["("] } }
    { name: "StandardOperationVerb", configuration: { prefixes: ["Batch"] } }
]

namespace example
