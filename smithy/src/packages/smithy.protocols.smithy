// Smithy's own protocols.
$version: "2.0"

namespace smithy.protocols

/// Sends calls as CBOR.
@trait(selector: "service")
@protocolDefinition(
    traits: [cors, endpoint, hostLabel, httpError, requestCompression]
)
@traitValidators(
    "rpcv2Cbor.NoDocuments": {
        selector: "service ~> member :test(> document)"
        message: "rpcv2Cbor has no form for documents, so that most clients and servers reject them"
        severity: "DANGER"
    }
)
structure rpcv2Cbor {
    http: StringList
    eventStreamHttp: StringList
}

/// Sends calls as JSON.
@trait(selector: "service")
@protocolDefinition(
    traits: [cors, endpoint, hostLabel, httpError, requestCompression]
)
structure rpcv2Json {
    http: StringList
    eventStreamHttp: StringList
}

@private
list StringList {
    member: String
}
