// Authentication with AWS.
$version: "2.0"

namespace aws.auth

/// Signs requests with AWS Signature Version 4.
@trait(
    selector: "service"
    breakingChanges: [
        {
            change: "remove"
            message: "Clients that sign requests this way can no longer authenticate."
        }
    ]
)
@authDefinition(
    traits: [unsignedPayload]
)
structure sigv4 {
    @required
    @length(min: 1)
    name: String
}

/// Signs requests with the asymmetric variant of AWS Signature Version 4.
@trait(
    selector: "service[trait|aws.auth#sigv4]"
    breakingChanges: [
        {
            change: "remove"
            message: "Clients that sign requests this way can no longer authenticate."
        }
    ]
)
@authDefinition(
    traits: [unsignedPayload]
)
structure sigv4a {
    @required
    @length(min: 1)
    name: String
}

/// Leaves the body out of the signature.
@trait(selector: "operation")
structure unsignedPayload {}

/// Authenticates with user pools of Amazon Cognito.
@trait(selector: "service")
@authDefinition
@internal
@tags(["internal"])
structure cognitoUserPools {
    @required
    providerArns: StringList
}

/// Lists the OAuth scopes that an operation demands of a user of a pool.
@trait(selector: "service[trait|aws.auth#cognitoUserPools] ~> operation")
@length(min: 1)
@internal
@tags(["internal"])
list cognitoUserPoolsScopes {
    member: String
}

@private
list StringList {
    member: String
}
