//! Validators of Smithy's packages of AWS traits.

events! {
    in Aws;

    /// The template of an ARN has labels that are not identifiers of the resource, or a delimiter that has no effect.
    ARN = Error "arn" "ArnTrait", fix: "name identifiers of the resource in braces";
    /// A service, resource or operation names an authorizer of API Gateway that the service does not have.
    AUTHORIZER = Error "authorizer" "AuthorizerTrait", fix: "name one of `@authorizers` of the service";
    /// An authorizer of API Gateway is for something that is not an authentication scheme of the service.
    AUTHORIZERS = Error "authorizers" "AuthorizersTrait", fix: "name a scheme whose trait the service has";
    /// A property of a CloudFormation resource has several types, or its primary identifier is not a string property.
    CFN_PROPERTY = Error "cfn-property" "CfnResourceProperty",
        fix: "give members of the same name the same target, or exclude one with `@cfnExcludeProperty`";
    /// `cloudWatchNamespace` is not `AWS/` and a name in Pascal case.
    CLOUD_WATCH_NAMESPACE = Danger "cloud-watch-namespace" "CloudWatchNamespace", fix: "write it like `AWS/SomeService`";
    /// Several members of an input supply the same IAM condition key.
    CONDITION_KEY_VALUE = Error "condition-key-value" "ConditionKeyValueTrait", fix: "keep the trait on one of them";
    /// An IAM condition key is not defined, or is both resolved by the service and supplied by a member.
    CONDITION_KEYS = Error "condition-keys" "ConditionKeys", fix: "define the key with `@defineConditionKeys` on the service";
    /// An endpoint of API Gateway has what its type does not support.
    ENDPOINT_CONFIGURATION = Error "endpoint-configuration" "EndpointConfiguration",
        fix: "use `dualstack` for private endpoints, and `vpcEndpointIds` for private ones only";
    /// The operation by which clients find endpoints has other members than it needs, or nothing uses it.
    ENDPOINT_DISCOVERY = Error "endpoint-discovery" "ClientEndpointDiscovery",
        fix: "give it the members that \"clientEndpointDiscovery trait\" lists";
    /// A service renames an error although its protocol sends the name of the error.
    ERROR_RENAME = Error "error-rename" "ErrorRename", fix: "remove the entry from `rename`";
    /// The source of a service's CloudTrail events is a placeholder, or not that which CloudTrail has.
    EVENT_SOURCE = Danger "event-source" "EventSource", fix: "write the source that CloudTrail has";
    /// `@iamAction` repeats a deprecated trait, or lists a resource as both required and optional.
    IAM_ACTION = Error "iam-action" "IamAction", fix: "remove one of the two";
    /// Resources of a service have the same name in IAM.
    IAM_RESOURCE_NAME = Error "iam-resource-name" "IamResourceTraitConflictingName",
        fix: "give each resource another `name` with `@iamResource`";
    /// `sdkId` ends with a word that every id could end with, names the company, or is not valid.
    SDK_SERVICE_ID = Danger "sdk-service-id" "SdkServiceId",
        fix: "use letters, digits and single spaces, and neither `AWS`, `Amazon` nor `Service`, `Client` or `API` at the end";
    /// A service with tags lacks an operation for them, or such an operation lacks a member.
    SERVICE_TAGGING = Warning "service-tagging" "ServiceTagging",
        fix: "define `TagResource`, `UntagResource` and `ListTagsForResource`";
    /// A service has different names in ARNs and in signatures, or in signatures of SigV4 and SigV4a.
    SIGV4_TRAITS = Warning "sigv4-traits" "SigV4Traits", fix: "use the same name";
    /// A service marked with `@tagEnabled` lacks operations for tags or resources that have some.
    TAG_ENABLED_SERVICE = Warning "tag-enabled-service" "TagEnabledService",
        fix: "define the operations for tags, and apply `@taggable` to resources";
    /// The property for tags has an unusual name.
    TAG_PROPERTY_NAME = Warning "tag-property-name" "TagResourcePropertyName", fix: "call it `tags`";
    /// The property for tags is neither a list of pairs of strings nor a map of strings.
    TAG_PROPERTY_TYPE = Error "tag-property-type" "TagResourcePropertyType",
        fix: "use a list of structures of two strings, or a map from strings to strings";
    /// A resource with tags has no operations for them or no ARN, or its tags are changed by an update.
    TAGGABLE_RESOURCE = Danger "taggable-resource" "TaggableResource",
        fix: "define operations for tags, and apply `@aws.api#arn` to the resource";
}
