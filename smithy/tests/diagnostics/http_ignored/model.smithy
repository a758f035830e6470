$version: "2.0"

namespace example

@http(method: "POST", uri: "/send")
operation Send {
    input := {
        both: Both
    }
    output: Both
}

structure Both {
    @httpQuery("q")
    query: String

    @httpHeader("x-a")
    header: String

    @httpResponseCode
    code: Integer
}
