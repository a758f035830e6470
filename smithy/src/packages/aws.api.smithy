// What AWS services have in common.
$version: "2.0"

namespace aws.api

/// Names an AWS service in SDKs, ARNs and other places.
@trait(selector: "service")
structure service {
    @required
    sdkId: String

    arnNamespace: ArnNamespace

    cloudFormationName: CloudFormationName

    cloudTrailEventSource: String

    docId: String

    endpointPrefix: String

    cloudWatchNamespace: CloudWatchMetricNamespace
}

@private
@pattern("^[a-z0-9.\\-]{1,63}$")
string ArnNamespace

@private
@pattern("^[A-Z][A-Za-z0-9]+$")
string CloudFormationName

@private
@length(min: 1, max: 255)
@pattern("^[^:].*$")
string CloudWatchMetricNamespace

/// Makes an operation manage resources.
@trait(
    selector: ":test(service, resource, operation)"
    conflicts: [dataPlane]
)
structure controlPlane {}

/// Makes an operation work with the data in resources.
@trait(
    selector: ":test(service, resource, operation)"
    conflicts: [controlPlane]
)
structure dataPlane {}

/// Classifies the data in a shape.
@trait(selector: ":test(simpleType, list, structure, union, member)")
enum data {
    CUSTOMER_CONTENT = "content"
    CUSTOMER_ACCOUNT_INFORMATION = "account"
    SERVICE_ATTRIBUTES = "usage"
    TAG_DATA = "tagging"
    PERMISSIONS_DATA = "permissions"
}

/// Sends a stream in chunks with a trailer.
@trait(
    selector: "blob[trait|streaming]"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
structure awsChunked {}

// --- ARNs
/// Gives the pattern of a resource's ARNs.
@trait(selector: "resource")
structure arn {
    @required
    template: String

    absolute: Boolean

    noRegion: Boolean

    noAccount: Boolean

    resourceDelimiter: ResourceDelimiter

    reusable: Boolean
}

@private
enum ResourceDelimiter {
    FORWARD_SLASH = "/"
    COLON = ":"
}

/// Says that a string is an ARN, and of what.
@trait(selector: "string")
structure arnReference {
    type: String
    resource: String
    service: String
}

// --- Discovery of endpoints
/// Names the operation that finds endpoints, and the error that asks for a new one.
@trait(selector: "service")
structure clientEndpointDiscovery {
    @required
    @idRef(selector: "operation", failWhenMissing: true)
    operation: String

    @recommended
    @idRef(selector: "structure[trait|error]", failWhenMissing: true)
    error: String
}

/// Sends an operation to an endpoint that was found.
@trait(selector: "operation")
structure clientDiscoveredEndpoint {
    @required
    required: Boolean
}

/// Tells the operation that finds endpoints the value of a member.
@trait(
    selector: """
        operation[trait|aws.api#clientDiscoveredEndpoint] -[input]->
        structure > :test(member[trait|required] > string)"""
)
structure clientEndpointDiscoveryId {}

// --- Tags
/// Says that a service has resources with tags.
@trait(selector: "service")
@unstable
structure tagEnabled {
    disableDefaultOperations: Boolean
    apiConfig: TaggableServiceApiConfig
}

structure TaggableServiceApiConfig {
    tagApi: ServiceTagOperationReference
    untagApi: ServiceTagOperationReference
    listTagsApi: ServiceTagOperationReference
}

@idRef(selector: "service > operation", failWhenMissing: true)
string ServiceTagOperationReference

/// Says that a resource has tags.
@trait(selector: "resource")
@unstable
structure taggable {
    property: String
    apiConfig: TaggableApiConfig
    disableSystemTags: Boolean
}

structure TaggableApiConfig {
    @required
    tagApi: TagOperationReference

    @required
    untagApi: TagOperationReference

    @required
    listTagsApi: TagOperationReference
}

@idRef(selector: "resource > operation", failWhenMissing: true)
string TagOperationReference
