$version: "2.0"

namespace example

use smithy.waiters#waitable

service Service {
    version: "1"
    operations: [Get, Other]
}

@waitable(
    Ready: {
        acceptors: [
            { state: "success", matcher: { output: { path: "stat", expected: "ready", comparator: "stringEquals" } } }
            { state: "failure", matcher: { errorType: "NotFond" }, message: "count" }
            { state: "retry", matcher: { output: { path: "length(count)", expected: "yes", comparator: "booleanEquals" } }, message: "state" }
            { state: "retry", matcher: { inputOutput: { path: "input.id == ", expected: "true", comparator: "booleanEquals" } } }
        ]
    }
    Never: {
        minDelay: 10
        maxDelay: 5
        acceptors: [
            { state: "failure", matcher: { success: true } }
        ]
    }
)
operation Get {
    input := { id: String }
    output := { state: String, count: Integer }
    errors: [NotFound]
}

@error("client")
structure NotFound {}

@waitable(
    READY: {
        acceptors: [
            { state: "success", matcher: { output: { path: "names[?@ < 'a'] | [0]", expected: "a", comparator: "anyStringEquals" } } }
        ]
    }
)
operation Other {
    output := { names: Names }
}

list Names {
    member: String
}
