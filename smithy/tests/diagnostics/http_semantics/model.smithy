$version: "2.0"

namespace example

@httpApiKeyAuth(name: "key", in: "query", scheme: "ApiKey")
@cors(origin: "https://a.example", origins: { b: "https://b.example" })
service Service {
    version: "1"
    operations: [Read, Remove, Replace, Unbound]
}

@http(method: "GET", uri: "/things/{path+}/{name}", code: 404)
operation Read {
    input := {
        @required
        @httpLabel
        path: Integer

        @required
        @httpLabel
        name: String

        @httpPayload
        body: Blob

        rest: String
    }
}

@readonly
@http(method: "DELETE", uri: "/things/a b?kind=x")
operation Remove {
    input := {
        @httpQuery("kind")
        kind: String

        @httpQueryParams
        all: Texts

        reason: String
    }
}

@idempotent
@http(method: "HEAD", uri: "/things/../other")
operation Replace {}

operation Unbound {
    errors: [Odd]
}

@error("server")
@httpError(404)
structure Odd {}

map Texts {
    key: String
    value: String
}
