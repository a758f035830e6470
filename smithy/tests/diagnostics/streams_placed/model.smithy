$version: "2.0"

namespace example

use aws.protocols#restJson1

@restJson1(http: ["h2"], eventStreamHttp: ["h2", "http/1.1"])
service Service {
    version: "1"
    operations: [Watch]
}

@http(method: "POST", uri: "/watch")
operation Watch {
    input := {
        stream: Sized
        inner: Inner
    }
    output: Output
    errors: [Failed]
}

structure Output {
    @required
    @httpPayload
    stream: Sized
}

structure Inner {
    events: Events
}

@error("client")
structure Failed {
    @httpPayload
    events: Events
}

list Streams {
    member: Sized
}

@streaming
union Events {
    text: String
    message: Message
}

structure Message {
    @eventPayload
    body: Blob

    note: String
}

@streaming
@requiresLength
blob Sized
