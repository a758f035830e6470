// The protocols of AWS services.
$version: "2.0"

namespace aws.protocols

@private
@mixin(
    localTraits: [private]
)
structure HttpConfiguration {
    http: StringList
    eventStreamHttp: StringList
}

@private
list StringList {
    member: String
}

// --- Protocols with HTTP bindings
/// Binds messages to HTTP, with bodies in JSON.
@trait(selector: "service")
@protocolDefinition(
    traits: [
        timestampFormat
        cors
        endpoint
        hostLabel
        http
        httpError
        httpHeader
        httpLabel
        httpPayload
        httpPrefixHeaders
        httpQuery
        httpQueryParams
        httpResponseCode
        httpChecksum
        httpChecksumRequired
        jsonName
    ]
)
structure restJson1 with [HttpConfiguration] {}

/// Binds messages to HTTP, with bodies in XML.
@trait(selector: "service")
@protocolDefinition(
    traits: [
        timestampFormat
        cors
        endpoint
        hostLabel
        http
        httpError
        httpHeader
        httpLabel
        httpPayload
        httpPrefixHeaders
        httpQuery
        httpQueryParams
        httpResponseCode
        httpChecksum
        httpChecksumRequired
        xmlAttribute
        xmlFlattened
        xmlName
        xmlNamespace
    ]
)
@traitValidators(
    UnsupportedProtocolDocument: { selector: "~> member :test(> document)", message: "restXml cannot write documents" }
)
@deprecated
structure restXml with [HttpConfiguration] {
    @deprecated
    noErrorWrapping: Boolean
}

// --- Protocols without HTTP bindings
/// Sends calls as JSON, version 1.0.
@trait(selector: "service")
@protocolDefinition(
    traits: [timestampFormat, cors, endpoint, hostLabel]
)
structure awsJson1_0 with [HttpConfiguration] {}

/// Sends calls as JSON, version 1.1.
@trait(selector: "service")
@protocolDefinition(
    traits: [timestampFormat, cors, endpoint, hostLabel]
)
structure awsJson1_1 with [HttpConfiguration] {}

/// Sends calls as forms, and results in XML.
@trait(selector: "service [trait|xmlNamespace]")
@protocolDefinition(
    traits: [
        timestampFormat
        cors
        endpoint
        hostLabel
        awsQueryError
        xmlAttribute
        xmlFlattened
        xmlName
        xmlNamespace
    ]
)
@traitValidators(
    UnsupportedProtocolDocument: { selector: "~> member :test(> document)", message: "awsQuery cannot write documents" }
)
@deprecated
structure awsQuery {}

/// Gives an error the code and the status that awsQuery sends.
@trait(
    selector: "structure [trait|error]"
    breakingChanges: [
        {
            change: "any"
        }
    ]
)
structure awsQueryError {
    @required
    code: String

    @required
    httpResponseCode: Integer
}

/// Lets clients of awsQuery understand the errors of a protocol that replaces it.
@trait(
    selector: """
        service :test([trait|aws.protocols#awsJson1_0],
                      [trait|smithy.protocols#rpcv2Cbor],
                      [trait|smithy.protocols#rpcv2Json])"""
)
structure awsQueryCompatible {}

/// Sends calls as the forms of Amazon EC2, and results in XML.
@trait(selector: "service [trait|xmlNamespace]")
@protocolDefinition(
    traits: [
        timestampFormat
        cors
        endpoint
        hostLabel
        ec2QueryName
        xmlAttribute
        xmlFlattened
        xmlName
        xmlNamespace
    ]
)
@traitValidators(
    UnsupportedProtocolDocument: { selector: "~> member :test(> document)", message: "ec2Query cannot write documents" }
)
@deprecated
structure ec2Query {}

/// Renames a member in requests of ec2Query.
@trait(selector: "structure > member")
@pattern("^[a-zA-Z_][a-zA-Z_0-9-]*$")
string ec2QueryName

// --- Checksums
/// Lets clients send and check checksums of bodies.
@trait(
    selector: "operation"
    breakingChanges: [
        {
            change: "remove"
            severity: "DANGER"
            message: "New clients have no checksums; the service must still support those of old clients."
        }
        {
            path: "/requestAlgorithmMember"
            change: "remove"
            severity: "DANGER"
            message: "New clients cannot choose an algorithm; the service must still accept the choice of old ones."
        }
        {
            path: "/requestValidationModeMember"
            change: "remove"
            severity: "DANGER"
            message: "New clients do not check responses; the service must still send checksums to old ones."
        }
        {
            path: "/responseAlgorithms/member"
            change: "remove"
            severity: "DANGER"
            message: "New clients do not check the algorithm any more; the service must still send it to old ones."
        }
    ]
)
@unstable
structure httpChecksum {
    requestAlgorithmMember: String
    requestChecksumRequired: Boolean
    requestValidationModeMember: String
    responseAlgorithms: ChecksumAlgorithmSet
}

@private
@length(min: 1)
@uniqueItems
list ChecksumAlgorithmSet {
    member: ChecksumAlgorithm
}

@private
enum ChecksumAlgorithm {
    CRC32
    CRC32C
    CRC64NVME
    MD5
    SHA1
    SHA256
    SHA512
    XXHASH64
    XXHASH3
    XXHASH128
}
