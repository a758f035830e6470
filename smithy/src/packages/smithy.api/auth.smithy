// Traits about authentication, and the schemes of HTTP.
$version: "2.0"

namespace smithy.api

/// Lists the schemes that a service or an operation accepts, the preferred one first.
@trait(selector: ":is(service, operation)")
@uniqueItems
list auth {
    member: AuthTraitReference
}

@private
@idRef(selector: "[trait|authDefinition]")
string AuthTraitReference

/// Allows calls without authentication.
@trait(
    selector: "operation"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
structure optionalAuth {}

/// Authenticates with the HTTP scheme Basic (RFC 2617).
@trait(
    selector: "service"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
@authDefinition
structure httpBasicAuth {}

/// Authenticates with the HTTP scheme Digest (RFC 2617).
@trait(
    selector: "service"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
@authDefinition
structure httpDigestAuth {}

/// Authenticates with the HTTP scheme Bearer (RFC 6750).
@trait(
    selector: "service"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
@authDefinition
structure httpBearerAuth {}

/// Authenticates with a key in a header or in the query.
@trait(
    selector: "service"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
@authDefinition
structure httpApiKeyAuth {
    @required
    name: NonEmptyString

    @required
    in: HttpApiKeyLocations

    scheme: NonEmptyString
}

@private
enum HttpApiKeyLocations {
    HEADER = "header"
    QUERY = "query"
}
