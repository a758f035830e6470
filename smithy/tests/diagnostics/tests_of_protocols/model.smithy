$version: "2.0"

namespace example

use smithy.test#eventStreamTests
use smithy.test#httpMalformedRequestTests
use smithy.test#httpRequestTests
use smithy.test#httpResponseTests

@trait(selector: "service")
@protocolDefinition
structure protocol {}

@http(method: "POST", uri: "/send")
@httpRequestTests([
    { id: "wrong_values", protocol: protocol, method: "POST", uri: "/send", params: { count: "one", unknown: true } }
    { id: "json", protocol: protocol, method: "POST", uri: "/send", params: { when: 1 }, body: "{,}", bodyMediaType: "application/json" }
    { id: "json", protocol: protocol, method: "POST", uri: "/send", vendorParamsShape: Vendor }
    { id: "vendor", protocol: protocol, method: "POST", uri: "/send", vendorParamsShape: Vendor, vendorParams: { region: 1 } }
])
@httpResponseTests([
    { id: "no_output", protocol: protocol, code: 200, params: { a: 1 } }
    { id: "xml", protocol: protocol, code: 200, body: "<a></b>", bodyMediaType: "text/xml" }
])
@httpMalformedRequestTests([
    {
        id: "counts"
        protocol: protocol
        request: { method: "POST", uri: "/send" }
        response: { code: 400 }
        testParameters: { a: ["1", "2"], b: ["1"] }
    }
])
operation Send {
    input := { count: Integer, when: Timestamp }
    errors: [Failed]
}

@error("client")
@httpResponseTests([
    { id: "failed", protocol: protocol, code: 400, params: { message: 1 } }
])
structure Failed {
    message: String
}

structure Vendor {
    region: String
}

@eventStreamTests([
    {
        id: "events"
        protocol: protocol
        initialRequestParams: { room: 1 }
        events: [
            { type: "request", params: { message: { text: 1 } } }
            { type: "request", body: "{", bodyMediaType: "application/json" }
        ]
    }
])
operation Chat {
    input := { room: String, events: Events }
}

@streaming
union Events {
    message: Message
}

structure Message {
    text: String
}
