// Traits that say how operations behave.
$version: "2.0"

namespace smithy.api

/// Promises that an operation changes nothing.
@trait(
    selector: "operation"
    conflicts: [idempotent]
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
structure readonly {}

/// Promises that to repeat a request has no further effect.
@trait(
    selector: "operation"
    conflicts: [readonly]
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
structure idempotent {
    exists: IdempotentErrors
    notFound: IdempotentErrors
}

@private
list IdempotentErrors {
    @idRef(selector: "[trait|error]")
    member: String
}

/// Marks the member by which a service recognises a repeated request.
@trait(
    selector: "structure > :test(member > string)"
    structurallyExclusive: "member"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
@notProperty
structure idempotencyToken {}

/// Allows clients to repeat a request after this error.
@trait(
    selector: "structure[trait|error]"
    breakingChanges: [
        {
            change: "remove"
        }
    ]
)
structure retryable {
    throttling: Boolean
}

/// Names the members by which an operation returns results in pages.
@trait(
    selector: ":is(service, operation)"
    breakingChanges: [
        {
            change: "remove"
        }
        {
            path: "/inputToken"
            change: "update"
        }
        {
            path: "/outputToken"
            change: "update"
        }
        {
            path: "/items"
            change: "remove"
        }
        {
            path: "/items"
            change: "add"
            severity: "NOTE"
        }
        {
            path: "/items"
            change: "update"
            severity: "NOTE"
        }
        {
            path: "/pageSize"
            change: "update"
        }
        {
            path: "/pageSize"
            change: "remove"
        }
    ]
)
structure paginated {
    inputToken: NonEmptyString
    outputToken: NonEmptyString
    items: NonEmptyString
    pageSize: NonEmptyString
}

/// Tells clients to wait longer than usual for a response.
@trait(selector: "operation")
@unstable
structure longPoll {
    @required
    @range(min: 1)
    timeoutMillis: Integer
}

/// Lets clients compress request bodies.
@trait(
    selector: "operation"
    breakingChanges: [
        {
            change: "remove"
            severity: "DANGER"
            message: "New clients do not compress any more; the service must still accept what old ones compress."
        }
        {
            path: "/encodings"
            change: "remove"
            message: "The trait has no meaning without `encodings`."
        }
        {
            path: "/encodings/member"
            change: "add"
            severity: "NOTE"
            message: "The service must accept an encoding as soon as the model lists it."
        }
        {
            path: "/encodings/member"
            change: "remove"
            severity: "DANGER"
            message: "New clients do not use the encoding any more; the service must still accept it from old ones."
        }
        {
            path: "/encodings/member"
            change: "update"
            severity: "DANGER"
            message: "New clients do not use the former encoding; the service must still accept it from old ones."
        }
    ]
)
structure requestCompression {
    @required
    encodings: RequestCompressionEncodingsList
}

// Names of encodings are compared without regard to case, so that they are not an enumeration.
@private
list RequestCompressionEncodingsList {
    member: String
}
