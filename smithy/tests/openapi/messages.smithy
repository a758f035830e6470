$version: "2"

namespace example

use aws.protocols#restJson1

@restJson1
service Messages {
    version: "1"
    operations: [
        Bind
        PayloadStructure
        PayloadText
        PayloadUnion
        PayloadDocument
        Upload
        Download
        Watch
        OwnStatus
        NoContent
        Checked
    ]
    errors: [
        Overloaded
    ]
}

@http(method: "POST", uri: "/bind/{id}/{at}")
operation Bind {
    input := {
        @required
        @httpLabel
        id: Integer

        /// When.
        @required
        @httpLabel
        at: Timestamp

        @httpQuery("name")
        names: Names

        @required
        @httpQuery("size")
        size: Integer

        @httpQueryParams
        rest: Texts

        @httpHeader("X-Since")
        since: Timestamp

        @httpHeader("X-Names")
        headerNames: Names

        @httpHeader("X-Json")
        json: Json

        @httpHeader("Accept")
        accept: String

        @httpPrefixHeaders("X-Meta-")
        meta: Texts

        inBody: String

        @required
        alsoInBody: Integer
    }
    output := {
        @required
        @httpHeader("X-Tag")
        tag: String

        @httpPrefixHeaders("X-Meta-")
        meta: Texts

        inBody: String
    }
    errors: [
        NotFound
        Gone
        Invalid
    ]
}

list Names {
    member: String
}

map Texts {
    key: String
    value: String
}

@mediaType("application/json")
string Json

@error("client")
@httpError(404)
structure NotFound {
    @required
    id: String
}

/// It was here once.
@error("client")
@httpError(404)
structure Gone {
    @required
    @httpHeader("X-Since")
    since: Timestamp

    message: String
}

@error("client")
structure Invalid {
    message: String
}

@error("server")
@httpError(503)
@retryable(throttling: true)
structure Overloaded {
    @httpHeader("Retry-After")
    after: Integer
}

@http(method: "PUT", uri: "/structure")
@idempotent
operation PayloadStructure {
    input := {
        /// The city.
        @required
        @httpPayload
        city: City
    }
    output := {
        @httpPayload
        city: City
    }
}

structure City {
    name: String
}

@http(method: "POST", uri: "/text")
operation PayloadText {
    input := {
        @httpPayload
        text: Csv
    }
    output := {
        @httpPayload
        color: Color
    }
}

@mediaType("text/csv")
string Csv

enum Color {
    RED
}

@http(method: "POST", uri: "/union")
operation PayloadUnion {
    input := {
        @required
        @httpPayload
        choice: Choice
    }
}

union Choice {
    city: City
    name: String
}

@http(method: "POST", uri: "/document")
operation PayloadDocument {
    input := {
        @httpPayload
        document: Document
    }
    output := {
        @httpPayload
        document: Document
    }
}

@http(method: "POST", uri: "/upload")
operation Upload {
    input := {
        @httpHeader("Content-Type")
        contentType: String

        @required
        @httpPayload
        content: Stream
    }
}

@streaming
@requiresLength
blob Stream

@http(method: "GET", uri: "/download")
@readonly
operation Download {
    output := {
        @httpHeader("Content-Type")
        contentType: String

        @httpPayload
        content: Image
    }
}

@mediaType("image/png")
blob Image

@http(method: "GET", uri: "/watch")
@readonly
operation Watch {
    output := {
        @httpPayload
        events: Events
    }
}

@streaming
union Events {
    city: City
}

@http(method: "POST", uri: "/status", code: 201)
operation OwnStatus {
    output := {
        @httpResponseCode
        status: Integer

        name: String
    }
}

@http(method: "DELETE", uri: "/nothing", code: 204)
@idempotent
operation NoContent {}

@http(method: "POST", uri: "/checked")
@httpChecksumRequired
operation Checked {
    input := {
        name: String
    }
}
