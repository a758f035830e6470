$version: "2"

namespace example

use aws.protocols#restXml

@restXml
service Elsewhere {
    version: "1"
    operations: [
        Send
    ]
}

@http(method: "POST", uri: "/send")
operation Send {}
