$version: "2"

namespace example

use aws.protocols#restJson1

/// Operations whose paths OpenAPI cannot tell apart, or knows by other means.
@restJson1
service Paths {
    version: "2024-01-01"
    operations: [
        GetCity
        PutCity
        GetFile
        GetFileHead
        ConnectCity
        Search
        SearchByName
        Import
        Hosted
        LabelledHost
    ]
}

@http(method: "GET", uri: "/cities/{cityId}")
@readonly
operation GetCity {
    input := {
        @required
        @httpLabel
        cityId: String
    }
}

// The label has another name, which OpenAPI does not take for another path.
@http(method: "PUT", uri: "/cities/{name}")
@idempotent
operation PutCity {
    input := {
        @required
        @httpLabel
        name: String
    }
}

@http(method: "GET", uri: "/files/{path+}")
@readonly
operation GetFile {
    input := {
        @required
        @httpLabel
        path: String
    }
    output := {
        @httpPayload
        content: Blob
    }
}

@http(method: "HEAD", uri: "/files/{path+}")
@readonly
operation GetFileHead {
    input := {
        @required
        @httpLabel
        path: String
    }
    output := {
        @httpHeader("x-size")
        size: Long
    }
}

@http(method: "CONNECT", uri: "/cities/{id}")
operation ConnectCity {
    input := {
        @required
        @httpLabel
        id: String
    }
}

@http(method: "GET", uri: "/search")
@readonly
operation Search {}

@http(method: "GET", uri: "/search?by=name")
@readonly
operation SearchByName {}

@http(method: "POST", uri: "/cities?import&mode=all")
operation Import {}

@http(method: "GET", uri: "/hosted/")
@endpoint(hostPrefix: "data.")
@readonly
operation Hosted {}

@http(method: "GET", uri: "/hosted/{account}")
@endpoint(hostPrefix: "{account}.data.")
@readonly
operation LabelledHost {
    input := {
        @required
        @httpLabel
        @hostLabel
        account: String
    }
}
