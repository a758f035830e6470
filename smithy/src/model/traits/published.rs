//! The traits that Smithy publishes outside of its prelude, by namespace.
//!
//! Most have no effect on what is generated. They are listed so that a misspelt one is noticed.

use crate::model::prelude;

/// The names of the traits of a namespace that Smithy publishes; `None` for a namespace of somebody else.
pub(crate) fn of_namespace(namespace: &str) -> Option<&'static [&'static str]> {
    if namespace == "smithy.api" {
        return Some(prelude::TRAITS);
    }
    let found = PUBLISHED.iter().find(|(known, _)| *known == namespace);
    found.map(|(_, names)| *names)
}

/// The namespaces that publish a trait of this name.
pub(crate) fn namespaces_of(name: &str) -> impl Iterator<Item = &'static str> {
    PUBLISHED.iter().filter(move |(_, names)| names.contains(&name)).map(|(namespace, _)| *namespace)
}

/// (The trait definitions in Smithy's own packages; Smithy 2.0, "Trait index".)
const PUBLISHED: &[(&str, &[&str])] = &[
    (
        "aws.api",
        &[
            "arn",
            "arnReference",
            "awsChunked",
            "clientDiscoveredEndpoint",
            "clientEndpointDiscovery",
            "clientEndpointDiscoveryId",
            "controlPlane",
            "data",
            "dataPlane",
            "service",
            "tagEnabled",
            "taggable",
        ],
    ),
    (
        "aws.apigateway",
        &[
            "apiKeyRequired",
            "apiKeySource",
            "apiTlsPolicy",
            "authorizer",
            "authorizers",
            "endpointConfiguration",
            "gatewayResponses",
            "integration",
            "minimumCompressionSize",
            "mockIntegration",
            "requestValidator",
            "resourcePolicy",
        ],
    ),
    ("aws.auth", &["cognitoUserPools", "cognitoUserPoolsScopes", "sigv4", "sigv4a", "unsignedPayload"]),
    (
        "aws.cloudformation",
        &[
            "cfnAdditionalIdentifier",
            "cfnDefaultValue",
            "cfnExcludeProperty",
            "cfnMutability",
            "cfnName",
            "cfnResource",
        ],
    ),
    ("aws.customizations", &["s3UnwrappedXmlOutput"]),
    (
        "aws.endpoints",
        &[
            "dualStackOnlyEndpoints",
            "endpointsModifier",
            "rulesBasedEndpoints",
            "standardPartitionalEndpoints",
            "standardRegionalEndpoints",
        ],
    ),
    (
        "aws.iam",
        &[
            "actionName",
            "actionPermissionDescription",
            "conditionKeyValue",
            "conditionKeys",
            "defineConditionKeys",
            "disableConditionKeyInference",
            "iamAction",
            "iamResource",
            "requiredActions",
            "serviceResolvedConditionKeys",
            "supportedPrincipalTypes",
        ],
    ),
    (
        "aws.protocols",
        &[
            "awsJson1_0",
            "awsJson1_1",
            "awsQuery",
            "awsQueryCompatible",
            "awsQueryError",
            "ec2Query",
            "ec2QueryName",
            "httpChecksum",
            "restJson1",
            "restXml",
        ],
    ),
    ("smithy.contracts", &["conditions"]),
    ("smithy.mqtt", &["mqttJson", "publish", "subscribe", "topicLabel"]),
    ("smithy.openapi", &["specificationExtension"]),
    ("smithy.protocols", &["rpcv2Cbor", "rpcv2Json"]),
    (
        "smithy.rules",
        &[
            "clientContextParams",
            "contextParam",
            "endpointBdd",
            "endpointRuleSet",
            "endpointTests",
            "operationContextParams",
            "staticContextParams",
        ],
    ),
    (
        "smithy.test",
        &["eventStreamTests", "httpMalformedRequestTests", "httpRequestTests", "httpResponseTests", "smokeTests"],
    ),
    ("smithy.waiters", &["waitable"]),
];
