$version: "2.0"

metadata validators = [
    { name: "AbbreviationName", configuration: { allowedAbbreviations: ["url"] } }
    { name: "CamelCase" }
    { name: "InputOutputStructureReuse" }
    { name: "MissingClientOptionalTrait", configuration: { onRequiredOrDefault: true } }
    { name: "MissingPaginatedTrait" }
    { name: "MissingSensitiveTrait", configuration: { terms: ["home planet"] } }
    { name: "NoninclusiveTerms", configuration: { terms: { mankind: ["humankind"] } } }
    { name: "RepeatedShapeName", severity: "NOTE" }
    {
        name: "ReservedWords"
        id: "Codenames"
        configuration: {
            reserved: [
                { words: ["*falcon*"], reason: "It is the name of a project." }
                { terms: ["eagle owls"], selector: "operation" }
            ]
        }
    }
    { name: "ShouldHaveUsedTimestamp" }
    { name: "StandardOperationVerb", configuration: { verbs: ["Get"], suggestAlternatives: { Fetch: ["Get", "List"] } } }
]

namespace example

operation ListEagleOwls {
    output: ListEagleOwlsOutput
}

@output
structure ListEagleOwlsOutput {
    nextToken: String
}

operation FetchXMLDocument {
    input: FetchXMLDocumentInput
}

/// What mankind knows.
structure FetchXMLDocumentInput {
    @required
    documentURL: String

    password: String

    homePlanet: String

    created_at: String

    FalconId: String

    fetchxmldocumentinputId: String
}
