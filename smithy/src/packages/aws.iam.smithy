// Permissions in AWS IAM.
$version: "2.0"

namespace aws.iam

/// Describes an operation as an action.
@trait(selector: "operation")
structure iamAction {
    name: String
    documentation: String
    relativeDocumentation: String
    requiredActions: RequiredActionsList
    resources: ActionResources
    createsResources: ResourceNameList
}

@private
@uniqueItems
list RequiredActionsList {
    member: IamIdentifier
}

@private
@pattern("^([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:[^:]+)$")
string IamIdentifier

@private
structure ActionResources {
    required: ActionResourceMap
    optional: ActionResourceMap
}

@private
map ActionResourceMap {
    key: ResourceName
    value: ActionResource
}

@private
structure ActionResource {
    conditionKeys: ConditionKeysList
}

@private
@uniqueItems
list ConditionKeysList {
    member: String
}

@private
@uniqueItems
list ResourceNameList {
    member: ResourceName
}

@private
string ResourceName

/// Names an operation's action.
@trait(selector: "operation")
@deprecated(message: "`@iamAction` has the member `name` instead.", since: "2023-11-10")
string actionName

/// Says what permission for an operation allows.
@trait(selector: "operation")
@deprecated(message: "`@iamAction` has the member `documentation` instead.", since: "2023-11-10")
string actionPermissionDescription

/// Lists further actions that an operation needs permission for.
@trait(selector: "operation")
@deprecated(message: "`@iamAction` has the member `requiredActions` instead.", since: "2023-11-10")
list requiredActions {
    member: IamIdentifier
}

/// Describes a resource to IAM.
@trait(selector: "resource")
structure iamResource {
    name: String
    relativeDocumentation: String
    disableConditionKeyInheritance: Boolean
}

/// Says who may be allowed to call.
@trait(selector: ":test(service, operation)")
list supportedPrincipalTypes {
    member: PrincipalType
}

@private
enum PrincipalType {
    ROOT = "Root"
    IAM_USER = "IAMUser"
    IAM_ROLE = "IAMRole"
    FEDERATED_USER = "FederatedUser"
}

// --- Condition keys
/// Defines the condition keys of a service.
@trait(selector: "service")
map defineConditionKeys {
    key: ConditionKeyName
    value: ConditionKeyDefinition
}

@private
structure ConditionKeyDefinition {
    @required
    type: ConditionKeyType

    documentation: String

    externalDocumentation: String

    relativeDocumentation: String

    required: Boolean
}

@private
enum ConditionKeyType {
    ARN
    ARRAY_OF_ARN = "ArrayOfARN"
    BINARY = "Binary"
    ARRAY_OF_BINARY = "ArrayOfBinary"
    STRING = "String"
    ARRAY_OF_STRING = "ArrayOfString"
    NUMERIC = "Numeric"
    ARRAY_OF_NUMERIC = "ArrayOfNumeric"
    DATE = "Date"
    ARRAY_OF_DATE = "ArrayOfDate"
    BOOL = "Bool"
    ARRAY_OF_BOOL = "ArrayOfBool"
    IP_ADDRESS = "IPAddress"
    ARRAY_OF_IP_ADDRESS = "ArrayOfIPAddress"
}

/// Applies condition keys to a resource or an operation.
@trait(selector: ":test(resource, operation)")
list conditionKeys {
    member: ConditionKeyName
}

/// Makes a member the value of a condition key.
@trait(selector: "member")
@pattern("^(([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:)?[^:\\s]+)$")
string conditionKeyValue

/// Keeps identifiers of resources from being condition keys by themselves.
@trait(selector: ":test(service, resource)")
structure disableConditionKeyInference {}

/// Lists the condition keys that the service finds out itself.
@trait(selector: "service")
list serviceResolvedConditionKeys {
    member: ConditionKeyName
}

@private
@pattern("^(([A-Za-z0-9][A-Za-z0-9-\\.]{0,62}:)?[^:\\s]+)$")
string ConditionKeyName
