// Amazon API Gateway.
$version: "2.0"

namespace aws.apigateway

use aws.api#arnReference

// --- Callers
/// Says where the key of a caller is.
@trait(selector: "service")
@internal
@tags(["internal"])
string apiKeySource

/// Demands a key of callers.
@trait(selector: "operation")
@internal
@tags(["internal"])
structure apiKeyRequired {}

/// Chooses an authorizer by name.
@trait(selector: ":test(service, resource, operation)")
@internal
@tags(["internal"])
string authorizer

/// Defines the authorizers of a service.
@trait(selector: "service")
@internal
@tags(["internal"])
map authorizers {
    key: String
    value: AuthorizerDefinition
}

@private
structure AuthorizerDefinition {
    @required
    @idRef(
        selector: "[trait|authDefinition]"
        failWhenMissing: true
        errorMessage: "`scheme` of an authorizer must name a trait that defines an authentication scheme"
    )
    scheme: String

    type: String

    customAuthType: String

    uri: String

    credentials: String

    identitySource: String

    identityValidationExpression: String

    resultTtlInSeconds: Integer

    authorizerPayloadFormatVersion: PayloadFormatVersion

    enableSimpleResponses: Boolean
}

@private
enum PayloadFormatVersion {
    V1_0 = "1.0"
    V2_0 = "2.0"
}

/// Chooses a validator of requests.
@trait(selector: ":test(service, operation)")
@internal
@tags(["internal"])
string requestValidator

/// Attaches a policy to the API.
@trait(selector: "service")
@internal
@tags(["internal"])
document resourcePolicy

// --- Endpoints
/// Configures how the API is reached.
@trait(selector: "service")
@internal
@tags(["internal"])
structure endpointConfiguration {
    @required
    types: EndpointTypes

    vpcEndpointIds: VpcEndpointIds

    disableExecuteApiEndpoint: Boolean

    ipAddressType: IpAddressType
}

@private
list EndpointTypes {
    member: EndpointType
}

@private
enum EndpointType {
    EDGE
    REGIONAL
    PRIVATE
}

@private
list VpcEndpointIds {
    member: String
}

@private
enum IpAddressType {
    IPV4 = "ipv4"
    DUAL_STACK = "dualstack"
}

/// Configures the encryption of connections.
@trait(selector: "service")
@internal
@tags(["internal"])
structure apiTlsPolicy {
    @required
    securityPolicy: String

    endpointAccessMode: EndpointAccessMode
}

@private
enum EndpointAccessMode {
    BASIC
    STRICT
}

/// Compresses responses from this size on.
@trait(selector: "service")
@range(min: 0, max: 10485760)
@internal
@tags(["internal"])
integer minimumCompressionSize

// --- Integrations
/// Connects an operation to a backend.
@trait(
    selector: ":test(service, resource, operation)"
    conflicts: [mockIntegration]
)
@internal
@tags(["internal"])
structure integration {
    @required
    type: IntegrationType

    @required
    uri: Arn

    credentials: IamRoleArn

    @required
    httpMethod: String

    passThroughBehavior: PassThroughBehavior

    contentHandling: ContentHandling

    timeoutInMillis: Integer

    connectionId: String

    connectionType: ConnectionType = "INTERNET"

    cacheNamespace: String

    payloadFormatVersion: String

    cacheKeyParameters: StringList

    requestParameters: RequestParameters

    requestTemplates: Templates

    responses: IntegrationResponses

    tlsConfig: TlsConfig

    responseTransferMode: String

    @suppress(["RepeatedShapeName"])
    integrationTarget: String
}

/// Answers without a backend.
@trait(
    selector: ":test(service, resource, operation)"
    conflicts: [integration]
)
@internal
@tags(["internal"])
structure mockIntegration {
    passThroughBehavior: PassThroughBehavior
    requestParameters: RequestParameters
    requestTemplates: Templates
    responses: IntegrationResponses
}

@private
enum IntegrationType {
    AWS = "aws"
    AWS_PROXY = "aws_proxy"
    HTTP = "http"
    HTTP_PROXY = "http_proxy"
}

@private
@arnReference
string Arn

@private
@arnReference(type: "AWS::IAM::Role")
string IamRoleArn

@private
enum PassThroughBehavior {
    WHEN_NO_TEMPLATES = "when_no_templates"
    WHEN_NO_MATCH = "when_no_match"
    NEVER = "never"
}

@private
enum ContentHandling {
    CONVERT_TO_TEXT
    CONVERT_TO_BINARY
}

@private
enum ConnectionType {
    INTERNET
    VPC_LINK
}

@private
list StringList {
    member: String
}

@private
map RequestParameters {
    key: String
    value: String
}

@private
map Templates {
    key: String
    value: String
}

@private
map IntegrationResponses {
    key: String
    value: IntegrationResponse
}

@private
structure IntegrationResponse {
    statusCode: String
    contentHandling: ContentHandling
    responseTemplates: Templates
    responseParameters: ResponseParameters
}

@private
map ResponseParameters {
    key: String
    value: String
}

@private
structure TlsConfig {
    insecureSkipVerification: Boolean
}

/// Replaces responses that the gateway makes itself.
@trait(selector: "service")
@internal
@tags(["internal"])
map gatewayResponses {
    key: String
    value: GatewayResponse
}

@private
structure GatewayResponse {
    statusCode: String
    responseParameters: GatewayResponseParameterMap
    responseTemplates: GatewayResponseTemplateMap
}

@private
map GatewayResponseParameterMap {
    key: String
    value: String
}

@private
map GatewayResponseTemplateMap {
    key: String
    value: String
}
